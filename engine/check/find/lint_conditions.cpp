// Conditions that no row can meet, as far as declared ranges tell: a rule that looks as if it did something. An exclusion that
// only speaks of rows that are not included anyway does nothing, either.
#include <algorithm>

#include "check/find/lint.h"
#include "check/find/sweep.h"
#include "check/infer/infer.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::ExprId;

// A switch that is a parameter is off this year.
bool never_holds(const Context& context, ExprId condition, program::PopulationId domain) {
  if (!condition.valid()) return false;
  Sweep sweep(context);
  sweep.add(condition);
  sweep.keep_within(domain);
  if (sweep.subjects().empty() || !sweep.close()) return false;
  for (bool more = sweep.first(); more; more = sweep.next()) {
    if (sweep.holds(condition, true) != false) return false;
  }
  return true;
}

void report(Context& context, const std::string& rule, source::Span span) {
  context.sink.report(diag::RuleNeverApplies{.rule = rule}, span).note(label::NoRowToShow{});
}

// Is a row ever included and met by this exclusion?
bool takes_out(const Context& context, const program::Population& population, const program::PopulationRule& exclusion) {
  Sweep sweep(context);
  std::vector<ExprId> inclusions;
  for (const program::PopulationRule& rule : population.rules) {
    if (rule.is_exclusion || rule.exception_to >= 0) continue;
    if (!rule.condition.valid()) return true;
    inclusions.push_back(rule.condition);
    sweep.add(rule.condition);
  }
  if (inclusions.empty()) return true;
  sweep.add(exclusion.condition);
  sweep.keep_within(population.source);
  if (!sweep.close()) return true;
  for (bool more = sweep.first(); more; more = sweep.next()) {
    const bool is_included = std::ranges::any_of(inclusions, [&](ExprId one) { return sweep.holds(one, true) != false; });
    if (is_included && sweep.holds(exclusion.condition, true) != false) return true;
  }
  return false;
}

void lint_population(Context& context, const program::Population& population) {
  for (const program::PopulationRule& rule : population.rules) {
    if (!rule.condition.valid()) continue;
    if (never_holds(context, rule.condition, population.source)) {
      report(context, rule.name, rule.span);
    } else if (rule.is_exclusion && rule.exception_to < 0 && !takes_out(context, population, rule)) {
      context.sink.report(diag::ExclusionWithoutEffect{.rule = rule.name}, rule.span).note(label::NoRowToShow{});
    }
  }
}

}  // namespace

void lint_conditions(Context& context) {
  for (const program::Population& population : context.program.populations) lint_population(context, population);
  for (const program::Definition& definition : context.program.definitions) {
    if (const auto* by = std::get_if<program::ByCases>(&definition.by)) {
      for (const program::Case& one : by->cases) {
        if (never_holds(context, one.guard, definition.domain))
          report(context, one.rule.empty() ? definition.name : one.rule, one.span);
      }
      const bool is_condition =
          definition.word == program::ConstructWord::Condition || definition.word == program::ConstructWord::ChecklistItem ||
          definition.word == program::ConstructWord::Consequence || definition.word == program::ConstructWord::Duty;
      const bool is_value = is_condition && by->mode == program::CaseMode::Single && by->cases.size() == 1 &&
                            by->cases[0].value.kind == program::AnswerKind::Value;
      if (is_value && never_holds(context, by->cases[0].value.value, definition.domain))
        report(context, definition.name, definition.span);
    }
    if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
      for (const program::GradeEntry& entry : grade->entries) {
        if (never_holds(context, entry.condition, definition.domain)) report(context, entry.rule, entry.span);
      }
    }
  }
}

}  // namespace plumb::check
