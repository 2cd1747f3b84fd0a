#include "agreement/store_case.h"

#include <cstdlib>
#include <filesystem>
#include <memory>

#include <sqlite3.h>

#include "diagnostics/render.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace plumb::agreement {

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "plumb-agreement-XXXXXX").string();
    path_ = ::mkdtemp(name.data()) == nullptr ? std::string() : name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};

std::string quoted(const std::string& name) { return '"' + name + '"'; }
std::string stored_name(const std::string& stored, const std::string& name) { return stored.empty() ? name : stored; }

void bind(sqlite3_stmt* statement, int at, const data::RawCell& cell) {
  if (const auto* integer = std::get_if<data::RawInteger>(&cell)) {
    sqlite3_bind_int64(statement, at, integer->value);
  } else if (const auto* text = std::get_if<data::RawText>(&cell)) {
    sqlite3_bind_text(statement, at, text->text.c_str(), -1, SQLITE_TRANSIENT);
  } else if (const auto* real = std::get_if<data::RawReal>(&cell)) {
    sqlite3_bind_double(statement, at, std::strtod(real->text.c_str(), nullptr));
  } else {
    sqlite3_bind_null(statement, at);
  }
}

// Columns without types, so that every faulty cell can stand in them. False: SQLite refused.
bool write_database(const program::Program& program, const Case& from, const std::string& path) {
  sqlite3* opened = nullptr;
  if (sqlite3_open(path.c_str(), &opened) != SQLITE_OK) return false;
  const std::unique_ptr<sqlite3, Close> database(opened);
  const auto run = [&](const std::string& sql) {
    return sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  };
  if (!run("PRAGMA synchronous = OFF; BEGIN")) return false;
  const std::vector<data::RawTable> rows = raw_tables(program, from);
  for (size_t t = 0; t < program.tables.size(); ++t) {
    const program::Table& table = program.tables[t];
    const std::string name = quoted(stored_name(table.stored, table.name));
    std::string columns, places;
    for (const program::ColumnId id : table.columns) {
      const program::Column& column = program.at(id);
      const std::string stored = stored_name(column.stored, column.name);
      columns += (columns.empty() ? "" : ", ") + quoted(stored);
      if (column.absence_kinds.size() > 1) columns += ", " + quoted(stored + "_absent");
      places += column.absence_kinds.size() > 1 ? "?, ?, " : "?, ";
    }
    places.resize(places.size() - 2);
    if (!run("CREATE TABLE " + name + " (" + columns + ")")) return false;
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database.get(), ("INSERT INTO " + name + " VALUES (" + places + ")").c_str(), -1, &prepared,
                           nullptr) != SQLITE_OK)
      return false;
    const std::unique_ptr<sqlite3_stmt, Close> insert(prepared);
    for (size_t row = 0; row < rows[t].origin.size(); ++row) {
      int at = 0;
      for (const data::RawColumn& column : rows[t].columns) {
        bind(insert.get(), ++at, column.cells[row]);
        if (column.absence.empty()) continue;
        if (column.absence[row].empty())
          sqlite3_bind_null(insert.get(), ++at);
        else
          sqlite3_bind_text(insert.get(), ++at, column.absence[row].c_str(), -1, SQLITE_TRANSIENT);
      }
      if (sqlite3_step(insert.get()) != SQLITE_DONE) return false;
      sqlite3_reset(insert.get());
    }
  }
  return run("COMMIT");
}

std::string first_error(const diagnostics::Sink& sink) {
  const auto all = sink.sorted();
  return all.empty() ? std::string() : diagnostics::render_title(all.front(), source::Language::En);
}

}  // namespace

std::vector<Stored> store_case(const program::Program& program, const Case& from) {
  const Folder folder;
  const std::string database = folder.file("a.db"), snapshot = folder.file("a.snap");
  std::vector<Stored> all;
  if (!write_database(program, from, database)) return {{"database", true, {}, "was not written"}};
  const auto read = [&](const char* way, bool is_whole, bool is_snapshot) {
    diagnostics::Sink sink;
    store::ReadOptions options;
    options.all_columns = is_whole;
    data::Data data = is_snapshot ? store::read_snapshot(program, snapshot, program.assessment, sink, options)
                                  : store::read_data(program, database, program.assessment, sink, options);
    all.push_back({way, is_whole, std::move(data), sink.has_errors() ? first_error(sink) : std::string()});
  };
  read("database, all columns", true, false);
  diagnostics::Sink sink;
  if (!store::write_snapshot(program, all.front().data, program.assessment, {database, 0, "agreement"}, snapshot, sink)) {
    all.push_back({"snapshot", true, {}, first_error(sink)});
    return all;
  }
  read("snapshot, all columns", true, true);
  read("database", false, false);
  read("snapshot", false, true);
  return all;
}

}  // namespace plumb::agreement
