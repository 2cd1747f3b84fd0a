#include <memory>

#include "command.h"
#include "pipeline/commands.h"

namespace plumb::cli {

Command make_load_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<pipeline::LoadCommand>();
  return {.name = "load",
          .help = HelpId::Load,
          .options = {{.names = "WHAT", .help = HelpId::LoadWhat, .target = &state->what, .required = true},
                      {.names = "--rules", .help = HelpId::Rules, .target = &state->rules, .value = "RULES", .required = true},
                      {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = "DB", .required = true},
                      {.names = "--replace", .help = HelpId::LoadReplace, .target = &state->replace}},
          .run = [state](Terminal& terminal) {
            if (state->what.size() > 2) {
              terminal.show(pipeline::refuse_usage(pipeline::UsageProblem::UnknownArgument, state->what[2], terminal.console()));
              return;
            }
            terminal.show(pipeline::run_load(*state, terminal.console()));
          }};
}

}  // namespace plumb::cli
