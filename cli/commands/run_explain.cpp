#include <plumbline/explain.h>

#include "commands/commands.h"
#include "commands/run_steps.h"

namespace plumb::cli {

Outcome run_explain(const ExplainCommand& command, const Console& console) {
  if (const std::optional<Outcome> refused = refuse_sources(command, console)) return *refused;
  const plumbline::Rules rules = rules_for_run(command.rules, command.other_readings);
  const Language language = console.reader(rules.spelling());
  const plumbline::Result<plumbline::Run> run =
      evaluate_on(rules, source_of(command), reading_of(command, console), running_of(command, console));
  Outcome outcome;
  if (!run) {
    add_messages(outcome, run.diagnostics(), language, console);
    return outcome;
  }
  const plumbline::Result<plumbline::Explanation> told =
      plumbline::explain(*run, command.unit, {.language = language, .why_not = command.why_not, .all_rows = command.all_rows});
  if (told) {
    outcome.output = command.format == "json" ? told->json() : command.format == "md" ? told->markdown() : told->text();
  }
  add_messages(outcome, told.diagnostics(), language, console);
  return outcome;
}

}  // namespace plumb::cli
