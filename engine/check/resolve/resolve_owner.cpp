// What a definition is about: a table, or the members of a scope. Known before anything is lowered, so that names resolve.
#include "check/infer/kind_word.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

namespace {

const syntax::Path* owner_path(const DefinitionSource& source) {
  const auto of = [](const std::optional<syntax::Path>& path) { return path ? &*path : nullptr; };
  if (source.item == nullptr) return nullptr;
  const auto& node = source.item->node;
  if (const auto* item = std::get_if<syntax::ConditionItem>(&node)) return of(item->of);
  if (const auto* item = std::get_if<syntax::ChecklistItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::SpanItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::VerifyItem>(&node)) return of(item->of);
  if (const auto* item = std::get_if<syntax::MeasureItem>(&node)) return of(item->of);
  if (const auto* item = std::get_if<syntax::ScoreItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::JudgementItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::RankingItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::GradeItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::AllotmentItem>(&node)) return &item->of;
  if (const auto* item = std::get_if<syntax::NormItem>(&node)) return of(item->of);
  return nullptr;
}

// Follows 取自 to the table; a circle of scopes is a cycle of definitions.
void complete_population(Context& context, program::PopulationId id, std::vector<program::PopulationId>& open) {
  program::Population& population = context.program.populations[id.value];
  if (population.table.valid()) return;
  for (size_t i = 0; i < open.size(); ++i) {
    if (open[i] != id) continue;
    diagnostics::NamePath path;
    for (size_t j = i; j < open.size(); ++j) path.items.push_back(context.program.at(open[j]).name);
    path.items.push_back(population.name);
    context.sink.report(diag::DefinitionCycle{path}, population.span);
    for (const program::PopulationId in_circle : open) {
      context.sources_of[context.program.at(in_circle).definition.value].state = LowerState::Done;
    }
    return;
  }
  const DefinitionSource& source = context.sources_of[population.definition.value];
  const auto& item = std::get<syntax::ScopeItem>(source.item->node);
  open.push_back(id);
  if (const std::optional<Owner> owner = resolve_owner(context, item.source)) {
    if (owner->population.valid()) complete_population(context, owner->population, open);
    program::Population& made = context.program.populations[id.value];
    made.source = owner->population;
    made.table = owner->population.valid() ? context.program.at(owner->population).table : owner->table;
    context.program.definitions[made.definition.value].table = made.table;
  }
  const program::Population& ready = context.program.at(id);
  if (!ready.table.valid()) context.sources_of[ready.definition.value].state = LowerState::Done;  // reported
  open.pop_back();
}

}  // namespace

std::optional<Owner> resolve_owner(Context& context, const syntax::Path& path) {
  const syntax::Name& name = path.steps.front().name;
  Symbol* symbol = find_symbol(context, name.text);
  if (symbol == nullptr) {
    std::vector<std::string> names;
    for (const auto& [text, other] : context.symbols) {
      if (other.kind == SymbolKind::Table || other.kind == SymbolKind::Population) names.push_back(text);
    }
    context.sink.report(diag::UnknownName{name.text}, name.span).suggest(diagnostics::suggest(name.text, names));
    return std::nullopt;
  }
  const bool is_single = path.steps.size() == 1 && path.via.empty();
  if (is_single && symbol->kind == SymbolKind::Table) return Owner{program::TableId{symbol->id}, {}};
  if (is_single && symbol->kind == SymbolKind::Population) {
    const program::PopulationId id{symbol->id};
    return Owner{context.program.at(id).table, id};
  }
  context.sink.report(diag::WrongKindOfName{name.text, kind_word::of(symbol->kind), kind_word::TableOrScope()}, path.span)
      .label(symbol->span, label::DeclaredHere{});
  return std::nullopt;
}

void complete_owners(Context& context) {
  std::vector<program::PopulationId> open;
  for (uint32_t i = 0; i < context.program.populations.size(); ++i) {
    const DefinitionSource& source = context.sources_of[context.program.populations[i].definition.value];
    if (source.state == LowerState::Declared) complete_population(context, program::PopulationId{i}, open);
  }
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    DefinitionSource& source = context.sources_of[i];
    const syntax::Path* path = owner_path(source);
    if (path == nullptr) continue;
    const std::optional<Owner> owner = resolve_owner(context, *path);
    if (!owner || (owner->population.valid() && !owner->table.valid())) {
      source.state = LowerState::Done;  // reported: it stays Unknown
      context.without_owner.insert(program::DefinitionId{i});
      context.sink.excuse(context.program.definitions[i].name);
      continue;
    }
    context.program.definitions[i].table = owner->table;
    context.program.definitions[i].domain = owner->population;
    if (const auto* by = std::get_if<program::ByRanking>(&context.program.definitions[i].by)) {
      context.program.rankings[by->ranking.value].table = owner->table;
      context.program.rankings[by->ranking.value].domain = owner->population;
    }
    if (const auto* by = std::get_if<program::ByJudgement>(&context.program.definitions[i].by)) {
      context.program.judgements[by->judgement.value].table = owner->table;
    }
  }
}

Scope scope_of(const Context& context, program::DefinitionId id) {
  const program::Definition& definition = context.program.at(id);
  Scope scope;
  scope.owner = id;
  if (definition.table.valid()) {
    Frame frame;
    frame.table = definition.table;
    frame.domain = definition.domain;
    scope.frames.push_back(std::move(frame));
  }
  return scope;
}

program::ExprId row_of(Context& context, program::DefinitionId id, source::Span span) {
  const program::TableId table = context.program.at(id).table;
  if (!table.valid()) return {};
  program::Type type = kind_type(program::TypeKind::Row);
  type.table = table;
  return context.add({program::FrameRow{0}, type, span});
}

program::ExprId same_row_value(Context& context, program::DefinitionId of, source::Span span) {
  const program::ExprId row = row_of(context, of, span);
  program::Type type = context.program.at(of).type;
  type.absence = 0;
  return context.add({program::DefinitionOf{row, of}, type, span});
}

}  // namespace plumb::check
