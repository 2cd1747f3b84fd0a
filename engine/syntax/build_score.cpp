#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_clauses(Builder& builder, Children& children, Part& part) {
  while (auto* context = children.take<Rules::PartClauseContext>()) {
    Children clause(context);
    const Keyword lead = clause.take_token().keyword;
    if (lead == K_NOT_APPLICABLE) {
      clause.skip();  // 当
      NotApplicable entry;
      entry.condition = build_expr(builder, clause.take<Rules::ExprContext>());
      entry.points = clause.take_token().keyword;
      part.not_applicable.push_back(entry);
      continue;
    }
    if (lead == K_OUT_OF) part.out_of = build_expr(builder, clause.take<Rules::AdditiveContext>());
    if (lead == K_CAP) part.cap = build_expr(builder, clause.take<Rules::AdditiveContext>());
    if (lead == K_PRECONDITION) {
      part.precondition = build_expr(builder, clause.take<Rules::ExprContext>());
      clause.skip();  // 否则
      part.otherwise = build_primary(builder, clause.take<Rules::PrimaryContext>());
    }
  }
}

Part build_part(Builder& builder, Rules::PartContext* context);

void build_group(Builder& builder, Rules::PartGroupContext* context, Part& part) {
  Children children(context);
  if (children.take(K_WEIGHTED)) part.group = GroupKind::Weighted;
  if (children.take(K_BEST_OF)) part.group = GroupKind::BestOf;
  for (Rules::PartContext* inner : context->part()) part.parts.push_back(build_part(builder, inner));
}

void build_mark(Builder& builder, Rules::MarkContext* context, Part& part) {
  Children children(context);
  if (children.take(K_WEIGHT)) {
    part.weight = build_expr(builder, children.take<Rules::AdditiveContext>());
    return;
  }
  const Token& mark = children.take_token();
  part.mark = named(builder, number_text(builder, mark), mark);
}

Part build_part(Builder& builder, Rules::PartContext* context) {
  Children children(context);
  Part part;
  part.span = span_of(builder, context);
  part.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (auto* mark = children.take<Rules::MarkContext>()) build_mark(builder, mark, part);
  build_clauses(builder, children, part);
  part.bases = build_bases(builder, children);
  if (children.take(TokenKind::Eq)) {
    part.value = build_expr(builder, children.take<Rules::ExprContext>());
    build_clauses(builder, children, part);
    add_bases(builder, children, part.bases);
  } else {
    build_group(builder, children.take<Rules::PartGroupContext>(), part);
  }
  return part;
}

}  // namespace

ScoreItem build_score(Builder& builder, Rules::ScoreItemContext* context) {
  Children children(context);
  ScoreItem item;
  Part& root = item.root;
  root.span = span_of(builder, context);
  children.skip();  // 评分
  root.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  build_clauses(builder, children, root);
  root.bases = build_bases(builder, children);
  build_group(builder, children.take<Rules::PartGroupContext>(), root);
  return item;
}

}  // namespace plumb::syntax
