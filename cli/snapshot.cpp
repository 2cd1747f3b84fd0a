#include <memory>

#include "command.h"
#include "commands/commands.h"

namespace plumb::cli {

Command make_snapshot_command() {
  // Shared: a Command is copied, and its options point into one state.
  auto state = std::make_shared<SnapshotCommand>();
  return {
      .name = "snapshot",
      .help = HelpId::Snapshot,
      .example = HelpId::SnapshotExample,
      .options =
          {{.names = "--rules,RULES",
            .help = HelpId::Rules,
            .target = &state->rules,
            .value = HelpId::ValueRules,
            .required = true},
           {.names = "--db", .help = HelpId::Database, .target = &state->database, .value = HelpId::ValueDb, .required = true},
           {.names = "--out",
            .help = HelpId::SnapshotOut,
            .target = &state->out,
            .value = HelpId::ValueSnapshot,
            .required = true},
           {.names = "--assessment",
            .help = HelpId::SnapshotAssessment,
            .target = &state->assessment,
            .value = HelpId::ValueAssessment}},
      .run = [state](Terminal& terminal) { terminal.show(run_snapshot(*state, terminal.console())); }};
}

}  // namespace plumb::cli
