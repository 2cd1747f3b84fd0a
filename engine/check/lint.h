// Findings over the finished program: what compiles and yet is probably not what the notice says.
// Internal to check. Each lint_*.cpp is one finding; gaps and overlaps of tables are found while they are lowered.
#pragma once

#include <optional>
#include <vector>

#include "check/context.h"

namespace plumb::check {

// Runs every finding; files of `main` only where a finding speaks about names.
void lint_program(Context&, source::FileId main);

void lint_bases(Context&);        // rules without a basis, clauses without a rule
void lint_scores(Context&);       // parts against their mark, weights against 100 %, the reachable maximum
void lint_thresholds(Context&);   // the same threshold once open and once closed; 元 against 万元
void lint_conditions(Context&);   // exclusions and cases that can never apply
void lint_grades(Context&);       // conditions below a cut, which come before it
void lint_exceptions(Context&);   // two cases at one level that can both apply
void lint_names(Context&, source::FileId main);  // names that nothing uses

// One subject compared with constants: what a conjunction of plain conditions says about it.
struct Constraint {
  enum class Kind : uint8_t { Column, Definition } kind = Kind::Column;
  uint32_t id = 0;
  uint8_t depth = 0;
  std::optional<program::Bound> low, high;
  std::optional<std::vector<program::Value>> among;  // labels, texts, truth values
};
struct Conjunction {
  std::vector<Constraint> constraints;  // one a subject
  bool complete = true;                 // false: a part of the condition was not understood
};
[[nodiscard]] Conjunction read_conjunction(const Context&, program::ExprId condition);
// True or false whatever the row is, as far as ranges tell.
[[nodiscard]] std::optional<bool> decide(const Context&, program::ExprId condition);

}  // namespace plumb::check
