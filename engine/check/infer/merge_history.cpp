// How several rows of one assessment count as one, where a unit inherits the histories of its predecessors (law L16).
#include <algorithm>

#include "check/infer/infer_set.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::AggregateKind;
using program::Merging;

namespace {

Merging merging_of(syntax::Keyword word) {
  if (word == syntax::Keyword::K_LOWEST) return Merging::Lowest;
  if (word == syntax::Keyword::K_HIGHEST) return Merging::Highest;
  return word == syntax::Keyword::K_ANY_COUNTS ? Merging::AnyRow : Merging::AllRows;
}

// Conditions hold for any or all of the rows; values are the lowest or the highest.
bool fits(Context& context, const Call& call, const Members& members, AggregateKind kind, Merging merging, source::Span span) {
  const bool picks = kind == AggregateKind::First || kind == AggregateKind::Last;
  const bool asks = kind == AggregateKind::EndingRun || kind == AggregateKind::Count;
  const bool is_truth = picks && members.body && members.body->type.kind == program::TypeKind::Truth;
  const bool is_of_values = merging == Merging::Lowest || merging == Merging::Highest;
  if (!(is_of_values ? picks && !is_truth : asks || is_truth)) {
    context.sink.report(diag::MergingUnfit{call.node.name.text}, span);
    return false;
  }
  if (!is_of_values || is_ordered(context, members.body->type)) return true;
  context.sink.report(diag::NoOrder{type_word(context, members.body->type)}, span);
  return false;
}

}  // namespace

program::ColumnId assessment_column(const program::Program& program, program::TableId table) {
  if (program.at(table).role != program::TableRole::History) return {};
  for (const program::ColumnId id : program.at(table).columns) {
    const auto& roles = program.at(id).roles;
    if (std::ranges::find(roles, program::Role::Assessment) != roles.end()) return id;
  }
  return {};
}

bool require_unique_key(Context& context, const Call& call, const SetUse& use, const Members& members, program::ExprId key,
                        source::Span span) {
  if (use.set.merging || is_unique_key(context.program, members, key)) return true;
  Members of_one = members;
  of_one.source.inherited = false;
  if (members.source.inherited && is_unique_key(context.program, of_one, key)) {
    context.sink.report(diag::HistoriesToMerge{call.node.name.text}, use.set.span);
  } else {
    context.sink.report(diag::KeyNotUnique{written(context, span), call.node.name.text}, span);
  }
  return false;
}

bool take_merging(Context& context, const Call& call, const SetUse& use, const Members& members, program::Aggregate& aggregate) {
  if (!use.set.merging) return true;
  const Merging merging = merging_of(*use.set.merging);
  if (!fits(context, call, members, aggregate.kind, merging, use.set.span)) return false;
  const program::ColumnId assessment = assessment_column(context.program, members.source.table);
  if (!assessment.valid()) {
    context.sink.report(diag::NotOfThisKind{written(context, use.set.span), value_word::AHistory()}, use.set.span);
    return false;
  }
  const program::Type type = context.program.at(assessment).type;
  if (!aggregate.key.valid()) {
    const Typed row = row_of_frame(context, members.inside, 0);
    aggregate.key = context.add({program::ColumnOf{row.expr, assessment}, type, call.span});
  }
  const auto* column = std::get_if<program::ColumnOf>(&context.program.at(aggregate.key).node);
  Members of_one = members;
  of_one.source.inherited = false;
  const bool is_assessment = column != nullptr && column->column == assessment;
  if (!is_assessment || !is_unique_key(context.program, of_one, aggregate.key)) {
    context.sink.report(diag::KeyNotUnique{context.program.at(assessment).name, call.node.name.text}, use.set.span);
    return false;
  }
  aggregate.merging = merging;
  aggregate.own_first = use.set.own_first;
  return true;
}

}  // namespace plumb::check
