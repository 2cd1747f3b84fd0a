#include "store/tied_rows.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <string>
#include <tuple>

#include "data/decode_column.h"

namespace plumb::store {

using data::ColumnData;
using data::Data;
using data::Fault;
using data::FaultKind;
using program::ColumnId;
using program::Program;
using program::TableId;
using program::TypeKind;

namespace {

// What a reference names, as the key that was stored.
struct Named {
  int64_t number = 0;
  std::string text;
  friend auto operator<=>(const Named&, const Named&) = default;
};

class Ties {
 public:
  Ties(const Program& program, const Data& data, TableId table) : program_(program), data_(data), table_(table) {}

  [[nodiscard]] bool has_same_key(uint32_t a, uint32_t b) const;
  [[nodiscard]] bool is_before(uint32_t a, uint32_t b) const;

 private:
  [[nodiscard]] const ColumnData& cells(ColumnId id) const {
    return data_.tables[program_.at(id).table.value].columns[data::column_position(program_, id)];
  }
  [[nodiscard]] const Fault* fault(ColumnId id, uint32_t row) const;
  [[nodiscard]] uint8_t state(ColumnId id, uint32_t row) const;
  [[nodiscard]] Named name(ColumnId id, uint32_t row) const;
  [[nodiscard]] std::strong_ordering compare(ColumnId id, uint32_t a, uint32_t b) const;

  const Program& program_;
  const Data& data_;
  TableId table_;
};

const Fault* Ties::fault(ColumnId id, uint32_t row) const {
  const uint32_t index = data::find_fault(data_, program_.at(id).table, row, id);
  return index == UINT32_MAX || data_.faults[index].column != id ? nullptr : &data_.faults[index];
}

// As it was when the rows were ordered: repetitions are found later, and what a reference names
// that is no key by then, too.
uint8_t Ties::state(ColumnId id, uint32_t row) const {
  const ColumnData& column = cells(id);
  const uint8_t now = column.states.empty() ? data::CellPresent : column.states[row];
  if (now != data::CellFaulty) return now;
  const Fault* at = fault(id, row);
  const bool is_later =
      at != nullptr && (at->kind == FaultKind::DuplicateKey || (at->kind == FaultKind::Orphan && !program_.at(id).is_key));
  return is_later ? data::CellPresent : now;
}

Named Ties::name(ColumnId id, uint32_t row) const {
  const ColumnId shape = data::base_column(program_, id);
  const auto& end = program_.at(shape.valid() ? shape : id);
  const bool is_text = !shape.valid() || end.type.kind == TypeKind::Text || end.type.kind == TypeKind::NameSet;
  // A chain of references is no longer than there are tables.
  for (size_t step = 0; step <= program_.tables.size(); ++step) {
    const ColumnData& column = cells(id);
    if (row >= column.ints.size()) break;  // beside a fault nothing vouches for what a cell holds
    const bool is_faulty = !column.states.empty() && column.states[row] == data::CellFaulty;
    const Fault* at = is_faulty ? fault(id, row) : nullptr;
    if (at != nullptr && at->kind == FaultKind::Orphan) {
      if (is_text) return {0, at->found};
      if (end.type.kind == TypeKind::Date) return {base::parse_date(at->found).value_or(base::Date{}).days, {}};
      if (end.type.kind == TypeKind::Label) {
        const auto& labels = program_.at(end.type.enumeration).labels;
        return {std::find(labels.begin(), labels.end(), at->found) - labels.begin(), {}};
      }
      return {base::Number::parse(at->found).value_or(base::Number()).to_scaled(end.scale).value_or(0), {}};
    }
    const program::Type& type = program_.at(id).type;
    const auto value = static_cast<uint64_t>(column.ints[row]);
    if (type.kind != TypeKind::Row) {
      if (!is_text) return {column.ints[row], {}};
      return value < column.texts.size() ? Named{0, column.texts[value]} : Named{};
    }
    row = static_cast<uint32_t>(std::min<uint64_t>(value, UINT32_MAX));
    id = program_.at(type.table).keys.front();
  }
  return {};
}

std::strong_ordering Ties::compare(ColumnId id, uint32_t a, uint32_t b) const {
  const ColumnData& column = cells(id);
  const uint8_t at = state(id, a);
  if (const auto order = at <=> state(id, b); order != 0) return order;
  if (at == data::CellPresent) {
    // Keys of a parent were rows by then, other references still names.
    if (program_.at(id).type.kind == TypeKind::Row && !program_.at(id).is_key) return name(id, a) <=> name(id, b);
    return column.wide.empty() ? column.ints[a] <=> column.ints[b] : column.wide[a] <=> column.wide[b];
  }
  if (at == data::CellFaulty) {
    const Fault* left = fault(id, a);
    const Fault* right = fault(id, b);
    if (left != nullptr && right != nullptr) {
      const auto order = left->kind <=> right->kind;
      return order != 0 ? order : left->found <=> right->found;
    }
  }
  return std::strong_ordering::equal;
}

bool Ties::has_same_key(uint32_t a, uint32_t b) const {
  const auto& keys = program_.at(table_).keys;
  return std::all_of(keys.begin(), keys.end(), [&](ColumnId key) { return compare(key, a, b) == 0; });
}

bool Ties::is_before(uint32_t a, uint32_t b) const {
  const auto& columns = program_.at(table_).columns;
  for (const ColumnId id : columns) {
    if (program_.at(id).is_key || !cells(id).is_read) continue;
    if (const auto order = compare(id, a, b); order != 0) return order < 0;
  }
  const auto& origin = data_.tables[table_.value].origin;
  return origin[a] < origin[b];
}

// `moved[i]` goes to place `begin + i`.
template <class Value>
void permute(std::vector<Value>& values, uint32_t begin, const std::vector<uint32_t>& moved) {
  if (values.empty()) return;
  std::vector<Value> run;
  run.reserve(moved.size());
  for (const uint32_t row : moved) run.push_back(values[row]);
  std::move(run.begin(), run.end(), values.begin() + begin);
}

// 1: the row's key is certainly not that of the row before it, as some part is there in both and differs.
std::vector<uint8_t> find_differing(const Program& program, const Data& data, TableId table) {
  constexpr size_t AtOnce = 4096;
  const data::TableData& rows = data.tables[table.value];
  std::vector<uint8_t> differs(rows.row_count, 0);
  std::vector<int64_t> values;
  for (const ColumnId key : program.at(table).keys) {
    const ColumnData& cells = rows.columns[data::column_position(program, key)];
    if (cells.ints.size() != rows.row_count) continue;
    // With the last row of the stretch before.
    for (size_t first = 1; first < rows.row_count; first += AtOnce) {
      values.resize(std::min(AtOnce, rows.row_count - first) + 1);
      cells.ints.read(first - 1, values);
      for (size_t i = 1; i < values.size(); ++i) {
        const size_t row = first + i - 1;
        const bool are_present =
            cells.states.empty() || (cells.states[row] == data::CellPresent && cells.states[row - 1] == data::CellPresent);
        if (are_present && values[i] != values[i - 1]) differs[row] = 1;
      }
    }
  }
  return differs;
}

}  // namespace

std::vector<TiedRows> find_tied_rows(const Program& program, const Data& data, TableId table) {
  const Ties ties(program, data, table);
  const uint32_t row_count = data.tables[table.value].row_count;
  const std::vector<uint8_t> differs = find_differing(program, data, table);
  std::vector<TiedRows> runs;
  for (uint32_t begin = 0; begin < row_count;) {
    uint32_t end = begin + 1;
    while (end < row_count && differs[end] == 0 && ties.has_same_key(begin, end)) ++end;
    if (end - begin > 1) runs.push_back({begin, end});
    begin = end;
  }
  return runs;
}

void order_tied_rows(const Program& program, TableId table, const std::vector<TiedRows>& runs, Data& data) {
  const Ties ties(program, data, table);
  std::vector<std::vector<uint32_t>> orders;
  bool has_moved = false;
  for (const TiedRows& run : runs) {
    std::vector<uint32_t>& order = orders.emplace_back(run.end - run.begin);
    std::iota(order.begin(), order.end(), run.begin);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return ties.is_before(a, b); });
    has_moved = has_moved || !std::is_sorted(order.begin(), order.end());
  }
  if (!has_moved) return;
  data::TableData& rows = data.tables[table.value];
  std::vector<uint32_t> place(rows.row_count);
  std::iota(place.begin(), place.end(), 0U);
  for (size_t i = 0; i < runs.size(); ++i) {
    for (uint32_t k = 0; k < orders[i].size(); ++k) place[orders[i][k]] = runs[i].begin + k;
    permute(rows.origin.plain(), runs[i].begin, orders[i]);
    permute(rows.row_faulty, runs[i].begin, orders[i]);
    for (ColumnData& column : rows.columns) {
      permute(column.ints.plain(), runs[i].begin, orders[i]);
      permute(column.states, runs[i].begin, orders[i]);
      permute(column.wide, runs[i].begin, orders[i]);
    }
  }
  for (Fault& fault : data.faults) {
    if (fault.table == table) fault.row = place[fault.row];
  }
  std::sort(data.faults.begin(), data.faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.table, a.row, a.column, a.kind, a.found) < std::tie(b.table, b.row, b.column, b.kind, b.found);
  });
}

}  // namespace plumb::store
