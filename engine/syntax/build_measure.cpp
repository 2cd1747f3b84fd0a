#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

CaseEntry build_case(Builder& builder, Rules::CaseEntryContext* context) {
  Children children(context);
  CaseEntry entry;
  entry.span = span_of(builder, context);
  if (children.take(K_OTHERWISE)) {
    entry.is_otherwise = true;
    entry.rule.span = builder.context.span(token_of(context->start));
  } else {
    children.skip();  // 规则
    entry.rule = build_name(builder, children.take<Rules::NameContext>());
    if (children.take(K_EXCEPTION_TO)) entry.exception_to = build_name(builder, children.take<Rules::NameContext>());
    if (children.take(K_WHEN)) entry.condition = build_expr(builder, children.take<Rules::ExprContext>());
    children.skip();  // 则
  }
  auto* value = children.take<Rules::CaseValueContext>();
  Children inside(value);
  entry.value = build_answer(builder, inside, value);
  entry.bases = build_bases(builder, children);
  return entry;
}

}  // namespace

MeasureItem build_measure(Builder& builder, Rules::MeasureItemContext* context) {
  Children children(context);
  MeasureItem item;
  children.skip();  // 测算
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(K_OF)) item.of = build_path(builder, children.take<Rules::PathContext>());
  if (children.take(TokenKind::Colon)) item.type = build_type(builder, children.take<Rules::TypeContext>());
  if (auto* range = children.take<Rules::RangeContext>()) item.range = build_range(builder, range);
  item.bases = build_bases(builder, children);
  if (children.take(TokenKind::Eq)) {
    item.value = build_expr(builder, children.take<Rules::ExprContext>());
    add_bases(builder, children, item.bases);
    return item;
  }
  item.in_order = children.take(K_IN_ORDER);
  for (Rules::CaseEntryContext* entry : context->caseEntry()) item.cases.push_back(build_case(builder, entry));
  return item;
}

}  // namespace plumb::syntax
