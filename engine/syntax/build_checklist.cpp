// Conditions, checklists, spans, scopes, verifications: what holds of a row.
#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

ScopeEntry build_scope_entry(Builder& builder, Rules::ScopeEntryContext* context) {
  Children children(context);
  ScopeEntry entry;
  entry.span = span_of(builder, context);
  entry.is_exclusion = children.take_token().is(K_EXCLUDE);
  entry.rule = build_name(builder, children.take<Rules::NameContext>());
  if (children.take(K_EXCEPTION_TO)) entry.exception_to = build_name(builder, children.take<Rules::NameContext>());
  if (children.take(K_WHEN)) entry.condition = build_expr(builder, children.take<Rules::ExprContext>());
  entry.bases = build_bases(builder, children);
  return entry;
}

}  // namespace

ConditionItem build_condition(Builder& builder, Rules::ConditionItemContext* context) {
  Children children(context);
  ConditionItem item;
  children.skip();  // 条件
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(K_OF)) item.of = build_path(builder, children.take<Rules::PathContext>());
  children.skip();  // =
  item.value = build_expr(builder, children.take<Rules::ExprContext>());
  item.bases = build_bases(builder, children);
  return item;
}

ChecklistItem build_checklist(Builder& builder, Rules::ChecklistItemContext* context) {
  Children children(context);
  ChecklistItem item;
  children.skip();  // 清单
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  item.mode = children.take_token().keyword;
  if (item.mode == K_AT_LEAST) item.at_least = build_expr(builder, children.take<Rules::ExprContext>());
  item.bases = build_bases(builder, children);
  for (Rules::ChecklistEntryContext* entry : context->checklistEntry()) {
    Children inside(entry);
    ChecklistEntry built;
    built.span = span_of(builder, entry);
    inside.skip();  // 规则
    built.rule = build_name(builder, inside.take<Rules::NameContext>());
    inside.skip();  // 当
    built.condition = build_expr(builder, inside.take<Rules::ExprContext>());
    built.bases = build_bases(builder, inside);
    item.entries.push_back(std::move(built));
  }
  return item;
}

SpanItem build_span(Builder& builder, Rules::SpanItemContext* context) {
  Children children(context);
  SpanItem item;
  children.skip();  // 时段
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  children.skip();  // 取自
  item.from_set = build_set(builder, children.take<Rules::SetExprContext>());
  children.skip();  // 自
  item.start = build_expr(builder, children.take<Rules::ExprContext>());
  children.skip();  // 为期
  item.length = build_expr(builder, children.take<Rules::ExprContext>());
  if (auto* month_end = children.take<Rules::MonthEndContext>()) item.month_end = mode_of(month_end);
  if (children.take(K_WHEN)) item.condition = build_expr(builder, children.take<Rules::ExprContext>());
  item.bases = build_bases(builder, children);
  return item;
}

ScopeItem build_scope(Builder& builder, Rules::ScopeItemContext* context) {
  Children children(context);
  ScopeItem item;
  children.skip();  // 范围
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 取自
  item.source = build_path(builder, children.take<Rules::PathContext>());
  item.bases = build_bases(builder, children);
  for (Rules::ScopeEntryContext* entry : context->scopeEntry()) {
    item.entries.push_back(build_scope_entry(builder, entry));
  }
  return item;
}

VerifyItem build_verify(Builder& builder, Rules::VerifyItemContext* context) {
  Children children(context);
  VerifyItem item;
  children.skip();  // 核对
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(K_OF)) item.of = build_path(builder, children.take<Rules::PathContext>());
  children.skip();  // :
  item.condition = build_expr(builder, children.take<Rules::ExprContext>());
  item.bases = build_bases(builder, children);
  return item;
}

}  // namespace plumb::syntax
