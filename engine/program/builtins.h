// One row per builtin function: what it is called inside the engine and what kind of call it is.
//
// In: the id of the word (the English spelling, "sum"). Out: the row, or none. Data only; the meaning of the
// kinds is the program's (AggregateKind, Function, StepKind), so that every evaluator reads the same table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "program/program.h"

namespace plumb::program::builtins {

// Operators on rows and on definitions that are no plain function of values.
enum class Special : uint8_t {
  Cap,       // 封顶(x, most): the smaller one; the second argument is a bound
  Floor,     // 保底(x, least)
  Root,      // 平方根(x, place, mode)
  ValueIn,   // 数值(x, 1元): the bare number
  Place,     // 名次(ranking)
  Met,       // 所合(checklist)
  Previous,  // 上次(history.column): the last one by the assessment
};

using Form = std::variant<program::AggregateKind, program::Function, program::StepKind, Special>;

// Several plain values are a list of their own: 最大(1, 2, 3).
inline constexpr uint8_t Many = 64;

struct Builtin {
  std::string_view id;
  Form form;
  uint8_t least = 1;  // arguments
  uint8_t most = 1;
};

// What an aggregate without rows gives (law L5).
enum class OfNothing : uint8_t { Zero, False, NeedsAnswer };

[[nodiscard]] std::span<const Builtin> all();
[[nodiscard]] const Builtin* find(std::string_view id);
[[nodiscard]] OfNothing of_nothing(program::AggregateKind kind);
// True if the aggregate reads a value of every member (合计), false if it counts rows that meet a condition.
[[nodiscard]] bool has_body(program::AggregateKind kind);

}  // namespace plumb::program::builtins
