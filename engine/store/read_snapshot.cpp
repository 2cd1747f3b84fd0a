#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string_view>
#include <tuple>

#include "base/date.h"
#include "base/in_parallel.h"
#include "data/pack_cells.h"
#include "diagnostics/catalogue_data.h"
#include "store/check_cells.h"
#include "store/read_chunks.h"
#include "store/read_directory.h"
#include "store/snapshot.h"
#include "store/table_layout.h"
#include "store/tied_rows.h"
#include "store/used_columns.h"

namespace plumb::store {

using data::CellFaulty;
using data::CellPresent;
using data::ColumnData;
using data::Data;
using program::ColumnId;
using program::Program;
using program::TableId;
using program::TypeKind;

namespace {

class SnapshotReader {
 public:
  SnapshotReader(const Program& program, Database& database, const Directory& directory, const ReadOptions& options,
                 diagnostics::Sink& sink)
      : program_(program),
        database_(database),
        directory_(directory),
        options_(options),
        sink_(sink),
        used_(options.all_columns ? use_everything(program) : find_used(program)) {}

  // False: reported.
  bool read(Data& to);

 private:
  bool match();
  bool match_table(TableId id);
  bool read_table(ChunkReader& chunks, TableId id, Data& to);
  bool read_column(ChunkReader& chunks, ColumnId id, const Data& data, ColumnData& to) const;
  bool read_pieces(Data& to);
  bool read_faults(Data& to);
  bool read_offsets(ChunkReader& chunks, ColumnId id, const StoredColumn& from, int64_t rows, const Data& data,
                    data::Integers& to) const;
  [[nodiscard]] bool has_its_faults(const Data& data) const;

  const Program& program_;
  Database& database_;
  const Directory& directory_;
  const ReadOptions& options_;
  diagnostics::Sink& sink_;
  Used used_;
  std::vector<const StoredTable*> tables_;    // by TableId; null: not read
  std::vector<const StoredColumn*> columns_;  // by ColumnId; null: not read
  std::vector<std::vector<TiedRows>> ties_;   // by TableId
};

bool SnapshotReader::match_table(TableId id) {
  const program::Table& table = program_.at(id);
  const auto at = std::find_if(directory_.tables.begin(), directory_.tables.end(),
                               [&](const StoredTable& one) { return is_same_sql_name(one.name, stored_name(table)); });
  if (at == directory_.tables.end()) {
    sink_.report(diag::SnapshotLacks{.path = database_.path(), .what = table.name, .stored = stored_name(table)}, table.span);
    return false;
  }
  if (at->signature != table_signature(program_, id)) {
    sink_.report(diag::SnapshotDiffers{.path = database_.path(), .what = table.name}, table.span);
    return false;
  }
  if (at->rows > options_.row_limit) {
    sink_.report(diag::TooManyRows{.table = table.name, .limit = options_.row_limit}, table.span);
    return false;
  }
  tables_[id.value] = &*at;
  bool is_good = true;
  for (const ColumnId column_id : table.columns) {
    if (!used_.columns[column_id.value]) continue;
    const program::Column& column = program_.at(column_id);
    const auto found = std::find_if(at->columns.begin(), at->columns.end(),
                                    [&](const StoredColumn& one) { return is_same_sql_name(one.name, stored_name(column)); });
    if (found == at->columns.end()) {
      sink_.report(
          diag::SnapshotLacks{.path = database_.path(), .what = table.name + "." + column.name, .stored = stored_name(column)},
          column.span);
      is_good = false;
    } else if (found->signature != column_signature(program_, column_id)) {
      sink_.report(diag::SnapshotDiffers{.path = database_.path(), .what = table.name + "." + column.name}, column.span);
      is_good = false;
    } else {
      columns_[column_id.value] = &*found;
    }
  }
  return is_good;
}

bool SnapshotReader::match() {
  tables_.assign(program_.tables.size(), nullptr);
  columns_.assign(program_.columns.size(), nullptr);
  bool is_good = true;
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (used_.tables[i]) is_good = match_table(TableId{i}) && is_good;
  }
  return is_good;
}

// References whose rows stand in their parents' order.
bool SnapshotReader::read_offsets(ChunkReader& chunks, ColumnId id, const StoredColumn& from, int64_t rows, const Data& data,
                                  data::Integers& to) const {
  std::vector<int64_t> first_rows;
  if (!chunks.read_values(from.chunks, Part::Offsets, first_rows)) return false;
  const program::Type& type = program_.at(id).type;
  if (type.kind != TypeKind::Row || first_rows.size() != size_t{data.tables[type.table.value].row_count} + 1 ||
      first_rows.front() != 0 || first_rows.back() > rows || !std::is_sorted(first_rows.begin(), first_rows.end())) {
    return false;
  }
  to = data::Integers::from_offsets(std::vector<uint32_t>(first_rows.begin(), first_rows.end()), static_cast<size_t>(rows));
  return true;
}

bool SnapshotReader::read_column(ChunkReader& chunks, ColumnId id, const Data& data, ColumnData& to) const {
  const StoredColumn& from = *columns_[id.value];
  const int64_t rows = tables_[program_.at(id).table.value]->rows;
  const bool is_clustered =
      std::any_of(from.chunks.begin(), from.chunks.end(), [](const Chunk& chunk) { return chunk.part == Part::Offsets; });
  std::vector<std::string> wide;
  if (!(is_clustered ? read_offsets(chunks, id, from, rows, data, to.ints)
                     : chunks.read_integers(from.chunks, Part::Values, to.ints)) ||
      !chunks.read_values(from.chunks, Part::States, to.states) || !chunks.read_texts(from.chunks, Part::Texts, to.texts) ||
      !chunks.read_texts(from.chunks, Part::Wide, wide)) {
    return false;
  }
  to.wide.reserve(wide.size());
  for (const std::string& text : wide) {
    std::optional<base::Number> number = base::Number::parse(text);
    if (!number) return false;
    to.wide.push_back(*std::move(number));
  }
  const auto count = static_cast<size_t>(rows);
  const bool has_all = to.wide.empty() ? to.ints.size() == count : to.ints.empty() && to.wide.size() == count;
  const bool may_be_wide = program_.at(id).type.kind == TypeKind::Number;
  return has_all && (to.states.empty() || to.states.size() == count) && (to.wide.empty() || may_be_wide);
}

// What belongs to the rows themselves.
bool SnapshotReader::read_table(ChunkReader& chunks, TableId id, Data& to) {
  const StoredTable& from = *tables_[id.value];
  data::TableData& table = to.tables[id.value];
  std::vector<int64_t> ties;
  if (!chunks.read_integers(from.chunks, Part::Origin, table.origin) ||
      !chunks.read_values(from.chunks, Part::RowFaulty, table.row_faulty) || !chunks.read_values(from.chunks, Part::Ties, ties) ||
      table.origin.size() != table.row_count || (!table.row_faulty.empty() && table.row_faulty.size() != table.row_count) ||
      ties.size() % 2 != 0 || !std::is_sorted(ties.begin(), ties.end()) ||
      (!ties.empty() && (ties.front() < 0 || ties.back() > table.row_count))) {
    return false;
  }
  for (size_t i = 0; i < ties.size(); i += 2) {
    ties_[id.value].push_back({static_cast<uint32_t>(ties[i]), static_cast<uint32_t>(ties[i + 1])});
  }
  return true;
}

// Tables and columns are read side by side, each from its first chunk to its last, by connections of their own: nobody
// writes a sealed file.
bool SnapshotReader::read_pieces(Data& to) {
  struct ChunkPiece {
    TableId table;
    uint32_t position;  // UINT32_MAX: what belongs to the rows
    int64_t rows;
  };
  std::vector<ChunkPiece> pieces;
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (tables_[i] == nullptr) continue;
    const auto& columns = program_.tables[i].columns;
    pieces.push_back({TableId{i}, UINT32_MAX, tables_[i]->rows});
    for (uint32_t c = 0; c < columns.size(); ++c) {
      to.tables[i].columns[c].is_read = columns_[columns[c].value] != nullptr;
      if (to.tables[i].columns[c].is_read) pieces.push_back({TableId{i}, c, tables_[i]->rows});
    }
  }
  // The long ones first.
  std::stable_sort(pieces.begin(), pieces.end(), [](const ChunkPiece& a, const ChunkPiece& b) { return a.rows > b.rows; });
  constexpr int64_t RowsWorthAThread = 1 << 17;
  const unsigned threads = options_.threads == 0 ? base::processors() : options_.threads;
  std::vector<Database> others;
  while (!pieces.empty() && pieces.front().rows >= RowsWorthAThread && others.size() + 1 < threads) {
    std::optional<Database> other = open_snapshot_again(database_);
    if (!other) break;
    others.push_back(*std::move(other));
  }
  std::vector<ChunkReader> readers;
  readers.emplace_back(database_);
  for (Database& other : others) readers.emplace_back(other);
  std::atomic<size_t> next = 0;
  std::atomic<bool> is_good = true;
  base::in_parallel(readers.size(), static_cast<unsigned>(readers.size()), [&](size_t mine) {
    for (size_t i = next++; i < pieces.size() && is_good; i = next++) {
      const auto [table, position, ignored] = pieces[i];
      if (position == UINT32_MAX) {
        if (!read_table(readers[mine], table, to)) is_good = false;
        continue;
      }
      const ColumnId column = program_.at(table).columns[position];
      ColumnData& cells = to.tables[table.value].columns[position];
      if (!read_column(readers[mine], column, to, cells) || !is_sound(program_, column, cells, tables_[table.value]->rows, to)) {
        is_good = false;
      }
    }
  });
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (options_.progress && is_good && tables_[i] != nullptr) options_.progress(program_.tables[i].name, tables_[i]->rows);
  }
  return is_good;
}

// Those of what is read, by this program's numbers.
bool SnapshotReader::read_faults(Data& to) {
  std::vector<TableId> table_of(directory_.tables.size());
  std::vector<ColumnId> column_of;
  for (const StoredTable& table : directory_.tables) {
    const auto at = std::find(tables_.begin(), tables_.end(), &table);
    if (at != tables_.end())
      table_of[static_cast<size_t>(&table - directory_.tables.data())] = TableId{static_cast<uint32_t>(at - tables_.begin())};
    for (const StoredColumn& column : table.columns) {
      const auto found = std::find(columns_.begin(), columns_.end(), &column);
      column_of.push_back(found == columns_.end() ? ColumnId{} : ColumnId{static_cast<uint32_t>(found - columns_.begin())});
    }
  }
  for (const StoredFault& fault : directory_.faults) {
    const TableId table = table_of[fault.table];
    const ColumnId column = fault.column == UINT32_MAX ? ColumnId{} : column_of[fault.column];
    if (!table.valid() || (fault.column != UINT32_MAX && !column.valid())) continue;
    to.faults.push_back({fault.kind, table, fault.row, column, fault.found});
  }
  std::sort(to.faults.begin(), to.faults.end(), [](const data::Fault& a, const data::Fault& b) {
    return std::tie(a.table, a.row, a.column, a.kind, a.found) < std::tie(b.table, b.row, b.column, b.kind, b.found);
  });
  return has_its_faults(to);
}

// Every faulty cell can say why.
bool SnapshotReader::has_its_faults(const Data& data) const {
  size_t cells = 0;
  for (const data::TableData& table : data.tables) {
    for (const ColumnData& column : table.columns) {
      cells += static_cast<size_t>(std::count(column.states.begin(), column.states.end(), CellFaulty));
    }
  }
  const data::Fault* last = nullptr;
  for (const data::Fault& fault : data.faults) {
    if (!fault.column.valid()) continue;
    const auto& states = data.tables[fault.table.value].columns[data::column_position(program_, fault.column)].states;
    const bool is_new = last == nullptr || last->column != fault.column || last->row != fault.row;
    if (!is_new || states.empty() || states[fault.row] != CellFaulty || cells == 0) return false;
    --cells;
    last = &fault;
  }
  return cells == 0;
}

bool SnapshotReader::read(Data& to) {
  if (!match()) return false;
  to.tables.resize(program_.tables.size());
  ties_.resize(program_.tables.size());
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    to.tables[i].columns.resize(program_.tables[i].columns.size());
    if (tables_[i] != nullptr) to.tables[i].row_count = static_cast<uint32_t>(tables_[i]->rows);
    for (ColumnData& column : to.tables[i].columns) column.is_read = false;
  }
  if (!read_pieces(to) || !read_faults(to)) {
    sink_.report(diag::SnapshotChanged{.path = database_.path()});
    return false;
  }
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (!ties_[i].empty()) order_tied_rows(program_, TableId{i}, ties_[i], to);
  }
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    data::TableData& table = to.tables[i];
    for (size_t c = 0; c < table.columns.size(); ++c) {
      const program::Column& column = program_.at(program_.tables[i].columns[c]);
      const bool is_reference = column.type.kind == TypeKind::Row;
      data::pack_cells(column, is_reference ? to.tables[column.type.table.value].row_count : 0, table.columns[c]);
    }
  }
  return true;
}

// As read_data leaves what it could not read.
Data empty_data(const Program& program) {
  Data data;
  data.tables.resize(program.tables.size());
  for (size_t i = 0; i < data.tables.size(); ++i) data.tables[i].columns.resize(program.tables[i].columns.size());
  return data;
}

}  // namespace

Data read_snapshot(const Program& program, const std::string& path, int64_t assessment, diagnostics::Sink& sink,
                   const ReadOptions& options, SnapshotFacts* facts) {
  SnapshotFacts found;
  std::optional<Database> database = open_snapshot(path, sink);
  const std::optional<Directory> directory = database ? read_directory(*database, found, sink) : std::nullopt;
  if (!directory) return empty_data(program);
  if (directory->assessment != assessment) {
    sink.report(diag::SnapshotOfAnother{
        .path = path, .found = std::to_string(directory->assessment), .wanted = std::to_string(assessment)});
    return empty_data(program);
  }
  Data data;
  if (!SnapshotReader(program, *database, *directory, options, sink).read(data)) return empty_data(program);
  std::error_code ignored;
  found.bytes = static_cast<int64_t>(std::filesystem::file_size(path, ignored));
  data.origin = path + " (sha256 " + directory->root + ")";
  if (facts != nullptr) *facts = std::move(found);
  return data;
}

}  // namespace plumb::store
