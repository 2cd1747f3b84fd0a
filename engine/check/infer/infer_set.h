// The set of an aggregate: which argument it is, its members, what is taken of each. Internal to the expression half.
#pragma once

#include <optional>
#include <vector>

#include "check/infer/infer_parts.h"

namespace plumb::check {

// An argument as a set, with its clauses. A set parameter of a 函数 stands for the argument it was called with.
struct SetUse {
  const syntax::Tree* tree = nullptr;
  const syntax::Argument* argument = nullptr;
  syntax::SetRef set;
  const std::optional<syntax::Answer>* absent_all = nullptr;
  const std::vector<syntax::KindAnswer>* absent_by_kind = nullptr;
  const Scope* scope = nullptr;
};

struct Members {
  program::SetSource source;
  Scope inside;  // the member's frame is first
  program::ExprId filter;
  std::optional<Typed> body;
  source::Span body_span;
};

// --- resolve_argument.cpp ---

// The argument as a set; empty where it is a plain value. Set parameters of a 函数 keep their own scope. `is_refused`: a
// mistake was reported, the argument is neither.
std::optional<SetUse> find_use(Context&, const Call&, const syntax::Argument&, const Scope&, bool& is_refused);
// Set, filter and body; empty after a report. What the filter proves holds for the body.
std::optional<Members> infer_members(Context&, const Call&, const SetUse&);

// --- prove_key.cpp ---

// No two members can have the same value of this key.
[[nodiscard]] bool is_unique_key(const program::Program&, const Members&, program::ExprId key);

// --- merge_history.cpp ---

// The column with role 期次 of a history; not valid elsewhere.
[[nodiscard]] program::ColumnId assessment_column(const program::Program&, program::TableId);
// The key orders the members without ties, or 合并 says what becomes of them; else reported at the span of the key.
bool require_unique_key(Context&, const Call&, const SetUse&, const Members&, program::ExprId key, source::Span);
// 合并 of the set, where it is written. False after a report: it does not fit the call.
bool take_merging(Context&, const Call&, const SetUse&, const Members&, program::Aggregate&);

}  // namespace plumb::check
