#include <algorithm>
#include <filesystem>
#include <string_view>
#include <tuple>

#include "base/date.h"
#include "base/digest.h"
#include "data/pack_cells.h"
#include "diagnostics/catalogue_data.h"
#include "store/pack_chunk.h"
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

class Reader {
 public:
  Reader(const Program& program, Database& database, const Directory& directory,
         const ReadOptions& options, diagnostics::Sink& sink)
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
  bool read_table(TableId id, Data& to);
  bool read_column(ColumnId id, const StoredColumn& from, const Data& data, ColumnData& to, int64_t rows);
  bool read_faults(Data& to);
  bool read_bytes(const Chunk& chunk);
  template <class Value>
  bool read_values(const std::vector<Chunk>& chunks, Part part, std::vector<Value>& to);
  bool read_integers(const std::vector<Chunk>& chunks, Part part, data::Integers& to);
  bool read_offsets(ColumnId id, const std::vector<Chunk>& chunks, int64_t rows, const Data& data, data::Integers& to);
  bool read_texts(const std::vector<Chunk>& chunks, Part part, std::vector<std::string>& to);
  [[nodiscard]] bool is_sound(ColumnId id, const ColumnData& cells, int64_t rows,
                              const Data& data) const;
  [[nodiscard]] bool has_its_faults(const Data& data) const;

  const Program& program_;
  Database& database_;
  const Directory& directory_;
  const ReadOptions& options_;
  diagnostics::Sink& sink_;
  Used used_;
  std::vector<const StoredTable*> tables_;    // by TableId; null: not read
  std::vector<const StoredColumn*> columns_;  // by ColumnId; null: not read
  Statement bytes_of_;
  std::string_view bytes_;                   // of the chunk at hand
  std::vector<std::vector<TiedRows>> ties_;  // by TableId
};

bool Reader::match_table(TableId id) {
  const program::Table& table = program_.at(id);
  const auto at = std::find_if(
      directory_.tables.begin(), directory_.tables.end(),
      [&](const StoredTable& one) { return is_same_sql_name(one.name, stored_name(table)); });
  if (at == directory_.tables.end()) {
    sink_.report(
        diag::SnapshotLacks{
            .path = database_.path(), .what = table.name, .stored = stored_name(table)},
        table.span);
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
    const auto found = std::find_if(
        at->columns.begin(), at->columns.end(),
        [&](const StoredColumn& one) { return is_same_sql_name(one.name, stored_name(column)); });
    if (found == at->columns.end()) {
      sink_.report(diag::SnapshotLacks{.path = database_.path(),
                                       .what = table.name + "." + column.name,
                                       .stored = stored_name(column)},
                   column.span);
      is_good = false;
    } else if (found->signature != column_signature(program_, column_id)) {
      sink_.report(
          diag::SnapshotDiffers{.path = database_.path(), .what = table.name + "." + column.name},
          column.span);
      is_good = false;
    } else {
      columns_[column_id.value] = &*found;
    }
  }
  return is_good;
}

bool Reader::match() {
  tables_.assign(program_.tables.size(), nullptr);
  columns_.assign(program_.columns.size(), nullptr);
  bool is_good = true;
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (used_.tables[i]) is_good = match_table(TableId{i}) && is_good;
  }
  return is_good;
}

// The bytes of a chunk, which stay until the next one is read. False: they are not what the
// directory says.
bool Reader::read_bytes(const Chunk& chunk) {
  if (bytes_of_ == nullptr) bytes_of_ = database_.prepare("SELECT bytes FROM chunk WHERE id = ?1");
  sqlite3_stmt* s = bytes_of_.get();
  if (s == nullptr || sqlite3_reset(s) != SQLITE_OK ||
      sqlite3_bind_int64(s, 1, chunk.id) != SQLITE_OK || sqlite3_step(s) != SQLITE_ROW) {
    return false;
  }
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(s, 0));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(s, 0));
  bytes_ = bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
  return base::sha256_hex(bytes_) == chunk.digest;
}

template <class Value>
bool Reader::read_values(const std::vector<Chunk>& chunks, Part part, std::vector<Value>& to) {
  int64_t count = 0;
  for (const Chunk& chunk : chunks) count += chunk.part == part ? chunk.count : 0;
  to.reserve(static_cast<size_t>(count));
  return std::all_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
    return chunk.part != part ||
           (read_bytes(chunk) && unpack_values(bytes_, chunk.count, chunk.width, chunk.base, to));
  });
}

// As narrow as the ranges of all chunks allow.
bool Reader::read_integers(const std::vector<Chunk>& chunks, Part part, data::Integers& to) {
  int64_t count = 0, least = INT64_MAX, most = INT64_MIN;
  bool is_narrow = true;
  for (const Chunk& chunk : chunks) {
    if (chunk.part != part) continue;
    if (chunk.count < 0 || chunk.width < 0 || chunk.width > 8) return false;
    int64_t top = 0;
    const int64_t span = chunk.width == 0 ? 0 : (int64_t{1} << (8 * std::min(chunk.width, 4))) - 1;
    is_narrow = is_narrow && chunk.width <= 4 && !__builtin_add_overflow(chunk.base, span, &top);
    least = std::min(least, chunk.base);
    most = std::max(most, top);
    count += chunk.count;
  }
  const int width = count == 0 ? 8 : data::width_of(static_cast<uint64_t>(most) - static_cast<uint64_t>(least));
  if (!is_narrow || width == 8) {
    if (!read_values(chunks, part, to.plain())) return false;
    to.pack();
    return true;
  }
  // What a chunk says of its size is believed only when its bytes are there.
  std::vector<uint8_t> bytes;
  for (const Chunk& chunk : chunks) {
    if (chunk.part != part) continue;
    if (!read_bytes(chunk) || (chunk.width == 0 && chunk.count > RowLimit)) return false;
    if (bytes.empty()) bytes.reserve(static_cast<size_t>(std::min(count, RowLimit)) * static_cast<size_t>(width));
    const size_t before = bytes.size();
    if (before / static_cast<size_t>(width) + static_cast<size_t>(chunk.count) > static_cast<size_t>(RowLimit)) return false;
    bytes.resize(before + static_cast<size_t>(chunk.count) * static_cast<size_t>(width));
    if (!unpack_narrow(bytes_, chunk.count, chunk.width, chunk.base, width, least, bytes.data() + before)) return false;
  }
  to = data::Integers::from_bytes(std::move(bytes), width, least);
  return true;
}

bool Reader::read_texts(const std::vector<Chunk>& chunks, Part part, std::vector<std::string>& to) {
  return std::all_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
    return chunk.part != part || (read_bytes(chunk) && unpack_texts(bytes_, chunk.count, to));
  });
}

// References whose rows stand in their parents' order.
bool Reader::read_offsets(ColumnId id, const std::vector<Chunk>& chunks, int64_t rows, const Data& data,
                          data::Integers& to) {
  std::vector<int64_t> first_rows;
  if (!read_values(chunks, Part::Offsets, first_rows)) return false;
  const program::Type& type = program_.at(id).type;
  if (type.kind != TypeKind::Row || first_rows.size() != size_t{data.tables[type.table.value].row_count} + 1 ||
      first_rows.front() != 0 || first_rows.back() > rows || !std::is_sorted(first_rows.begin(), first_rows.end())) {
    return false;
  }
  to = data::Integers::from_offsets(std::vector<uint32_t>(first_rows.begin(), first_rows.end()), static_cast<size_t>(rows));
  return true;
}

bool Reader::read_column(ColumnId id, const StoredColumn& from, const Data& data, ColumnData& to, int64_t rows) {
  const bool is_clustered = std::any_of(from.chunks.begin(), from.chunks.end(), [](const Chunk& chunk) { return chunk.part == Part::Offsets; });
  std::vector<std::string> wide;
  if (!(is_clustered ? read_offsets(id, from.chunks, rows, data, to.ints) : read_integers(from.chunks, Part::Values, to.ints)) ||
      !read_values(from.chunks, Part::States, to.states) ||
      !read_texts(from.chunks, Part::Texts, to.texts) ||
      !read_texts(from.chunks, Part::Wide, wide)) {
    return false;
  }
  to.wide.reserve(wide.size());
  for (const std::string& text : wide) {
    std::optional<base::Number> number = base::Number::parse(text);
    if (!number) return false;
    to.wide.push_back(*std::move(number));
  }
  const auto count = static_cast<size_t>(rows);
  const bool has_all =
      to.wide.empty() ? to.ints.size() == count : to.ints.empty() && to.wide.size() == count;
  const bool may_be_wide = program_.at(id).type.kind == TypeKind::Number;
  return has_all && (to.states.empty() || to.states.size() == count) &&
         (to.wide.empty() || may_be_wide);
}

// Digests prove where a file came from, not that whoever made it meant well: no value may lead
// beyond what it names.
bool Reader::is_sound(ColumnId id, const ColumnData& cells, int64_t rows, const Data& data) const {
  const program::Column& column = program_.at(id);
  const size_t kinds = std::max<size_t>(1, column.absence_kinds.size());
  for (const uint8_t state : cells.states) {
    if (state > kinds && state != CellFaulty) return false;
  }
  int64_t least = INT64_MIN, most = INT64_MAX;
  switch (column.type.kind) {
    case TypeKind::Truth:
      least = 0, most = 1;
      break;
    case TypeKind::Date:
      least = base::FirstDate.days, most = base::LastDate.days;
      break;
    case TypeKind::Label:
      least = 0,
      most = static_cast<int64_t>(program_.at(column.type.enumeration).labels.size()) - 1;
      break;
    case TypeKind::Row:
      least = 0, most = static_cast<int64_t>(data.tables[column.type.table.value].row_count) - 1;
      break;
    case TypeKind::Text:
    case TypeKind::NameSet:
      least = 0, most = static_cast<int64_t>(cells.texts.size()) - 1;
      break;
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Duration:
    case TypeKind::Spans:
      return true;
  }
  if (const std::span<const uint32_t> offsets = cells.ints.offsets(); !offsets.empty()) {
    // Parents are in order already; rows behind them have none.
    const bool has_states = !cells.states.empty();
    return has_states ? std::find(cells.states.begin() + offsets.back(), cells.states.end(), CellPresent) == cells.states.end()
                      : offsets.back() == rows;
  }
  bool is_within = true;
  cells.ints.visit([&](const auto* values, int64_t base) {
    for (size_t row = 0; row < static_cast<size_t>(rows) && is_within; ++row) {
      const int64_t value = base + static_cast<int64_t>(values[row]);
      is_within = (value >= least && value <= most) || (!cells.states.empty() && cells.states[row] != CellPresent);
    }
  });
  if (!is_within) return false;
  return std::is_sorted(cells.texts.begin(), cells.texts.end());
}

bool Reader::read_table(TableId id, Data& to) {
  const StoredTable& from = *tables_[id.value];
  data::TableData& table = to.tables[id.value];
  std::vector<int64_t> ties;
  if (!read_integers(from.chunks, Part::Origin, table.origin) ||
      !read_values(from.chunks, Part::RowFaulty, table.row_faulty) ||
      !read_values(from.chunks, Part::Ties, ties) || table.origin.size() != table.row_count ||
      (!table.row_faulty.empty() && table.row_faulty.size() != table.row_count) ||
      ties.size() % 2 != 0 || !std::is_sorted(ties.begin(), ties.end()) ||
      (!ties.empty() && (ties.front() < 0 || ties.back() > table.row_count))) {
    return false;
  }
  for (size_t i = 0; i < ties.size(); i += 2) {
    ties_[id.value].push_back({static_cast<uint32_t>(ties[i]), static_cast<uint32_t>(ties[i + 1])});
  }
  const auto& columns = program_.at(id).columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    const StoredColumn* column = columns_[columns[i].value];
    table.columns[i].is_read = column != nullptr;
    if (column == nullptr) continue;
    if (!read_column(columns[i], *column, to, table.columns[i], from.rows) ||
        !is_sound(columns[i], table.columns[i], from.rows, to))
      return false;
  }
  if (options_.progress) options_.progress(program_.at(id).name, from.rows);
  return true;
}

// Those of what is read, by this program's numbers.
bool Reader::read_faults(Data& to) {
  std::vector<TableId> table_of(directory_.tables.size());
  std::vector<ColumnId> column_of;
  for (const StoredTable& table : directory_.tables) {
    const auto at = std::find(tables_.begin(), tables_.end(), &table);
    if (at != tables_.end())
      table_of[static_cast<size_t>(&table - directory_.tables.data())] =
          TableId{static_cast<uint32_t>(at - tables_.begin())};
    for (const StoredColumn& column : table.columns) {
      const auto found = std::find(columns_.begin(), columns_.end(), &column);
      column_of.push_back(found == columns_.end()
                              ? ColumnId{}
                              : ColumnId{static_cast<uint32_t>(found - columns_.begin())});
    }
  }
  for (const StoredFault& fault : directory_.faults) {
    const TableId table = table_of[fault.table];
    const ColumnId column = fault.column == UINT32_MAX ? ColumnId{} : column_of[fault.column];
    if (!table.valid() || (fault.column != UINT32_MAX && !column.valid())) continue;
    to.faults.push_back({fault.kind, table, fault.row, column, fault.found});
  }
  std::sort(to.faults.begin(), to.faults.end(), [](const data::Fault& a, const data::Fault& b) {
    return std::tie(a.table, a.row, a.column, a.kind, a.found) <
           std::tie(b.table, b.row, b.column, b.kind, b.found);
  });
  return has_its_faults(to);
}

// Every faulty cell can say why.
bool Reader::has_its_faults(const Data& data) const {
  size_t cells = 0;
  for (const data::TableData& table : data.tables) {
    for (const ColumnData& column : table.columns) {
      cells +=
          static_cast<size_t>(std::count(column.states.begin(), column.states.end(), CellFaulty));
    }
  }
  const data::Fault* last = nullptr;
  for (const data::Fault& fault : data.faults) {
    if (!fault.column.valid()) continue;
    const auto& states = data.tables[fault.table.value]
                             .columns[data::column_position(program_, fault.column)]
                             .states;
    const bool is_new = last == nullptr || last->column != fault.column || last->row != fault.row;
    if (!is_new || states.empty() || states[fault.row] != CellFaulty || cells == 0) return false;
    --cells;
    last = &fault;
  }
  return cells == 0;
}

bool Reader::read(Data& to) {
  if (!match()) return false;
  to.tables.resize(program_.tables.size());
  ties_.resize(program_.tables.size());
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    to.tables[i].columns.resize(program_.tables[i].columns.size());
    if (tables_[i] != nullptr) to.tables[i].row_count = static_cast<uint32_t>(tables_[i]->rows);
    for (ColumnData& column : to.tables[i].columns) column.is_read = false;
  }
  bool is_good = true;
  for (uint32_t i = 0; i < program_.tables.size() && is_good; ++i)
    is_good = tables_[i] == nullptr || read_table(TableId{i}, to);
  if (!is_good || !read_faults(to)) {
    sink_.report(diag::SnapshotChanged{.path = database_.path()});
    return false;
  }
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    if (!ties_[i].empty()) order_tied_rows(program_, TableId{i}, ties_[i], to);
    data::TableData& table = to.tables[i];
    table.origin.pack();
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
  for (size_t i = 0; i < data.tables.size(); ++i)
    data.tables[i].columns.resize(program.tables[i].columns.size());
  return data;
}

}  // namespace

Data read_snapshot(const Program& program, const std::string& path, int64_t assessment,
                   diagnostics::Sink& sink, const ReadOptions& options, SnapshotFacts* facts) {
  SnapshotFacts found;
  std::optional<Database> database = open_snapshot(path, sink);
  const std::optional<Directory> directory =
      database ? read_directory(*database, found, sink) : std::nullopt;
  if (!directory) return empty_data(program);
  if (directory->assessment != assessment) {
    sink.report(diag::SnapshotOfAnother{.path = path,
                                        .found = std::to_string(directory->assessment),
                                        .wanted = std::to_string(assessment)});
    return empty_data(program);
  }
  Data data;
  if (!Reader(program, *database, *directory, options, sink).read(data)) return empty_data(program);
  std::error_code ignored;
  found.bytes = static_cast<int64_t>(std::filesystem::file_size(path, ignored));
  data.origin = path + " (sha256 " + directory->root + ")";
  if (facts != nullptr) *facts = std::move(found);
  return data;
}

}  // namespace plumb::store
