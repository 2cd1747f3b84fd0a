#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

ExprId build_literal(Builder& builder, const Token& token, Span span) {
  LiteralExpr literal;
  if (token.is(TokenKind::Number)) {
    literal = {LiteralKind::Number, number_text(builder, token)};
  } else if (token.is(TokenKind::Quantity)) {
    literal = {LiteralKind::Quantity, number_text(builder, token)};
  } else if (token.is(TokenKind::Date)) {
    literal = {LiteralKind::Date, date_text(builder, token)};
  } else if (token.is(TokenKind::Text)) {
    literal = {LiteralKind::Text, inner_text(builder, token)};
  } else {
    literal = {LiteralKind::Truth, token.is(K_TRUE) ? "true" : "false"};
  }
  return add_expr(builder, std::move(literal), span);
}

Argument build_argument(Builder& builder, Rules::ArgumentContext* context) {
  Children children(context);
  Argument argument;
  argument.span = span_of(builder, context);
  argument.value = build_expr(builder, children.take<Rules::ExprContext>());
  if (children.take(K_EACH)) argument.each = build_primary(builder, children.take<Rules::PrimaryContext>());
  if (children.take(K_IF_ABSENT)) {
    build_settlement(builder, children.take<Rules::SettlementContext>(), argument.absent_all,
                     argument.absent_by_kind);
  }
  if (children.take(K_WHEN)) argument.filter = build_expr(builder, children.take<Rules::ExprContext>());
  if (children.take(K_BY)) {
    SortKey key;
    key.value = build_expr(builder, children.take<Rules::ExprContext>());
    key.direction = children.take_any({K_ASCENDING, K_DESCENDING});
    argument.key = key;
  }
  return argument;
}

ExprId build_call(Builder& builder, Rules::CallContext* context) {
  Children children(context);
  CallExpr call;
  auto* name = children.take<Rules::CallNameContext>();
  Children inside(name);
  if (auto* mode = inside.take<Rules::RoundingModeContext>()) {
    call.mode = mode_of(mode);
    call.name = named(builder, word_text(builder, token_of(mode->start)), token_of(mode->start));
  } else {
    call.name = build_name(builder, inside.take<Rules::RefNameContext>());
  }
  children.skip();  // (
  while (auto* argument = children.take<Rules::ArgumentContext>()) {
    call.arguments.push_back(build_argument(builder, argument));
    children.take(TokenKind::Comma);
  }
  return add_expr(builder, std::move(call), span_of(builder, context));
}

ExprId build_choose(Builder& builder, Rules::ChooseContext* context) {
  const std::vector<Rules::ExprContext*> parts = context->expr();
  ChooseExpr node;
  node.condition = build_expr(builder, parts[0]);
  node.then = build_expr(builder, parts[1]);
  node.otherwise = build_expr(builder, parts[2]);
  return add_expr(builder, node, span_of(builder, context));
}

ExprId build_judgement_expr(Builder& builder, Rules::JudgementContext* context) {
  Children children(context);
  children.skip();  // 评议
  JudgementExpr node;
  node.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(TokenKind::Colon)) node.type = build_type(builder, children.take<Rules::TypeContext>());
  node.body = build_judgement_body(builder, children);
  return add_expr(builder, std::move(node), span_of(builder, context));
}

ExprId build_row(Builder& builder, Rules::RowOfContext* context) {
  Children children(context);
  RowExpr row;
  row.word = children.take_token().keyword;
  children.skip();  // .
  row.path = build_path(builder, children.take<Rules::PathContext>());
  return add_expr(builder, std::move(row), span_of(builder, context));
}

}  // namespace

Keyword mode_of(antlr4::ParserRuleContext* mode) { return token_of(mode->start).keyword; }

Answer build_answer(Builder& builder, Children& children, antlr4::ParserRuleContext* whole) {
  Answer answer;
  answer.span = span_of(builder, whole);
  if (children.take(K_NOT_COUNTED)) {
    answer.kind = AnswerKind::NotCounted;
  } else if (const Token* now = children.token(); now != nullptr && now->is(K_SELF_ABSENT)) {
    answer.span = builder.context.span(*now);
    children.skip();
    answer.kind = AnswerKind::SelfAbsent;
    if (const Token* reason = children.token(); reason != nullptr && reason->is(TokenKind::Text)) {
      answer.reason = inner_text(builder, *reason);
      answer.span = source::join(answer.span, builder.context.span(*reason));
      children.skip();
    }
  } else if (auto* primary = children.take<Rules::PrimaryContext>()) {
    answer.value = build_primary(builder, primary);
    answer.span = span_of(builder, primary);
  } else if (auto* expr = children.take<Rules::ExprContext>()) {
    answer.value = build_expr(builder, expr);
    answer.span = span_of(builder, expr);
  }
  return answer;
}

void build_settlement(Builder& builder, Rules::SettlementContext* context, std::optional<Answer>& all,
                      std::vector<KindAnswer>& by_kind) {
  Children children(context);
  if (!children.take(TokenKind::LBrace)) {
    all = build_answer(builder, children, context);
    return;
  }
  while (!children.is_done()) {
    auto* entry = children.take<Rules::KindSettlementContext>();
    if (entry == nullptr) {
      children.skip();
      continue;
    }
    Children inside(entry);
    KindAnswer answer;
    answer.kinds = build_kinds(builder, inside);
    inside.skip();  // :
    answer.answer = build_answer(builder, inside, entry);
    by_kind.push_back(std::move(answer));
  }
}

ExprId build_settled(Builder& builder, Rules::SettledContext* context) {
  Children children(context);
  auto* first = children.take<Rules::PrimaryContext>();
  ExprId value = build_primary(builder, first);
  while (const std::optional<Keyword> word = children.keyword()) {
    children.skip();
    auto* next = static_cast<antlr4::ParserRuleContext*>(nullptr);
    if (*word == K_AT_DATE) {
      auto* date = children.take<Rules::PrimaryContext>();
      next = date;
      const ExprId at = build_primary(builder, date);
      value = add_expr(builder, AtDateExpr{value, at}, source::join(span_of(builder, first), span_of(builder, next)));
    } else if (*word == K_IF_ABSENT) {
      auto* settlement = children.take<Rules::SettlementContext>();
      IfAbsentExpr node;
      node.operand = value;
      build_settlement(builder, settlement, node.all, node.by_kind);
      value = add_expr(builder, std::move(node), source::join(span_of(builder, first), span_of(builder, settlement)));
    } else {
      IfNoneExpr node;
      node.operand = value;
      node.answer = build_answer(builder, children, context);
      const Span span = source::join(span_of(builder, first), node.answer.span);
      value = add_expr(builder, std::move(node), span);
    }
  }
  return value;
}

ExprId build_primary(Builder& builder, Rules::PrimaryContext* context) {
  const Span span = span_of(builder, context);
  if (auto* literal = dynamic_cast<Rules::LiteralContext*>(context)) {
    return build_literal(builder, token_of(literal->start), span);
  }
  if (auto* reference = dynamic_cast<Rules::ReferenceContext*>(context)) {
    return add_expr(builder, ReferenceExpr{build_path(builder, reference->path())}, span);
  }
  if (auto* call = dynamic_cast<Rules::CallContext*>(context)) return build_call(builder, call);
  if (auto* group = dynamic_cast<Rules::GroupContext*>(context)) return build_expr(builder, group->expr());
  if (dynamic_cast<Rules::RunContextContext*>(context) != nullptr) {
    return add_expr(builder, RunContextExpr{token_of(context->start).keyword}, span);
  }
  if (dynamic_cast<Rules::ModeWordContext*>(context) != nullptr) {
    return add_expr(builder, ModeExpr{token_of(context->start).keyword}, span);
  }
  if (auto* choose = dynamic_cast<Rules::ChooseContext*>(context)) return build_choose(builder, choose);
  if (auto* lookup = dynamic_cast<Rules::LookupContext*>(context)) return build_lookup(builder, lookup);
  if (auto* judged = dynamic_cast<Rules::JudgementContext*>(context)) return build_judgement_expr(builder, judged);
  if (auto* set = dynamic_cast<Rules::SetOfContext*>(context)) {
    return add_expr(builder, SetExpr{build_marked_set(builder, set->markedSet())}, span);
  }
  return build_row(builder, static_cast<Rules::RowOfContext*>(context));
}

}  // namespace plumb::syntax
