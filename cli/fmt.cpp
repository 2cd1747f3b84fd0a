#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_fmt_command() {
  struct State {
    FormatCommand command;
    std::string spelling;
  };
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<State>();
  return {.name = "fmt",
          .help = HelpId::Fmt,
          .example = HelpId::FmtExample,
          .options = {{.names = "FILE",
                       .help = HelpId::FmtFiles,
                       .target = &state->command.files,
                       .value = HelpId::ValueFiles,
                       .required = true},
                      {.names = "--spelling", .help = HelpId::FmtSpelling, .target = &state->spelling, .choices = {"zh", "en"}},
                      {.names = "--check", .help = HelpId::FmtCheck, .target = &state->command.only_check},
                      {.names = "--write", .help = HelpId::FmtWrite, .target = &state->command.write}},
          .run = [state](Terminal& terminal) {
            if (state->spelling == "zh") state->command.spelling = Language::Chinese;
            if (state->spelling == "en") state->command.spelling = Language::English;
            terminal.show(run_format(state->command, terminal.console()));
          }};
}

}  // namespace plumb::cli
