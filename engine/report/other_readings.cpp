#include "report/collect_reads.h"
#include "report/evaluation.h"
#include "report/quote_rules.h"
#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

// The words on one line: a reading may be written over several.
std::string on_one_line(const std::string& words) {
  std::string out;
  bool is_gap = false;
  for (const char c : words) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_blank && is_gap && !out.empty()) out += ' ';
    if (!is_blank) out += c;
    is_gap = is_blank;
  }
  return out;
}

}  // namespace

std::vector<TakenReading> taken_readings(const Evaluation& evaluation, source::Language language) {
  if (!evaluation.takes_other_readings) return {};
  const program::Program& program = evaluation.program();
  const auto words = quote_rules(evaluation.rules->sources, program, language);
  std::vector<TakenReading> taken;
  std::vector<source::Span> seen;
  // A judgement has its bases twice, and a table in a function once for every definition that calls it.
  const auto add = [&](const std::string& name, const program::Basis& basis) {
    if (basis.kind != program::BasisKind::OtherReading || !basis.other.valid()) return;
    const source::Span span = program.at(basis.other).span;
    for (const source::Span& one : seen) {
      if (one.file == span.file && one.begin == span.begin) return;
    }
    seen.push_back(span);
    taken.push_back({name, on_one_line(words(span)), basis.reason});
  };
  for (const program::Parameter& parameter : program.parameters) {
    for (const program::DatedValue& value : parameter.values) {
      for (const program::Basis& basis : value.bases) add(parameter.name, basis);
    }
  }
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    const program::DefinitionId id{i};
    for (const program::Basis* basis : bases_of(program, id)) add(program.at(id).name, *basis);
  }
  return taken;
}

std::vector<std::string> describe_readings(const Evaluation& evaluation, source::Language language) {
  if (!evaluation.takes_other_readings) return {};
  const std::vector<TakenReading> taken = taken_readings(evaluation, language);
  std::vector<std::string> lines;
  lines.push_back(taken.empty() ? std::string(text(TextId::ReadingsNone, language))
                                : filled(TextId::ReadingsTaken, language, {std::to_string(taken.size())}));
  for (const TakenReading& one : taken) {
    lines.push_back(filled(TextId::ReadingOf, language, {one.name, one.reading, one.reason}));
  }
  return lines;
}

}  // namespace plumb::report
