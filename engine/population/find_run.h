// Rows of a history in the order of a key: what they say together at each key, the run that ends now, how often
// (laws L10, L16).
//
// Who computes rows brings its own kind of key: the order of two rows is all that is asked of it. A row has `row`, `holds`
// (what is counted) and `is_own` (it is not a predecessor's).
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "population/openness.h"
#include "program/expr.h"

namespace plumb::population {

// All but 首个 begin at the end of the order.
[[nodiscard]] inline bool begins_at_end(program::AggregateKind kind) { return kind != program::AggregateKind::First; }

// Of rows with one key: do they count as met? Any of them where one is enough, else each.
template <class Row>
[[nodiscard]] bool is_met(program::Merging merging, std::span<const Row> rows) {
  const auto holds = [](const Row& row) { return row.holds; };
  return merging == program::Merging::AnyRow ? std::any_of(rows.begin(), rows.end(), holds)
                                             : std::all_of(rows.begin(), rows.end(), holds);
}

// Does a value take the place of what rows with the same key have given so far? `order`: how it compares to that. Of truths,
// any is the greatest and all the least.
[[nodiscard]] inline bool takes_place(program::Merging merging, std::strong_ordering order) {
  switch (merging) {
    case program::Merging::None: return false;
    case program::Merging::Lowest:
    case program::Merging::AllRows: return order < 0;
    case program::Merging::Highest:
    case program::Merging::AnyRow: return order > 0;
  }
  return false;
}

// Rows as the aggregate meets them, one key after the other; of one key in key order of their table.
template <class Row>
class History {
 public:
  // Sorts `rows`, which come in key order of their table. `order(a, b)`: of their keys.
  template <class Order>
  History(const program::Aggregate& aggregate, std::span<Row> rows, const Order& order) : aggregate_(aggregate), rest_(rows) {
    const bool is_descending = aggregate.descending != begins_at_end(aggregate.kind);
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
      const std::strong_ordering found = order(a, b);
      return is_descending ? found > 0 : found < 0;
    });
  }

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

  // The rows that speak for the next key: all that have it or, where the own ones go first and there are any, those.
  // Precondition: not at the end. Empty with `breach` set: there are several, and the rules promise one.
  template <class Order>
  [[nodiscard]] std::span<const Row> next(const Order& order, std::optional<Breach>& breach) {
    size_t count = 1;
    while (count < rest_.size() && order(rest_[0], rest_[count]) == 0) ++count;
    const std::span<Row> rows = rest_.first(count);
    rest_ = rest_.subspan(count);
    if (count > 1 && aggregate_.merging == program::Merging::None) {
      breach = Breach{.same_as = rows.front().row};
      return {};
    }
    const auto is_own = [](const Row& row) { return row.is_own; };
    if (!aggregate_.own_first || std::none_of(rows.begin(), rows.end(), is_own)) return rows;
    return rows.first(static_cast<size_t>(std::stable_partition(rows.begin(), rows.end(), is_own) - rows.begin()));
  }

 private:
  const program::Aggregate& aggregate_;
  std::span<Row> rest_;
};

// How many keys are met: 末段连续 stops at the first, from the end, that is not. With `breach` set, nothing is found.
template <class Row, class Order>
[[nodiscard]] uint64_t count_keys(const program::Aggregate& aggregate, std::span<Row> rows, const Order& order,
                                  std::optional<Breach>& breach) {
  uint64_t count = 0;
  for (History<Row> history(aggregate, rows, order); !history.is_at_end();) {
    const bool met = is_met<Row>(aggregate.merging, history.next(order, breach));
    if (breach) return 0;
    if (!met && aggregate.kind == program::AggregateKind::EndingRun) break;
    count += met ? 1 : 0;
  }
  return count;
}

}  // namespace plumb::population
