#include "store/database.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "diagnostics/catalogue_data.h"
#include "store/store.h"

namespace plumb::store {

namespace diag = ::plumb::diag;

namespace {

constexpr int BusyTimeoutMs = 1000;

// Errors of the file system that mean "no more room".
bool is_room_error(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

void harden(sqlite3* handle) {
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, BusyTimeoutMs);
  // A file from elsewhere may carry triggers, views and functions in its schema; none of them runs
  // here.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  // A quoted name that is no column is an error, not a text.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, CellLimit);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

// The path as a URI, which alone can say that a file does not change.
std::string sealed_name(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool has_meaning = c == '%' || c == '?' || c == '#';
    uri += has_meaning ? (c == '%' ? "%25" : c == '?' ? "%3f" : "%23") : std::string(1, c);
  }
  return uri + "?immutable=1";
}

bool is_unfinished(int code) {
  return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY || code == SQLITE_READONLY_CANTINIT;
}

}  // namespace

std::string quote_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    text += c;
    if (c == '"') {
      text += c;
    }
  }
  return text + "\"";
}

std::optional<Database> Database::open_handle(const std::string& path, const std::string& shown, int flags,
                                              diagnostics::Sink& sink) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(shown.empty() ? path : shown, Handle(raw));
  if (raw == nullptr || code != SQLITE_OK) {
    database.report_failure(sink);
    return {};
  }
  harden(raw);
  return database;
}

std::optional<Database> Database::open(const std::string& path, OpenMode mode, diagnostics::Sink& sink,
                                       const std::string& shown) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (mode != OpenMode::Create) {
    if (status.type() == std::filesystem::file_type::not_found || path.empty()) {
      sink.report(diag::DatabaseNotFound{.path = path});
      return {};
    }
    if (status.type() != std::filesystem::file_type::regular) {
      sink.report(diag::NotADatabase{.path = path});
      return {};
    }
  }
  const int flags = mode == OpenMode::Read     ? SQLITE_OPEN_READONLY
                    : mode == OpenMode::Sealed ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                    : mode == OpenMode::Write  ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  std::optional<Database> database = mode == OpenMode::Sealed
                                         ? open_handle(sealed_name(path), shown.empty() ? path : shown, flags, sink)
                                         : open_handle(path, shown, flags, sink);
  if (!database) {
    return {};
  }
  // Opening reads nothing; the first look at the schema tells what the file is.
  const auto look = [&] {
    return database->run("PRAGMA cell_size_check=ON") && database->run("PRAGMA mmap_size=0") &&
           database->run("SELECT count(*) FROM sqlite_schema");
  };
  bool is_good = look();
  if (!is_good && mode == OpenMode::Read && is_unfinished(sqlite3_extended_errcode(database->handle()))) {
    // Someone was killed while writing: a connection that may write rolls it back, then all is as
    // before.
    diagnostics::Sink unused;
    if (std::optional<Database> writer = open_handle(path, shown, SQLITE_OPEN_READWRITE, unused)) {
      (void)writer->run("SELECT count(*) FROM sqlite_schema");
    }
    is_good = look();
  }
  if (!is_good) {
    database->report_failure(sink);
    return {};
  }
  return database;
}

bool Database::run(const std::string& sql) { return sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

Statement Database::prepare(const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v2(handle(), sql.c_str(), static_cast<int>(sql.size()) + 1, &raw, nullptr);
  return Statement(raw);
}

std::optional<int64_t> Database::read_integer(const std::string& sql, std::string_view bound) {
  const Statement statement = prepare(sql);
  if (statement == nullptr || (sqlite3_bind_parameter_count(statement.get()) > 0 && !bind_text(statement.get(), 1, bound)) ||
      sqlite3_step(statement.get()) != SQLITE_ROW || sqlite3_column_type(statement.get(), 0) != SQLITE_INTEGER) {
    return {};
  }
  return sqlite3_column_int64(statement.get(), 0);
}

Failure Database::last_failure() const {
  return {sqlite3_extended_errcode(handle()), handle() == nullptr ? 0 : sqlite3_system_errno(handle()), sqlite3_errmsg(handle())};
}

void Database::report_failure(const Failure& failure, diagnostics::Sink& sink, std::string_view place) const {
  const auto& [code, system_error, reason] = failure;
  if (is_unfinished(code)) {
    sink.report(diag::UnfinishedWrite{.path = path_});
    return;
  }
  switch (code & 0xFF) {
    case SQLITE_NOTADB: sink.report(diag::NotADatabase{.path = path_}); return;
    case SQLITE_CORRUPT: sink.report(diag::DatabaseCorrupt{.path = path_, .reason = reason}); return;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: sink.report(diag::DatabaseLocked{.path = path_}); return;
    case SQLITE_FULL: sink.report(diag::DiskFull{.path = path_}); return;
    case SQLITE_READONLY: sink.report(diag::DatabaseReadOnly{.path = path_}); return;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: sink.report(diag::DatabaseUnreadable{.path = path_, .reason = reason}); return;
    case SQLITE_TOOBIG:
      sink.report(diag::CellTooLarge{.place = place.empty() ? path_ : std::string(place), .limit = CellLimit});
      return;
    case SQLITE_IOERR:
      // The reason of a failed write is sometimes gone by now; what fails while nothing else does
      // is room.
      if (is_room_error(system_error) || (code == SQLITE_IOERR_WRITE && system_error == 0)) {
        sink.report(diag::DiskFull{.path = path_});
      } else if (code == SQLITE_IOERR_SHORT_READ) {
        sink.report(diag::DatabaseCorrupt{.path = path_, .reason = reason});
      } else {
        sink.report(diag::DatabaseUnreadable{.path = path_, .reason = reason});
      }
      return;
    default: sink.report(diag::StoreFailure{.path = path_, .reason = reason}); return;
  }
}

std::optional<std::vector<std::string>> stored_columns(Database& database, const std::string& table) {
  const Statement statement = database.prepare("SELECT name FROM pragma_table_xinfo(?1)");
  if (statement == nullptr || !bind_text(statement.get(), 1, table)) {
    return {};
  }
  std::vector<std::string> names;
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    const auto* name = sqlite3_column_text(statement.get(), 0);
    names.emplace_back(reinterpret_cast<const char*>(name));
  }
  return names;
}

bool check_format(Database& database, diagnostics::Sink& sink) {
  const auto format = database.read_integer("SELECT value FROM plumb_meta WHERE key = 'format'");
  if (format && *format > FormatVersion) {
    sink.report(diag::NewerDatabase{.path = database.path(), .found = *format, .known = FormatVersion});
    return false;
  }
  return true;
}

std::optional<int64_t> read_generation(const std::string& path, diagnostics::Sink& sink) {
  std::optional<Database> database = Database::open(path, OpenMode::Read, sink);
  if (!database || !check_format(*database, sink)) {
    return {};
  }
  return database->read_integer("SELECT value FROM plumb_meta WHERE key = 'generation'").value_or(0);
}

}  // namespace plumb::store
