// Aggregates that take their members in the order of a key, and rows of an inherited history that count as one (law L16).
#include <optional>
#include <span>
#include <utility>

#include "population/find_run.h"
#include "run/finish_aggregate.h"

namespace plumb::run {

using program::AggregateKind;

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
    if (population::takes_place(node_.merging, order)) merged = std::move(body);
  }
  return merged;
}

// True: nothing was found, `若无` stands.
bool Finisher::finish_ordered(uint32_t i) {
  const std::span<Keyed> rows = reducer_.collected()[i].keyed;
  const auto order = [&](const Keyed& a, const Keyed& b) {
    return node_.key.valid() ? compare_lanes(reducer_.key_kind(), reducer_.key_shape(), a.key, b.key)
                             : a.key.integer <=> b.key.integer;
  };
  std::optional<population::Breach> breach;
  const auto break_promise = [&] {
    fault(i, PlaceKind::BrokenPromise, evaluator_.context().key_of(node_.set.table, breach->same_as));
    return false;
  };
  if (node_.kind == AggregateKind::EndingRun || node_.kind == AggregateKind::Count) {
    const uint64_t count = population::count_keys(node_, rows, order, breach);
    if (breach) return break_promise();
    put_integer(i, static_cast<int64_t>(count));
    return false;
  }
  for (population::History<Keyed> history(node_, rows, order); !history.is_at_end();) {
    const std::span<const Keyed> of_key = history.next(order, breach);
    if (breach) return break_promise();
    Lane lane = merged_body(i, of_key);
    if (lane.state == state::LeftOut) continue;
    put(i, std::move(lane), reducer_.body_shape());
    return false;
  }
  return true;
}

}  // namespace plumb::run
