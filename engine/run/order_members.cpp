// Aggregates that take their members in the order of a key, and rows of an inherited history that count as one (law L16).
#include <algorithm>

#include "run/finish_aggregate.h"

namespace plumb::run {

using program::AggregateKind;
using program::Merging;

// The body of one member, seen with the row that asks around it.
Lane Finisher::body_of(uint32_t lane, uint32_t row) {
  Batch one;
  one.lanes = 1;
  one.computing = batch_.computing;
  one.depth = batch_.depth + 1;
  one.frames[0] = {node_.set.table, row, nullptr, true};
  for (uint32_t depth = 0; depth < batch_.depth; ++depth) {
    one.frames[depth + 1] = {batch_.frames[depth].table, batch_.frames[depth].row(lane), nullptr, true};
  }
  one.base = {batch_.base.table, batch_.base.row(lane), nullptr, true};
  const Vector body = evaluator_.eval(node_.body, one, nullptr);
  return lane_of(body, 0, reducer_.is_wide());
}

// The members of one key, as they are merged; the first that is not known stands for them.
Lane Finisher::merged_body(uint32_t lane, std::span<const Keyed> rows) {
  Lane merged{.state = state::LeftOut};
  for (const Keyed& keyed : rows) {
    Lane body = body_of(lane, keyed.row);
    if (body.state == state::LeftOut) continue;
    if (body.state != state::Known) return body;
    if (merged.state == state::LeftOut) {
      merged = std::move(body);
      continue;
    }
    const std::strong_ordering order = compare_lanes(reducer_.body_kind(), reducer_.body_shape(), body, merged);
    const bool takes = node_.merging == Merging::Lowest || node_.merging == Merging::AllRows   ? order < 0
                       : node_.merging == Merging::Highest || node_.merging == Merging::AnyRow ? order > 0
                                                                                               : false;
    if (takes) merged = std::move(body);
  }
  return merged;
}

// True: nothing was found, `若无` stands.
bool Finisher::finish_ordered(uint32_t i) {
  std::vector<Keyed>& keyed = reducer_.collected()[i].keyed;
  const auto order_of = [&](const Keyed& a, const Keyed& b) {
    return node_.key.valid() ? compare_lanes(reducer_.key_kind(), reducer_.key_shape(), a.key, b.key)
                             : a.key.integer <=> b.key.integer;
  };
  // All but 首个 begin at the end.
  const bool is_descending = node_.descending != (node_.kind != AggregateKind::First);
  std::stable_sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    const std::strong_ordering order = order_of(a, b);
    return is_descending ? order > 0 : order < 0;
  });
  const bool counts_keys = node_.kind == AggregateKind::EndingRun || node_.kind == AggregateKind::Count;
  int64_t run = 0;
  for (size_t begin = 0, end = 0; begin < keyed.size(); begin = end) {
    while (end < keyed.size() && order_of(keyed[begin], keyed[end]) == 0) ++end;
    std::span<Keyed> rows = std::span(keyed).subspan(begin, end - begin);
    if (rows.size() > 1 && node_.merging == Merging::None) {
      fault(i, PlaceKind::BrokenPromise, evaluator_.context().key_of(node_.set.table, rows.front().row));
      return false;
    }
    const auto is_own = [](const Keyed& row) { return row.is_own; };
    if (node_.own_first && std::any_of(rows.begin(), rows.end(), is_own)) {
      rows = rows.first(static_cast<size_t>(std::stable_partition(rows.begin(), rows.end(), is_own) - rows.begin()));
    }
    if (counts_keys) {
      const auto holds = [](const Keyed& row) { return row.holds; };
      const bool is_met = node_.merging == Merging::AnyRow ? std::any_of(rows.begin(), rows.end(), holds)
                                                           : std::all_of(rows.begin(), rows.end(), holds);
      if (!is_met && node_.kind == AggregateKind::EndingRun) break;
      run += is_met ? 1 : 0;
      continue;
    }
    Lane lane = merged_body(i, rows);
    if (lane.state == state::LeftOut) continue;
    put(i, std::move(lane), reducer_.body_shape());
    return false;
  }
  if (!counts_keys) return true;
  put_integer(i, run);
  return false;
}

}  // namespace plumb::run
