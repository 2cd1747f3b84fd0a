// Consequences and duties (law L13): the definition tells whether the norm is triggered; the rest stands beside it.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"

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

// Scopes whose definitions the condition reads of its own row.
std::vector<program::PopulationId> scopes_read(const Context& context, const syntax::Tree& tree, source::Span place,
                                               program::TableId table) {
  std::vector<program::PopulationId> scopes;
  for (const syntax::Expr& expr : tree.exprs) {
    const auto* reference = std::get_if<syntax::ReferenceExpr>(&expr.node);
    const bool is_inside = expr.span.file == place.file && expr.span.begin >= place.begin && expr.span.end <= place.end;
    if (reference == nullptr || !is_inside) continue;
    const auto symbol = context.symbols.find(reference->path.steps.front().name.text);
    if (symbol == context.symbols.end() || symbol->second.kind != SymbolKind::Definition) continue;
    const program::Definition& read = context.program.definitions[symbol->second.id];
    const bool is_known = std::find(scopes.begin(), scopes.end(), read.domain) != scopes.end();
    if (read.table == table && read.domain.valid() && !is_known) scopes.push_back(read.domain);
  }
  return scopes;
}

// Who is outside the scope that a trigger speaks of does not trigger it: 对 单位 当 考核等级 = 较差 concerns graded units.
ExprId trigger_of(Context& context, const syntax::Tree& tree, const syntax::NormItem& item, DefinitionId id, Scope& scope) {
  const source::Span span = tree.at(item.condition).span;
  ExprId guard;
  const program::Type truth = kind_type(TypeKind::Truth);
  if (!scope.frames.empty()) {
    for (const program::PopulationId scope_read : scopes_read(context, tree, span, scope.frames[0].table)) {
      if (scope_read == scope.frames[0].domain) continue;
      if (!require_definition(context, context.program.at(scope_read).definition, span)) return {};
      const ExprId inside = context.add({program::InPopulation{scope_read, row_of(context, id, span)}, truth, span});
      guard = guard.valid() ? binary(context, program::Op::And, guard, inside, truth, span) : inside;
      scope.frames[0].proved.push_back(scope_read);
    }
  }
  const ExprId condition = infer_condition(context, tree, item.condition, scope).expr;
  if (!guard.valid() || !condition.valid()) return condition;
  return binary(context, program::Op::And, guard, condition, truth, span);
}

// A date as it stands, or a length from its start.
ExprId deadline_of(Context& context, const syntax::Tree& tree, const syntax::NormItem& item, Scope& scope, ExprId reading) {
  const program::Type date = kind_type(TypeKind::Date);
  if (!item.term_start.valid()) {
    const ExprId day = infer_value(context, tree, item.term, scope, date).expr;
    return reading.valid() ? reading : day;
  }
  const ExprId written_length = infer_value(context, tree, item.term, scope, kind_type(TypeKind::Duration)).expr;
  const ExprId length = reading.valid() && written_length.valid() ? reading : written_length;
  const ExprId start = infer_value(context, tree, item.term_start, scope, date).expr;
  if (!length.valid() || !start.valid()) return {};
  return context.add({program::CallExpr{program::Function::After, {start, length}, month_end_or_clamp(item.month_end)}, date,
                      tree.at(item.term).span});
}

// What another copy says otherwise: the term, the amount or the condition, told by its type.
struct Readings {
  ExprId term, amount, condition;
};

Readings take_readings(Context& context, const syntax::NormItem& item, const std::vector<program::Basis>& bases) {
  const ExprId reading = written_reading(bases);
  if (!reading.valid()) return {};
  const TypeKind kind = context.program.at(reading).type.kind;
  const TypeKind term = item.term_start.valid() ? TypeKind::Duration : TypeKind::Date;
  const bool is_term = item.term.valid() && kind == term;
  const bool is_amount = item.amount.valid() && kind == TypeKind::Number;
  const bool is_condition = item.condition.valid() && kind == TypeKind::Truth;
  if (!is_term && !is_amount && !is_condition) refuse_reading(context, bases);
  if (!context.options.take_other_readings) return {};
  return {is_term ? reading : ExprId{}, is_amount ? reading : ExprId{}, is_condition ? reading : ExprId{}};
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
  norm.bases = lower_bases(context, tree, item.bases, {}, &scope);
  const Readings readings = take_readings(context, item, norm.bases);
  ExprId trigger = item.condition.valid() ? trigger_of(context, tree, item, id, scope) : truth_literal(context, true, span);
  if (readings.condition.valid()) trigger = readings.condition;
  if (item.condition.valid() && trigger.valid()) add_proofs(tree, item.condition, true, scope, context);
  const program::Type date = kind_type(TypeKind::Date);
  if (item.term.valid()) {
    norm.deadline = deadline_of(context, tree, item, scope, readings.term);
    norm.inclusive = item.term_inclusive || item.term_start.valid();
    scope.deadline = &date;
    scope.deadline_expr = norm.deadline;
  }
  if (item.fulfilled.valid()) norm.fulfilled = infer_condition(context, tree, item.fulfilled, scope).expr;
  if (item.amount.valid()) norm.amount = infer_value(context, tree, item.amount, scope, {}).expr;
  if (readings.amount.valid()) {
    const Typed other{readings.amount, context.program.at(readings.amount).type};
    program::Type money = norm.amount.valid() ? context.program.at(norm.amount).type : other.type;
    money.low.reset();
    money.high.reset();
    if (require_fit(context, other, money, context.program.at(readings.amount).span)) norm.amount = readings.amount;
  }
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
