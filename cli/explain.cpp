#include <memory>

#include "command.h"
#include "pipeline/commands.h"

namespace plumb::cli {

Command make_explain_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<pipeline::ExplainCommand>();
  return {.name = "explain",
          .help = HelpId::Explain,
          .options = {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .required = true},
                      {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = "DB", .required = true},
                      {.names = "--unit", .help = HelpId::ExplainUnit, .target = &state->unit, .value = "CODE", .required = true},
                      {.names = "--why-not", .help = HelpId::WhyNot, .target = &state->why_not, .value = "GRADE"},
                      {.names = "--format", .help = HelpId::ExplainFormat, .target = &state->format,
                       .choices = {"text", "json", "md"}},
                      {.names = "--all-rows", .help = HelpId::AllRows, .target = &state->all_rows},
                      {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = "DATE"},
                      {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = "FROM..TO"},
                      {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine,
                       .value = "UNIT=REASON"}},
          .run = [state](Terminal& terminal) { terminal.show(pipeline::run_explain(*state, terminal.console())); }};
}

}  // namespace plumb::cli
