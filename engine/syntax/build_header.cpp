#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

Name date_name(Builder& builder, const Token& token) { return named(builder, date_text(builder, token), token); }
Name text_name(Builder& builder, const Token& token) { return named(builder, inner_text(builder, token), token); }

ClauseEntry build_clause_entry(Builder& builder, Rules::ClauseEntryContext* context) {
  Children children(context);
  ClauseEntry entry;
  entry.span = span_of(builder, context);
  children.skip();  // 条款
  auto* id = children.take<Rules::ClauseIdContext>();
  entry.id_span = span_of(builder, id);
  for (Rules::ClausePartContext* part : id->clausePart()) {
    if (!entry.id.empty()) entry.id += '.';
    entry.id += number_text(builder, token_of(part->start));
  }
  if (const Token* title = children.token(); title != nullptr && title->is(TokenKind::Text)) {
    entry.title = inner_text(builder, *title);
    children.skip();
  }
  if (children.take(K_FINGERPRINT)) entry.fingerprint = text_name(builder, children.take_token());
  if (children.take(K_NO_RULE)) entry.no_rule = inner_text(builder, children.take_token());
  return entry;
}

}  // namespace

RulesetItem build_ruleset(Builder& builder, Rules::RulesetItemContext* context) {
  return {inner_text(builder, token_of(context->stop))};
}

AssessmentItem build_assessment(Builder& builder, Rules::AssessmentItemContext* context) {
  Children children(context);
  AssessmentItem item;
  children.skip();  // 期次
  item.number = number_text(builder, children.take_token());
  if (children.take(K_PERIOD)) {
    item.period_from = date_name(builder, children.take_token());
    children.skip();  // 至
    item.period_to = date_name(builder, children.take_token());
  }
  if (children.take(K_REFERENCE_DATE)) item.reference_date = date_name(builder, children.take_token());
  item.bases = build_bases(builder, children);
  return item;
}

AuthorityItem build_authority(Builder& builder, Rules::AuthorityItemContext* context) {
  Children children(context);
  AuthorityItem item;
  children.skip();  // 文件, 依据
  item.name = build_name(builder, children.take<Rules::NameContext>());
  item.number = inner_text(builder, children.take_token());
  if (children.take(K_ISSUED)) item.issued = date_name(builder, children.take_token());
  for (Rules::ClauseEntryContext* entry : context->clauseEntry()) {
    item.clauses.push_back(build_clause_entry(builder, entry));
  }
  return item;
}

UseItem build_use(Builder& builder, Rules::UseItemContext* context) { return {text_name(builder, token_of(context->stop))}; }

UnitsItem build_units(Builder& builder, Rules::UnitsItemContext* context) {
  Children children(context);
  UnitsItem item;
  children.skip();  // 计量
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  if (children.take(TokenKind::Eq)) item.factor = build_expr(builder, children.take<Rules::ExprContext>());
  return item;
}

EnumItem build_enum(Builder& builder, Rules::EnumItemContext* context) {
  Children children(context);
  EnumItem item;
  children.skip();  // 枚举
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  item.ordered = children.take(K_ORDERED);
  for (Rules::EnumLabelContext* label : context->enumLabel()) {
    item.labels.push_back(build_decl_name(builder, label));
  }
  return item;
}

}  // namespace plumb::syntax
