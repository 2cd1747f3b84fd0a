// On demand: reading a definition lowers it, so that the order of completion is an order of evaluation.
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

void report_cycle(Context& context, program::DefinitionId id, source::Span use) {
  diagnostics::NamePath path;
  bool is_inside = false;
  for (const program::DefinitionId open : context.stack) {
    is_inside = is_inside || open == id;
    if (is_inside) path.items.push_back(context.program.at(open).name);
  }
  path.items.push_back(context.program.at(id).name);
  auto& report = context.sink.report(diag::DefinitionCycle{path}, use);
  report.label(context.program.at(id).span, label::DeclaredHere{});
}

// The members of its domain are known before a value of theirs.
void require_domain(Context& context, program::DefinitionId id) {
  const program::PopulationId domain = context.program.at(id).domain;
  if (domain.valid()) require_definition(context, context.program.at(domain).definition, context.program.at(id).span);
}

}  // namespace

bool require_definition(Context& context, program::DefinitionId id, source::Span use) {
  switch (context.sources_of[id.value].state) {
    case LowerState::Done: return context.program.at(id).type.kind != program::TypeKind::Unknown;
    case LowerState::InProgress: report_cycle(context, id, use); return false;
    case LowerState::Declared: break;
  }
  context.sources_of[id.value].state = LowerState::InProgress;
  context.stack.push_back(id);
  require_domain(context, id);
  lower_definition(context, id);
  if (const auto noted = context.convention_bases.find(id); noted != context.convention_bases.end()) {
    std::vector<program::Basis>& bases = context.program.definitions[id.value].bases;
    bases.insert(bases.end(), noted->second.begin(), noted->second.end());
  }
  context.stack.pop_back();
  context.sources_of[id.value].state = LowerState::Done;
  context.program.order.push_back(id);
  return context.program.at(id).type.kind != program::TypeKind::Unknown;
}

void lower_definition(Context& context, program::DefinitionId id) {
  const DefinitionSource source = context.sources_of[id.value];
  if (source.judgement != nullptr) return lower_judgement(context, id, source);
  if (source.part != nullptr) return lower_part(context, id, source);
  if (source.entry != nullptr) return lower_checklist_entry(context, id, source);
  if (source.item == nullptr) return;  // lowered by its owner
  const auto& node = source.item->node;
  if (const auto* item = std::get_if<syntax::ConditionItem>(&node)) return lower_condition(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::VerifyItem>(&node)) return lower_verify(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::ChecklistItem>(&node)) return lower_checklist(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::SpanItem>(&node)) return lower_span(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::ScopeItem>(&node)) return lower_scope(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::MeasureItem>(&node)) return lower_measure(context, id, source, *item);
  if (std::holds_alternative<syntax::JudgementItem>(node)) return lower_judgement(context, id, source);
  if (const auto* item = std::get_if<syntax::RankingItem>(&node)) return lower_ranking(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::GradeItem>(&node)) return lower_grade(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::AllotmentItem>(&node)) return lower_allotment(context, id, source, *item);
  if (const auto* item = std::get_if<syntax::NormItem>(&node)) return lower_norm(context, id, source, *item);
}

}  // namespace plumb::check
