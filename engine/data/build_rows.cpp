// Decode, drop later assessments, resolve references, order, find what rows say against each other.
#include "data/build_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

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

bool has_role(const Column& column, program::Role role) {
  return std::find(column.roles.begin(), column.roles.end(), role) != column.roles.end();
}

void keep_rows(PackedTable& table, const std::vector<uint32_t>& kept) {
  const auto compact = [&](auto& values) {
    for (size_t i = 0; i < kept.size() && !values.empty(); ++i) {
      values[i] = values[kept[i]];
    }
    values.resize(values.empty() ? 0 : kept.size());
  };
  for (PackedColumn& column : table.columns) {
    compact(column.forms);
    compact(column.values);
    compact(column.absence);
  }
  compact(table.origin);
}

// A rule set sees only earlier assessments (law L16). A row that does not say which stays, with its
// fault.
void drop_later_rows(const Program& program, TableId id, PackedTable& table, int64_t assessment) {
  const program::Table& declared = program.at(id);
  if (declared.role != program::TableRole::History) {
    return;
  }
  for (size_t i = 0; i < declared.columns.size(); ++i) {
    if (!has_role(program.at(declared.columns[i]), program::Role::Assessment) ||
        !table.columns[i].is_read) {
      continue;
    }
    const Column& column = program.at(declared.columns[i]);
    const DecodedColumn decoded = decode_column(program, declared.columns[i], table.columns[i]);
    std::vector<uint32_t> kept;
    for (uint32_t row = 0; row < table.origin.size(); ++row) {
      const bool is_known =
          decoded.cells.states.empty() || decoded.cells.states[row] == CellPresent;
      const auto value = [&] {
        // One number that is too long makes the whole column wide.
        return decoded.cells.wide.empty()
                   ? base::Number::from_scaled(decoded.cells.ints[row], column.scale)
                   : decoded.cells.wide[row];
      };
      if (!is_known || value() < base::Number(assessment)) {
        kept.push_back(row);
      }
    }
    if (kept.size() < table.origin.size()) {
      keep_rows(table, kept);
    }
  }
}

class Builder {
 public:
  Builder(const Program& program, std::vector<PackedTable> raw, int64_t assessment)
      : program_(program), raw_(std::move(raw)), assessment_(assessment) {
    raw_.resize(program.tables.size());
    tables_.resize(program.tables.size());
    data_.tables.resize(program.tables.size());
  }

  Data build();

 private:
  struct Built {
    enum class Stage : uint8_t { New, Open, Done } stage = Stage::New;
    std::vector<DecodedColumn> columns;
    std::vector<uint32_t> keys;  // positions
    KeyIndex index;              // tables with a single key
    std::vector<bool> resolved;
  };

  void build_table(TableId id);
  void resolve(TableId id, uint32_t position);
  void reorder(Built& table, std::vector<int64_t>& origin);
  void find_row_faults(TableId id);
  void find_repeated_cells(TableId id, uint32_t position);
  void mark_row(TableId id, uint32_t row);
  void add_row_fault(TableId id, uint32_t row, FaultKind kind, std::string found);
  void finish_table(TableId id);

  const Program& program_;
  std::vector<PackedTable> raw_;
  int64_t assessment_;
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
  if (type.kind != TypeKind::Row || table.resolved[position] ||
      !table.columns[position].cells.is_read) {
    return;
  }
  table.resolved[position] = true;
  const ColumnId shape = base_column(program_, column);
  resolve_reference(program_, program_.at(shape.valid() ? shape : column),
                    tables_[type.table.value].index, table.columns[position]);
}

// Into key order: rows of every column, the rows of its faults, origins.
void Builder::reorder(Built& table, std::vector<int64_t>& origin) {
  const std::vector<uint32_t> order = order_rows(table.columns, table.keys, origin);
  if (std::is_sorted(order.begin(), order.end())) {
    return;
  }
  std::vector<uint32_t> place(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
  }
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
  for (DecodedColumn& column : table.columns) {
    permute(column.cells.ints.plain());
    permute(column.cells.states);
    permute(column.cells.wide);
    for (CellFault& fault : column.faults) {
      fault.row = place[fault.row];
    }
    std::sort(column.faults.begin(), column.faults.end(),
              [](const CellFault& a, const CellFault& b) { return a.row < b.row; });
  }
  permute(origin);
}

void Builder::build_table(TableId id) {
  Built& table = tables_[id.value];
  if (table.stage != Built::Stage::New) {
    return;  // Open: keys in a circle; what cannot be resolved is ordered by its text
  }
  table.stage = Built::Stage::Open;
  const program::Table& declared = program_.at(id);
  PackedTable& raw = raw_[id.value];
  if (raw.columns.size() != declared.columns.size()) {
    raw.columns.resize(declared.columns.size());
  }
  for (PackedColumn& column : raw.columns) {
    column.is_read = column.is_read && column.forms.size() == raw.origin.size();
  }
  drop_later_rows(program_, id, raw, assessment_);
  for (uint32_t i = 0; i < declared.columns.size(); ++i) {
    table.columns.push_back(decode_column(program_, declared.columns[i], raw.columns[i]));
    raw.columns[i] = {};
    if (program_.at(declared.columns[i]).is_key) {
      table.keys.push_back(i);
    }
  }
  table.resolved.assign(declared.columns.size(), false);
  // A key that names a parent stands in the parent's order; its own name is still needed by this
  // table's children, so the index is made from an unresolved copy.
  DecodedColumn plain_key = table.keys.size() == 1 ? table.columns[table.keys[0]] : DecodedColumn{};
  for (const uint32_t key : table.keys) {
    const program::Type& type = program_.at(declared.columns[key]).type;
    if (type.kind == TypeKind::Row) {
      build_table(type.table);
      if (tables_[type.table.value].stage == Built::Stage::Done) {
        resolve(id, key);
      }
    }
  }
  std::vector<int64_t>& origin = raw.origin;
  if (table.keys.size() == 1 && table.resolved[table.keys[0]]) {
    Built plain;
    plain.columns.push_back(std::move(plain_key));
    const std::vector<uint32_t> order = order_rows(table.columns, table.keys, origin);
    ColumnData& cells = plain.columns[0].cells;
    const ColumnData old = cells;
    std::vector<int64_t>& ints = cells.ints.plain();
    for (size_t i = 0; i < order.size(); ++i) {
      ints[i] = old.ints[order[i]];
      if (!old.states.empty()) {
        cells.states[i] = old.states[order[i]];
      }
    }
    reorder(table, origin);
    table.index =
        index_keys(plain.columns[0], is_textual(program_, declared.columns[table.keys[0]]));
  } else {
    reorder(table, origin);
    if (table.keys.size() == 1) {
      table.index = index_keys(table.columns[table.keys[0]],
                               is_textual(program_, declared.columns[table.keys[0]]));
    }
  }
  data_.tables[id.value].row_count = static_cast<uint32_t>(origin.size());
  data_.tables[id.value].origin = Integers(std::move(origin));
  data_.tables[id.value].origin.pack();
  table.stage = Built::Stage::Done;
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
  const uint32_t row_count = data_.tables[id.value].row_count;
  for (uint32_t begin = 0; begin < row_count;) {
    uint32_t end = begin + 1;
    while (end < row_count && has_same_key(table.columns, table.keys, begin, end)) {
      ++end;
    }
    for (uint32_t row = begin; end - begin > 1 && row < end; ++row) {
      add_row_fault(id, row, FaultKind::DuplicateKey, {});
    }
    begin = end;
  }
  for (const uint32_t key : table.keys) {
    const ColumnData& cells = table.columns[key].cells;
    for (uint32_t row = 0; row < cells.states.size(); ++row) {
      const CellFault* fault =
          cells.states[row] == CellFaulty ? fault_of(table.columns[key], row) : nullptr;
      if (cells.states[row] == CellPresent ||
          (fault != nullptr && fault->kind == FaultKind::Orphan)) {
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
  const auto value = [&](uint32_t row) {
    return cells.wide.empty() ? base::Number(cells.ints[row]) : cells.wide[row];
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return value(a) < value(b); });
  std::vector<uint32_t> repeated;
  for (size_t i = 0; i < rows.size(); ++i) {
    if ((i > 0 && value(rows[i - 1]) == value(rows[i])) ||
        (i + 1 < rows.size() && value(rows[i + 1]) == value(rows[i]))) {
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
    if (column.is_unique && table.columns[i].cells.is_read &&
        !(column.is_key && table.keys.size() == 1)) {
      find_repeated_cells(id, i);
    }
    for (CellFault& fault : table.columns[i].faults) {
      data_.faults.push_back(
          {fault.kind, id, fault.row, declared.columns[i], std::move(fault.found)});
    }
    pack_cells(column, column.type.kind == TypeKind::Row ? data_.tables[column.type.table.value].row_count : 0,
               table.columns[i].cells);
    data_.tables[id.value].columns.push_back(std::move(table.columns[i].cells));
  }
}

bool stands_before(const Fault& a, const Fault& b) {
  return std::tie(a.table, a.row, a.column, a.kind, a.found) <
         std::tie(b.table, b.row, b.column, b.kind, b.found);
}

Data Builder::build() {
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    build_table(TableId{i});
  }
  for (uint32_t i = 0; i < program_.tables.size(); ++i) {
    for (uint32_t column = 0; column < tables_[i].columns.size(); ++column) {
      resolve(TableId{i}, column);
    }
  }
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

Data build_packed(const Program& program, std::vector<PackedTable> tables, int64_t assessment) {
  return Builder(program, std::move(tables), assessment).build();
}

}  // namespace plumb::data
