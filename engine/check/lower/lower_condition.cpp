// Conditions, checks against stated figures, and named lists of conditions.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"

namespace plumb::check {

using program::DefinitionId;
using program::Type;
using program::TypeKind;

namespace {

// One case without guard, of truth.
void set_truth(Context& context, DefinitionId id, program::ExprId condition, std::vector<program::Basis> bases,
               source::Span span) {
  const program::ExprId other = other_reading(context, bases);
  program::Definition& definition = context.program.definitions[id.value];
  definition.bases = std::move(bases);
  if (!condition.valid()) return;
  program::ByCases by;
  program::Case single;
  single.value = answer_of(other.valid() ? other : condition);
  single.span = span;
  by.cases.push_back(std::move(single));
  definition.by = std::move(by);
  definition.type = kind_type(TypeKind::Truth);
}

}  // namespace

void lower_condition(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::ConditionItem& item) {
  Scope scope = scope_of(context, id);
  const Typed value = infer_condition(context, *source.tree, item.value, scope);
  std::vector<program::Basis> bases = lower_bases(context, *source.tree, item.bases, kind_type(TypeKind::Truth), &scope);
  set_truth(context, id, value.expr, std::move(bases), source.tree->at(item.value).span);
}

void lower_verify(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::VerifyItem& item) {
  Scope scope = scope_of(context, id);
  const Typed value = infer_condition(context, *source.tree, item.condition, scope);
  std::vector<program::Basis> bases = lower_bases(context, *source.tree, item.bases, kind_type(TypeKind::Truth), &scope);
  set_truth(context, id, value.expr, std::move(bases), source.tree->at(item.condition).span);
}

void lower_checklist_entry(Context& context, DefinitionId id, const DefinitionSource& source) {
  Scope scope = scope_of(context, id);
  const Typed value = infer_condition(context, *source.tree, source.entry->condition, scope);
  std::vector<program::Basis> bases = lower_bases(context, *source.tree, source.entry->bases, kind_type(TypeKind::Truth), &scope);
  set_truth(context, id, value.expr, std::move(bases), source.entry->span);
}

void lower_checklist(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::ChecklistItem& item) {
  auto by = std::get<program::ByChecklist>(context.program.at(id).by);
  bool is_good = true;
  std::map<std::string, source::Span> names;
  for (const syntax::ChecklistEntry& entry : item.entries) {
    const auto [it, is_new] = names.emplace(entry.rule.text, entry.rule.span);
    if (!is_new)
      context.sink.report(diag::DuplicateName{entry.rule.text}, entry.rule.span).label(it->second, label::FirstDeclaredHere{});
  }
  for (const DefinitionId entry : by.items)
    is_good = require_definition(context, entry, context.program.at(entry).span) && is_good;
  if (item.mode == syntax::Keyword::K_ALL_OF) by.mode = program::ByChecklist::Mode::All;
  if (item.mode == syntax::Keyword::K_AT_LEAST) by.mode = program::ByChecklist::Mode::AtLeast;
  if (item.at_least.valid()) {
    Scope global;
    const Type whole = number_type(true, 0);
    by.at_least = infer_value(context, *source.tree, item.at_least, global, whole).expr;
    is_good = is_good && by.at_least.valid();
  }
  std::vector<program::Basis> bases =
      lower_bases(context, *source.tree, item.bases, by.at_least.valid() ? number_type(true, 0) : Type{});
  if (!by.at_least.valid())
    refuse_reading(context, bases);
  else if (const program::ExprId other = other_reading(context, bases); other.valid())
    by.at_least = other;
  program::Definition& definition = context.program.definitions[id.value];
  definition.by = std::move(by);
  definition.bases = std::move(bases);
  if (is_good) definition.type = kind_type(TypeKind::Truth);
}

}  // namespace plumb::check
