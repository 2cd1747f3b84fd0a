#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_check_command() {
  struct State {
    CheckCommand command;
    std::string format = "text";
  };
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<State>();
  return {.name = "check",
          .help = HelpId::Check,
          .example = HelpId::CheckExample,
          .options = {{.names = "RULES",
                       .help = HelpId::Rules,
                       .target = &state->command.rules,
                       .value = HelpId::ValueRules,
                       .required = true},
                      {.names = "--format", .help = HelpId::CheckFormat, .target = &state->format, .choices = {"text", "json"}},
                      {.names = "--other-readings", .help = HelpId::OtherReadings, .target = &state->command.other_readings},
                      {.names = "--authority",
                       .help = HelpId::Authority,
                       .target = &state->command.authority,
                       .value = HelpId::ValueDir},
                      {.names = "--rehash", .help = HelpId::Rehash, .target = &state->command.rehash}},
          .run = [state](Terminal& terminal) {
            state->command.as_json = state->format == "json";
            terminal.show(run_check(state->command, terminal.console()));
          }};
}

}  // namespace plumb::cli
