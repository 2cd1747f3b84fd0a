// Entries of a grade that speak by a condition are decided before its cuts (law L10), wherever they stand. One that is written
// below a cut reads as if it were for those that the cut left over: said, so that nobody is surprised.
#include "check/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

void lint_grades(Context& context) {
  for (const program::Definition& definition : context.program.definitions) {
    const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by);
    if (grade == nullptr || grade->in_order) {
      continue;
    }
    std::string cut;
    for (const program::GradeEntry& entry : grade->entries) {
      if (entry.form == program::GradeForm::Top || entry.form == program::GradeForm::Next) {
        cut = entry.rule;
      } else if (entry.form == program::GradeForm::When && !entry.is_veto && !cut.empty()) {
        context.sink.report(diag::ConditionBelowCut{.rule = entry.rule, .cut = cut}, entry.span);
      }
    }
  }
}

}  // namespace plumb::check
