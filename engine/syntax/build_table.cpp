// Tables, absence conventions, parameters, functions: what other definitions read.
#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_column_clause(Builder& builder, Rules::ColumnClauseContext* context, Column& column) {
  Children children(context);
  if (auto* range = children.take<Rules::RangeContext>()) {
    column.range = build_range(builder, range);
    return;
  }
  const Token& lead = children.take_token();
  if (lead.is(K_STORED)) column.stored = inner_text(builder, children.take_token());
  if (lead.is(K_ORIGIN)) column.origin = inner_text(builder, children.take_token());
  if (lead.is(K_SCALE)) column.scale = number_text(builder, children.take_token());
  if (lead.is(K_LENGTH)) column.length = number_text(builder, children.take_token());
  if (lead.is(K_ABSENTABLE)) {
    for (Name& kind : build_kinds(builder, children)) column.absence_kinds.push_back(std::move(kind));
  }
  if (lead.is(K_OPTIONAL)) column.is_optional = true;
  if (lead.is(K_UNIQUE)) column.is_unique = true;
  if (lead.is(K_ACTIONABLE)) column.control = Control::Actionable;
  if (lead.is(K_CORRECTABLE)) column.control = Control::Correctable;
  if (lead.is(K_FIXED)) column.control = Control::Fixed;
  if (lead.is(K_AS)) column.roles.push_back(build_name(builder, children.take<Rules::RoleNameContext>()));
}

Column build_column(Builder& builder, Rules::ColumnContext* context) {
  Children children(context);
  Column column;
  column.span = span_of(builder, context);
  column.is_key = children.take(K_KEY);
  column.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // :
  column.type = build_type(builder, children.take<Rules::TypeContext>());
  while (auto* clause = children.take<Rules::ColumnClauseContext>()) build_column_clause(builder, clause, column);
  column.bases = build_bases(builder, children);
  return column;
}

DatedValue build_dated_value(Builder& builder, Rules::DatedValueContext* context) {
  Children children(context);
  DatedValue value;
  value.span = span_of(builder, context);
  const Token& first = children.take_token();
  value.from = named(builder, date_text(builder, first), first);
  if (children.take(K_SINCE)) {
    value.kind = DatedKind::Since;
  } else if (children.take(K_BEFORE)) {
    value.kind = DatedKind::Before;
  } else {
    children.skip();  // 至
    const Token& last = children.take_token();
    value.to = named(builder, date_text(builder, last), last);
  }
  children.skip();  // :
  if (children.take(K_SAME)) {
    value.same_as = number_text(builder, children.take_token());
  } else if (auto* dated = children.take<Rules::DatedExprContext>()) {
    value.value = build_expr(builder, dated->expr());
  }
  value.bases = build_bases(builder, children);
  return value;
}

}  // namespace

TableItem build_table(Builder& builder, Rules::TableItemContext* context) {
  Children children(context);
  TableItem item;
  children.skip();  // 数据表
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(K_STORED)) item.stored = inner_text(builder, children.take_token());
  while (auto* clause = children.take<Rules::TableClauseContext>()) {
    item.roles.push_back(build_name(builder, clause->roleName()));
  }
  for (Rules::ColumnContext* column : context->column()) item.columns.push_back(build_column(builder, column));
  return item;
}

AbsenceItem build_absence(Builder& builder, Rules::AbsenceItemContext* context) {
  Children children(context);
  AbsenceItem item;
  children.skip();  // 缺失约定
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  item.bases = build_bases(builder, children);
  for (Rules::AbsenceEntryContext* entry : context->absenceEntry()) {
    Children inside(entry);
    AbsenceEntry built;
    built.span = span_of(builder, entry);
    built.column = build_path(builder, inside.take<Rules::PathContext>());
    built.kinds = build_kinds(builder, inside);
    inside.skip();  // :
    auto* answer = inside.take<Rules::AbsenceAnswerContext>();
    Children answered(answer);
    built.answer = build_answer(builder, answered, answer);
    built.bases = build_bases(builder, inside);
    item.entries.push_back(std::move(built));
  }
  return item;
}

ParameterItem build_parameter(Builder& builder, Rules::ParameterItemContext* context) {
  Children children(context);
  ParameterItem item;
  children.skip();  // 参数
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(TokenKind::Colon)) item.type = build_type(builder, children.take<Rules::TypeContext>());
  if (auto* range = children.take<Rules::RangeContext>()) item.range = build_range(builder, range);
  if (children.take(TokenKind::Eq)) {
    item.value = build_expr(builder, children.take<Rules::ExprContext>());
  } else if (auto* dated = children.take<Rules::DatedValuesContext>()) {
    for (Rules::DatedValueContext* value : dated->datedValue()) {
      item.dated.push_back(build_dated_value(builder, value));
    }
  }
  item.bases = build_bases(builder, children);
  return item;
}

FunctionItem build_function(Builder& builder, Rules::FunctionItemContext* context) {
  Children children(context);
  FunctionItem item;
  children.skip();  // 函数
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // (
  while (auto* parameter = children.take<Rules::ParameterDeclContext>()) {
    Children inside(parameter);
    ParameterDecl built;
    built.name = build_name(builder, inside.take<Rules::NameContext>());
    inside.skip();  // :
    built.is_set = inside.take(K_SET_OF);
    built.type = build_type(builder, inside.take<Rules::TypeContext>());
    item.parameters.push_back(std::move(built));
    children.take(TokenKind::Comma);
  }
  children.skip();  // )
  if (children.take(TokenKind::Colon)) item.type = build_type(builder, children.take<Rules::TypeContext>());
  children.skip();  // =
  item.body = build_expr(builder, children.take<Rules::ExprContext>());
  item.bases = build_bases(builder, children);
  return item;
}

}  // namespace plumb::syntax
