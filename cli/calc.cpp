#include <iostream>
#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_calc_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto expressions = std::make_shared<std::vector<std::string>>();
  return {.name = "calc",
          .help = HelpId::Calc,
          .example = HelpId::CalcExample,
          .options = {{.names = "EXPRESSION",
                       .help = HelpId::CalcExpression,
                       .target = expressions.get(),
                       .value = HelpId::ValueExpression}},
          .run = [expressions](Terminal& terminal) {
            for (const std::string& expression : *expressions) {
              terminal.show(run_calc(expression, terminal.console()));
            }
            if (!expressions->empty()) return;
            std::string line;
            while (std::getline(std::cin, line)) {
              if (line.ends_with('\r')) line.pop_back();
              if (line.find_first_not_of(" \t\r\v\f") == std::string::npos) continue;
              terminal.show(run_calc(line, terminal.console()));
            }
          }};
}

}  // namespace plumb::cli
