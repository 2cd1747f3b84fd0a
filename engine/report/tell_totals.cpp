#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

std::string tell_totals(const Evaluation& evaluation, const Summary& summary, source::Language language) {
  std::string line;
  const auto add = [&](std::string_view name, uint64_t count) {
    if (!line.empty()) line += text(TextId::ListComma, language);
    line += filled(TextId::CountOf, language, {name, std::to_string(count)});
  };
  if (summary.view.grade.valid()) {
    const program::Program& program = evaluation.program();
    const program::Enumeration& labels = program.at(program.at(summary.view.grade).type.enumeration);
    for (const GradeCount& one : summary.grades) add(labels.labels[one.label], one.count);
  } else {
    add(text(summary.view.score.valid() ? TextId::CountScored : TextId::CountMembers, language), summary.settled);
  }
  if (summary.faulty > 0) add(text(TextId::CountFaulty, language), summary.faulty);
  if (summary.pending > 0) add(text(TextId::CountPending, language), summary.pending);
  return line;
}

}  // namespace plumb::report
