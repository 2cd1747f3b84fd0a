// The little of SQLite that the benchmark needs: open, run, step.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "serve.h"

namespace plumb::bench {

class Connection {
 public:
  // A file that is only read, or one that is made.
  Connection(const std::string& path, bool is_read_only) {
    const int flags = is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
      stop("cannot open " + path);
    }
  }
  ~Connection() { sqlite3_close(handle_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void run(const std::string& sql) {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      stop(std::string(sqlite3_errmsg(handle_)) + " in " + sql.substr(0, 200));
    }
  }
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(const Connection& connection, const std::string& sql) : connection_(connection) {
    if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &handle_, nullptr) != SQLITE_OK) {
      stop(std::string(sqlite3_errmsg(connection.handle())) + " in " + sql.substr(0, 200));
    }
  }
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  [[nodiscard]] bool step() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) stop(sqlite3_errmsg(connection_.handle()));
    return code == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(handle_); }
  void bind(int place, int64_t value) { sqlite3_bind_int64(handle_, place, value); }
  // Passed over when the statement does not have the name.
  void bind(const char* name, int64_t value) {
    if (const int place = sqlite3_bind_parameter_index(handle_, name); place > 0) bind(place, value);
  }
  void bind(const char* name, const char* value) {
    if (const int place = sqlite3_bind_parameter_index(handle_, name); place > 0) {
      sqlite3_bind_text(handle_, place, value, -1, SQLITE_STATIC);
    }
  }
  void bind(const char* name, double value) {
    if (const int place = sqlite3_bind_parameter_index(handle_, name); place > 0) {
      sqlite3_bind_double(handle_, place, value);
    }
  }
  [[nodiscard]] int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
  [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  // Good until the next step.
  [[nodiscard]] std::string_view text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return bytes == nullptr ? std::string_view{}
                            : std::string_view(bytes, static_cast<size_t>(sqlite3_column_bytes(handle_, column)));
  }
  [[nodiscard]] sqlite3_stmt* handle() const { return handle_; }

 private:
  const Connection& connection_;
  sqlite3_stmt* handle_ = nullptr;
};

}  // namespace plumb::bench
