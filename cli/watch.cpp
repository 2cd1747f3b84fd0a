#include <cstdio>
#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_watch_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<WatchCommand>();
  return {
      .name = "watch",
      .help = HelpId::Watch,
      .example = HelpId::WatchExample,
      .options =
          {{.names = "RULES", .help = HelpId::Rules, .target = &state->rules, .value = HelpId::ValueRules, .required = true},
           {.names = "--db", .help = HelpId::WatchDatabase, .target = &state->database, .value = HelpId::ValueDb},
           {.names = "--snapshot", .help = HelpId::FromSnapshot, .target = &state->snapshot, .value = HelpId::ValueSnapshot},
           {.names = "--assessment", .help = HelpId::Assessment, .target = &state->assessment, .value = HelpId::ValueAssessment},
           {.names = "--as-of", .help = HelpId::AsOf, .target = &state->as_of, .value = HelpId::ValueDate},
           {.names = "--period", .help = HelpId::Period, .target = &state->period, .value = HelpId::ValuePeriod},
           {.names = "--quarantine", .help = HelpId::Quarantine, .target = &state->quarantine, .value = HelpId::ValueUnitReason},
           {.names = "--quarantine-keeping",
            .help = HelpId::QuarantineKeeping,
            .target = &state->quarantine_keeping,
            .value = HelpId::ValueUnitReason},
           {.names = "--other-readings", .help = HelpId::OtherReadings, .target = &state->other_readings}},
      .run = [state](Terminal& terminal) {
        const auto show = [&](const Outcome& outcome) {
          terminal.show(outcome);
          return std::ferror(stdout) == 0;
        };
        terminal.show(run_watch(*state, terminal.console(), show));
      }};
}

}  // namespace plumb::cli
