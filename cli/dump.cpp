#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_dump_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<DumpCommand>();
  return {.name = "dump",
          .help = HelpId::Dump,
          .example = HelpId::DumpExample,
          .options =
              {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
               {.names = "--stage",
                .help = HelpId::DumpStage,
                .target = &state->stage,
                .required = true,
                .choices = {"tokens", "tree", "program", "plan"}},
               {.names = "--db", .help = HelpId::DumpDatabase, .target = &state->database, .value = HelpId::ValueDb}},
          .run = [state](Terminal& terminal) { terminal.show(run_dump(*state, terminal.console())); }};
}

}  // namespace plumb::cli
