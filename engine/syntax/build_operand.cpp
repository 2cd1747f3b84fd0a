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
    build_settlement(builder, children.take<Rules::SettlementContext>(), argument.absent_all, argument.absent_by_kind);
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

CallExpr build_arguments(Builder& builder, Rules::ArgumentsContext* context) {
  CallExpr call;
  Children children(context);
  children.skip();  // (
  while (auto* argument = children.take<Rules::ArgumentContext>()) {
    call.arguments.push_back(build_argument(builder, argument));
    children.take(TokenKind::Comma);
  }
  return call;
}

// A path, or a call when arguments follow; of a function with one name.
ExprId build_use(Builder& builder, Path path, Rules::ArgumentsContext* arguments, Span span) {
  if (arguments == nullptr) return add_expr(builder, ReferenceExpr{std::move(path)}, span);
  if (path.steps.size() > 1 || !path.via.empty()) {
    report_unexpected(builder, token_of(arguments->start), TokenWord::Operator);
    return add_expr(builder, InvalidExpr{}, span);
  }
  CallExpr call = build_arguments(builder, arguments);
  call.name = path.steps.front().name;
  return add_expr(builder, std::move(call), span);
}

ExprId build_mode_use(Builder& builder, Rules::ModeUseContext* context) {
  const Token& word = token_of(context->start);
  const Span span = span_of(builder, context);
  if (context->arguments() == nullptr) return add_expr(builder, ModeExpr{word.keyword}, span);
  CallExpr call = build_arguments(builder, context->arguments());
  call.mode = word.keyword;
  call.name = named(builder, word_text(builder, word), word);
  return add_expr(builder, std::move(call), span);
}

// 本.x, 其.x as the children that come now.
ExprId build_row(Builder& builder, Children& children, Span span) {
  RowExpr row;
  row.word = children.take_token().keyword;
  children.skip();  // .
  row.path = build_path(builder, children.take<Rules::PathContext>());
  return add_expr(builder, std::move(row), span);
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
    return build_use(builder, build_path(builder, reference->path()), reference->arguments(), span);
  }
  if (auto* group = dynamic_cast<Rules::GroupContext*>(context)) return build_expr(builder, group->expr());
  if (dynamic_cast<Rules::RunContextContext*>(context) != nullptr) {
    return add_expr(builder, RunContextExpr{token_of(context->start).keyword}, span);
  }
  if (auto* mode = dynamic_cast<Rules::ModeUseContext*>(context)) return build_mode_use(builder, mode);
  if (dynamic_cast<Rules::MonthWordContext*>(context) != nullptr) {
    return add_expr(builder, ModeExpr{token_of(context->start).keyword}, span);
  }
  if (auto* lookup = dynamic_cast<Rules::LookupContext*>(context)) return build_lookup(builder, lookup);
  if (auto* set = dynamic_cast<Rules::SetOfContext*>(context)) {
    return add_expr(builder, SetExpr{build_marked_set(builder, set->markedSet())}, span);
  }
  Children children(context);
  return build_row(builder, children, span);
}

ExprId build_bound(Builder& builder, Rules::BoundFactorContext* context) {
  Children children(context);
  const Span span = span_of(builder, context);
  auto* path = children.take<Rules::BoundPathContext>();
  if (path == nullptr) {
    const Token& first = token_of(context->start);
    if (first.is(K_THIS) || first.is(K_THAT)) return build_row(builder, children, span);
    if (first.is(TokenKind::LanguageWord)) return add_expr(builder, RunContextExpr{first.keyword}, span);
    return build_literal(builder, first, span);
  }
  auto* arguments = children.take<Rules::ArgumentsContext>();
  antlr4::ParserRuleContext* used = path;
  if (arguments != nullptr) used = arguments;
  const ExprId value = build_use(builder, build_bound_path(builder, path), arguments,
                                 source::join(span_of(builder, path), span_of(builder, used)));
  if (!children.take(K_AT_DATE)) return value;
  const ExprId at = build_primary(builder, children.take<Rules::PrimaryContext>());
  return add_expr(builder, AtDateExpr{value, at}, span);
}

}  // namespace plumb::syntax
