#include <memory>

#include "command.h"
#include "commands/commands.h"
#include "pipeline/console.h"

namespace plumb::cli {

Command make_load_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<LoadCommand>();
  return {
      .name = "load",
      .help = HelpId::Load,
      .example = HelpId::LoadExample,
      .options =
          {{.names = "WHAT", .help = HelpId::LoadWhat, .target = &state->what, .value = HelpId::ValueWhat, .required = true},
           {.names = "--rules", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
           {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = HelpId::ValueDb, .required = true},
           {.names = "--replace", .help = HelpId::LoadReplace, .target = &state->replace},
           {.names = "--append", .help = HelpId::LoadAppend, .target = &state->append}},
      .run = [state](Terminal& terminal) {
        if (state->what.size() > 2) {
          terminal.show(
              refuse(pipeline::refuse_usage(pipeline::UsageProblem::UnknownArgument, state->what[2]), terminal.console()));
          return;
        }
        const pipeline::SignalsHeld held;  // so that what a signal ended is told before the process ends by it
        terminal.show(run_load(*state, terminal.console()));
      }};
}

}  // namespace plumb::cli
