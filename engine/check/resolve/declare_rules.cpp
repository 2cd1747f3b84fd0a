// Definitions of the constructs: each gets its id, its word and its `by`, so that a name may be read before it is lowered.
#include "check/resolve/declare.h"

namespace plumb::check {

using program::ConstructWord;
using program::DefinitionId;

namespace {

DefinitionSource source_of(const syntax::Tree& tree, const syntax::Item& item) {
  DefinitionSource source;
  source.tree = &tree;
  source.item = &item;
  return source;
}

program::Definition& at(Context& context, DefinitionId id) { return context.program.definitions[id.value]; }

void declare_scope(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::ScopeItem& item) {
  const DefinitionId id = new_definition(context, item.name, ConstructWord::Scope, source_of(tree, whole));
  const program::PopulationId population{static_cast<uint32_t>(context.program.populations.size())};
  program::Population made;
  made.name = item.name.name.text;
  made.definition = id;
  made.span = item.name.name.span;
  context.program.populations.push_back(std::move(made));
  at(context, id).by = program::ByPopulation{population};
  declare_symbol(context, tree, item.name, SymbolKind::Population, population.value);
}

void declare_ranking(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::RankingItem& item) {
  const DefinitionId id = declare_definition(context, tree, item.name, ConstructWord::Ranking, source_of(tree, whole));
  const program::RankingId ranking{static_cast<uint32_t>(context.program.rankings.size())};
  program::Ranking made;
  made.name = item.name.name.text;
  made.definition = id;
  made.span = item.name.name.span;
  context.program.rankings.push_back(std::move(made));
  at(context, id).by = program::ByRanking{ranking};
}

program::JudgementId new_judgement(Context& context, const syntax::Tree& tree, const syntax::Item* item,
                                   const syntax::DeclName& name, DefinitionId definition) {
  const program::JudgementId id{static_cast<uint32_t>(context.program.judgements.size())};
  program::Judgement made;
  made.name = name.name.text;
  made.definition = definition;
  context.program.judgements.push_back(std::move(made));
  context.judgements_of.push_back({&tree, item, LowerState::Declared});
  if (definition.valid()) at(context, definition).by = program::ByJudgement{id};
  return id;
}

void declare_judgement(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::JudgementItem& item) {
  if (decides_ties(item)) {
    const program::JudgementId id = new_judgement(context, tree, &whole, item.name, {});
    declare_symbol(context, tree, item.name, SymbolKind::Judgement, id.value);
    return;
  }
  const DefinitionId id = declare_definition(context, tree, item.name, ConstructWord::Judgement, source_of(tree, whole));
  new_judgement(context, tree, &whole, item.name, id);
}

void declare_checklist(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::ChecklistItem& item) {
  const DefinitionId id = declare_definition(context, tree, item.name, ConstructWord::Checklist, source_of(tree, whole));
  program::ByChecklist by;
  for (const syntax::ChecklistEntry& entry : item.entries) {
    DefinitionSource source = source_of(tree, whole);
    source.entry = &entry;
    source.owner = id;
    by.items.push_back(new_definition(context, {entry.rule, std::nullopt, std::nullopt}, ConstructWord::ChecklistItem, source));
  }
  by.mode = program::ByChecklist::Mode::Any;
  at(context, id).by = std::move(by);
}

bool contains(source::Span outer, source::Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

// The judgements that stand inside a value, so that their names are known before the value is lowered.
void declare_judgements_in(Context& context, const syntax::Tree& tree, source::Span place, DefinitionId owner) {
  for (const syntax::Expr& expr : tree.exprs) {
    const auto* judgement = std::get_if<syntax::JudgementExpr>(&expr.node);
    if (judgement != nullptr && contains(place, expr.span)) declare_inner_judgement(context, tree, *judgement, owner);
  }
}

DefinitionId declare_part(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::Part& part,
                          DefinitionId parent) {
  DefinitionSource source = source_of(tree, whole);
  source.part = &part;
  source.owner = parent;
  const ConstructWord word = parent.valid() ? ConstructWord::ScorePart : ConstructWord::Score;
  const DefinitionId id = declare_definition(context, tree, part.name, word, source);
  const size_t index = context.program.score_parts.size();
  context.program.score_parts.emplace_back();
  context.program.score_parts[index].definition = id;
  context.program.score_parts[index].parent = parent;
  context.program.score_parts[index].is_best_of = part.group == syntax::GroupKind::BestOf;
  for (const syntax::Part& inner : part.parts) {
    const DefinitionId inner_id = declare_part(context, tree, whole, inner, id);
    context.program.score_parts[index].parts.push_back(inner_id);
  }
  if (part.value.valid()) declare_judgements_in(context, tree, tree.at(part.value).span, id);
  return id;
}

}  // namespace

bool decides_ties(const syntax::JudgementItem& item) {
  return !item.type.is_written() && !item.body.range && !item.body.range_label.valid() && item.body.labels.empty() &&
         item.body.reasons.empty() && !item.body.grain.valid();
}

program::DefinitionId declare_inner_judgement(Context& context, const syntax::Tree& tree, const syntax::JudgementExpr& judgement,
                                              program::DefinitionId owner) {
  const auto it = context.inner_judgements.find(&judgement);
  if (it != context.inner_judgements.end()) return it->second;
  DefinitionSource source = context.sources_of[owner.value];
  source.part = nullptr;
  source.entry = nullptr;
  source.judgement = &judgement;
  source.owner = owner;
  source.state = LowerState::Declared;
  const DefinitionId id = declare_definition(context, tree, judgement.name, ConstructWord::Judgement, source);
  const program::JudgementId made = new_judgement(context, tree, nullptr, judgement.name, id);
  at(context, id).table = at(context, owner).table;
  at(context, id).domain = at(context, owner).domain;
  context.program.judgements[made.value].table = at(context, owner).table;
  context.inner_judgements.emplace(&judgement, id);
  return id;
}

void declare_rule(Context& context, const syntax::Tree& tree, const syntax::Item& item) {
  const auto plain = [&](const syntax::DeclName& name, ConstructWord word) {
    return declare_definition(context, tree, name, word, source_of(tree, item));
  };
  if (const auto* rule = std::get_if<syntax::ConditionItem>(&item.node)) plain(rule->name, ConstructWord::Condition);
  if (const auto* rule = std::get_if<syntax::SpanItem>(&item.node)) {
    at(context, plain(rule->name, ConstructWord::SpanWord)).by = program::BySpans{};
  }
  if (const auto* rule = std::get_if<syntax::VerifyItem>(&item.node)) {
    context.program.verifies.push_back(plain(rule->name, ConstructWord::Verify));
  }
  if (const auto* rule = std::get_if<syntax::MeasureItem>(&item.node)) {
    declare_judgements_in(context, tree, item.span, plain(rule->name, ConstructWord::Measure));
  }
  if (const auto* rule = std::get_if<syntax::GradeItem>(&item.node)) {
    at(context, plain(rule->name, ConstructWord::Grade)).by = program::ByGradeEntries{};
  }
  if (const auto* rule = std::get_if<syntax::AllotmentItem>(&item.node)) {
    at(context, plain(rule->name, ConstructWord::Allotment)).by = program::ByAllotment{};
  }
  if (const auto* rule = std::get_if<syntax::NormItem>(&item.node)) {
    plain(rule->name, rule->is_duty ? ConstructWord::Duty : ConstructWord::Consequence);
  }
  if (const auto* rule = std::get_if<syntax::ScopeItem>(&item.node)) declare_scope(context, tree, item, *rule);
  if (const auto* rule = std::get_if<syntax::RankingItem>(&item.node)) declare_ranking(context, tree, item, *rule);
  if (const auto* rule = std::get_if<syntax::JudgementItem>(&item.node)) declare_judgement(context, tree, item, *rule);
  if (const auto* rule = std::get_if<syntax::ChecklistItem>(&item.node)) declare_checklist(context, tree, item, *rule);
  if (const auto* rule = std::get_if<syntax::ScoreItem>(&item.node)) declare_part(context, tree, item, rule->root, {});
}

}  // namespace plumb::check
