// Consequences and duties (law L13): the definition tells whether the norm is triggered; the rest stands beside it.
#include "check/infer_parts.h"
#include "check/lower.h"

namespace plumb::check {

using program::DefinitionId;
using program::ExprId;
using program::Force;
using program::TypeKind;

namespace {

Force force_of(syntax::Keyword word) {
  if (word == syntax::Keyword::K_MAY) return Force::May;
  if (word == syntax::Keyword::K_MUST_NOT) return Force::MustNot;
  if (word == syntax::Keyword::K_SERVES_AS_BASIS) return Force::ServesAsBasis;
  if (word == syntax::Keyword::K_AT_DISCRETION) return Force::AtDiscretion;
  return Force::Must;
}

// A date as it stands, or a length from its start.
ExprId deadline_of(Context& context, const syntax::Tree& tree, const syntax::NormItem& item, Scope& scope) {
  const program::Type date = kind_type(TypeKind::Date);
  if (!item.term_start.valid()) return infer_value(context, tree, item.term, scope, date).expr;
  const ExprId length = infer_value(context, tree, item.term, scope, kind_type(TypeKind::Duration)).expr;
  const ExprId start = infer_value(context, tree, item.term_start, scope, date).expr;
  if (!length.valid() || !start.valid()) return {};
  return context.add({program::CallExpr{program::Function::After, {start, length}, month_end_or_clamp(item.month_end)}, date,
                      tree.at(item.term).span});
}

}  // namespace

void lower_norm(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::NormItem& item) {
  const syntax::Tree& tree = *source.tree;
  const std::size_t errors = context.sink.error_count();
  program::Norm norm;
  norm.definition = id;
  norm.force = force_of(item.force);
  for (const syntax::Name& choice : item.menu) norm.menu.push_back(choice.text);
  if (item.actor) norm.actor = item.actor->text;
  if (item.bars) norm.bars = item.bars->text;
  if (item.if_unfulfilled) norm.if_unfulfilled = item.if_unfulfilled->text;
  Scope scope = scope_of(context, id);
  const source::Span span = item.name.name.span;
  const ExprId trigger = item.condition.valid() ? infer_condition(context, tree, item.condition, scope).expr : truth_literal(context, true, span);
  if (item.condition.valid() && trigger.valid()) add_proofs(tree, item.condition, true, scope, context);
  const program::Type date = kind_type(TypeKind::Date);
  if (item.term.valid()) {
    norm.deadline = deadline_of(context, tree, item, scope);
    norm.inclusive = item.term_inclusive || item.term_start.valid();
    scope.deadline = &date;
    scope.deadline_expr = norm.deadline;
  }
  if (item.fulfilled.valid()) norm.fulfilled = infer_condition(context, tree, item.fulfilled, scope).expr;
  if (item.amount.valid()) norm.amount = infer_value(context, tree, item.amount, scope, {}).expr;
  norm.bases = lower_bases(context, tree, item.bases);
  program::ByCases by;
  program::Case single;
  single.value = answer_of(trigger);
  single.span = span;
  by.cases.push_back(std::move(single));
  program::Definition& definition = context.program.definitions[id.value];
  definition.by = std::move(by);
  definition.bases = norm.bases;
  context.program.norms.push_back(std::move(norm));
  if (context.sink.error_count() == errors) definition.type = kind_type(TypeKind::Truth);
}

}  // namespace plumb::check
