// 时段: spans in force, one a row of a set that begins on a day and lasts a while.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"

namespace plumb::check {

using program::TypeKind;

namespace {

// The member's row before the owner's.
Scope member_scope(const Context& context, program::DefinitionId id, const program::SetSource& set) {
  Scope scope = scope_of(context, id);
  Frame member;
  member.table = set.table;
  member.domain = set.population;
  member.reaches_outer = set.mode == program::SetMode::Members;
  scope.frames.insert(scope.frames.begin(), std::move(member));
  return scope;
}

}  // namespace

void lower_span(Context& context, program::DefinitionId id, const DefinitionSource& source, const syntax::SpanItem& item) {
  const syntax::Tree& tree = *source.tree;
  Scope owner = scope_of(context, id);
  std::optional<ResolvedSet> set = resolve_set(context, tree, item.from_set, owner);
  std::vector<program::Basis> bases = lower_bases(context, tree, item.bases, kind_type(TypeKind::Duration));
  const program::ExprId other = other_reading(context, bases);
  context.program.definitions[id.value].bases = std::move(bases);
  if (!set) return;
  program::BySpans by;
  by.from = set->source;
  by.month_end = month_end_or_clamp(item.month_end);
  bool is_good = true;
  Scope scope = member_scope(context, id, set->source);
  if (item.condition.valid()) {
    by.condition = infer_condition(context, tree, item.condition, scope).expr;
    is_good = by.condition.valid();
    add_proofs(tree, item.condition, true, scope, context);
  }
  by.start = infer_value(context, tree, item.start, scope, kind_type(TypeKind::Date)).expr;
  by.length = infer_value(context, tree, item.length, scope, kind_type(TypeKind::Duration)).expr;
  is_good = is_good && by.start.valid() && by.length.valid();
  if (other.valid()) by.length = other;
  program::Definition& definition = context.program.definitions[id.value];
  definition.by = std::move(by);
  if (is_good) definition.type = kind_type(TypeKind::Spans);
}

}  // namespace plumb::check
