// 分配 (law L15): an amount divided by weights into grains, the parts adding up exactly.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::DefinitionId;
using program::Type;
using program::TypeKind;

namespace {

Type without_range(Type type) {
  type.low.reset();
  type.high.reset();
  type.is_whole = false;
  return type;
}

}  // namespace

void lower_allotment(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::AllotmentItem& item) {
  const syntax::Tree& tree = *source.tree;
  const std::size_t errors = context.sink.error_count();
  program::ByAllotment by;
  Scope global;
  Scope row = scope_of(context, id);
  const Typed amount = infer_value(context, tree, item.amount, global, {});
  const Type money = without_range(amount.type);
  if (amount.expr.valid() && money.kind != TypeKind::Number)
    require_fit(context, amount, number_type(false), tree.at(item.amount).span);
  by.amount = amount.expr;
  const Typed weight = infer_value(context, tree, item.weight, row, {});
  if (weight.expr.valid() && weight.type.kind != TypeKind::Number)
    require_fit(context, weight, number_type(false), tree.at(item.weight).span);
  by.weight = weight.expr;
  if (item.grain.valid()) {
    const Typed grain = infer_value(context, tree, item.grain, global, money);
    if (grain.expr.valid()) require_positive(context, grain, tree.at(item.grain).span);
    by.grain = grain.expr;
  } else {
    context.sink.report(diag::GrainWanted{item.name.name.text}, item.name.name.span);
  }
  by.largest_remainder = item.largest_remainder || item.remainder_keys.empty();
  by.remainder_keys = lower_keys(context, tree, item.remainder_keys, row);
  by.tie_keys = lower_keys(context, tree, item.tie_keys, row);
  if (item.tie_judgement) by.tie_judgement = find_tie_judgement(context, *item.tie_judgement);
  if (item.minimum.valid()) by.minimum = infer_value(context, tree, item.minimum, row, money).expr;
  if (item.maximum.valid()) by.maximum = infer_value(context, tree, item.maximum, row, money).expr;
  by.zero_weight_gets_nothing = item.zero_weight != syntax::Keyword::K_REFUSE;
  std::vector<program::Basis> bases = lower_bases(context, tree, item.bases, money);
  const program::ExprId other = other_reading(context, bases);
  if (other.valid()) by.amount = other;
  program::Definition& definition = context.program.definitions[id.value];
  definition.by = std::move(by);
  definition.bases = std::move(bases);
  if (context.sink.error_count() != errors) return;
  Type type = money;
  type.low = program::Bound{0, false};
  const std::optional<program::Bound> most = other.valid() ? context.program.at(other).type.high : amount.type.high;
  if (most) type.high = most;
  definition.type = type;
}

}  // namespace plumb::check
