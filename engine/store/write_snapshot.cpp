#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>
#include <variant>

#include "base/digest.h"
#include "base/in_parallel.h"
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

// A chunk that is to be: which values or texts of what.
struct Stretch {
  Part part;
  std::variant<const data::Integers*, const std::vector<uint8_t>*, const std::vector<std::string>*> of;
  size_t begin, end;
};

// Of a table, or of one of its columns. What is not held as it is stored is kept here meanwhile.
struct Draft {
  std::vector<Stretch> stretches;
  std::deque<data::Integers> numbers;
  std::vector<std::string> wide;
};

struct Packing {
  Chunk chunk;
  std::string bytes;
};

class Writer {
 public:
  Writer(const Program& program, const Data& data, Database& database, const HeldSignals& held)
      : program_(program), data_(data), database_(database), held_(held), numbers_(number_columns(program, data)) {}

  // False: the database tells why, or a signal came.
  bool write(const SnapshotSource& source, Directory& directory);

 private:
  bool write_table(TableId id, Directory& directory);
  bool write_column(ColumnId id, StoredColumn& column);
  bool write_faults(Directory& directory);
  bool write_stretches(std::vector<Draft>& drafts, const std::vector<std::vector<Chunk>*>& to);
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

bool bind(sqlite3_stmt* statement, int index, int64_t value) { return sqlite3_bind_int64(statement, index, value) == SQLITE_OK; }

bool Writer::run(Statement& statement) {
  const bool is_done = sqlite3_step(statement.get()) == SQLITE_DONE;
  return is_done && sqlite3_reset(statement.get()) == SQLITE_OK && !held_.is_asked_to_stop();
}

bool Writer::write_chunk(Chunk chunk, std::string_view bytes, std::vector<Chunk>& to) {
  sqlite3_stmt* s = chunk_.get();
  const bool is_bound =
      bind(s, 1, table_id_) && (column_id_ < 0 ? sqlite3_bind_null(s, 2) == SQLITE_OK : bind(s, 2, column_id_)) &&
      bind_text(s, 3, part_name(chunk.part)) && bind(s, 4, chunk.count) && bind(s, 5, chunk.width) && bind(s, 6, chunk.base) &&
      bind_text(s, 7, chunk.digest) &&
      sqlite3_bind_blob64(s, 8, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC) == SQLITE_OK;
  if (!is_bound || !run(chunk_)) return false;
  to.push_back(std::move(chunk));
  return true;
}

template <class Values>
void add_values(Part part, const Values& values, Draft& to) {
  for (size_t begin = 0; begin < values.size(); begin += RowsPerChunk) {
    to.stretches.push_back({part, &values, begin, std::min<size_t>(values.size(), begin + RowsPerChunk)});
  }
}

void add_texts(Part part, const std::vector<std::string>& texts, Draft& to) {
  for (size_t begin = 0; begin < texts.size();) {
    size_t end = begin;
    for (int64_t bytes = 0; end < texts.size() && end - begin < RowsPerChunk && bytes < TextBytesPerChunk; ++end) {
      bytes += static_cast<int64_t>(texts[end].size());
    }
    to.stretches.push_back({part, &texts, begin, end});
    begin = end;
  }
}

void draft_column(const ColumnData& cells, Draft& to) {
  // Rows in their parents' order: the parents' first rows say it all.
  const std::span<const uint32_t> offsets = cells.ints.offsets();
  if (offsets.empty()) add_values(Part::Values, cells.ints, to);
  add_values(Part::States, cells.states, to);
  add_texts(Part::Texts, cells.texts, to);
  for (const base::Number& number : cells.wide) to.wide.push_back(number.to_string());
  add_texts(Part::Wide, to.wide, to);
  add_values(Part::Offsets, to.numbers.emplace_back(std::vector<int64_t>(offsets.begin(), offsets.end())), to);
}

void pack_stretch(const Stretch& stretch, Packing& to) {
  const size_t count = stretch.end - stretch.begin;
  to.chunk = {.part = stretch.part, .count = static_cast<int64_t>(count), .digest = {}};
  if (const auto* texts = std::get_if<const std::vector<std::string>*>(&stretch.of)) {
    to.bytes = pack_texts(std::span(**texts).subspan(stretch.begin, count));
  } else {
    std::vector<int64_t> values(count);
    if (const auto* integers = std::get_if<const data::Integers*>(&stretch.of)) {
      (*integers)->read(stretch.begin, values);
    } else {
      const auto& bytes = *std::get<const std::vector<uint8_t>*>(stretch.of);
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(stretch.begin), count, values.begin());
    }
    Packed packed = pack_values(values);
    to.chunk.width = packed.width;
    to.chunk.base = packed.base;
    to.bytes = std::move(packed.bytes);
  }
  to.chunk.digest = base::sha256_hex(to.bytes);
}

// All threads pack, one writes: a few stretches at once, so that there is never a second copy of a column. Drafts of a
// table's columns stand by number, the table itself (column_id_ -1) comes alone.
bool Writer::write_stretches(std::vector<Draft>& drafts, const std::vector<std::vector<Chunk>*>& to) {
  struct Job {
    size_t draft;
    const Stretch* stretch;
    Packing packing;
  };
  std::vector<Job> jobs;
  for (size_t i = 0; i < drafts.size(); ++i) {
    for (const Stretch& stretch : drafts[i].stretches) jobs.push_back({i, &stretch, {}});
  }
  constexpr size_t AtOnce = 16;
  const int64_t first_column = column_id_;
  for (size_t begin = 0; begin < jobs.size(); begin += AtOnce) {
    const size_t count = std::min(AtOnce, jobs.size() - begin);
    base::in_parallel(count, base::processors(),
                      [&](size_t i) { pack_stretch(*jobs[begin + i].stretch, jobs[begin + i].packing); });
    for (size_t i = begin; i < begin + count; ++i) {
      column_id_ = first_column < 0 ? -1 : first_column + static_cast<int64_t>(jobs[i].draft);
      if (!write_chunk(std::move(jobs[i].packing.chunk), jobs[i].packing.bytes, *to[jobs[i].draft])) return false;
      jobs[i].packing = {};
    }
  }
  return true;
}

bool Writer::write_column(ColumnId id, StoredColumn& column) {
  column.digest = digest_of(column);
  sqlite3_stmt* s = column_.get();
  const bool is_bound = bind(s, 1, numbers_[id.value]) && bind(s, 2, table_id_) && bind_text(s, 3, column.name) &&
                        bind_text(s, 4, column.signature) && bind_text(s, 5, column.digest);
  return is_bound && run(column_);
}

bool Writer::write_table(TableId id, Directory& directory) {
  const data::TableData& rows = data_.tables[id.value];
  StoredTable table;
  table.name = stored_name(program_.at(id));
  table.signature = table_signature(program_, id);
  table.rows = rows.row_count;
  table_id_ = id.value;
  std::vector<int64_t> ties;
  for (const TiedRows& tied : find_tied_rows(program_, data_, id)) {
    ties.push_back(tied.begin);
    ties.push_back(tied.end);
  }
  std::vector<Draft> drafts(1);
  add_values(Part::Origin, rows.origin, drafts[0]);
  add_values(Part::RowFaulty, rows.row_faulty, drafts[0]);
  add_values(Part::Ties, drafts[0].numbers.emplace_back(std::move(ties)), drafts[0]);
  column_id_ = -1;
  if (!write_stretches(drafts, {&table.chunks})) return false;
  std::vector<uint32_t> read;
  for (uint32_t i = 0; i < rows.columns.size(); ++i) {
    if (rows.columns[i].is_read) read.push_back(i);
  }
  drafts = std::vector<Draft>(read.size());
  std::vector<std::vector<Chunk>*> chunks;
  table.columns.resize(read.size());
  for (size_t i = 0; i < read.size(); ++i) {
    const ColumnId column = program_.at(id).columns[read[i]];
    table.columns[i].name = stored_name(program_.at(column));
    table.columns[i].signature = column_signature(program_, column);
    chunks.push_back(&table.columns[i].chunks);
    draft_column(rows.columns[read[i]], drafts[i]);
  }
  if (!read.empty()) column_id_ = numbers_[program_.at(id).columns[read[0]].value];
  if (!write_stretches(drafts, chunks)) return false;
  for (size_t i = 0; i < read.size(); ++i) {
    if (!write_column(program_.at(id).columns[read[i]], table.columns[i])) return false;
  }
  table.digest = digest_of(table);
  sqlite3_stmt* s = table_.get();
  const bool is_bound = bind(s, 1, id.value) && bind_text(s, 2, table.name) && bind(s, 3, table.rows) &&
                        bind_text(s, 4, table.signature) && bind_text(s, 5, table.digest);
  if (!is_bound || !run(table_)) return false;
  directory.tables.push_back(std::move(table));
  return true;
}

bool Writer::write_faults(Directory& directory) {
  for (const data::Fault& fault : data_.faults) {
    StoredFault stored{fault.kind, fault.table.value, fault.column.valid() ? numbers_[fault.column.value] : UINT32_MAX, fault.row,
                       fault.found};
    sqlite3_stmt* s = fault_.get();
    const bool is_bound = bind_text(s, 1, fault_name(stored.kind)) && bind(s, 2, stored.table) &&
                          (stored.column == UINT32_MAX ? sqlite3_bind_null(s, 3) == SQLITE_OK : bind(s, 3, stored.column)) &&
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
  fault_ = database_.prepare("INSERT INTO fault (kind, table_id, column_id, row, found) VALUES (?1, ?2, ?3, ?4, ?5)");
  Statement facts = database_.prepare("INSERT INTO snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  if (!chunk_ || !table_ || !column_ || !fault_ || !facts) return false;
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (!write_table(TableId{i}, directory)) return false;
  }
  if (!write_faults(directory)) return false;
  directory.root = root_of(directory);
  sqlite3_stmt* s = facts.get();
  return bind(s, 1, SnapshotFormat) && bind(s, 2, directory.assessment) && bind_text(s, 3, directory.root) &&
         bind_text(s, 4, source.path) && bind(s, 5, source.generation) && bind_text(s, 6, source.made_by) && run(facts);
}

// False: reported, or a signal came.
bool write_draft(const Program& program, const Data& data, const SnapshotSource& source, const std::string& draft,
                 const std::string& path, const HeldSignals& held, Directory& directory, diagnostics::Sink& sink) {
  std::optional<Database> database = Database::open(draft, OpenMode::Create, sink, path);
  if (!database) return false;
  sqlite3_limit(database->handle(), SQLITE_LIMIT_LENGTH, ChunkLimit);
  // Nobody else sees a draft and a broken one is thrown away: it needs no journal on disk, and is
  // forced to disk once at its end.
  const bool is_done = database->run("PRAGMA page_size=65536") && database->run("PRAGMA encoding='UTF-8'") &&
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

std::optional<SnapshotFacts> write_snapshot(const Program& program, const Data& data, int64_t assessment,
                                            const SnapshotSource& source, const std::string& path, diagnostics::Sink& sink) {
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
