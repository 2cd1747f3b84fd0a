// Rankings and the grades that are cut from them.
#include "syntax/build.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

void build_form(Builder& builder, Rules::GradeFormContext* context, GradeEntry& entry) {
  Children children(context);
  if (children.take(K_WHEN)) {
    entry.form = GradeFormKind::When;
    entry.condition = build_expr(builder, children.take<Rules::ExprContext>());
  } else if (children.take(K_OTHERWISE)) {
    entry.form = GradeFormKind::Otherwise;
  } else {
    entry.ranking = build_path(builder, children.take<Rules::PathContext>());
    entry.form = children.take_token().is(K_TOP) ? GradeFormKind::Top : GradeFormKind::Next;
    entry.size = build_expr(builder, children.take<Rules::ExprContext>());
    if (auto* mode = children.take<Rules::RoundingModeContext>()) entry.size_rounding = mode_of(mode);
  }
}

void build_clause(Builder& builder, Rules::GradeClauseContext* context, GradeEntry& entry) {
  Children children(context);
  const Keyword lead = children.take_token().keyword;
  const bool is_repeated = (lead == K_VACANCY && entry.vacancy_filled) || (lead == K_OVERFLOW && entry.overflow_in) ||
                           ((lead == K_SHRINKS || lead == K_KEEPS) && entry.shrinks_next) || (lead == K_BASE && entry.base);
  if (is_repeated && !entry.repeated) entry.repeated = span_of(builder, context);
  if (lead == K_VACANCY) entry.vacancy_filled = children.take(K_FILLED);
  if (lead == K_OVERFLOW) entry.overflow_in = children.take(K_ALL_IN);
  if (lead == K_SHRINKS) entry.shrinks_next = true;
  if (lead == K_KEEPS) entry.shrinks_next = false;
  if (lead == K_BASE) entry.base = build_path(builder, children.take<Rules::PathContext>());
}

GradeEntry build_entry(Builder& builder, Rules::GradeEntryContext* context) {
  Children children(context);
  GradeEntry entry;
  entry.span = span_of(builder, context);
  if (dynamic_cast<Rules::GradeVetoContext*>(context) != nullptr) {
    children.skip();  // 一票否决
    entry.is_veto = true;
    entry.rule = build_name(builder, children.take<Rules::NameContext>());
    children.skip();  // 当
    entry.condition = build_expr(builder, children.take<Rules::ExprContext>());
    entry.no_better = children.take_token().is(K_NO_BETTER);
    entry.label = build_name(builder, children.take<Rules::NameContext>());
    entry.after_cut = children.take_token().is(K_AFTER_CUT);
  } else {
    entry.label = build_name(builder, children.take<Rules::NameContext>());
    entry.rule = build_name(builder, children.take<Rules::NameContext>());
    build_form(builder, children.take<Rules::GradeFormContext>(), entry);
    while (auto* clause = children.take<Rules::GradeClauseContext>()) build_clause(builder, clause, entry);
  }
  entry.bases = build_bases(builder, children);
  return entry;
}

}  // namespace

RankKey build_rank_key(Builder& builder, Rules::RankKeyContext* context) {
  Children children(context);
  RankKey key;
  key.span = span_of(builder, context);
  key.value = build_expr(builder, children.take<Rules::ExprContext>());
  key.exact = children.take(K_EXACT);
  if (children.take(K_TAKING)) {
    key.rounding_place = build_expr(builder, children.take<Rules::ExprContext>());
    key.rounding_mode = mode_of(children.take<Rules::RoundingModeContext>());
  }
  key.descending = children.take(K_DESCENDING);
  return key;
}

std::vector<RankKey> build_rank_keys(Builder& builder, Children& children) {
  std::vector<RankKey> keys;
  while (auto* key = children.take<Rules::RankKeyContext>()) {
    keys.push_back(build_rank_key(builder, key));
    children.take(TokenKind::Comma);
  }
  return keys;
}

RankingItem build_ranking(Builder& builder, Rules::RankingItemContext* context) {
  Children children(context);
  RankingItem item;
  children.skip();  // 排名
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  if (children.take(K_WITHOUT)) item.without = build_expr(builder, children.take<Rules::ExprContext>());
  if (children.take(K_STRATA)) {
    do {
      item.strata.push_back(build_path(builder, children.take<Rules::PathContext>()));
    } while (children.take(TokenKind::ListSep));
  }
  children.skip();  // 按
  item.keys = build_rank_keys(builder, children);
  children.skip();  // 并列
  Children ties(children.take<Rules::TiePolicyContext>());
  item.ties.word = ties.take_token().keyword;
  if (auto* judgement = ties.take<Rules::NameContext>()) item.ties.judgement = build_name(builder, judgement);
  item.bases = build_bases(builder, children);
  return item;
}

GradeItem build_grade(Builder& builder, Rules::GradeItemContext* context) {
  Children children(context);
  GradeItem item;
  children.skip();  // 等级
  item.name = build_decl_name(builder, children.take<Rules::DeclNameContext>());
  children.skip();  // 对
  item.of = build_path(builder, children.take<Rules::PathContext>());
  item.bases = build_bases(builder, children);
  item.in_order = children.take(K_IN_ORDER);
  for (Rules::GradeEntryContext* entry : context->gradeEntry()) item.entries.push_back(build_entry(builder, entry));
  return item;
}

}  // namespace plumb::syntax
