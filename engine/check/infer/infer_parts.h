// What the infer_*.cpp files share. Internal to the expression half of check.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/infer/infer.h"
#include "program/builtins.h"

namespace plumb::check {

inline constexpr int ExpansionLimit = 64;       // 函数 inside 函数
inline constexpr size_t ExprLimit = 2'000'000;  // nodes of one program

// --- type_rules.cpp ---

[[nodiscard]] inline bool is_unknown(const program::Type& type) { return type.kind == program::TypeKind::Unknown; }
[[nodiscard]] program::Type type_of(program::TypeKind kind);
// A dimensionless number, known to be whole or not.
[[nodiscard]] program::Type number_type(bool is_whole, std::optional<int64_t> low = {}, std::optional<int64_t> high = {});
[[nodiscard]] program::Type ratio_type();
// May the two be compared, chosen between, added (absence and ranges aside)?
[[nodiscard]] bool is_same_kind(const program::Type& a, const program::Type& b);
// The type of a value that is of the one or the other; the two are of the same kind.
[[nodiscard]] program::Type join(const program::Type& a, const program::Type& b);
[[nodiscard]] bool is_ordered(const Context&, const program::Type&);
[[nodiscard]] diagnostics::Word type_word(const Context&, const program::Type&);
[[nodiscard]] diagnostics::WordList absence_words(const Context&, program::AbsenceSet);
[[nodiscard]] constexpr program::AbsenceSet bit_of(program::BuiltinAbsence kind) { return 1ull << static_cast<uint8_t>(kind); }
// As the reader wrote it, on one line and not longer than a few words.
[[nodiscard]] std::string written(const Context&, source::Span);
// Refuses (R33xx) a type that does not fit; true if it fits or either is unknown.
bool require_fit(Context&, const Typed& found, const program::Type& wanted, source::Span);

// --- find_range.cpp ---

[[nodiscard]] bool is_positive(const program::Type&);
[[nodiscard]] bool is_nonzero(const program::Type&);
void range_of_sum(const program::Type& a, const program::Type& b, bool minus, program::Type& result);
void range_of_product(const program::Type& a, const program::Type& b, program::Type& result);
void range_of_quotient(const program::Type& a, const program::Type& b, program::Type& result);
void range_of_negation(const program::Type& a, program::Type& result);
void range_of_larger(const program::Type& a, const program::Type& b, bool larger, program::Type& result);

// --- prove_presence.cpp ---

// "c3.d5" of a chain of columns and definitions on a row of a frame; empty if the value is none.
struct PresenceKey {
  std::optional<uint8_t> depth;
  std::string text;
};  // no depth: without rows
[[nodiscard]] std::optional<PresenceKey> presence_key(const program::Program&, program::ExprId);
[[nodiscard]] bool is_proved_present(const Context&, const Scope&, program::ExprId);
[[nodiscard]] bool is_proved_member(const Context&, const Scope&, program::ExprId row, program::PopulationId);
// As add_proofs, for a condition that is already inferred in this scope.
void prove_expr(const Context&, program::ExprId condition, bool holds, Scope&);
// Is a member of `inner` always one of `outer`?
[[nodiscard]] bool is_within(const program::Program&, program::PopulationId inner, program::PopulationId outer);

// --- infer_settle.cpp ---

// What is said once per column and kind, for the kinds that the use leaves open.
Typed apply_conventions(Context&, const Typed&, source::Span, Scope&);
// The value as an operand: conventions applied, absence that is left refused. `what` names it.
Typed need_present(Context&, Typed, source::Span, Scope&);
// infer_expr and need_present.
Typed infer_present(Context&, const syntax::Tree&, syntax::ExprId, Scope&, const program::Type* wanted = nullptr);
// The value is a column's: says how the table lets it be absent.
void note_column(const Context&, const Typed& value, diagnostics::Diagnostic& reported);
Typed infer_settlement(Context&, const syntax::Tree&, const Typed& operand, source::Span operand_span,
                       const std::optional<syntax::Answer>& all, const std::vector<syntax::KindAnswer>& by_kind, Scope&);
Typed infer_if_absent(Context&, const syntax::Tree&, const syntax::IfAbsentExpr&, Scope&, const program::Type* wanted);
Typed infer_if_none(Context&, const syntax::Tree&, const syntax::IfNoneExpr&, source::Span, Scope&, const program::Type* wanted);
Typed infer_at_date(Context&, const syntax::Tree&, const syntax::AtDateExpr&, source::Span, Scope&);

// --- one per construct ---

Typed infer_literal(Context&, const syntax::LiteralExpr&, source::Span, const program::Type* wanted);
Typed infer_negate(Context&, const syntax::Tree&, const syntax::UnaryExpr&, source::Span, Scope&, const program::Type* wanted);
Typed infer_binary(Context&, const syntax::Tree&, const syntax::BinaryExpr&, source::Span, Scope&, const program::Type* wanted);
// Sum, difference, product, quotient of values that are there. `if_zero`: what was written for a divisor of zero.
Typed combine(Context&, program::Op, const Typed& left, const Typed& right, source::Span left_span, source::Span right_span,
              source::Span whole);
Typed infer_divide(Context&, const syntax::Tree&, const syntax::BinaryExpr&, const Typed& left, const Typed& right, source::Span,
                   Scope&);
Typed infer_compare(Context&, const syntax::Tree&, const syntax::BinaryExpr&, source::Span, Scope&);
Typed infer_one_of(Context&, const syntax::Tree&, const syntax::OneOfExpr&, source::Span, Scope&);
Typed infer_within(Context&, const syntax::Tree&, const syntax::WithinExpr&, source::Span, Scope&);
Typed infer_member(Context&, const syntax::Tree&, const syntax::MemberExpr&, source::Span, Scope&);
Typed infer_in_force(Context&, const syntax::Tree&, const syntax::InForceExpr&, source::Span, Scope&);
Typed infer_presence(Context&, const syntax::Tree&, const syntax::PresenceExpr&, source::Span, Scope&);
Typed infer_choose(Context&, const syntax::Tree&, const syntax::ChooseExpr&, source::Span, Scope&, const program::Type* wanted);
Typed infer_judgement(Context&, const syntax::Tree&, const syntax::JudgementExpr&, source::Span, Scope&);
Typed infer_lookup(Context&, const syntax::Tree&, const syntax::LookupExpr&, source::Span, Scope&, const program::Type* wanted);
Typed infer_row(Context&, const syntax::Tree&, const syntax::RowExpr&, source::Span, Scope&, const program::Type* wanted);
// `if_none`: the answer written behind the call, or null.
Typed infer_call(Context&, const syntax::Tree&, const syntax::CallExpr&, source::Span, Scope&, const program::Type* wanted,
                 const syntax::Answer* if_none);

// What a call is, handed to the file of its kind.
struct Call {
  const syntax::Tree& tree;
  const syntax::CallExpr& node;
  const program::builtins::Builtin* builtin = nullptr;
  source::Span span;
  const program::Type* wanted = nullptr;
  const syntax::Answer* if_none = nullptr;
};
// Of one argument as it is written.
[[nodiscard]] inline source::Span span_of(const Call& call, size_t index) {
  return call.tree.at(call.node.arguments[index].value).span;
}
Typed infer_aggregate(Context&, const Call&, program::AggregateKind, Scope&);
Typed infer_previous(Context&, const Call&, Scope&);
// Several plain values instead of a set: 最大(1, 2, 3).
Typed infer_list(Context&, const Call&, program::AggregateKind, Scope&);
Typed infer_rounding(Context&, const Call&, Scope&);
Typed infer_square_root(Context&, const Call&, Scope&);
Typed infer_step(Context&, const Call&, program::StepKind, Scope&);
Typed infer_date_shift(Context&, const Call&, program::Function, Scope&);
Typed infer_extremum(Context&, const Call&, bool larger, Scope&);
Typed infer_function(Context&, const Call&, uint32_t function, Scope&);
// The plain value of an argument; 各, 当 and 按 are refused.
Typed infer_argument(Context&, const Call&, size_t index, Scope&, const program::Type* wanted = nullptr);
[[nodiscard]] base::RoundingMode rounding_mode(syntax::Keyword);
[[nodiscard]] std::optional<base::MonthEnd> month_end_of(syntax::Keyword);
// A place or a step: refuses what is not proved positive.
bool require_positive(Context&, const Typed&, source::Span);
// No rounding or step can be read off a number that has no end of denominators: law L4.
[[nodiscard]] bool is_constant_like(const program::Program&, program::ExprId);

// --- resolve_name.cpp ---

enum class HeadKind : uint8_t {
  None,
  Hidden,
  Argument,
  Column,
  Definition,
  Parameter,
  Table,
  Population,
  Enumeration,
  Function,
  Deadline,
  Other
};
struct Head {
  HeadKind kind = HeadKind::None;
  uint8_t depth = 0;  // Column, Definition with rows
  uint32_t id = 0;
  const BoundArgument* argument = nullptr;
};
[[nodiscard]] Head find_head(Context&, const syntax::Tree&, const std::string& name, const Scope&);
[[nodiscard]] std::optional<program::ColumnId> find_column(const program::Program&, program::TableId, std::string_view name);
// A bare number, or a parameter that is one, where units are wanted: reports it at the number. False: it is something
// else, and nothing was reported.
bool report_missing_measure(Context&, const Typed& found, const program::Type& wanted);
// R2001 with what is near, or the keyword that is glued to the name.
void report_unknown(Context&, const syntax::Tree&, const syntax::Name&, const Scope&, const program::Type* wanted);
[[nodiscard]] std::optional<uint16_t> find_label(const program::Enumeration&, std::string_view name);

// --- infer_path.cpp ---

Typed row_of_frame(Context&, const Scope&, uint8_t depth);
// Column or definition `name` of a row, with its absence; reports.
Typed infer_step_of(Context&, const syntax::Tree&, const Typed& row, const syntax::Name& name, Scope&);
Typed infer_steps(Context&, const syntax::Tree&, Typed value, std::span<const syntax::PathStep> steps, Scope&);
Typed definition_value(Context&, program::ExprId row, program::DefinitionId, source::Span, Scope&);

// --- resolve_set.cpp ---

struct SetHead {
  program::SetSource source;
  Frame member;                            // to be put before the scope's frames
  std::span<const syntax::PathStep> rest;  // steps behind the set's name
};
std::optional<SetHead> resolve_set_head(Context&, const syntax::Tree&, const syntax::SetRef&, Scope&);
// Chains of reference columns from a table to another, shortest first; at most a handful.
[[nodiscard]] std::vector<std::vector<program::ColumnId>> find_chains(const program::Program&, program::TableId from,
                                                                      program::TableId to);

// --- expand_frames.cpp ---

// A copy of the expression for a place that lies `by` frames further in; not valid where it aggregates this row's members.
program::ExprId shift_frames(Context&, program::ExprId, size_t by);

}  // namespace plumb::check
