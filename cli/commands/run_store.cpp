// Commands that write data: init, load, snapshot.
#include <plumbline/data.h>

#include "commands/commands.h"
#include "commands/run_steps.h"
#include "commands/texts.h"

namespace plumb::cli {

namespace {

std::string tell_loaded(const plumbline::Loaded& loaded, Language language) {
  std::string lines;
  for (const plumbline::LoadedTable& one : loaded.tables) {
    lines += say(Say::LoadDone, language, one.table, one.rows, one.file) + '\n';
    if (one.left_out.empty()) continue;
    std::string names;
    for (const std::string& name : one.left_out) names += (names.empty() ? "" : say(Say::ListComma, language)) + name;
    lines += say(Say::LoadLeftOut, language, names) + '\n';
  }
  for (const plumbline::DataFault& first : loaded.first_fault) {
    lines += say(Say::LoadFaults, language, loaded.fault_count, first.address, first.what.in(language)) + '\n';
  }
  return lines;
}

}  // namespace

Outcome run_init(const InitCommand& command, const Console& console) {
  const plumbline::Rules rules = rules_for_run(command.rules);
  const Language language = console.reader(rules.spelling());
  const plumbline::Diagnostics found = plumbline::create_database(rules, command.database);
  Outcome outcome;
  if (!found.has_errors()) {
    outcome.messages = say(Say::InitDone, language, command.database, rules.tables().size()) + '\n';
  }
  add_messages(outcome, found, language, console);
  return outcome;
}

Outcome run_load(const LoadCommand& command, const Console& console) {
  const plumbline::Rules rules = rules_for_run(command.rules);
  const Language language = console.reader(rules.spelling());
  plumbline::LoadOptions options;
  options.replace = command.replace;
  options.append = command.append;
  options.progress = reading_on(console, language);
  const bool names_table = command.what.size() == 2;
  const plumbline::Result<plumbline::Loaded> loaded = plumbline::load(
      rules, command.database, names_table ? command.what[1] : command.what.front(), names_table ? command.what[0] : "", options);
  Outcome outcome;
  if (loaded) outcome.messages = tell_loaded(*loaded, language);
  add_messages(outcome, loaded.diagnostics(), language, console);
  return outcome;
}

Outcome run_snapshot(const SnapshotCommand& command, const Console& console) {
  const plumbline::Rules rules = rules_for_run(command.rules);
  const Language language = console.reader(rules.spelling());
  const plumbline::Result<plumbline::Snapshot> made =
      plumbline::make_snapshot(rules, command.database, command.out, command.assessment, reading_on(console, language));
  Outcome outcome;
  if (made) {
    // As sha256sum writes it, so that it can be kept and compared.
    outcome.output = made->root + "  " + command.out + '\n';
    outcome.messages = say(Say::SnapshotDone, language, command.out, made->assessment, made->tables, made->columns, made->rows,
                           made->faults, made->bytes) +
                       '\n';
  }
  add_messages(outcome, made.diagnostics(), language, console);
  return outcome;
}

}  // namespace plumb::cli
