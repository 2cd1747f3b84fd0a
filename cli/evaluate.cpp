#include <memory>

#include "command.h"
#include "pipeline/commands.h"

namespace plumb::cli {

Command make_evaluate_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<pipeline::EvaluateCommand>();
  return {.name = "evaluate",
          .help = HelpId::Evaluate,
          .options = {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .required = true},
                      {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = "DB", .required = true},
                      {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = "DATE"},
                      {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = "FROM..TO"},
                      {.names = "--format", .help = HelpId::EvaluateFormat, .target = &state->format,
                       .choices = {"table", "json", "csv"}},
                      {.names = "--out", .help = HelpId::Out, .target = &state->out, .value = "FILE"},
                      {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine,
                       .value = "UNIT=REASON"},
                      {.names = "--quarantine-keeping", .help = HelpId::QuarantineKeeping,
                       .target = &state->quarantine_keeping, .value = "UNIT=REASON"},
                      {.names = "--other-readings", .help = HelpId::OtherReadings, .target = &state->other_readings}},
          .run = [state](Terminal& terminal) { terminal.show(pipeline::run_evaluate(*state, terminal.console())); }};
}

}  // namespace plumb::cli
