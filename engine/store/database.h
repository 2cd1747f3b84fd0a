// One connection and its statements, owned. Calls return false (or an empty value) on failure and
// leave the reason in the connection; report_failure turns it into the diagnostic. Not part of the
// room's door.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "diagnostics/diagnostics.h"

namespace plumb::store {

// Sealed: a file that nobody writes any more; what stands beside it (a journal) is not looked at.
enum class OpenMode : uint8_t { Read, Write, Create, Sealed };

struct CloseDatabase {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

// Why a call of SQLite failed, as the connection told it at once.
struct Failure {
  int code = SQLITE_OK;  // extended
  int system_error = 0;
  std::string reason;
};

// By one thread at a time.
class Database {
 public:
  // Opens defensively and reads the header. Empty: reported. Create makes a new file; the others
  // want one that is there. `shown`: the name for diagnostics when it is not the path (a draft that
  // will be renamed).
  [[nodiscard]] static std::optional<Database> open(const std::string& path, OpenMode mode, diagnostics::Sink& sink,
                                                    const std::string& shown = {});

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool run(const std::string& sql);
  // Null on failure.
  [[nodiscard]] Statement prepare(const std::string& sql);
  // First column of the first row; empty for no row, NULL and failures.
  [[nodiscard]] std::optional<int64_t> read_integer(const std::string& sql, std::string_view bound = {});
  // The reason of the last failure as a diagnostic. `place`: what was read or written, for cells
  // that are too large.
  void report_failure(diagnostics::Sink& sink, std::string_view place = {}) const { report_failure(last_failure(), sink, place); }
  void report_failure(const Failure& failure, diagnostics::Sink& sink, std::string_view place = {}) const;
  [[nodiscard]] Failure last_failure() const;

 private:
  using Handle = std::unique_ptr<sqlite3, CloseDatabase>;
  Database(std::string path, Handle handle) : path_(std::move(path)), handle_(std::move(handle)) {}
  [[nodiscard]] static std::optional<Database> open_handle(const std::string& path, const std::string& shown, int flags,
                                                           diagnostics::Sink& sink);

  std::string path_;
  Handle handle_;
};

inline constexpr int64_t FormatVersion = 1;

// "name", with quotes inside doubled.
[[nodiscard]] std::string quote_name(std::string_view name);

// Binds a text that outlives the next step.
[[nodiscard]] inline bool bind_text(sqlite3_stmt* statement, int index, std::string_view text) {
  return sqlite3_bind_text64(statement, index, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC,
                             SQLITE_UTF8) == SQLITE_OK;
}

// The names of a table's columns as the database has them; empty when they cannot be read (not
// reported).
[[nodiscard]] std::optional<std::vector<std::string>> stored_columns(Database& database, const std::string& table);

// False, and reported: the database was written by a newer version of this program.
[[nodiscard]] bool check_format(Database& database, diagnostics::Sink& sink);

}  // namespace plumb::store
