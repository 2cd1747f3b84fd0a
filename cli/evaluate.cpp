#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_evaluate_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<EvaluateCommand>();
  return {
      .name = "evaluate",
      .help = HelpId::Evaluate,
      .example = HelpId::EvaluateExample,
      .options =
          {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
           {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = HelpId::ValueDb},
           {.names = "--snapshot", .help = HelpId::FromSnapshot, .target = &state->snapshot, .value = HelpId::ValueSnapshot},
           {.names = "--assessment", .help = HelpId::Assessment, .target = &state->assessment, .value = HelpId::ValueAssessment},
           {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = HelpId::ValueDate},
           {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = HelpId::ValuePeriod},
           {.names = "--format", .help = HelpId::EvaluateFormat, .target = &state->format, .choices = {"table", "json", "csv"}},
           {.names = "--table", .help = HelpId::ListTable, .target = &state->tables, .value = HelpId::ValueTable},
           {.names = "--all", .help = HelpId::ListAll, .target = &state->all_tables},
           {.names = "--all-faults", .help = HelpId::AllFaults, .target = &state->all_faults},
           {.names = "--out", .help = HelpId::Out, .target = &state->out, .value = HelpId::ValueFile},
           {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine, .value = HelpId::ValueUnitReason},
           {.names = "--quarantine-keeping",
            .help = HelpId::QuarantineKeeping,
            .target = &state->quarantine_keeping,
            .value = HelpId::ValueUnitReason},
           {.names = "--engine", .help = HelpId::Engine, .target = &state->engine, .choices = {"columnar", "reference"}},
           {.names = "--other-readings", .help = HelpId::OtherReadings, .target = &state->other_readings}},
      .run = [state](Terminal& terminal) { terminal.show(run_evaluate(*state, terminal.console())); }};
}

}  // namespace plumb::cli
