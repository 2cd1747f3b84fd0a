#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_test_command() {
  struct State {
    TestCommand command;
    std::string format = "text";
  };
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<State>();
  return {.name = "test",
          .help = HelpId::Test,
          .example = HelpId::TestExample,
          .options = {{.names = "RULES",
                       .help = HelpId::Rules,
                       .target = &state->command.rules,
                       .value = HelpId::ValueRules,
                       .required = true},
                      {.names = "--format", .help = HelpId::TestFormat, .target = &state->format, .choices = {"text", "json"}}},
          .run = [state](Terminal& terminal) {
            state->command.as_json = state->format == "json";
            terminal.show(run_test(state->command, terminal.console()));
          }};
}

}  // namespace plumb::cli
