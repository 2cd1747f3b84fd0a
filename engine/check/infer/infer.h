// Expressions: tree → typed program expressions. Internal to check.
//
// Every function reports its own mistakes and then gives type Unknown, which silences what follows from it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/context.h"

namespace plumb::check {

// One row that names may be looked up on. Frames of a scope: the innermost is first and is frame depth 0.
struct Frame {
  program::TableId table;
  program::PopulationId domain;      // the row is a member of this population (or of one built on it)
  bool reaches_outer = true;         // bare names may go on to the next frame (members of a set); false for 全体 and 同
  std::vector<std::string> present;  // dotted paths that a guard (有 x 且 …) proved present on this row
  std::vector<program::PopulationId> proved;  // x 在 范围 proved in this branch
};
struct BoundArgument {  // a parameter of a 函数 while its body is expanded
  program::ExprId value;
  program::Type type;
  // A set parameter keeps its argument unexpanded, with the scope where it was written.
  const syntax::Tree* tree = nullptr;
  const syntax::Argument* set = nullptr;
  const struct Scope* scope = nullptr;
  size_t frame_count = 0;  // frames around the place where it was written
};
struct Scope {
  std::vector<Frame> frames;         // empty: global
  size_t hidden_frames = 0;          // so many outermost frames are not seen by names (body of a 函数)
  std::vector<std::string> present;  // definitions without rows that a guard proved present
  bool in_test = false;              // an expectation: a value that is absent fails it, nothing has to be settled
  int depth = 0;                     // functions that are being expanded around this
  std::map<std::string, BoundArgument>* arguments = nullptr;
  std::map<std::string, program::Type>* type_variables = nullptr;
  program::DefinitionId owner;  // whose value this is (inner judgements, SelfAbsent)
  bool in_aggregate = false;    // 不计 is allowed
  bool may_be_absent = false;   // 本项缺失 is allowed; the kinds used are collected here:
  program::AbsenceSet self_absence = 0;
  const program::Type* deadline = nullptr;  // inside a norm the name 期限 is its deadline
  program::ExprId deadline_expr;
};
struct Typed {
  program::ExprId expr;  // not valid after an error
  program::Type type;
};

// `wanted` helps with labels and units; it does not force: see infer_value.
Typed infer_expr(Context&, const syntax::Tree&, syntax::ExprId, Scope&, const program::Type* wanted = nullptr);
// As infer_expr, and the type must fit `wanted` (R3xxx); absence beyond wanted.absence is refused.
Typed infer_value(Context&, const syntax::Tree&, syntax::ExprId, Scope&, const program::Type& wanted);
// Truth that is never absent.
Typed infer_condition(Context&, const syntax::Tree&, syntax::ExprId, Scope&);
// A value, 不计 or 本项缺失. `type` gets the value's type (Unknown for the other two).
program::Answer infer_answer(Context&, const syntax::Tree&, const syntax::Answer&, Scope&, const program::Type* wanted,
                             program::Type& type);
// What a guard proves when it is true (or false): adds to the frame's present and proved.
void add_proofs(const syntax::Tree&, syntax::ExprId condition, bool holds, Scope&, Context&);

struct ResolvedSet {
  program::SetSource source;
  program::Type body;         // of `rest` steps after the set's name (仪器.有效机时): Unknown if none
  program::ExprId body_expr;  // seen from the member as frame 0; not valid if none
};
// A set as a path or with a prefix, seen from the scope's first frame. The member's frame is not left in the scope.
std::optional<ResolvedSet> resolve_set(Context&, const syntax::Tree&, const syntax::SetRef&, Scope&);
// Row expression and rest of a path whose head is a definition, column, table (members' owner) or parameter.
Typed infer_path(Context&, const syntax::Tree&, const syntax::Path&, Scope&, const program::Type* wanted);

// The value of an expression without rows (literals, parameters with one value, arithmetic); empty if it has rows or fails.
std::optional<program::Value> fold_constant(const Context&, program::ExprId);

// True if a value of type `from` may stand where `to` is wanted (dimensions equal, ratio apart from bare number, enumerations
// equal).
bool fits(const program::Type& from, const program::Type& to);

}  // namespace plumb::check
