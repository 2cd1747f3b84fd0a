// Operators: from expr, which binds loosest, down to power. Operands are in build_operand.cpp.
#include "diagnostics/catalogue_text.h"
#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

using Context = antlr4::ParserRuleContext;

ExprId binary(Builder& builder, BinaryOp op, ExprId left, ExprId right, std::optional<Keyword> word, Span span) {
  BinaryExpr node{};
  node.op = op;
  node.word = word;
  node.left = left;
  node.right = right;
  return add_expr(builder, std::move(node), span);
}

bool has_and(Rules::AndExprContext* context) { return context->children.size() > 1; }

ExprId build_or(Builder& builder, Rules::OrExprContext* context) {
  Children children(context);
  auto* first = children.take<Rules::AndExprContext>();
  const Span whole = span_of(builder, context);
  bool is_mixed = has_and(first);
  ExprId left = build_expr(builder, first);
  while (children.take(K_OR)) {
    auto* next = children.take<Rules::AndExprContext>();
    is_mixed = is_mixed || has_and(next);
    const ExprId right = build_expr(builder, next);
    left =
        binary(builder, BinaryOp::Or, left, right, std::nullopt, source::join(span_of(builder, first), span_of(builder, next)));
  }
  if (is_mixed) builder.context.sink->report(diag::AndBesideOr{}, whole);
  return left;
}

ExprId build_and(Builder& builder, Rules::AndExprContext* context) {
  Children children(context);
  auto* first = children.take<Rules::NotExprContext>();
  ExprId left = build_expr(builder, first);
  while (children.take(K_AND)) {
    auto* next = children.take<Rules::NotExprContext>();
    const ExprId right = build_expr(builder, next);
    left =
        binary(builder, BinaryOp::And, left, right, std::nullopt, source::join(span_of(builder, first), span_of(builder, next)));
  }
  return left;
}

ExprId build_one_of(Builder& builder, ExprId subject, Children& tail, bool negated, Span span) {
  OneOfExpr node;
  node.negated = negated;
  node.subject = subject;
  do {
    node.alternatives.push_back(build_expr(builder, tail.take<Rules::AdditiveContext>()));
  } while (tail.take(TokenKind::ListSep));
  return add_expr(builder, std::move(node), span);
}

ExprId build_member(Builder& builder, ExprId subject, Children& tail, bool negated, Span span) {
  if (auto* interval = tail.take<Rules::IntervalContext>()) {
    WithinExpr node;
    node.negated = negated;
    node.subject = subject;
    node.interval = build_interval(builder, interval);
    return add_expr(builder, std::move(node), span);
  }
  MemberExpr node;
  node.negated = negated;
  node.subject = subject;
  node.set = build_set(builder, tail.take<Rules::SetExprContext>());
  return add_expr(builder, std::move(node), span);
}

Answer build_if_zero(Builder& builder, Rules::IfZeroContext* context) {
  Children children(context);
  children.skip();  // 除数为零时
  return build_answer(builder, children, context);
}

// multiplicative and boundOperand: factors with * and / between them.
template <class Factor, class Build>
ExprId build_product(Builder& builder, Context* context, Build build_factor) {
  Children children(context);
  auto* first = children.take<Factor>();
  ExprId left = build_factor(builder, first);
  while (!children.is_done()) {
    BinaryExpr node{};
    node.op = children.take_token().is(TokenKind::Star) ? BinaryOp::Multiply : BinaryOp::Divide;
    node.left = left;
    auto* next = children.take<Factor>();
    Span span = source::join(span_of(builder, first), span_of(builder, next));
    node.right = build_factor(builder, next);
    if (auto* if_zero = children.take<Rules::IfZeroContext>()) {
      node.if_zero = build_if_zero(builder, if_zero);
      span = source::join(span, span_of(builder, if_zero));
    }
    left = add_expr(builder, std::move(node), span);
  }
  return left;
}

ExprId build_tail(Builder& builder, ExprId subject, Rules::ComparisonTailContext* context, Span span) {
  Children tail(context);
  if (auto* bound = tail.take<Rules::BoundOperandContext>()) {
    const ExprId right = build_product<Rules::BoundFactorContext>(builder, bound, build_bound);
    const Token& word = tail.take_token();
    return binary(builder, *comparison_of(word), subject, right, word.keyword, span);
  }
  const Token& sign = tail.take_token();
  if (sign.is(K_IS_ONE_OF) || sign.is(K_IS_NONE_OF)) {
    return build_one_of(builder, subject, tail, sign.is(K_IS_NONE_OF), span);
  }
  if (sign.is(K_MEMBER) || sign.is(K_NOT_MEMBER)) {
    return build_member(builder, subject, tail, sign.is(K_NOT_MEMBER), span);
  }
  if (sign.is(K_IN_FORCE) || sign.is(K_NOT_IN_FORCE)) {
    std::optional<Path> path = need_path(builder, subject, sign);
    if (!path) return add_expr(builder, InvalidExpr{}, span);
    return add_expr(builder, InForceExpr{sign.is(K_NOT_IN_FORCE), std::move(*path)}, span);
  }
  const ExprId right = build_expr(builder, tail.take<Rules::AdditiveContext>());
  const auto word = sign.is(TokenKind::LanguageWord) ? std::optional(sign.keyword) : std::nullopt;
  return binary(builder, *comparison_of(sign), subject, right, word, span);
}

ExprId build_comparison(Builder& builder, Rules::ComparisonContext* context) {
  Children children(context);
  const Span span = span_of(builder, context);
  if (const std::optional<Keyword> word = children.take_any({K_HAS, K_LACKS})) {
    PresenceExpr node;
    node.lacks = *word == K_LACKS;
    node.path = build_path(builder, children.take<Rules::PathContext>());
    if (auto* list = children.take<Rules::AbsenceKindListContext>()) {
      Children kinds(list);
      kinds.skip();
      node.kinds = build_kinds(builder, kinds);
    }
    return add_expr(builder, std::move(node), span);
  }
  const ExprId subject = build_expr(builder, children.take<Rules::AdditiveContext>());
  auto* tail = children.take<Rules::ComparisonTailContext>();
  return tail == nullptr ? subject : build_tail(builder, subject, tail, span);
}

ExprId build_additive(Builder& builder, Rules::AdditiveContext* context) {
  Children children(context);
  auto* first = children.take<Rules::MultiplicativeContext>();
  ExprId left = build_expr(builder, first);
  while (!children.is_done()) {
    const BinaryOp op = children.take_token().is(TokenKind::Plus) ? BinaryOp::Add : BinaryOp::Subtract;
    auto* next = children.take<Rules::MultiplicativeContext>();
    const ExprId right = build_expr(builder, next);
    left = binary(builder, op, left, right, std::nullopt, source::join(span_of(builder, first), span_of(builder, next)));
  }
  return left;
}

ExprId build_choose(Builder& builder, Rules::ChooseContext* context) {
  const std::vector<Rules::ExprContext*> parts = context->expr();
  ChooseExpr node;
  node.condition = build_expr(builder, parts[0]);
  node.then = build_expr(builder, parts[1]);
  node.otherwise = build_expr(builder, parts[2]);
  return add_expr(builder, node, span_of(builder, context));
}

// 非 x and -x: the sign, then the operand.
ExprId build_prefix(Builder& builder, Context* context, UnaryOp op) {
  const ExprId operand = build_expr(builder, static_cast<Context*>(context->children[1]));
  return add_expr(builder, UnaryExpr{op, operand}, span_of(builder, context));
}

ExprId build_power(Builder& builder, Rules::PowerContext* context) {
  const ExprId left = build_expr(builder, static_cast<Context*>(context->children[0]));
  const ExprId right = build_expr(builder, static_cast<Context*>(context->children[2]));
  return binary(builder, BinaryOp::Power, left, right, std::nullopt, span_of(builder, context));
}

}  // namespace

std::optional<BinaryOp> comparison_of(const Token& token) {
  using enum TokenKind;
  if (token.is(Eq)) return BinaryOp::Equal;
  if (token.is(Ne)) return BinaryOp::NotEqual;
  if (token.is(Lt) || token.is(K_BELOW)) return BinaryOp::Less;
  if (token.is(Le) || token.is(K_OR_LESS) || token.is(K_WITHIN) || token.is(K_NOT_LATER)) return BinaryOp::LessEqual;
  if (token.is(Gt) || token.is(K_EXCEEDS)) return BinaryOp::Greater;
  if (token.is(Ge) || token.is(K_OR_MORE) || token.is(K_NOT_EARLIER)) return BinaryOp::GreaterEqual;
  if (token.is(K_STARTS_WITH)) return BinaryOp::StartsWith;
  return std::nullopt;
}

std::optional<Path> need_path(Builder& builder, ExprId operand, const Token& reason) {
  if (const auto* reference = std::get_if<ReferenceExpr>(&builder.tree.at(operand).node)) return reference->path;
  report_unexpected(builder, reason, TokenWord::Operator);
  return std::nullopt;
}

ExprId build_expr(Builder& builder, antlr4::ParserRuleContext* context) {
  // Most levels hold nothing but the next one.
  while (context->children.size() == 1 && context->getRuleIndex() != Rules::RuleSettled) {
    context = static_cast<Context*>(context->children[0]);
  }
  switch (context->getRuleIndex()) {
    case Rules::RuleOrExpr: return build_or(builder, static_cast<Rules::OrExprContext*>(context));
    case Rules::RuleAndExpr: return build_and(builder, static_cast<Rules::AndExprContext*>(context));
    case Rules::RuleNotExpr: return build_prefix(builder, context, UnaryOp::Not);
    case Rules::RuleComparison: return build_comparison(builder, static_cast<Rules::ComparisonContext*>(context));
    case Rules::RuleAdditive: return build_additive(builder, static_cast<Rules::AdditiveContext*>(context));
    case Rules::RuleMultiplicative: return build_product<Rules::NegationContext>(builder, context, build_expr);
    case Rules::RuleChoose: return build_choose(builder, static_cast<Rules::ChooseContext*>(context));
    case Rules::RuleJudgementExpr: return build_judgement_expr(builder, static_cast<Rules::JudgementExprContext*>(context));
    case Rules::RuleNegation: return build_prefix(builder, context, UnaryOp::Negate);
    case Rules::RulePower: return build_power(builder, static_cast<Rules::PowerContext*>(context));
    default: return build_settled(builder, static_cast<Rules::SettledContext*>(context));
  }
}

}  // namespace plumb::syntax
