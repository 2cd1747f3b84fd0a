#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <system_error>

#include "base/digest.h"
#include "diagnostics/catalogue_data.h"
#include "store/database.h"
#include "store/held_signals.h"
#include "store/pack_chunk.h"
#include "store/seal_file.h"
#include "store/snapshot.h"
#include "store/snapshot_file.h"
#include "store/snapshot_layout.h"
#include "store/table_layout.h"
#include "store/tied_rows.h"
#include "store/unfinished_file.h"

namespace plumb::store {

namespace fs = std::filesystem;

using data::ColumnData;
using data::Data;
using program::ColumnId;
using program::Program;
using program::TableId;
using program::TypeKind;

namespace {

// Of the columns that there are, in the order in which they are written.
std::vector<uint32_t> number_columns(const Program& program, const Data& data) {
  std::vector<uint32_t> numbers(program.columns.size(), UINT32_MAX);
  uint32_t next = 0;
  for (size_t table = 0; table < program.tables.size(); ++table) {
    const auto& columns = program.tables[table].columns;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (data.tables[table].columns[i].is_read) numbers[columns[i].value] = next++;
    }
  }
  return numbers;
}

class Writer {
 public:
  Writer(const Program& program, const Data& data, Database& database, const HeldSignals& held)
      : program_(program),
        data_(data),
        database_(database),
        held_(held),
        numbers_(number_columns(program, data)) {}

  // False: the database tells why, or a signal came.
  bool write(const SnapshotSource& source, Directory& directory);

 private:
  bool write_table(TableId id, Directory& directory);
  bool write_column(ColumnId id, const ColumnData& cells, StoredTable& table);
  bool write_faults(Directory& directory);
  bool write_values(Part part, const data::Integers& values, std::vector<Chunk>& to);
  bool write_values(Part part, const std::vector<uint8_t>& values, std::vector<Chunk>& to);
  bool write_stretch(Part part, std::span<const int64_t> values, std::vector<Chunk>& to);
  bool write_texts(Part part, const std::vector<std::string>& texts, std::vector<Chunk>& to);
  bool write_wide(const std::vector<base::Number>& numbers, std::vector<Chunk>& to);
  bool write_chunk(Chunk chunk, std::string_view bytes, std::vector<Chunk>& to);
  bool run(Statement& statement);

  const Program& program_;
  const Data& data_;
  Database& database_;
  const HeldSignals& held_;
  Statement chunk_, table_, column_, fault_;
  std::vector<uint32_t> numbers_;          // by ColumnId
  int64_t table_id_ = 0, column_id_ = -1;  // of the chunks; -1: of the table
};

bool bind(sqlite3_stmt* statement, int index, int64_t value) {
  return sqlite3_bind_int64(statement, index, value) == SQLITE_OK;
}

bool Writer::run(Statement& statement) {
  const bool is_done = sqlite3_step(statement.get()) == SQLITE_DONE;
  return is_done && sqlite3_reset(statement.get()) == SQLITE_OK && !held_.is_asked_to_stop();
}

bool Writer::write_chunk(Chunk chunk, std::string_view bytes, std::vector<Chunk>& to) {
  chunk.digest = base::sha256_hex(bytes);
  sqlite3_stmt* s = chunk_.get();
  const bool is_bound =
      bind(s, 1, table_id_) &&
      (column_id_ < 0 ? sqlite3_bind_null(s, 2) == SQLITE_OK : bind(s, 2, column_id_)) &&
      bind_text(s, 3, part_name(chunk.part)) && bind(s, 4, chunk.count) &&
      bind(s, 5, chunk.width) && bind(s, 6, chunk.base) && bind_text(s, 7, chunk.digest) &&
      sqlite3_bind_blob64(s, 8, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                          SQLITE_STATIC) == SQLITE_OK;
  if (!is_bound || !run(chunk_)) return false;
  to.push_back(std::move(chunk));
  return true;
}

bool Writer::write_stretch(Part part, std::span<const int64_t> values, std::vector<Chunk>& to) {
  const Packed packed = pack_values(values);
  const Chunk chunk{.part = part,
                    .count = static_cast<int64_t>(values.size()),
                    .width = packed.width,
                    .base = packed.base,
                    .digest = {}};
  return write_chunk(chunk, packed.bytes, to);
}

// One stretch of rows after the other, so that there is never a second copy of a column.
bool Writer::write_values(Part part, const data::Integers& values, std::vector<Chunk>& to) {
  std::vector<int64_t> stretch;
  for (size_t begin = 0; begin < values.size(); begin += RowsPerChunk) {
    stretch.resize(std::min<size_t>(values.size() - begin, RowsPerChunk));
    values.read(begin, stretch);
    if (!write_stretch(part, stretch, to)) return false;
  }
  return true;
}

bool Writer::write_values(Part part, const std::vector<uint8_t>& values, std::vector<Chunk>& to) {
  std::vector<int64_t> stretch;
  for (size_t begin = 0; begin < values.size(); begin += RowsPerChunk) {
    const size_t end = std::min<size_t>(values.size(), begin + RowsPerChunk);
    stretch.assign(values.begin() + static_cast<std::ptrdiff_t>(begin),
                   values.begin() + static_cast<std::ptrdiff_t>(end));
    if (!write_stretch(part, stretch, to)) return false;
  }
  return true;
}

bool Writer::write_texts(Part part, const std::vector<std::string>& texts, std::vector<Chunk>& to) {
  for (size_t begin = 0; begin < texts.size();) {
    size_t end = begin;
    for (int64_t bytes = 0;
         end < texts.size() && end - begin < RowsPerChunk && bytes < TextBytesPerChunk; ++end) {
      bytes += static_cast<int64_t>(texts[end].size());
    }
    const std::string packed = pack_texts(std::span(texts).subspan(begin, end - begin));
    if (!write_chunk({.part = part, .count = static_cast<int64_t>(end - begin), .digest = {}},
                     packed, to))
      return false;
    begin = end;
  }
  return true;
}

bool Writer::write_wide(const std::vector<base::Number>& numbers, std::vector<Chunk>& to) {
  std::vector<std::string> texts;
  int64_t bytes = 0;
  for (const base::Number& number : numbers) {
    texts.push_back(number.to_string());
    bytes += static_cast<int64_t>(texts.back().size());
    if (texts.size() < RowsPerChunk && bytes < TextBytesPerChunk) continue;
    if (!write_texts(Part::Wide, texts, to)) return false;
    texts.clear();
    bytes = 0;
  }
  return write_texts(Part::Wide, texts, to);
}

bool Writer::write_column(ColumnId id, const ColumnData& cells, StoredTable& table) {
  StoredColumn column;
  column.name = stored_name(program_.at(id));
  column.signature = column_signature(program_, id);
  column_id_ = numbers_[id.value];
  // Rows in their parents' order: the parents' first rows say it all.
  const std::span<const uint32_t> offsets = cells.ints.offsets();
  const std::vector<int64_t> first_rows(offsets.begin(), offsets.end());
  const bool is_written = (!offsets.empty() || write_values(Part::Values, cells.ints, column.chunks)) &&
                          write_values(Part::States, cells.states, column.chunks) &&
                          write_texts(Part::Texts, cells.texts, column.chunks) &&
                          write_wide(cells.wide, column.chunks) &&
                          write_values(Part::Offsets, data::Integers(first_rows), column.chunks);
  if (!is_written) return false;
  column.digest = digest_of(column);
  sqlite3_stmt* s = column_.get();
  const bool is_bound = bind(s, 1, column_id_) && bind(s, 2, table_id_) &&
                        bind_text(s, 3, column.name) && bind_text(s, 4, column.signature) &&
                        bind_text(s, 5, column.digest);
  if (!is_bound || !run(column_)) return false;
  table.columns.push_back(std::move(column));
  return true;
}

bool Writer::write_table(TableId id, Directory& directory) {
  const data::TableData& rows = data_.tables[id.value];
  StoredTable table;
  table.name = stored_name(program_.at(id));
  table.signature = table_signature(program_, id);
  table.rows = rows.row_count;
  table_id_ = id.value;
  column_id_ = -1;
  std::vector<int64_t> ties;
  for (const TiedRows& tied : find_tied_rows(program_, data_, id)) {
    ties.push_back(tied.begin);
    ties.push_back(tied.end);
  }
  if (!write_values(Part::Origin, rows.origin, table.chunks) ||
      !write_values(Part::RowFaulty, rows.row_faulty, table.chunks) ||
      !write_values(Part::Ties, data::Integers(std::move(ties)), table.chunks)) {
    return false;
  }
  for (size_t i = 0; i < rows.columns.size(); ++i) {
    if (rows.columns[i].is_read &&
        !write_column(program_.at(id).columns[i], rows.columns[i], table))
      return false;
  }
  table.digest = digest_of(table);
  sqlite3_stmt* s = table_.get();
  const bool is_bound = bind(s, 1, id.value) && bind_text(s, 2, table.name) &&
                        bind(s, 3, table.rows) && bind_text(s, 4, table.signature) &&
                        bind_text(s, 5, table.digest);
  if (!is_bound || !run(table_)) return false;
  directory.tables.push_back(std::move(table));
  return true;
}

bool Writer::write_faults(Directory& directory) {
  for (const data::Fault& fault : data_.faults) {
    StoredFault stored{fault.kind, fault.table.value,
                       fault.column.valid() ? numbers_[fault.column.value] : UINT32_MAX, fault.row,
                       fault.found};
    sqlite3_stmt* s = fault_.get();
    const bool is_bound = bind_text(s, 1, fault_name(stored.kind)) && bind(s, 2, stored.table) &&
                          (stored.column == UINT32_MAX ? sqlite3_bind_null(s, 3) == SQLITE_OK
                                                       : bind(s, 3, stored.column)) &&
                          bind(s, 4, stored.row) && bind_text(s, 5, stored.found);
    if (!is_bound || !run(fault_)) return false;
    directory.faults.push_back(std::move(stored));
  }
  return true;
}

bool Writer::write(const SnapshotSource& source, Directory& directory) {
  chunk_ = database_.prepare(
      "INSERT INTO chunk (table_id, column_id, part, count, width, base, digest, bytes) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  table_ = database_.prepare("INSERT INTO data_table VALUES (?1, ?2, ?3, ?4, ?5)");
  column_ = database_.prepare("INSERT INTO data_column VALUES (?1, ?2, ?3, ?4, ?5)");
  fault_ = database_.prepare(
      "INSERT INTO fault (kind, table_id, column_id, row, found) VALUES (?1, ?2, ?3, ?4, ?5)");
  Statement facts = database_.prepare("INSERT INTO snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  if (!chunk_ || !table_ || !column_ || !fault_ || !facts) return false;
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (!write_table(TableId{i}, directory)) return false;
  }
  if (!write_faults(directory)) return false;
  directory.root = root_of(directory);
  sqlite3_stmt* s = facts.get();
  return bind(s, 1, SnapshotFormat) && bind(s, 2, directory.assessment) &&
         bind_text(s, 3, directory.root) && bind_text(s, 4, source.path) &&
         bind(s, 5, source.generation) && bind_text(s, 6, source.made_by) && run(facts);
}

// False: reported, or a signal came.
bool write_draft(const Program& program, const Data& data, const SnapshotSource& source,
                 const std::string& draft, const std::string& path, const HeldSignals& held,
                 Directory& directory, diagnostics::Sink& sink) {
  std::optional<Database> database = Database::open(draft, OpenMode::Create, sink, path);
  if (!database) return false;
  sqlite3_limit(database->handle(), SQLITE_LIMIT_LENGTH, ChunkLimit);
  // Nobody else sees a draft and a broken one is thrown away: it needs no journal on disk, and is
  // forced to disk once at its end.
  const bool is_done =
      database->run("PRAGMA page_size=65536") && database->run("PRAGMA encoding='UTF-8'") &&
      database->run("PRAGMA journal_mode=MEMORY") && database->run("PRAGMA synchronous=OFF") &&
      database->run("PRAGMA application_id=" + std::to_string(SnapshotApplicationId)) &&
      database->run("BEGIN") && database->run(std::string(snapshot_schema())) &&
      Writer(program, data, *database, held).write(source, directory) && database->run("COMMIT");
  if (!is_done && !held.is_asked_to_stop()) database->report_failure(sink);
  return is_done;
}

void report_file_failure(const std::string& path, int error, diagnostics::Sink& sink) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    sink.report(diag::DiskFull{.path = path});
  } else {
    sink.report(diag::DatabaseUnreadable{.path = path, .reason = std::strerror(error)});
  }
}

}  // namespace

std::optional<SnapshotFacts> write_snapshot(const Program& program, const Data& data,
                                            int64_t assessment, const SnapshotSource& source,
                                            const std::string& path, diagnostics::Sink& sink) {
  if (!may_become_snapshot(path)) {
    sink.report(diag::DatabaseExists{.path = path});
    return {};
  }
  // Declared first: the draft goes before the signal comes.
  const HeldSignals held;
  const UnfinishedFile draft(path);
  Directory directory;
  directory.assessment = assessment;
  if (!write_draft(program, data, source, draft.path(), path, held, directory, sink)) return {};
  if (!seal_file(draft.path())) {
    report_file_failure(path, errno, sink);
    return {};
  }
  SnapshotFacts facts{.assessment = assessment, .root = directory.root, .source = source};
  std::error_code error;
  facts.bytes = static_cast<int64_t>(fs::file_size(draft.path(), error));
  if (!error) fs::rename(draft.path(), path, error);
  if (error) {
    report_file_failure(path, error.value(), sink);
    return {};
  }
  for (const StoredTable& table : directory.tables) {
    ++facts.tables;
    facts.columns += static_cast<uint32_t>(table.columns.size());
    facts.rows += table.rows;
  }
  return facts;
}

}  // namespace plumb::store
