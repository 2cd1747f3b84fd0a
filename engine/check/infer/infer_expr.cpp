// Expressions: to the file of their construct; and what a place asks of a value.
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Type;
using program::TypeKind;
using syntax::Keyword;

namespace {

Typed infer_run_context(Context& context, const syntax::RunContextExpr& node, source::Span span) {
  using Which = program::RunDate::Which;
  if (node.word == Keyword::K_THIS_ASSESSMENT) {
    const Type type = number_type(true);
    return {context.add({program::RunAssessment{}, type, span}), type};
  }
  const Which which = node.word == Keyword::K_PERIOD_START ? Which::PeriodStart
                      : node.word == Keyword::K_PERIOD_END ? Which::PeriodEnd
                                                           : Which::Reference;
  const Type type = type_of(TypeKind::Date);
  return {context.add({program::RunDate{which}, type, span}), type};
}

Typed infer_set_value(Context& context, const syntax::Tree& tree, const syntax::SetExpr& node, source::Span span) {
  static_cast<void>(tree);
  context.sink.report(diag::NotOfThisKind{written(context, node.set.span), value_word::AValue()}, span);
  return {};
}

Typed infer_not(Context& context, const syntax::Tree& tree, const syntax::UnaryExpr& node, source::Span span, Scope& scope) {
  const Typed operand = infer_condition(context, tree, node.operand, scope);
  if (!operand.expr.valid()) return {};
  const Type type = type_of(TypeKind::Truth);
  return {context.add({program::NotExpr{operand.expr}, type, span}), type};
}

// One case per node kind; a visitor keeps the compiler's eye on kinds that are added.
struct Dispatch {
  Context& context;
  const syntax::Tree& tree;
  source::Span span;
  Scope& scope;
  const Type* wanted;

  Typed operator()(const syntax::InvalidExpr&) const { return {}; }
  Typed operator()(const syntax::LiteralExpr& node) const { return infer_literal(context, node, span, wanted); }
  Typed operator()(const syntax::RunContextExpr& node) const { return infer_run_context(context, node, span); }
  Typed operator()(const syntax::ModeExpr&) const {
    context.sink.report(diag::NotOfThisKind{written(context, span), value_word::AValue()}, span);
    return {};
  }
  Typed operator()(const syntax::ReferenceExpr& node) const { return infer_path(context, tree, node.path, scope, wanted); }
  Typed operator()(const syntax::SetExpr& node) const { return infer_set_value(context, tree, node, span); }
  Typed operator()(const syntax::RowExpr& node) const { return infer_row(context, tree, node, span, scope, wanted); }
  Typed operator()(const syntax::ChooseExpr& node) const { return infer_choose(context, tree, node, span, scope, wanted); }
  Typed operator()(const syntax::UnaryExpr& node) const {
    return node.op == syntax::UnaryOp::Not ? infer_not(context, tree, node, span, scope)
                                           : infer_negate(context, tree, node, span, scope, wanted);
  }
  Typed operator()(const syntax::BinaryExpr& node) const { return infer_binary(context, tree, node, span, scope, wanted); }
  Typed operator()(const syntax::OneOfExpr& node) const { return infer_one_of(context, tree, node, span, scope); }
  Typed operator()(const syntax::WithinExpr& node) const { return infer_within(context, tree, node, span, scope); }
  Typed operator()(const syntax::MemberExpr& node) const { return infer_member(context, tree, node, span, scope); }
  Typed operator()(const syntax::InForceExpr& node) const { return infer_in_force(context, tree, node, span, scope); }
  Typed operator()(const syntax::PresenceExpr& node) const { return infer_presence(context, tree, node, span, scope); }
  Typed operator()(const syntax::AtDateExpr& node) const { return infer_at_date(context, tree, node, span, scope); }
  Typed operator()(const syntax::IfAbsentExpr& node) const { return infer_if_absent(context, tree, node, scope, wanted); }
  Typed operator()(const syntax::IfNoneExpr& node) const { return infer_if_none(context, tree, node, span, scope, wanted); }
  Typed operator()(const syntax::CallExpr& node) const { return infer_call(context, tree, node, span, scope, wanted, nullptr); }
  Typed operator()(const syntax::LookupExpr& node) const { return infer_lookup(context, tree, node, span, scope, wanted); }
  Typed operator()(const syntax::JudgementExpr& node) const { return infer_judgement(context, tree, node, span, scope); }
};

}  // namespace

Typed infer_expr(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Type* wanted) {
  if (!id.valid()) return {};
  if (context.program.exprs.size() > ExprLimit) {
    context.sink.report(diag::ExpansionTooDeep{ExpansionLimit}, tree.at(id).span);
    return {};
  }
  // A type that nobody knows helps nobody: the branches of a choice then help each other.
  if (wanted != nullptr && is_unknown(*wanted)) wanted = nullptr;
  const syntax::Expr& expr = tree.at(id);
  Typed typed = std::visit(Dispatch{context, tree, expr.span, scope, wanted}, expr.node);
  if (!typed.expr.valid() || is_unknown(typed.type)) return {};
  return typed;
}

Typed infer_value(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Type& wanted) {
  Typed typed = infer_expr(context, tree, id, scope, &wanted);
  if (!typed.expr.valid()) return {};
  const source::Span span = tree.at(id).span;
  if ((typed.type.absence & ~wanted.absence) != 0) typed = need_present(context, typed, span, scope);
  if (!typed.expr.valid() || !require_fit(context, typed, wanted, span)) return {};
  return typed;
}

Typed infer_condition(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope) {
  return infer_value(context, tree, id, scope, type_of(TypeKind::Truth));
}

program::Answer infer_answer(Context& context, const syntax::Tree& tree, const syntax::Answer& written_answer, Scope& scope,
                             const Type* wanted, Type& type) {
  program::Answer answer;
  type = Type{};
  switch (written_answer.kind) {
    case syntax::AnswerKind::Value: {
      const Typed value = infer_expr(context, tree, written_answer.value, scope, wanted);
      answer.kind = program::AnswerKind::Value;
      answer.value = value.expr;
      type = value.type;
      break;
    }
    case syntax::AnswerKind::NotCounted:
      if (!scope.in_aggregate) context.sink.report(diag::NotCountedOutside{}, written_answer.span);
      answer.kind = program::AnswerKind::LeaveOut;
      break;
    case syntax::AnswerKind::SelfAbsent: {
      if (!scope.may_be_absent) context.sink.report(diag::SelfAbsentHere{}, written_answer.span);
      answer.kind = program::AnswerKind::SelfAbsent;
      answer.reason = written_answer.reason;
      // 本项缺失 「不适用」: a text that names a kind is that kind.
      const std::optional<program::AbsenceKindId> kind = find_absence_kind(context, written_answer.reason, false);
      answer.absent_kind = kind.value_or(program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)});
      scope.self_absence |= 1ull << answer.absent_kind.value;
      break;
    }
  }
  return answer;
}

Typed infer_judgement(Context& context, const syntax::Tree& tree, const syntax::JudgementExpr& node, source::Span span,
                      Scope& scope) {
  const program::DefinitionId id = declare_inner_judgement(context, tree, node, scope.owner);
  if (!id.valid()) return {};
  const program::TableId table = context.program.at(id).table;
  const program::ExprId row = table.valid() && !scope.frames.empty()
                                  ? row_of_frame(context, scope, static_cast<uint8_t>(scope.frames.size() - 1)).expr
                                  : program::ExprId{};
  return definition_value(context, row, id, span, scope);
}

}  // namespace plumb::check
