#include "data/order_rows.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <numeric>
#include <span>
#include <utility>

namespace plumb::data {

const CellFault* fault_of(const DecodedColumn& column, uint32_t row) {
  const auto at =
      std::lower_bound(column.faults.begin(), column.faults.end(), row,
                       [](const CellFault& fault, uint32_t wanted) { return fault.row < wanted; });
  return at != column.faults.end() && at->row == row ? &*at : nullptr;
}

namespace {

uint8_t state_of(const ColumnData& column, uint32_t row) {
  return column.states.empty() ? CellPresent : column.states[row];
}

std::strong_ordering compare_cells(const DecodedColumn& column, uint32_t a, uint32_t b) {
  const ColumnData& cells = column.cells;
  if (!cells.is_read) {
    return std::strong_ordering::equal;
  }
  const uint8_t state = state_of(cells, a);
  if (const auto order = state <=> state_of(cells, b); order != 0) {
    return order;
  }
  if (state == CellPresent) {
    return cells.wide.empty() ? cells.ints[a] <=> cells.ints[b] : cells.wide[a] <=> cells.wide[b];
  }
  if (state == CellFaulty) {
    const CellFault* left = fault_of(column, a);
    const CellFault* right = fault_of(column, b);
    if (left != nullptr && right != nullptr) {
      const auto order = left->kind <=> right->kind;
      return order != 0 ? order : left->found <=> right->found;
    }
  }
  return std::strong_ordering::equal;
}

}  // namespace

bool has_same_key(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys,
                  uint32_t a, uint32_t b) {
  return !keys.empty() && std::all_of(keys.begin(), keys.end(), [&](uint32_t key) {
    const DecodedColumn& column = columns[key];
    const uint8_t state = column.cells.is_read ? state_of(column.cells, a) : CellFaulty;
    if (state == CellFaulty) {
      const CellFault* fault = fault_of(column, a);
      if (fault == nullptr || fault->kind != FaultKind::Orphan) {
        return false;
      }
    } else if (state != CellPresent) {
      return false;
    }
    return compare_cells(column, a, b) == 0;
  });
}

namespace {

// The key of a row as one number, so that numbers compare as keys do. Behind a faulty part, which compares by more than a
// number can say, a key says nothing: rows whose numbers are equal are to be compared by their cells.
class KeyCodes {
 public:
  // False: some column is held otherwise, or all together need more than 64 bits.
  bool make(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys);
  void read(size_t first, std::span<uint64_t> to);

 private:
  struct Field {
    const ColumnData* cells;
    int64_t least;
    uint64_t span;  // of values; behind it states
    int bits;
  };
  std::vector<Field> fields_;  // the last parts of a key are the lowest bits
  std::vector<int64_t> values_;
  std::vector<uint8_t> is_cut_;
};

bool KeyCodes::make(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys) {
  constexpr uint64_t States = 256;
  int bits = 0;
  for (const uint32_t key : keys) {
    const ColumnData& cells = columns[key].cells;
    if (!cells.is_read) continue;
    if (!cells.wide.empty() || !cells.ints.offsets().empty()) return false;
    const auto [least, most] = cells.ints.range();
    Field field{&cells, least, static_cast<uint64_t>(most) - static_cast<uint64_t>(least), 0};
    if (!cells.states.empty() && field.span > UINT64_MAX - States) return false;
    field.bits = static_cast<int>(std::bit_width(field.span + (cells.states.empty() ? 0 : States)));
    bits += field.bits;
    fields_.push_back(field);
  }
  return bits <= 64;
}

void KeyCodes::read(size_t first, std::span<uint64_t> to) {
  std::fill(to.begin(), to.end(), 0);
  values_.resize(to.size());
  is_cut_.assign(to.size(), 0);
  for (const Field& field : fields_) {
    field.cells->ints.read(first, values_);
    const auto shift = [&](uint64_t code) { return field.bits == 64 ? 0 : code << field.bits; };
    const auto base = static_cast<uint64_t>(field.least);
    if (field.cells->states.empty()) {
      for (size_t i = 0; i < to.size(); ++i) {
        const uint64_t part = static_cast<uint64_t>(values_[i]) - base;
        to[i] = shift(to[i]) | (is_cut_[i] != 0 ? 0 : part);
      }
      continue;
    }
    for (size_t i = 0; i < to.size(); ++i) {
      const uint8_t state = field.cells->states[first + i];
      const uint64_t part = state == CellPresent ? static_cast<uint64_t>(values_[i]) - base : field.span + state;
      to[i] = shift(to[i]) | (is_cut_[i] != 0 ? 0 : part);
      is_cut_[i] |= state == CellFaulty ? 1 : 0;
    }
  }
}

// Calls `take(row, code)` for all rows in order.
template <class Take>
void each_code(KeyCodes& codes, size_t rows, const Take& take) {
  constexpr size_t Stretch = 1024;
  std::vector<uint64_t> stretch;
  for (size_t first = 0; first < rows; first += Stretch) {
    stretch.resize(std::min(Stretch, rows - first));
    codes.read(first, stretch);
    for (size_t i = 0; i < stretch.size(); ++i) take(static_cast<uint32_t>(first + i), stretch[i]);
  }
}

// Runs of equal neighbours among codes that ascend; false: they do not.
bool find_runs(KeyCodes& codes, size_t rows, std::vector<RowRun>& runs) {
  bool ascends = true;
  uint64_t last = 0;
  each_code(codes, rows, [&](uint32_t row, uint64_t code) {
    ascends = ascends && (row == 0 || code >= last);
    if (row > 0 && code == last && ascends) {
      if (!runs.empty() && runs.back().end == row) ++runs.back().end;
      else runs.push_back({row - 1, row + 1});
    }
    last = code;
  });
  if (!ascends) runs.clear();
  return ascends;
}

}  // namespace

RowOrder order_rows(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys,
                    const Integers& origin) {
  const auto is_before = [&](uint32_t a, uint32_t b) {
    for (const uint32_t key : keys) {
      if (const auto less = compare_cells(columns[key], a, b); less != 0) {
        return less < 0;
      }
    }
    for (const DecodedColumn& column : columns) {
      if (const auto less = compare_cells(column, a, b); less != 0) {
        return less < 0;
      }
    }
    return origin[a] < origin[b];
  };
  RowOrder order;
  const auto rows = static_cast<uint32_t>(origin.size());
  KeyCodes codes;
  const bool has_codes = codes.make(columns, keys);
  if (!has_codes && rows > 1) order.ties.push_back({0, rows});
  if (has_codes && !find_runs(codes, rows, order.ties)) {
    std::vector<std::pair<uint64_t, uint32_t>> sorted(rows);
    each_code(codes, rows, [&](uint32_t row, uint64_t code) { sorted[row] = {code, row}; });
    std::sort(sorted.begin(), sorted.end());
    order.rows.resize(rows);
    for (uint32_t i = 0; i < rows; ++i) {
      order.rows[i] = sorted[i].second;
      if (i == 0 || sorted[i - 1].first != sorted[i].first) continue;
      if (!order.ties.empty() && order.ties.back().end == i) ++order.ties.back().end;
      else order.ties.push_back({i - 1, i + 1});
    }
  }
  // Rows whose numbers are equal, by their cells.
  for (const RowRun& run : order.ties) {
    if (order.rows.empty()) {
      std::vector<uint32_t> as_they_stand(run.end - run.begin);
      std::iota(as_they_stand.begin(), as_they_stand.end(), run.begin);
      if (std::is_sorted(as_they_stand.begin(), as_they_stand.end(), is_before)) continue;
      order.rows.resize(rows);
      std::iota(order.rows.begin(), order.rows.end(), 0U);
    }
    std::sort(order.rows.begin() + run.begin, order.rows.begin() + run.end, is_before);
  }
  return order;
}

}  // namespace plumb::data
