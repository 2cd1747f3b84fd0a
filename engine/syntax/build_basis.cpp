#include "syntax/build.h"

namespace plumb::syntax {

namespace {

ClauseRef build_clause_ref(Builder& builder, Rules::ClauseRefContext* context) {
  Children children(context);
  ClauseRef ref;
  ref.span = span_of(builder, context);
  ref.document = build_name(builder, children.take<Rules::NameContext>());
  while (children.take(TokenKind::Dot)) {
    auto* part = children.take<Rules::ClausePartContext>();
    if (!ref.clause.empty()) ref.clause += '.';
    ref.clause += number_text(builder, token_of(part->start));
  }
  return ref;
}

Basis build_basis(Builder& builder, Rules::BasisContext* context) {
  Children children(context);
  Basis basis;
  basis.span = span_of(builder, context);
  const Token& lead = children.take_token();
  if (lead.is(Keyword::K_BASIS)) {
    basis.kind = BasisKind::Cited;
    while (auto* ref = children.take<Rules::ClauseRefContext>()) {
      basis.clauses.push_back(build_clause_ref(builder, ref));
      children.take(TokenKind::ListSep);
    }
  } else if (lead.is(Keyword::K_ASSUMED)) {
    basis.kind = BasisKind::Assumed;
    basis.reason = inner_text(builder, children.take_token());
  } else if (lead.is(Keyword::K_NOT_GIVEN)) {
    basis.kind = BasisKind::NotGiven;
    if (const Token* reason = children.token()) basis.reason = inner_text(builder, *reason);
  } else {
    basis.kind = BasisKind::OtherReading;
    basis.other = build_expr(builder, children.take<Rules::ExprContext>());
    if (children.take(Keyword::K_BASIS)) {
      basis.clauses.push_back(build_clause_ref(builder, children.take<Rules::ClauseRefContext>()));
    }
    children.skip();  // 不取
    basis.reason = inner_text(builder, children.take_token());
  }
  return basis;
}

}  // namespace

void add_bases(Builder& builder, Children& children, std::vector<Basis>& bases) {
  while (auto* basis = children.take<Rules::BasisContext>()) bases.push_back(build_basis(builder, basis));
}

std::vector<Basis> build_bases(Builder& builder, Children& children) {
  std::vector<Basis> bases;
  add_bases(builder, children, bases);
  return bases;
}

TypeRef build_type(Builder& builder, Rules::TypeContext* context) {
  Children children(context);
  TypeRef type;
  type.span = span_of(builder, context);
  type.is_many = children.take(Keyword::K_MANY);
  type.is_percent = children.take(TokenKind::PercentSign);
  type.is_variable = children.take(Keyword::K_SOME);
  bool is_divisor = false;
  while (auto* factor = children.take<Rules::TypeFactorContext>()) {
    const Token& token = token_of(factor->start);
    type.factors.push_back({named(builder, number_text(builder, token), token), is_divisor});
    is_divisor = children.take(TokenKind::Slash);
    if (!is_divisor) children.take(TokenKind::Star);
  }
  return type;
}

Interval build_interval(Builder& builder, Rules::IntervalContext* context) {
  Interval interval;
  interval.span = span_of(builder, context);
  interval.low_open = token_of(context->open).is(TokenKind::LParen);
  interval.high_open = token_of(context->close).is(TokenKind::RParen);
  if (context->low != nullptr) interval.low = build_expr(builder, context->low);
  if (context->high != nullptr) interval.high = build_expr(builder, context->high);
  return interval;
}

Interval build_range(Builder& builder, Rules::RangeContext* context) {
  Children children(context);
  children.skip();  // 值域
  if (auto* interval = children.take<Rules::IntervalContext>()) return build_interval(builder, interval);
  auto* low = children.take<Rules::AdditiveContext>();
  children.skip();  // 至
  auto* high = children.take<Rules::AdditiveContext>();
  Interval interval;
  interval.span = source::join(span_of(builder, low), span_of(builder, high));
  interval.low = build_expr(builder, low);
  interval.high = build_expr(builder, high);
  return interval;
}

}  // namespace plumb::syntax
