// Why nobody moved, in words.
#include "report/comparison.h"

namespace plumb::report {

namespace {

using study::RuleChangeKind;

constexpr size_t StillnessNames = 5;

}  // namespace

std::vector<std::string> ComparisonWords::stillness() const {
  const study::Stillness& still = made_.stillness;
  std::vector<std::string> lines;
  if (!still.is_still) return lines;
  if (still.is_identical) lines.push_back(say(TextId::StillIdentical));
  if (still.only_words) lines.push_back(say(TextId::StillWords));
  std::vector<std::string> unreached, dated;
  for (const study::ParameterChange& one : made_.parameters) {
    if (!one.value_differs)
      dated.push_back(one.name);
    else if (!one.is_reached)
      unreached.push_back(one.name);
  }
  for (const study::RuleChange& one : made_.rules) {
    if (one.kind != RuleChangeKind::Reworded && !one.is_reached) unreached.push_back(one.name);
  }
  if (!dated.empty()) {
    lines.push_back(
        say(TextId::StillDated, {base::to_string(runs_.after.results.inputs.reference), names(dated, StillnessNames)}));
  }
  if (still.has_reached_same) lines.push_back(say(TextId::StillSame));
  if (still.has_reached_moved) {
    lines.push_back(say(TextId::StillMoved, {std::to_string(made_.scores_differ), std::to_string(made_.places_differ)}));
  }
  if (!unreached.empty()) lines.push_back(say(TextId::StillUnreached, {names(unreached, StillnessNames)}));
  if (still.is_identical) return lines;
  for (const study::Margin& margin : still.margins) {
    const std::string gap = quantity(true, margin.type, margin.gap);
    const auto key = [&](uint32_t unit) { return unit == UINT32_MAX ? std::string() : made_.units[unit].key; };
    if (margin.inside != UINT32_MAX && margin.outside != UINT32_MAX) {
      lines.push_back(say(TextId::StillMargin, {class_name(margin.in_class), key(margin.inside), key(margin.outside), gap}));
    } else {
      lines.push_back(say(TextId::StillBound, {class_name(margin.in_class), key(margin.inside) + key(margin.outside), gap}));
    }
  }
  return lines;
}

}  // namespace plumb::report
