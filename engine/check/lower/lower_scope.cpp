// 范围: a population by inclusions and exclusions (law L7). Several inclusions mean any, an exclusion wins, a rule that is an
// exception to an exclusion re-admits.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::DefinitionId;
using program::TypeKind;

namespace {

constexpr size_t RuleLimit = 64;  // an evaluator keeps the rules that hold as bits of a word

int32_t find_rule(Context& context, const syntax::ScopeItem& item, const syntax::ScopeEntry& entry, size_t self) {
  std::vector<std::string> names;
  for (size_t i = 0; i < item.entries.size(); ++i) {
    if (item.entries[i].rule.text == entry.exception_to->text && i != self) return static_cast<int32_t>(i);
    if (i != self) names.push_back(item.entries[i].rule.text);
  }
  context.sink.report(diag::UnknownRuleOf{item.name.name.text, entry.exception_to->text}, entry.exception_to->span)
      .suggest(diagnostics::suggest(entry.exception_to->text, names));
  return -1;
}

void check_names(Context& context, const syntax::ScopeItem& item) {
  std::map<std::string, source::Span> seen;
  for (const syntax::ScopeEntry& entry : item.entries) {
    const auto [it, is_new] = seen.emplace(entry.rule.text, entry.rule.span);
    if (!is_new)
      context.sink.report(diag::DuplicateName{entry.rule.text}, entry.rule.span).label(it->second, label::FirstDeclaredHere{});
  }
  if (item.entries.size() > RuleLimit)
    context.sink.report(diag::TooManyRules{item.name.name.text, RuleLimit}, item.name.name.span);
}

// An exception chain that comes back to its start excepts nothing.
void check_exception_circles(Context& context, const std::vector<program::PopulationRule>& rules) {
  for (size_t i = 0; i < rules.size(); ++i) {
    auto at = static_cast<int32_t>(i);
    for (size_t steps = 0; at >= 0 && steps <= rules.size(); ++steps) {
      at = rules[static_cast<size_t>(at)].exception_to;
      if (at == static_cast<int32_t>(i)) {
        context.sink.report(diag::ExceptionCircle{rules[i].name}, rules[i].span);
        return;
      }
    }
  }
}

}  // namespace

void lower_scope(Context& context, DefinitionId id, const DefinitionSource& source, const syntax::ScopeItem& item) {
  const syntax::Tree& tree = *source.tree;
  const program::PopulationId population = std::get<program::ByPopulation>(context.program.at(id).by).population;
  const program::PopulationId from = context.program.at(population).source;
  bool is_good = context.program.at(id).table.valid();
  if (from.valid()) is_good = require_definition(context, context.program.at(from).definition, item.source.span) && is_good;
  check_names(context, item);
  std::vector<program::PopulationRule> rules;
  for (size_t i = 0; i < item.entries.size() && is_good; ++i) {
    const syntax::ScopeEntry& entry = item.entries[i];
    program::PopulationRule rule;
    rule.is_exclusion = entry.is_exclusion;
    rule.name = entry.rule.text;
    rule.span = entry.span;
    if (entry.exception_to) rule.exception_to = find_rule(context, item, entry, i);
    Scope scope = scope_of(context, id);
    scope.frames.front().domain = from;
    if (entry.condition.valid()) {
      rule.condition = infer_condition(context, tree, entry.condition, scope).expr;
      is_good = rule.condition.valid();
    }
    rule.bases = lower_bases(context, tree, entry.bases, kind_type(TypeKind::Truth), &scope);
    if (const program::ExprId other = other_reading(context, rule.bases); other.valid()) rule.condition = other;
    rules.push_back(std::move(rule));
  }
  check_exception_circles(context, rules);
  std::vector<program::Basis> bases = lower_bases(context, tree, item.bases);
  refuse_reading(context, bases);
  context.program.populations[population.value].rules = std::move(rules);
  program::Definition& definition = context.program.definitions[id.value];
  definition.bases = std::move(bases);
  if (is_good) definition.type = kind_type(TypeKind::Truth);
}

}  // namespace plumb::check
