#include "check/find/lint.h"

namespace plumb::check {

void lint_program(Context& context, source::FileId main) {
  lint_bases(context);
  lint_scores(context);
  lint_thresholds(context);
  lint_conditions(context);
  lint_grades(context);
  lint_quotas(context);
  lint_norms(context);
  lint_exceptions(context);
  lint_names(context, main);
}

}  // namespace plumb::check
