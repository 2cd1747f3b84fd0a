// Lists of conditions (law L7).
#include "run/row_formulas.h"

namespace plumb::run {

using base::Number;

// 任一 and 全部 stop as soon as they are decided, as 或 and 且 do.
Vector eval_checklist(Evaluator& evaluator, const program::ByChecklist& by, const Batch& batch, Active active) {
  Pools& pools = evaluator.pools();
  using Mode = program::ByChecklist::Mode;
  Vector wanted;
  if (by.mode == Mode::AtLeast) wanted = evaluator.eval_as(plan::rational(), by.at_least, batch, active);
  Vector result = blank(pools, {}, TypeKind::Truth, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    if (by.mode == Mode::AtLeast && !wanted.is_known(i)) {
      set_state(pools, result, i, wanted.state(i), wanted.open(i), batch.lanes);
      continue;
    }
    const Number needed = by.mode == Mode::Any ? Number(1) : by.mode == Mode::All ? Number(by.items.size()) : wanted.number(i);
    Number met;
    bool is_decided = met >= needed;
    bool value = is_decided;
    for (size_t k = 0; k < by.items.size() && !is_decided; ++k) {
      const Lane item = evaluator.columns().definitions[by.items[k].value].lane(batch.frames[0].row(i));
      if (item.state != state::Known) {
        set_state(pools, result, i, item.state, item.open, batch.lanes);
        is_decided = true;
      } else {
        if (item.integer != 0) met += 1;
        value = met >= needed;
        is_decided = value || (by.mode == Mode::All && item.integer == 0);
      }
    }
    result.own_ints.data()[i] = value ? 1 : 0;
  }
  return result;
}

}  // namespace plumb::run
