#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_label_ranges(Builder& builder, Rules::JudgementClauseContext* context, JudgementBody& body) {
  for (Rules::LabelRangeContext* entry : context->labelRange()) {
    Children children(entry);
    LabelRange range;
    range.span = span_of(builder, entry);
    range.label = build_name(builder, children.take<Rules::NameContext>());
    children.skip();  // :
    range.interval = build_interval(builder, children.take<Rules::IntervalContext>());
    range.bases = build_bases(builder, children);
    body.label_ranges.push_back(std::move(range));
  }
}

void build_clause(Builder& builder, Rules::JudgementClauseContext* context, JudgementBody& body) {
  Children children(context);
  if (auto* range = children.take<Rules::RangeContext>()) {
    body.range = build_range(builder, range);
  } else if (children.take(K_BY_WHOM)) {
    body.judges = build_names(builder, children);
  } else if (children.take(K_RANGE)) {
    children.skip();  // 按
    body.range_label = build_expr(builder, children.take<Rules::ExprContext>());
    build_label_ranges(builder, context, body);
  } else if (children.take(K_GRAIN)) {
    body.grain = build_expr(builder, children.take<Rules::ExprContext>());
  } else if (children.take(K_TAKING)) {
    body.combine = build_name(builder, children.take<Rules::CombineNameContext>());
  } else if (children.take(K_AT_LEAST)) {
    body.least_answers = number_text(builder, children.take_token());
  } else if (children.take(K_LABELS)) {
    body.labels = build_names(builder, children);
  } else if (children.take(K_REASONS)) {
    body.reasons = build_names(builder, children);
  } else if (children.take(K_RECORDED)) {
    body.recorded_in = build_path(builder, children.take<Rules::PathContext>());
  } else if (children.take(K_WHEN)) {
    body.when = build_expr(builder, children.take<Rules::ExprContext>());
  }
}

}  // namespace

JudgementBody build_judgement_body(Builder& builder, Children& children) {
  JudgementBody body;
  while (auto* clause = children.take<Rules::JudgementClauseContext>()) build_clause(builder, clause, body);
  return body;
}

ExprId build_judgement_expr(Builder& builder, Rules::JudgementExprContext* context) {
  Children children(context);
  children.skip();  // 评议
  JudgementExpr node;
  node.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(TokenKind::Colon)) node.type = build_type(builder, children.take<Rules::TypeContext>());
  node.body = build_judgement_body(builder, children);
  return add_expr(builder, std::move(node), span_of(builder, context));
}

JudgementItem build_judgement(Builder& builder, Rules::JudgementItemContext* context) {
  Children children(context);
  JudgementItem item;
  children.skip();  // 评议
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  if (children.take(TokenKind::Colon)) item.type = build_type(builder, children.take<Rules::TypeContext>());
  item.body = build_judgement_body(builder, children);
  item.bases = build_bases(builder, children);
  return item;
}

}  // namespace plumb::syntax
