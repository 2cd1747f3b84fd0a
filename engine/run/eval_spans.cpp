// Spans of days, of the members of a set (law L12).
#include <algorithm>

#include "run/find_members.h"
#include "run/row_formulas.h"

namespace plumb::run {

Vector eval_spans(Evaluator& evaluator, const program::BySpans& by, DefinitionId id, const Batch& batch, Active active) {
  Pools& pools = evaluator.pools();
  Vector result;
  int64_t* out = result.make_ints(pools);
  Members members;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    find_members(evaluator, by.from, by.start, batch, i, members);
    if (members.is_open) {
      set_state(pools, result, i, members.state, members.open, batch.lanes);
      continue;
    }
    program::SpanSet spans;
    bool is_known = true;
    const auto stops = [&](const Lane& lane) {
      is_known = lane.state == state::Known || lane.state == state::LeftOut;
      if (!is_known) set_state(pools, result, i, lane.state, lane.open, batch.lanes);
      return lane.state != state::Known;
    };
    std::vector<uint32_t> rows;
    members.rows.append_to(rows);
    for (const uint32_t row : rows) {
      const auto read = [&](ExprId expr) { return evaluator.eval_one(expr, by.from.table, row, id, batch.base_row(i)); };
      if (by.condition.valid()) {
        const Lane holds = read(by.condition);
        if (stops(holds) || holds.integer == 0) {
          if (is_known) continue;
          break;
        }
      }
      const Lane start = read(by.start);
      if (stops(start)) {
        if (is_known) continue;
        break;
      }
      const Lane length = read(by.length);
      if (length.state != state::Known) {
        set_state(pools, result, i, length.state, length.open, batch.lanes);
        is_known = false;
        break;
      }
      const base::Date first{static_cast<int32_t>(start.integer)};
      const std::optional<base::Date> end = base::add(first, as_duration(length.integer), by.month_end);
      if (!end) {
        set_open(pools, result, i, evaluator.faulty_here(PlaceKind::DateOutOfRange, batch, i, base::to_string(first)),
                 batch.lanes);
        is_known = false;
        break;
      }
      spans.entries.push_back({first, *end});
    }
    if (!is_known) continue;
    std::sort(spans.entries.begin(), spans.entries.end(), [](const program::SpanSet::Entry& a, const program::SpanSet::Entry& b) {
      return a.first != b.first ? a.first < b.first : a.end < b.end;
    });
    out[i] = evaluator.context().interned.keep(std::move(spans));
  }
  return result;
}

}  // namespace plumb::run
