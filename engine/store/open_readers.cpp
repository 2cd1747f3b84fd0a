#include "store/open_readers.h"

#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <utility>

namespace plumb::store {

namespace {

// As long as somebody reads, nobody commits: true of databases with a rollback journal alone. With a write-ahead log each
// reader sees the state of the moment when it began.
bool is_held_by_readers(Database& database) {
  const Statement statement = database.prepare("PRAGMA journal_mode");
  if (statement == nullptr || sqlite3_step(statement.get()) != SQLITE_ROW) return false;
  const auto* mode = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
  return mode != nullptr && std::string_view(mode) != "wal";
}

}  // namespace

FileIdentity identify_file(const std::string& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return {};
  return {static_cast<uint64_t>(facts.st_dev), static_cast<uint64_t>(facts.st_ino)};
}

std::vector<Database> open_readers(Database& first, const std::string& path, const FileIdentity& before, unsigned count) {
  std::vector<Database> readers;
  if (sqlite3_threadsafe() == 0 || !is_held_by_readers(first)) return readers;
  while (readers.size() < count) {
    diagnostics::Sink unused;
    std::optional<Database> reader = Database::open(path, OpenMode::Read, unused);
    // A writer that waits for its turn lets nobody begin any more.
    if (!reader || !reader->run("BEGIN") || !reader->run("SELECT count(*) FROM sqlite_schema")) break;
    readers.push_back(*std::move(reader));
  }
  // Another file under the same name would be another state.
  if (identify_file(path) != before) readers.clear();
  return readers;
}

}  // namespace plumb::store
