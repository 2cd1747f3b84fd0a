#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_compare_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<CompareCommand>();
  return {
      .name = "compare",
      .help = HelpId::Compare,
      .example = HelpId::CompareExample,
      .options =
          {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
           {.names = "OTHER", .help = HelpId::CompareOther, .target = &state->other, .value = HelpId::ValueOther},
           {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = HelpId::ValueDb},
           {.names = "--snapshot", .help = HelpId::FromSnapshot, .target = &state->snapshot, .value = HelpId::ValueSnapshot},
           {.names = "--against", .help = HelpId::CompareAgainst, .target = &state->against, .value = HelpId::ValueDb},
           {.names = "--other-readings", .help = HelpId::CompareReadings, .target = &state->other_readings},
           {.names = "--assessment",
            .help = HelpId::CompareAssessment,
            .target = &state->assessment,
            .value = HelpId::ValueAssessment},
           {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = HelpId::ValueDate},
           {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = HelpId::ValuePeriod},
           {.names = "--format", .help = HelpId::CompareFormat, .target = &state->format, .choices = {"table", "json", "csv"}},
           {.names = "--out", .help = HelpId::Out, .target = &state->out, .value = HelpId::ValueFile},
           {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine, .value = HelpId::ValueUnitReason},
           {.names = "--quarantine-keeping",
            .help = HelpId::QuarantineKeeping,
            .target = &state->quarantine_keeping,
            .value = HelpId::ValueUnitReason}},
      .run = [state](Terminal& terminal) { terminal.show(run_compare(*state, terminal.console())); }};
}

}  // namespace plumb::cli
