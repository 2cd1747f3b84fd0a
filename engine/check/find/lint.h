// Findings over the finished program: what compiles and yet is probably not what the notice says.
// Internal to check. Each lint_*.cpp is one finding. Where a row makes it true, it shows that row, and as a test case where a
// test can say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/context.h"

namespace plumb::check {

// Runs every finding; files of `main` only where a finding speaks about names.
void lint_program(Context&, source::FileId main);

void lint_bases(Context&);       // rules without a basis, clauses without a rule
void lint_scores(Context&);      // parts against their mark, weights against 100 %, the reachable maximum
void lint_thresholds(Context&);  // the same threshold once open and once closed; 元 against 万元
void lint_conditions(Context&);  // exclusions and cases that can never apply
void lint_grades(Context&);      // conditions below a cut, which come before it; entries that clash or are never reached
void lint_quotas(Context&);      // quotas against their base
void lint_norms(Context&);       // good grades that can meet an adverse consequence
void lint_exceptions(Context&);  // two cases at one level that can both apply, cases that never come to their turn
void lint_names(Context&, source::FileId main);  // names that nothing uses

// 0.9 as "90%": shares and weights in messages.
[[nodiscard]] inline std::string percent(const base::Number& share) { return (share * base::Number(100)).to_string() + "%"; }

// Tables with a gap, an overlap, a row that nothing reaches: errors, whatever else is asked for.
void find_table_gaps(Context&);

}  // namespace plumb::check
