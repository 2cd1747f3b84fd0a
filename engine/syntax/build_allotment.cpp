#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_clause(Builder& builder, Rules::AllotmentClauseContext* context, AllotmentItem& item) {
  Children children(context);
  const Keyword lead = children.take_token().keyword;
  if (lead == K_GRAIN) item.grain = build_expr(builder, children.take<Rules::ExprContext>());
  if (lead == K_AT_LEAST) item.minimum = build_expr(builder, children.take<Rules::ExprContext>());
  if (lead == K_AT_MOST) item.maximum = build_expr(builder, children.take<Rules::ExprContext>());
  if (lead == K_WEIGHT) item.zero_weight = children.take_token().keyword;
  if (lead == K_REMAINDER) {
    item.largest_remainder = children.take(K_LARGEST_REMAINDER);
    if (children.take(K_BY)) item.remainder_keys = build_rank_keys(builder, children);
  }
  if (lead == K_TIES) {
    if (children.take(K_BY)) item.tie_keys = build_rank_keys(builder, children);
    if (children.take(K_REFER)) item.tie_judgement = build_name(builder, children.take<Rules::NameContext>());
  }
}

}  // namespace

AllotmentItem build_allotment(Builder& builder, Rules::AllotmentItemContext* context) {
  Children children(context);
  AllotmentItem item;
  children.skip();  // 分配
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  children.skip();  // 总额
  item.amount = build_expr(builder, children.take<Rules::ExprContext>());
  children.skip();  // 按
  item.weight = build_expr(builder, children.take<Rules::ExprContext>());
  while (auto* clause = children.take<Rules::AllotmentClauseContext>()) build_clause(builder, clause, item);
  item.bases = build_bases(builder, children);
  return item;
}

}  // namespace plumb::syntax
