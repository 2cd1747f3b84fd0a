#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_explain_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<ExplainCommand>();
  return {
      .name = "explain",
      .help = HelpId::Explain,
      .example = HelpId::ExplainExample,
      .options =
          {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
           {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = HelpId::ValueDb},
           {.names = "--snapshot", .help = HelpId::FromSnapshot, .target = &state->snapshot, .value = HelpId::ValueSnapshot},
           {.names = "--unit", .help = HelpId::ExplainUnit, .target = &state->unit, .value = HelpId::ValueUnit, .required = true},
           {.names = "--why-not", .help = HelpId::WhyNot, .target = &state->why_not, .value = HelpId::ValueGrade},
           {.names = "--format", .help = HelpId::ExplainFormat, .target = &state->format, .choices = {"text", "json", "md"}},
           {.names = "--all-rows", .help = HelpId::AllRows, .target = &state->all_rows},
           {.names = "--assessment", .help = HelpId::Assessment, .target = &state->assessment, .value = HelpId::ValueAssessment},
           {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = HelpId::ValueDate},
           {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = HelpId::ValuePeriod},
           {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine, .value = HelpId::ValueUnitReason},
           {.names = "--quarantine-keeping",
            .help = HelpId::QuarantineKeeping,
            .target = &state->quarantine_keeping,
            .value = HelpId::ValueUnitReason},
           {.names = "--other-readings", .help = HelpId::OtherReadings, .target = &state->other_readings}},
      .run = [state](Terminal& terminal) { terminal.show(run_explain(*state, terminal.console())); }};
}

}  // namespace plumb::cli
