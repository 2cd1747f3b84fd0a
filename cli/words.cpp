#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_words_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto name = std::make_shared<std::string>();
  return {.name = "words",
          .help = HelpId::Words,
          .example = HelpId::WordsExample,
          .options = {{.names = "WORD", .help = HelpId::WordsName, .target = name.get(), .value = HelpId::ValueWord}},
          .run = [name](Terminal& terminal) { terminal.show(run_words(*name, terminal.console())); }};
}

}  // namespace plumb::cli
