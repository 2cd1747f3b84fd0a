#include "store/read_directory.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "diagnostics/catalogue_data.h"
#include "store/seal_file.h"
#include "store/snapshot_file.h"

namespace plumb::store {

namespace {

std::string text_at(const Statement& statement, int column) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(statement.get(), column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}
int64_t integer_at(const Statement& statement, int column) { return sqlite3_column_int64(statement.get(), column); }
bool is_null(const Statement& statement, int column) { return sqlite3_column_type(statement.get(), column) == SQLITE_NULL; }

class DirectoryReader {
 public:
  explicit DirectoryReader(Database& database) : database_(database) {}

  [[nodiscard]] std::optional<Directory> read(SnapshotFacts& facts);

 private:
  // Calls `take` for every row until it answers false; false for that and for failures.
  template <class Take>
  bool each(const std::string& sql, const Take& take);
  bool read_tables();
  bool read_columns();
  bool read_chunks();
  bool read_faults();
  [[nodiscard]] bool has_digests() const;

  Database& database_;
  Directory directory_;
  std::vector<std::pair<size_t, size_t>> columns_;  // by number: table, position
};

template <class Take>
bool DirectoryReader::each(const std::string& sql, const Take& take) {
  const Statement statement = database_.prepare(sql);
  if (statement == nullptr) return false;
  int code = sqlite3_step(statement.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(statement.get())) {
    if (!take(statement)) return false;
  }
  return code == SQLITE_DONE;
}

bool DirectoryReader::read_tables() {
  return each("SELECT id, name, row_count, signature, digest FROM data_table ORDER BY id", [&](const Statement& at) {
    StoredTable table;
    table.name = text_at(at, 1);
    table.rows = integer_at(at, 2);
    table.signature = text_at(at, 3);
    table.digest = text_at(at, 4);
    const bool is_next = integer_at(at, 0) == static_cast<int64_t>(directory_.tables.size());
    directory_.tables.push_back(std::move(table));
    return is_next && directory_.tables.back().rows >= 0 && directory_.tables.back().rows < UINT32_MAX;
  });
}

bool DirectoryReader::read_columns() {
  return each("SELECT id, table_id, name, signature, digest FROM data_column ORDER BY id", [&](const Statement& at) {
    const int64_t table = integer_at(at, 1);
    if (integer_at(at, 0) != static_cast<int64_t>(columns_.size()) || table < 0 ||
        table >= static_cast<int64_t>(directory_.tables.size()) ||
        (!columns_.empty() && table < static_cast<int64_t>(columns_.back().first))) {
      return false;  // columns stand by table
    }
    StoredTable& owner = directory_.tables[static_cast<size_t>(table)];
    columns_.emplace_back(static_cast<size_t>(table), owner.columns.size());
    owner.columns.push_back({text_at(at, 2), text_at(at, 3), text_at(at, 4), {}});
    return true;
  });
}

bool DirectoryReader::read_chunks() {
  return each("SELECT id, table_id, column_id, part, count, width, base, digest FROM chunk ORDER BY id",
              [&](const Statement& at) {
                Chunk chunk;
                chunk.id = integer_at(at, 0);
                const std::optional<Part> part = find_part(text_at(at, 3));
                chunk.count = integer_at(at, 4);
                chunk.width = static_cast<int>(integer_at(at, 5));
                chunk.base = integer_at(at, 6);
                chunk.digest = text_at(at, 7);
                if (!part || chunk.count < 0 || chunk.count > int64_t{RowsPerChunk}) return false;
                chunk.part = *part;
                if (is_null(at, 2)) {
                  const int64_t table = integer_at(at, 1);
                  if (table < 0 || table >= static_cast<int64_t>(directory_.tables.size())) return false;
                  directory_.tables[static_cast<size_t>(table)].chunks.push_back(std::move(chunk));
                  return true;
                }
                const int64_t number = integer_at(at, 2);
                if (number < 0 || number >= static_cast<int64_t>(columns_.size())) return false;
                const auto [table, position] = columns_[static_cast<size_t>(number)];
                directory_.tables[table].columns[position].chunks.push_back(std::move(chunk));
                return integer_at(at, 1) == static_cast<int64_t>(table);
              });
}

bool DirectoryReader::read_faults() {
  return each("SELECT kind, table_id, column_id, row, found FROM fault ORDER BY id", [&](const Statement& at) {
    const std::optional<data::FaultKind> kind = find_fault_kind(text_at(at, 0));
    const int64_t table = integer_at(at, 1);
    const int64_t column = is_null(at, 2) ? -1 : integer_at(at, 2);
    const int64_t row = integer_at(at, 3);
    if (!kind || table < 0 || table >= static_cast<int64_t>(directory_.tables.size()) ||
        column >= static_cast<int64_t>(columns_.size()) ||
        (column >= 0 && columns_[static_cast<size_t>(column)].first != static_cast<size_t>(table)) || row < 0 ||
        row >= directory_.tables[static_cast<size_t>(table)].rows) {
      return false;
    }
    directory_.faults.push_back({*kind, static_cast<uint32_t>(table), column < 0 ? UINT32_MAX : static_cast<uint32_t>(column),
                                 static_cast<uint32_t>(row), text_at(at, 4)});
    return true;
  });
}

bool DirectoryReader::has_digests() const {
  for (const StoredTable& table : directory_.tables) {
    for (const StoredColumn& column : table.columns) {
      if (digest_of(column) != column.digest) return false;
    }
    if (digest_of(table) != table.digest) return false;
  }
  return root_of(directory_) == directory_.root;
}

std::optional<Directory> DirectoryReader::read(SnapshotFacts& facts) {
  const bool has_facts =
      each("SELECT assessment, root, source, generation, made_by FROM snapshot LIMIT 1", [&](const Statement& at) {
        facts.assessment = directory_.assessment = integer_at(at, 0);
        facts.root = directory_.root = text_at(at, 1);
        facts.source = {text_at(at, 2), integer_at(at, 3), text_at(at, 4)};
        return true;
      });
  if (!has_facts || !read_tables() || !read_columns() || !read_chunks() || !read_faults() || !has_digests()) return {};
  facts.tables = static_cast<uint32_t>(directory_.tables.size());
  facts.columns = static_cast<uint32_t>(columns_.size());
  facts.rows = 0;
  for (const StoredTable& table : directory_.tables) facts.rows += table.rows;
  return std::move(directory_);
}

}  // namespace

std::optional<Database> open_snapshot(const std::string& path, diagnostics::Sink& sink) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found || path.empty()) {
    sink.report(diag::SnapshotNotFound{.path = path});
    return {};
  }
  if (status.type() != std::filesystem::file_type::regular) {
    sink.report(diag::NotASnapshot{.path = path});
    return {};
  }
  switch (check_seal(path)) {
    case SealState::Whole: break;
    case SealState::Unreadable: sink.report(diag::DatabaseUnreadable{.path = path, .reason = std::strerror(errno)}); return {};
    case SealState::Changed: sink.report(diag::SnapshotChanged{.path = path}); return {};
    case SealState::NoSeal:
      if (looks_like_snapshot(path)) {
        sink.report(diag::SnapshotChanged{.path = path});
      } else {
        sink.report(diag::NotASnapshot{.path = path});
      }
      return {};
  }
  std::optional<Database> database = Database::open(path, OpenMode::Sealed, sink);
  if (database) sqlite3_limit(database->handle(), SQLITE_LIMIT_LENGTH, ChunkLimit);
  return database;
}

std::optional<Database> open_snapshot_again(const Database& database) {
  if (sqlite3_threadsafe() == 0) return {};
  diagnostics::Sink unused;
  std::optional<Database> other = Database::open(database.path(), OpenMode::Sealed, unused);
  if (other) sqlite3_limit(other->handle(), SQLITE_LIMIT_LENGTH, ChunkLimit);
  return other;
}

std::optional<Directory> read_directory(Database& database, SnapshotFacts& facts, diagnostics::Sink& sink) {
  const std::optional<int64_t> format = database.read_integer("SELECT format FROM snapshot");
  if (format && *format > SnapshotFormat) {
    sink.report(diag::NewerSnapshot{.path = database.path(), .found = *format, .known = SnapshotFormat});
    return {};
  }
  std::optional<Directory> directory = DirectoryReader(database).read(facts);
  if (!directory) sink.report(diag::SnapshotChanged{.path = database.path()});
  return directory;
}

}  // namespace plumb::store
