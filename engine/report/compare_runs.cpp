#include <algorithm>

#include "report/comparison.h"
#include "report/summary.h"

namespace plumb::report {

namespace {

study::Graded graded_of(const Evaluation& evaluation) {
  const UnitView view = find_units(evaluation.program());
  return {.table = view.table, .grade = view.grade, .score = view.score, .ranking = view.ranking, .domain = view.domain};
}

study::Side side_of(const Evaluation& evaluation, const study::Graded& graded, RuleTexts& words) {
  return {.program = evaluation.program(),
          .data = evaluation.data(),
          .results = evaluation.results,
          .graded = graded,
          .rule_text = [&words](source::Span span) { return words.text_at(span); }};
}

}  // namespace

ComparedRuns compare_runs(const Evaluation& before, const Evaluation& after, RuleTexts& words_before, RuleTexts& words_after) {
  ComparedRuns runs{.before = before,
                    .after = after,
                    .graded_before = graded_of(before),
                    .graded_after = graded_of(after),
                    .other_readings_after = after.takes_other_readings && !before.takes_other_readings,
                    .comparison = {}};
  runs.comparison =
      study::compare(side_of(before, runs.graded_before, words_before), side_of(after, runs.graded_after, words_after));
  return runs;
}

Standing standing_of(const ComparedRuns& runs) {
  const study::Comparison& made = runs.comparison;
  Standing standing = made.moves.empty() ? Standing::Complete : Standing::Differs;
  const auto add = [&](const Evaluation& run, const study::UnitState& state) {
    const study::ClassKind kind = made.classes[state.in_class].kind;
    if (kind == study::ClassKind::Pending) standing = std::max(standing, Standing::Incomplete);
    if (kind == study::ClassKind::Faulty) {
      standing = std::max({standing, Standing::Faulty, standing_of_faulty(run, state.result)});
    }
  };
  for (const study::UnitPair& unit : made.units) {
    add(runs.before, unit.before);
    add(runs.after, unit.after);
  }
  return standing;
}

}  // namespace plumb::report
