// Conditions that no row can meet, as far as declared ranges tell: a rule that looks as if it did something.
#include "check/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

void lint_conditions(Context& context) {
  for (const program::Population& population : context.program.populations) {
    for (const program::PopulationRule& rule : population.rules) {
      if (rule.condition.valid() && decide(context, rule.condition) == false) {
        context.sink.report(diag::RuleNeverApplies{.rule = rule.name}, rule.span);
      }
    }
  }
  for (const program::Definition& definition : context.program.definitions) {
    if (const auto* by = std::get_if<program::ByCases>(&definition.by)) {
      for (const program::Case& one : by->cases) {
        if (one.guard.valid() && decide(context, one.guard) == false) {
          context.sink.report(diag::RuleNeverApplies{.rule = one.rule.empty() ? definition.name : one.rule}, one.span);
        }
      }
    }
  }
}

}  // namespace plumb::check
