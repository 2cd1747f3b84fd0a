#include "data/order_rows.h"

#include <algorithm>
#include <compare>
#include <numeric>

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

std::vector<uint32_t> order_rows(const std::vector<DecodedColumn>& columns,
                                 const std::vector<uint32_t>& keys,
                                 const std::vector<int64_t>& origin) {
  std::vector<uint32_t> order(origin.size());
  std::iota(order.begin(), order.end(), 0U);
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
  if (!std::is_sorted(order.begin(), order.end(), is_before)) {
    std::sort(order.begin(), order.end(), is_before);
  }
  return order;
}

}  // namespace plumb::data
