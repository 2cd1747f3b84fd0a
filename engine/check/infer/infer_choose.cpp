// 若 c 则 a 否则 b: what c proves holds in its branch.
#include "check/infer/infer_parts.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Type;

Typed infer_choose(Context& context, const syntax::Tree& tree, const syntax::ChooseExpr& node, source::Span span, Scope& scope,
                   const Type* wanted) {
  const Typed condition = infer_condition(context, tree, node.condition, scope);
  Scope if_so = scope, if_not = scope;
  if (condition.expr.valid()) {
    prove_expr(context, condition.expr, true, if_so);
    prove_expr(context, condition.expr, false, if_not);
  }
  const Typed then = infer_expr(context, tree, node.then, if_so, wanted);
  const Typed otherwise =
      infer_expr(context, tree, node.otherwise, if_not, wanted != nullptr || !then.expr.valid() ? wanted : &then.type);
  scope.self_absence |= if_so.self_absence | if_not.self_absence;
  if (!condition.expr.valid() || !then.expr.valid() || !otherwise.expr.valid()) return {};
  if (!is_same_kind(then.type, otherwise.type)) {
    static_cast<void>(require_fit(context, otherwise, then.type, tree.at(node.otherwise).span));
    return {};
  }
  const Type type = join(then.type, otherwise.type);
  return {context.add({program::ChooseExpr{condition.expr, then.expr, otherwise.expr}, type, span}), type};
}

}  // namespace plumb::check
