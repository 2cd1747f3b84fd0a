// Resolve references, order, find what rows say against each other.
#include "data/build_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/in_parallel.h"
#include "data/decode_tables.h"
#include "data/lineage.h"
#include "data/order_rows.h"
#include "data/pack_cells.h"
#include "data/resolve_reference.h"

namespace plumb::data {

using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;
using program::TypeKind;

namespace {

class Builder {
 public:
  Builder(const Program& program, std::vector<DecodedTable> decoded, unsigned threads)
      : program_(program), threads_(threads), tables_(program.tables.size()) {
    data_.tables.resize(program.tables.size());
    for (size_t i = 0; i < tables_.size(); ++i) {
      tables_[i].columns = std::move(decoded[i].columns);
      tables_[i].origin = std::move(decoded[i].origin);
      tables_[i].resolved.assign(tables_[i].columns.size(), 0);
    }
  }

  Data build();

 private:
  struct Built {
    enum class Stage : uint8_t { New, Open, Done } stage = Stage::New;
    std::vector<DecodedColumn> columns;
    Integers origin;
    std::vector<uint32_t> keys;  // positions
    KeyIndex index;              // tables with a single key that are referred to
    std::vector<RowRun> ties;    // other rows have keys of their own
    std::vector<uint8_t> resolved;
  };

  void build_table(TableId id);
  void resolve_all();
  void resolve(TableId id, uint32_t position);
  void reorder(Built& table, const std::vector<uint32_t>& order);
  void find_row_faults(TableId id);
  void find_repeated_cells(TableId id, uint32_t position);
  void mark_row(TableId id, uint32_t row);
  void add_row_fault(TableId id, uint32_t row, FaultKind kind, std::string found);
  void finish_table(TableId id);

  const Program& program_;
  unsigned threads_;
  std::vector<Built> tables_;
  Data data_;
};

// Values of a column are texts in a dictionary.
bool is_textual(const Program& program, ColumnId id) {
  const ColumnId shape = base_column(program, id);
  const TypeKind kind = shape.valid() ? program.at(shape).type.kind : TypeKind::Text;
  return kind == TypeKind::Text || kind == TypeKind::NameSet;
}

void Builder::resolve(TableId id, uint32_t position) {
  Built& table = tables_[id.value];
  const ColumnId column = program_.at(id).columns[position];
  const program::Type& type = program_.at(column).type;
  if (type.kind != TypeKind::Row || table.resolved[position] != 0 || !table.columns[position].cells.is_read) {
    return;
  }
  table.resolved[position] = 1;
  const ColumnId shape = base_column(program_, column);
  resolve_reference(program_, program_.at(shape.valid() ? shape : column), tables_[type.table.value].index,
                    table.columns[position]);
}

// Into key order: rows of every column, the rows of its faults.
void Builder::reorder(Built& table, const std::vector<uint32_t>& order) {
  const auto permute = [&](auto& values) {
    if (values.empty()) {
      return;
    }
    auto moved = values;
    for (size_t i = 0; i < order.size(); ++i) {
      moved[i] = values[order[i]];
    }
    values = std::move(moved);
  };
  const bool has_faults =
      std::any_of(table.columns.begin(), table.columns.end(), [](const DecodedColumn& column) { return !column.faults.empty(); });
  std::vector<uint32_t> place(has_faults ? order.size() : 0);
  for (uint32_t i = 0; i < place.size(); ++i) {
    place[order[i]] = i;
  }
  base::in_parallel(table.columns.size(), threads_, [&](size_t at) {
    DecodedColumn& column = table.columns[at];
    if (!column.cells.ints.empty()) column.cells.ints = column.cells.ints.permuted(order);
    permute(column.cells.states);
    permute(column.cells.wide);
    for (CellFault& fault : column.faults) {
      fault.row = place[fault.row];
    }
    std::sort(column.faults.begin(), column.faults.end(), [](const CellFault& a, const CellFault& b) { return a.row < b.row; });
  });
}

void Builder::build_table(TableId id) {
  Built& table = tables_[id.value];
  if (table.stage != Built::Stage::New) {
    return;  // Open: keys in a circle; what cannot be resolved is ordered by its text
  }
  table.stage = Built::Stage::Open;
  const program::Table& declared = program_.at(id);
  for (uint32_t i = 0; i < declared.columns.size(); ++i) {
    if (program_.at(declared.columns[i]).is_key) {
      table.keys.push_back(i);
    }
  }
  // A key that names a parent stands in the parent's order; its own name is still needed by this
  // table's children, so the index is made from an unresolved copy.
  DecodedColumn plain_key;
  if (table.keys.size() == 1 && program_.at(declared.columns[table.keys[0]]).type.kind == TypeKind::Row) {
    plain_key = table.columns[table.keys[0]];
  }
  for (const uint32_t key : table.keys) {
    const program::Type& type = program_.at(declared.columns[key]).type;
    if (type.kind == TypeKind::Row) {
      build_table(type.table);
      if (tables_[type.table.value].stage == Built::Stage::Done) {
        resolve(id, key);
      }
    }
  }
  RowOrder order = order_rows(table.columns, table.keys, table.origin);
  if (!order.rows.empty()) {
    reorder(table, order.rows);
    table.origin = table.origin.permuted(order.rows);
  }
  if (table.keys.size() == 1) {
    const ColumnId key = declared.columns[table.keys[0]];
    if (table.resolved[table.keys[0]] != 0) {
      if (!order.rows.empty()) {
        Built plain;
        plain.columns.push_back(std::move(plain_key));
        reorder(plain, order.rows);
        plain_key = std::move(plain.columns[0]);
      }
      table.index = index_keys(plain_key, is_textual(program_, key));
      table.index.own_texts = std::move(plain_key.cells.texts);
      table.index.shared_texts = nullptr;
    } else {
      table.index = index_keys(table.columns[table.keys[0]], is_textual(program_, key));
    }
  }
  table.ties = std::move(order.ties);
  data_.tables[id.value].row_count = static_cast<uint32_t>(table.origin.size());
  data_.tables[id.value].origin = std::move(table.origin);
  table.stage = Built::Stage::Done;
}

// What is no key can be resolved in any order: no index shares the texts of such a column.
void Builder::resolve_all() {
  struct At {
    TableId table;
    uint32_t position;
  };
  std::vector<At> others;
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    for (uint32_t position = 0; position < tables_[i].columns.size(); ++position) {
      if (program_.at(program_.tables[i].columns[position]).is_key) continue;
      others.push_back({TableId{i}, position});
    }
  }
  base::in_parallel(others.size(), threads_, [&](size_t i) { resolve(others[i].table, others[i].position); });
  // Keys in a circle, which were ordered by their text.
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    for (const uint32_t key : tables_[i].keys) {
      const bool is_open =
          program_.at(program_.tables[i].columns[key]).type.kind == TypeKind::Row && tables_[i].resolved[key] == 0;
      if (!is_open) continue;
      tables_[i].index.own_texts = tables_[i].columns[key].cells.texts;
      tables_[i].index.shared_texts = nullptr;
      tables_[i].ties = {{0, data_.tables[i].row_count}};
    }
  }
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    for (const uint32_t key : tables_[i].keys) resolve(TableId{i}, key);
  }
}

void Builder::mark_row(TableId id, uint32_t row) {
  TableData& table = data_.tables[id.value];
  if (table.row_faulty.empty()) {
    table.row_faulty.assign(table.row_count, 0);
  }
  table.row_faulty[row] = 1;
}

void Builder::add_row_fault(TableId id, uint32_t row, FaultKind kind, std::string found) {
  mark_row(id, row);
  data_.faults.push_back({kind, id, row, {}, std::move(found)});
}

// Rows that share a key, and rows whose key is missing or unreadable: the cell's own fault tells
// why.
void Builder::find_row_faults(TableId id) {
  const Built& table = tables_[id.value];
  for (const RowRun& run : table.ties) {
    for (uint32_t begin = run.begin; begin < run.end;) {
      uint32_t end = begin + 1;
      while (end < run.end && has_same_key(table.columns, table.keys, begin, end)) {
        ++end;
      }
      for (uint32_t row = begin; end - begin > 1 && row < end; ++row) {
        add_row_fault(id, row, FaultKind::DuplicateKey, {});
      }
      begin = end;
    }
  }
  for (const uint32_t key : table.keys) {
    const ColumnData& cells = table.columns[key].cells;
    for (uint32_t row = 0; row < cells.states.size(); ++row) {
      const CellFault* fault = cells.states[row] == CellFaulty ? fault_of(table.columns[key], row) : nullptr;
      if (cells.states[row] == CellPresent || (fault != nullptr && fault->kind == FaultKind::Orphan)) {
        continue;
      }
      if (fault != nullptr) {
        mark_row(id, row);
      } else {
        add_row_fault(id, row, FaultKind::MissingKey, {});
      }
    }
  }
}

// A column that is declared unique beside the key.
void Builder::find_repeated_cells(TableId id, uint32_t position) {
  DecodedColumn& column = tables_[id.value].columns[position];
  ColumnData& cells = column.cells;
  std::vector<uint32_t> rows;
  for (uint32_t row = 0; row < data_.tables[id.value].row_count; ++row) {
    if (cells.states.empty() || cells.states[row] == CellPresent) {
      rows.push_back(row);
    }
  }
  const auto is_less = [&](uint32_t a, uint32_t b) {
    return cells.wide.empty() ? cells.ints[a] < cells.ints[b] : cells.wide[a] < cells.wide[b];
  };
  if (!std::is_sorted(rows.begin(), rows.end(), is_less)) std::stable_sort(rows.begin(), rows.end(), is_less);
  std::vector<uint32_t> repeated;
  for (size_t i = 0; i < rows.size(); ++i) {
    if ((i > 0 && !is_less(rows[i - 1], rows[i])) || (i + 1 < rows.size() && !is_less(rows[i], rows[i + 1]))) {
      repeated.push_back(rows[i]);
    }
  }
  for (const uint32_t row : repeated) {
    cells.states.resize(data_.tables[id.value].row_count, CellPresent);
    cells.states[row] = CellFaulty;
    column.faults.push_back({row, FaultKind::DuplicateKey, {}});
  }
}

void Builder::finish_table(TableId id) {
  Built& table = tables_[id.value];
  const program::Table& declared = program_.at(id);
  find_row_faults(id);
  for (uint32_t i = 0; i < declared.columns.size(); ++i) {
    const Column& column = program_.at(declared.columns[i]);
    if (column.is_unique && table.columns[i].cells.is_read && !(column.is_key && table.keys.size() == 1)) {
      find_repeated_cells(id, i);
    }
    for (CellFault& fault : table.columns[i].faults) {
      data_.faults.push_back({fault.kind, id, fault.row, declared.columns[i], std::move(fault.found)});
    }
    pack_cells(column, column.type.kind == TypeKind::Row ? data_.tables[column.type.table.value].row_count : 0,
               table.columns[i].cells);
    data_.tables[id.value].columns.push_back(std::move(table.columns[i].cells));
  }
}

bool stands_before(const Fault& a, const Fault& b) {
  return std::tie(a.table, a.row, a.column, a.kind, a.found) < std::tie(b.table, b.row, b.column, b.kind, b.found);
}

Data Builder::build() {
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    build_table(TableId{i});
  }
  resolve_all();
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    finish_table(TableId{i});
  }
  for (const RowOfTable& at : find_lineage_cycles(program_, data_)) {
    add_row_fault(at.table, at.row, FaultKind::LineageCycle, {});
  }
  std::sort(data_.faults.begin(), data_.faults.end(), stands_before);
  return std::move(data_);
}

}  // namespace

Data build_packed(const Program& program, std::vector<std::vector<PackedTable>> tables, int64_t assessment, unsigned threads) {
  return Builder(program, decode_tables(program, std::move(tables), assessment, threads), threads).build();
}

}  // namespace plumb::data
