#include "report/evaluation.h"
#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

std::string dates_line(TextId pattern, source::Language language, int64_t assessment, std::optional<base::Date> first,
                       std::optional<base::Date> last, std::optional<base::Date> reference) {
  const auto shown = [](const std::optional<base::Date>& date) { return date ? base::to_string(*date) : std::string("?"); };
  return filled(pattern, language, {std::to_string(assessment), shown(first), shown(last), shown(reference)});
}

}  // namespace

bool is_shifted(const Evaluation& evaluation) {
  const program::Program& program = evaluation.program();
  const results::RunInputs& inputs = evaluation.results.inputs;
  return inputs.assessment != program.assessment || inputs.period_first != program.period_first ||
         inputs.period_last != program.period_last ||
         inputs.reference != (program.reference ? program.reference : program.period_last);
}

std::vector<std::string> describe_run(const Evaluation& evaluation, source::Language language) {
  const program::Program& program = evaluation.program();
  const results::RunInputs& inputs = evaluation.results.inputs;
  std::vector<std::string> lines;
  lines.push_back(
      dates_line(TextId::HeadRun, language, inputs.assessment, inputs.period_first, inputs.period_last, inputs.reference));
  if (is_shifted(evaluation)) {
    lines.push_back(dates_line(TextId::HeadShifted, language, program.assessment, program.period_first, program.period_last,
                               program.reference ? program.reference : program.period_last));
  }
  return lines;
}

}  // namespace plumb::report
