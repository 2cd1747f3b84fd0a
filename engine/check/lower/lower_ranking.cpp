// 排名 (law L10): complete or refused. A key is exact or says how it rounds, is never absent, and ties are decided.
#include "check/infer/infer_parts.h"
#include "check/infer/kind_word.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::DefinitionId;
using program::ExprId;
using program::TypeKind;

namespace {

// The table's only key, read from the row itself.
bool is_own_key(const Context& context, ExprId id, program::TableId table) {
  const auto* column = std::get_if<program::ColumnOf>(&context.program.at(id).node);
  if (column == nullptr || !column->row.valid()) return false;
  const auto* row = std::get_if<program::FrameRow>(&context.program.at(column->row).node);
  const auto& keys = context.program.at(table).keys;
  const bool is_single_key = keys.size() == 1 && keys.front() == column->column;
  return row != nullptr && row->depth == 0 && (is_single_key || context.program.at(column->column).is_unique);
}

program::TiePolicy policy_of(syntax::Keyword word) {
  if (word == syntax::Keyword::K_DENSE) return program::TiePolicy::Dense;
  if (word == syntax::Keyword::K_REFER) return program::TiePolicy::Refer;
  if (word == syntax::Keyword::K_ALL_IN) return program::TiePolicy::AllIn;
  if (word == syntax::Keyword::K_ALL_OUT) return program::TiePolicy::AllOut;
  if (word == syntax::Keyword::K_NO_TIES) return program::TiePolicy::NoTies;
  return program::TiePolicy::SharePlace;
}

}  // namespace

std::vector<program::SortKey> lower_keys(Context& context, const syntax::Tree& tree, const std::vector<syntax::RankKey>& keys,
                                         Scope& scope) {
  std::vector<program::SortKey> made;
  for (const syntax::RankKey& key : keys) {
    const Typed value = infer_value(context, tree, key.value, scope, {});
    program::SortKey one{value.expr, key.descending, key.exact, key.span};
    if (value.expr.valid() && !is_ordered(context, value.type) && value.type.kind != TypeKind::Text) {
      context.sink.report(diag::NoOrder{type_word(context, value.type)}, tree.at(key.value).span);
    }
    if (value.expr.valid() && !key.exact && key.rounding_place.valid()) {
      program::Type wanted = value.type;
      wanted.low.reset();
      wanted.high.reset();
      wanted.is_whole = false;
      Scope global;
      const Typed place = infer_value(context, tree, key.rounding_place, global, wanted);
      if (place.expr.valid() && require_positive(context, place, tree.at(key.rounding_place).span)) {
        program::Type type = wanted;
        type.is_bounded = true;
        one.value = context.add({program::RoundExpr{value.expr, place.expr, rounding_mode(*key.rounding_mode)}, type, key.span});
      } else {
        one.value = {};
      }
    }
    made.push_back(one);
  }
  return made;
}

program::JudgementId find_tie_judgement(Context& context, const syntax::Name& name) {
  Symbol* symbol = find_symbol(context, name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::Judgement) return program::JudgementId{symbol->id};
  if (symbol == nullptr) {
    context.sink.report(diag::UnknownName{name.text}, name.span)
        .suggest(near_symbols(context, name.text, {SymbolKind::Judgement}));
  } else {
    context.sink.report(diag::WrongKindOfName{name.text, kind_word::of(symbol->kind), kind_word::TieJudgement()}, name.span)
        .label(symbol->span, label::DeclaredHere{});
  }
  return {};
}

bool is_never_tied(const Context& context, const program::Ranking& ranking) {
  return !ranking.keys.empty() && ranking.keys.back().value.valid() &&
         is_own_key(context, ranking.keys.back().value, ranking.table);
}

void lower_ranking(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::RankingItem& item) {
  const syntax::Tree& tree = *source.tree;
  const program::RankingId ranking_id = std::get<program::ByRanking>(context.program.at(id).by).ranking;
  const std::size_t errors = context.sink.error_count();
  program::Ranking made = context.program.at(ranking_id);
  Scope scope = scope_of(context, id);
  if (item.without.valid()) {
    made.without = infer_condition(context, tree, item.without, scope).expr;
    if (made.without.valid()) add_proofs(tree, item.without, false, scope, context);
  }
  for (const syntax::Path& path : item.strata) {
    const Typed value = need_present(context, infer_path(context, tree, path, scope, nullptr), path.span, scope);
    if (value.expr.valid()) made.strata.push_back(value.expr);
  }
  made.keys = lower_keys(context, tree, item.keys, scope);
  made.ties = policy_of(item.ties.word);
  if (item.ties.judgement) made.judgement = find_tie_judgement(context, *item.ties.judgement);
  const bool is_whole = !made.keys.empty() && made.keys.back().value.valid();
  if (made.ties == program::TiePolicy::NoTies && is_whole && !is_never_tied(context, made)) {
    context.sink.report(diag::TiesPossible{made.name}, made.keys.back().span);
  }
  const bool leaves_out = made.without.valid();
  context.program.rankings[ranking_id.value] = std::move(made);
  std::vector<program::Basis> bases = lower_bases(context, tree, item.bases);
  refuse_reading(context, bases);
  program::Definition& definition = context.program.definitions[id.value];
  definition.bases = std::move(bases);
  if (context.sink.error_count() != errors) return;
  definition.type = number_type(true, 1);
  if (leaves_out) definition.type.absence = bit_of(program::BuiltinAbsence::OutOfScope);
}

}  // namespace plumb::check
