// Absence is settled where a value is used (law L5): 缺失时, 缺失约定, 若无, 于.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/lower/list_choices.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::AbsenceSet;
using program::ExprId;
using program::Type;

namespace {

// The column whose absence an expression passes on; invalid if it is more than a column settled in part.
program::ColumnId column_behind(const program::Program& program, ExprId id) {
  while (id.valid()) {
    const auto& node = program.at(id).node;
    if (const auto* column = std::get_if<program::ColumnOf>(&node)) return column->column;
    const auto* settled = std::get_if<program::IfAbsent>(&node);
    if (settled == nullptr) return {};
    id = settled->operand;
  }
  return {};
}

Typed wrap(Context& context, const Typed& operand, std::vector<std::pair<AbsenceSet, program::Answer>> answers, const Type& type,
           source::Span span) {
  return {context.add({program::IfAbsent{operand.expr, std::move(answers)}, type, span}), type};
}

AbsenceSet resolve_kinds(Context& context, const std::vector<syntax::Name>& names, const Type& operand,
                         const std::string& shown) {
  AbsenceSet kinds = 0;
  for (const syntax::Name& name : names) {
    const std::optional<program::AbsenceKindId> kind = find_absence_kind(context, name.text, false);
    if (!kind) {
      context.sink.report(diag::UnknownAbsence{name.text}, name.span).note(label::Choices{{absence_choices(context)}});
      continue;
    }
    const AbsenceSet bit = 1ull << kind->value;
    if ((operand.absence & bit) == 0) {
      context.sink.report(diag::NeverThatAbsence{shown, absence_words(context, bit).items.at(0)}, name.span);
    }
    kinds |= bit;
  }
  return kinds;
}

// Whoever reads a value that a convention settled rests on what the convention rests on (law L8).
void note_bases(Context& context, const ConventionAnswer& convention) {
  if (context.stack.empty()) return;
  std::vector<program::Basis>& noted = context.convention_bases[context.stack.back()];
  for (const program::Basis& basis : convention.bases) {
    // What is not given makes pending whom the convention meets, and not the whole definition.
    if (basis.kind == program::BasisKind::OtherReading || basis.kind == program::BasisKind::NotGiven) continue;
    const bool is_noted = std::ranges::any_of(
        noted, [&](const program::Basis& one) { return one.span.begin == basis.span.begin && one.span.file == basis.span.file; });
    if (!is_noted) noted.push_back(basis);
  }
}

// No document gives what the convention says: a figure without a value stands for it, so that a row is pending only where its
// absence is met. The same one for every use.
program::Answer answer_not_given(Context& context, ConventionAnswer& convention, Type type, source::Span span) {
  if (!convention.not_given.valid()) {
    program::Parameter parameter;
    parameter.name = convention.name;
    parameter.type = type;
    parameter.span = convention.span;
    program::DatedValue value;
    value.bases = convention.bases;
    value.span = convention.span;
    parameter.values.push_back(std::move(value));
    convention.not_given = program::ParameterId{static_cast<uint32_t>(context.program.parameters.size())};
    context.program.parameters.push_back(std::move(parameter));
  }
  program::Answer answer;
  answer.kind = program::AnswerKind::Value;
  answer.value = context.add({program::ParameterAt{convention.not_given, {}}, std::move(type), span});
  return answer;
}

bool is_not_given(const ConventionAnswer& convention) {
  return std::ranges::any_of(convention.bases,
                             [](const program::Basis& basis) { return basis.kind == program::BasisKind::NotGiven; });
}

}  // namespace

Typed apply_conventions(Context& context, const Typed& value, source::Span span, Scope& scope) {
  const program::ColumnId column = column_behind(context.program, value.expr);
  if (!column.valid()) return value;
  const auto found = context.conventions.find(column);
  if (found == context.conventions.end()) return value;
  Type type = value.type;
  std::vector<std::pair<AbsenceSet, program::Answer>> answers;
  for (ConventionAnswer& convention : found->second) {
    const AbsenceSet kinds = convention.kinds & type.absence;
    if (kinds == 0) continue;
    // "Not counted" says nothing outside of an aggregate: there the kind stays open.
    if (convention.answer->kind == syntax::AnswerKind::NotCounted && !scope.in_aggregate) continue;
    convention.used = true;
    note_bases(context, convention);
    Scope global;
    global.in_aggregate = scope.in_aggregate;
    global.may_be_absent = scope.may_be_absent;
    Type answer_type;
    Type wanted = value.type;
    wanted.absence = 0;
    program::Answer answer = infer_answer(context, *convention.tree, *convention.answer, global, &wanted, answer_type);
    if (is_not_given(convention)) {
      answers.emplace_back(kinds, answer_not_given(context, convention, std::move(wanted), span));
      continue;
    }
    scope.self_absence |= global.self_absence;
    if (answer.kind == program::AnswerKind::Value && !is_unknown(answer_type)) type = join(type, answer_type);
    type.absence = (type.absence | value.type.absence) & ~kinds;
    answers.emplace_back(kinds, std::move(answer));
  }
  if (answers.empty()) return value;
  AbsenceSet settled = 0;
  for (const auto& answer : answers) settled |= answer.first;
  type.absence = value.type.absence & ~settled;
  return wrap(context, value, std::move(answers), type, span);
}

Typed need_present(Context& context, Typed value, source::Span span, Scope& scope) {
  if (!value.expr.valid() || value.type.absence == 0) return value;
  value = apply_conventions(context, value, span, scope);
  if (value.type.absence == 0) return value;
  const AbsenceSet outside = bit_of(program::BuiltinAbsence::OutOfScope);
  const auto* definition = std::get_if<program::DefinitionOf>(&context.program.at(value.expr).node);
  if (value.type.absence == outside && definition != nullptr) {
    const program::Definition& read = context.program.at(definition->definition);
    if (read.domain.valid()) {
      context.sink.report(diag::MayBeOutside{written(context, span), context.program.at(read.domain).name}, span);
      return {};
    }
  }
  context.sink.report(diag::MayBeAbsent{written(context, span), absence_words(context, value.type.absence)}, span);
  return {};
}

Typed infer_present(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Type* wanted) {
  if (!id.valid()) return {};
  return need_present(context, infer_expr(context, tree, id, scope, wanted), tree.at(id).span, scope);
}

void note_column(const Context& context, const Typed& value, diagnostics::Diagnostic& reported) {
  const program::ColumnId column = column_behind(context.program, value.expr);
  // A column that may lack a value is known to have one here, which a word more in its table would not change.
  if (column.valid() && context.program.at(column).type.absence == 0)
    reported.note(label::ColumnNeedsAbsence{context.program.at(column).name});
}

Typed infer_settlement(Context& context, const syntax::Tree& tree, const Typed& operand, source::Span operand_span,
                       const std::optional<syntax::Answer>& all, const std::vector<syntax::KindAnswer>& by_kind, Scope& scope) {
  if (!operand.expr.valid()) return operand;
  if (operand.type.absence == 0) {
    if (scope.in_test) return operand;
    const std::string shown = written(context, operand_span);
    // 机时 + 5小时 缺失时 0小时: a figure can't be absent, so another value was meant.
    if (std::holds_alternative<program::Literal>(context.program.at(operand.expr).node)) {
      context.sink.report(diag::SettlesNeighbour{shown}, operand_span);
    } else {
      note_column(context, operand, context.sink.report(diag::NeverAbsent{shown}, operand_span));
    }
    return operand;
  }
  Type wanted = operand.type;
  wanted.absence = 0;
  Type type = operand.type;
  AbsenceSet open = operand.type.absence;
  AbsenceSet answered_absent = 0;
  std::vector<std::pair<AbsenceSet, program::Answer>> answers;
  const auto add = [&](AbsenceSet kinds, const syntax::Answer& written_answer) {
    Type answer_type;
    program::Answer answer = infer_answer(context, tree, written_answer, scope, &wanted, answer_type);
    if (answer.kind == program::AnswerKind::Value) {
      if (!answer.value.valid()) return false;
      if (!require_fit(context, {answer.value, answer_type}, wanted, written_answer.span)) return false;
      answered_absent |= answer_type.absence;
      type = join(type, answer_type);
    }
    answers.emplace_back(kinds & open, std::move(answer));
    open &= ~kinds;
    return true;
  };
  bool is_good = true;
  for (const syntax::KindAnswer& one : by_kind) {
    const AbsenceSet kinds = resolve_kinds(context, one.kinds, operand.type, written(context, operand_span));
    is_good = add(kinds, one.answer) && is_good;
  }
  if (all) is_good = add(~AbsenceSet{0}, *all) && is_good;
  if (!is_good) return {};
  type.absence = open | answered_absent;
  return wrap(context, operand, std::move(answers), type, operand_span);
}

Typed infer_if_absent(Context& context, const syntax::Tree& tree, const syntax::IfAbsentExpr& node, Scope& scope,
                      const Type* wanted) {
  const Typed operand = infer_expr(context, tree, node.operand, scope, wanted);
  return infer_settlement(context, tree, operand, tree.at(node.operand).span, node.all, node.by_kind, scope);
}

Typed infer_if_none(Context& context, const syntax::Tree& tree, const syntax::IfNoneExpr& node, source::Span span, Scope& scope,
                    const Type* wanted) {
  if (const auto* call = std::get_if<syntax::CallExpr>(&tree.at(node.operand).node)) {
    return infer_call(context, tree, *call, tree.at(node.operand).span, scope, wanted, &node.answer);
  }
  context.sink.report(diag::IfNoneNeedless{}, span);
  return {};
}

Typed infer_at_date(Context& context, const syntax::Tree& tree, const syntax::AtDateExpr& node, source::Span span, Scope& scope) {
  const Typed operand = infer_expr(context, tree, node.operand, scope);
  const Type date = type_of(program::TypeKind::Date);
  const Typed at = infer_value(context, tree, node.date, scope, date);
  if (!operand.expr.valid() || !at.expr.valid()) return {};
  const auto* parameter = std::get_if<program::ParameterAt>(&context.program.at(operand.expr).node);
  if (parameter == nullptr) {
    context.sink.report(diag::AtDateOfWhat{}, span);
    return {};
  }
  const program::ParameterId id = parameter->parameter;
  return {context.add({program::ParameterAt{id, at.expr}, operand.type, span}), operand.type};
}

}  // namespace plumb::check
