#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_codes_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto name = std::make_shared<std::string>();
  return {.name = "codes",
          .help = HelpId::Codes,
          .example = HelpId::CodesExample,
          .options = {{.names = "CODE", .help = HelpId::CodesName, .target = name.get(), .value = HelpId::ValueCode}},
          .run = [name](Terminal& terminal) { terminal.show(run_codes(*name, terminal.console())); }};
}

}  // namespace plumb::cli
