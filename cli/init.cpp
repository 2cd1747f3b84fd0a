#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_init_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<InitCommand>();
  return {.name = "init",
          .help = HelpId::Init,
          .example = HelpId::InitExample,
          .options = {{.names = "--rules,RULES",
                       .help = HelpId::Rules,
                       .target = &state->rules,
                       .value = HelpId::ValueRules,
                       .required = true},
                      {.names = "--db,DB",
                       .help = HelpId::NewDatabase,
                       .target = &state->database,
                       .value = HelpId::ValueDb,
                       .required = true}},
          .run = [state](Terminal& terminal) { terminal.show(run_init(*state, terminal.console())); }};
}

}  // namespace plumb::cli
