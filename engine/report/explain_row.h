// What an explanation says beside the rules: which run it is of, what is wrong with the row's data, and, where nothing is
// defined of its table, its cells.
#pragma once

#include "explain/explain.h"
#include "report/evaluation.h"
#include "report/find_unit.h"

namespace plumb::report {

void complete_explanation(const Evaluation& evaluation, const NamedRow& named, source::Language language,
                          explain::Explanation& told);

}  // namespace plumb::report
