#include <plumbline/text.h>

#include "commands/commands.h"
#include "commands/run_steps.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

Outcome dump_plan_of(const DumpCommand& command, const Console& console) {
  if (command.database.empty()) {
    return refuse(pipeline::refuse_usage(pipeline::UsageProblem::MissingArgument, "--db"), console);
  }
  const plumbline::Rules rules = rules_for_run(command.rules);
  const plumbline::Result<plumbline::Data> data = plumbline::read_data(rules, {.path = command.database});
  const plumbline::Result<std::string> plan =
      data ? plumbline::dump_plan(*data) : plumbline::Result<std::string>(data.diagnostics());
  Outcome outcome;
  if (plan) outcome.output = *plan;
  add_messages(outcome, plan.diagnostics(), console.reader(rules.spelling()), console);
  return outcome;
}

}  // namespace

Outcome run_dump(const DumpCommand& command, const Console& console) {
  if (command.stage == "plan") return dump_plan_of(command, console);
  Outcome outcome;
  if (command.stage == "program") {
    const plumbline::Rules rules = rules_for_run(command.rules);
    const plumbline::Dump dump = plumbline::dump_program(rules);
    outcome.output = dump.text;
    add_messages(outcome, dump.diagnostics, console.reader(rules.spelling()), console);
    return outcome;
  }
  const plumbline::Result<std::string> text = plumbline::read_text(command.rules);
  if (!text) return refuse(text.diagnostics(), console);
  const plumbline::Dump dump =
      plumbline::dump_text(command.rules, *text, command.stage == "tokens" ? plumbline::Stage::Tokens : plumbline::Stage::Tree);
  outcome.output = dump.text;
  add_messages(outcome, dump.diagnostics, console.reader(plumbline::spelling_of(*text)), console);
  return outcome;
}

}  // namespace plumb::cli
