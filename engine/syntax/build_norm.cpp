#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_clause(Builder& builder, Rules::NormClauseContext* context, NormItem& item) {
  Children children(context);
  const Keyword lead = children.take_token().keyword;
  if (lead == K_UNFULFILLED) {
    children.skip();  // 则
    item.if_unfulfilled = build_name(builder, children.take<Rules::NameContext>());
    return;
  }
  if (lead == K_BARS) {
    item.bars = build_name(builder, children.take<Rules::NameContext>());
    return;
  }
  if (lead == K_FULFILLED) children.skip();  // 当
  const ExprId value = build_expr(builder, children.take<Rules::ExprContext>());
  if (lead == K_WHEN) item.condition = value;
  if (lead == K_FULFILLED) item.fulfilled = value;
  if (lead == K_AMOUNT) item.amount = value;
  if (lead == K_TERM) {
    item.term = value;
    if (children.take(K_FROM_DATE)) item.term_start = build_expr(builder, children.take<Rules::ExprContext>());
    if (auto* month_end = children.take<Rules::MonthEndContext>()) item.month_end = mode_of(month_end);
    item.term_inclusive = children.take(K_INCLUSIVE);
  }
}

}  // namespace

NormItem build_norm(Builder& builder, Rules::NormItemContext* context) {
  Children children(context);
  NormItem item;
  item.is_duty = children.take_token().is(K_DUTY);
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  Children force(children.take<Rules::ForceContext>());
  item.force = force.take_token().keyword;
  item.menu = build_names(builder, force);
  if (children.take(K_BY_WHOM)) item.actor = build_name(builder, children.take<Rules::NameContext>());
  if (children.take(K_OF)) item.of = build_path(builder, children.take<Rules::PathContext>());
  while (auto* clause = children.take<Rules::NormClauseContext>()) build_clause(builder, clause, item);
  item.bases = build_bases(builder, children);
  return item;
}

}  // namespace plumb::syntax
