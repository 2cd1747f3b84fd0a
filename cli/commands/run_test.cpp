#include <plumbline/test.h>

#include "commands/commands.h"
#include "commands/run_steps.h"
#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

Outcome run_test(const TestCommand& command, const Console& console) {
  const plumbline::Rules rules = rules_for_run(command.rules);
  const Language language = console.reader(rules.spelling());
  const plumbline::Result<plumbline::TestReport> report = plumbline::run_test_cases(rules);
  Outcome outcome;
  add_messages(outcome, report.diagnostics(), language, console);
  if (!report) return outcome;
  if (command.as_json) {
    outcome.output = report->json;
  } else {
    for (const plumbline::TestCase& test : report->cases) {
      outcome.output +=
          say(test.passed ? Say::TestPassed : Say::TestFailed, language) + "  " + pipeline::printable_line(test.title) + '\n';
    }
    outcome.output += say(Say::TestTotals, language, report->passed, report->failed) + '\n';
    outcome.messages += report->failures.text(language, console.message_colour);
  }
  if (report->failed > 0) outcome.code = worse_of(outcome.code, ExitCode::Findings);
  return outcome;
}

}  // namespace plumb::cli
