#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_schema_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto name = std::make_shared<std::string>();
  return {.name = "schema",
          .help = HelpId::Schema,
          .example = HelpId::SchemaExample,
          .options = {{.names = "NAME", .help = HelpId::SchemaName, .target = name.get(), .value = HelpId::ValueName}},
          .run = [name](Terminal& terminal) { terminal.show(run_schema(*name, terminal.console())); }};
}

}  // namespace plumb::cli
