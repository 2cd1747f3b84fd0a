// Whether an expression looks at the row around it: what does not is computed once for all rows.
#include "plan/plan.h"
#include "program/visit_parts.h"

namespace plumb::plan {

bool reads_frame(const program::Program& program, ExprId id, unsigned depth) {
  if (!id.valid()) return false;
  const auto& node = program.at(id).node;
  if (const auto* row = std::get_if<program::FrameRow>(&node)) return row->depth >= depth;
  if (const auto* aggregate = std::get_if<program::Aggregate>(&node)) {
    // Members and groups start from the row that asks; what is read of a member sees one row more.
    if (aggregate->set.mode != program::SetMode::Whole && depth == 0) return true;
    for (const ExprId of_member : {aggregate->filter, aggregate->body, aggregate->key}) {
      if (reads_frame(program, of_member, depth + 1)) return true;
    }
    return reads_frame(program, aggregate->parameter, depth) || reads_frame(program, aggregate->if_none.value, depth);
  }
  bool found = false;
  visit_parts(program, id, [&](ExprId part) { found = found || reads_frame(program, part, depth); });
  return found;
}

}  // namespace plumb::plan
