#include "data/order_rows.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <numeric>
#include <span>
#include <utility>

namespace plumb::data {

const CellFault* fault_of(const DecodedColumn& column, uint32_t row) {
  const auto at = std::lower_bound(column.faults.begin(), column.faults.end(), row,
                                   [](const CellFault& fault, uint32_t wanted) { return fault.row < wanted; });
  return at != column.faults.end() && at->row == row ? &*at : nullptr;
}

namespace {

uint8_t state_of(const ColumnData& column, uint32_t row) { return column.states.empty() ? CellPresent : column.states[row]; }

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

bool has_same_key(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys, uint32_t a, uint32_t b) {
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
  // What the first part of a key is, alone.
  [[nodiscard]] uint64_t leading(uint64_t code) const {
    const int bits = fields_.empty() ? 0 : bits_ - fields_.front().bits;
    return bits >= 64 ? 0 : code >> bits;
  }

 private:
  struct Field {
    const ColumnData* cells;
    int64_t least;
    uint64_t span;  // of values; behind it states
    int bits;
  };
  std::vector<Field> fields_;  // the last parts of a key are the lowest bits
  int bits_ = 0;               // of all together
  std::vector<int64_t> values_;
  std::vector<uint8_t> is_cut_;
};

bool KeyCodes::make(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys) {
  constexpr uint64_t States = 256;
  for (const uint32_t key : keys) {
    const ColumnData& cells = columns[key].cells;
    if (!cells.is_read) continue;
    if (!cells.wide.empty() || !cells.ints.offsets().empty()) return false;
    const auto [least, most] = cells.ints.range();
    Field field{&cells, least, static_cast<uint64_t>(most) - static_cast<uint64_t>(least), 0};
    if (!cells.states.empty() && field.span > UINT64_MAX - States) return false;
    field.bits = static_cast<int>(std::bit_width(field.span + (cells.states.empty() ? 0 : States)));
    bits_ += field.bits;
    fields_.push_back(field);
  }
  return bits_ <= 64;
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

// Runs of equal neighbours.
class Ties {
 public:
  explicit Ties(std::vector<RowRun>& runs) : runs_(runs) {}
  void add(uint32_t place, uint64_t code) {
    if (place > 0 && code == last_) {
      if (!runs_.empty() && runs_.back().end == place)
        ++runs_.back().end;
      else
        runs_.push_back({place - 1, place + 1});
    }
    last_ = code;
  }

 private:
  std::vector<RowRun>& runs_;
  uint64_t last_ = 0;
};

// How far rows are in order already.
struct Ascent {
  bool of_keys = true;
  bool of_leading = true;  // parts of the keys
};
Ascent find_ascent(KeyCodes& codes, size_t rows) {
  Ascent ascent;
  uint64_t last = 0;
  each_code(codes, rows, [&](uint32_t, uint64_t code) {
    ascent.of_keys = ascent.of_keys && code >= last;
    ascent.of_leading = ascent.of_leading && codes.leading(code) >= codes.leading(last);
    last = code;
  });
  return ascent;
}

using CodedRow = std::pair<uint64_t, uint32_t>;

// All rows by their codes, or, where the leading parts ascend, those of one leading part after the other, so that there is
// no second copy of all.
std::vector<uint32_t> sort_rows(KeyCodes& codes, size_t rows, bool has_leading, Ties& ties) {
  std::vector<uint32_t> order;
  order.reserve(rows);
  std::vector<CodedRow> sorted;
  sorted.reserve(has_leading ? 0 : rows);
  const auto put = [&] {
    if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
    for (const auto& [code, row] : sorted) {
      ties.add(static_cast<uint32_t>(order.size()), code);
      order.push_back(row);
    }
    sorted.clear();
  };
  each_code(codes, rows, [&](uint32_t row, uint64_t code) {
    if (has_leading && !sorted.empty() && codes.leading(sorted.back().first) != codes.leading(code)) put();
    sorted.emplace_back(code, row);
  });
  put();
  return order;
}

}  // namespace

RowOrder order_rows(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys, const Integers& origin) {
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
  if (has_codes) {
    const Ascent ascent = find_ascent(codes, rows);
    Ties ties(order.ties);
    if (ascent.of_keys) {
      each_code(codes, rows, [&](uint32_t row, uint64_t code) { ties.add(row, code); });
    } else {
      order.rows = sort_rows(codes, rows, ascent.of_leading, ties);
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
