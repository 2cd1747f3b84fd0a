#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/suggest_names.h"
#include "store/database.h"
#include "store/held_signals.h"
#include "store/load_table.h"
#include "store/store.h"
#include "store/table_layout.h"

namespace plumb::store {

namespace fs = std::filesystem;
using program::Program;
using program::TableId;

namespace {

TableId find_table(const Program& program, std::string_view name) {
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    if (table.name == name || (!table.alias.empty() && table.alias == name) || is_same_sql_name(stored_name(table), name)) {
      return TableId{i};
    }
  }
  return {};
}

bool delete_rows(const Program& program, Database& database, const std::vector<TableFile>& files, diagnostics::Sink& sink) {
  for (const TableFile& one : files) {
    const program::Table& table = program.at(one.table);
    if (!database.run("DELETE FROM " + quote_name(stored_name(table)))) {
      database.report_failure(sink, table.name);
      return false;
    }
  }
  return true;
}

// The number of this load; empty: reported. Databases of other programs learn to count here.
std::optional<int64_t> count_load(Database& database, diagnostics::Sink& sink) {
  const bool is_counted = database.run(
                              "CREATE TABLE IF NOT EXISTS plumb_meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) "
                              "STRICT") &&
                          database.run("INSERT OR IGNORE INTO plumb_meta VALUES ('format', " + std::to_string(FormatVersion) +
                                       "), ('generation', 0)") &&
                          database.run("UPDATE plumb_meta SET value = value + 1 WHERE key = 'generation'");
  // Reported before anything else is asked: the next success would take the reason away.
  if (!is_counted) {
    database.report_failure(sink);
    return {};
  }
  const std::optional<int64_t> generation = database.read_integer("SELECT value FROM plumb_meta WHERE key = 'generation'");
  if (!generation) {
    database.report_failure(sink);
  }
  return generation;
}

// All files in one transaction.
std::optional<std::vector<Loaded>> load_files(const Program& program, const std::string& path,
                                              const std::vector<TableFile>& files, diagnostics::Sink& sink,
                                              const LoadOptions& options) {
  // Declared first: the rollback comes before the signal.
  const HeldSignals held;
  std::optional<Database> database = Database::open(path, OpenMode::Write, sink);
  if (!database || !check_format(*database, sink)) {
    return {};
  }
  if (!database->run("BEGIN IMMEDIATE")) {
    database->report_failure(sink);
    return {};
  }
  // Every table is looked at before rows are deleted or read, so that a missing one is reported by
  // name.
  bool is_good = true;
  for (const TableFile& one : files) {
    is_good = check_table(program, *database, one.table, sink) && is_good;
  }
  std::vector<Loaded> loaded;
  const std::optional<int64_t> generation = is_good ? count_load(*database, sink) : std::nullopt;
  is_good = generation && (!options.replace || delete_rows(program, *database, files, sink));
  for (size_t i = 0; i < files.size() && generation; ++i) {
    // After a mistake the other files are still read, so that theirs are seen at once. But a
    // failure (a full disk) may have ended the transaction, and what were written then would stay.
    if (sqlite3_get_autocommit(database->handle()) != 0 || held.is_asked_to_stop()) {
      is_good = false;
      break;
    }
    std::optional<TableLoaded> done = load_table(program, *database, files[i], *generation, options, held, sink);
    is_good = is_good && done;
    if (!done) {
      done.emplace();
    }
    loaded.push_back({program.at(files[i].table).name, files[i].file, done->rows, std::move(done->left_out)});
  }
  if (is_good && !database->run("COMMIT")) {
    database->report_failure(sink);
    is_good = false;
  }
  if (!is_good) {
    if (sqlite3_get_autocommit(database->handle()) == 0) {
      (void)database->run("ROLLBACK");
    }
    return {};
  }
  return loaded;
}

}  // namespace

std::optional<Loaded> load_csv(const Program& program, const std::string& database, const std::string& table,
                               const std::string& file, diagnostics::Sink& sink, const LoadOptions& options) {
  const TableId id = find_table(program, base::to_nfc(table));
  if (!id.valid()) {
    std::vector<std::string> names, declared;
    for (const program::Table& one : program.tables) {
      names.insert(names.end(), {one.name, one.alias, stored_name(one)});
      declared.push_back(one.name);
    }
    sink.report(diag::UnknownTable{.name = table, .tables = {std::move(declared)}}).suggest(diagnostics::suggest(table, names));
    return {};
  }
  auto loaded = load_files(program, database, {{id, file}}, sink, options);
  return loaded ? std::optional<Loaded>(std::move(loaded->front())) : std::nullopt;
}

std::optional<std::vector<Loaded>> load_folder(const Program& program, const std::string& database, const std::string& folder,
                                               diagnostics::Sink& sink, const LoadOptions& options) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".csv") {
      paths.push_back(at->path().string());
    }
  }
  if (error) {
    if (error == std::errc::no_such_file_or_directory) {
      sink.report(diag::FileNotFound{.path = folder});
    } else {
      sink.report(diag::FileUnreadable{.path = folder, .reason = error.message()});
    }
    return {};
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TableFile> files;
  for (const std::string& path : paths) {
    const TableId table = find_table(program, base::to_nfc(fs::path(path).stem().string()));
    if (table.valid()) {
      files.push_back({table, path});
    } else {
      sink.report(diag::CsvFileSkipped{.path = path});
    }
  }
  if (files.empty()) {
    sink.report(diag::NoCsvFiles{.path = folder});
    return {};
  }
  return load_files(program, database, files, sink, options);
}

}  // namespace plumb::store
