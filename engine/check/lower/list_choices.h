// The words of a closed list, for the note under a word that is not among them.
#pragma once

#include <string>
#include <vector>

#include "check/context.h"
#include "source/language.h"
#include "syntax/tree.h"

namespace plumb::check {

// Kinds of absence: the builtin ones and those that columns declare.
[[nodiscard]] std::vector<std::string> absence_choices(const Context& context);
// Ways to combine answers.
[[nodiscard]] std::vector<std::string> combine_choices(source::Language language);
// What a table may stand for (history, lineage, answers), or a column.
[[nodiscard]] std::vector<std::string> role_choices(bool of_table, source::Language language);

// `scope.include NAME`, `scope.exclude NAME`: the scope has no such rule; those of that side are told.
void report_unknown_rule(Context& context, const program::Population& population, const syntax::PathStep& step);

}  // namespace plumb::check
