// The builtin functions: what each is called inside the engine and what kind of call it is; the rows are builtins.def.
//
// In: the id of the word (the English spelling, "sum"). Out: the row, or none. Data only; the meaning of the
// kinds is the program's (AggregateKind, Function, StepKind), so that every evaluator reads the same table.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "program/expr.h"

namespace plumb::program::builtins {

// Operators on rows, on definitions and with modes, which are no plain function of values.
enum class Special : uint8_t {
#define PLUMB_SPECIAL(value, id, least, most) value,
#include "program/builtins.def"
};

using Form = std::variant<AggregateKind, Function, StepKind, Special>;

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

// What a function of values takes and gives. Number: of any units, or a ratio. Own: code of its own infers it.
enum class ValueKind : uint8_t { Own, Number, Whole, Date, Text };
struct Signature {
  ValueKind takes = ValueKind::Own;  // every argument
  ValueKind gives = ValueKind::Own;
  std::optional<int64_t> low, high;  // of the result's type, both included
  std::optional<int64_t> magnitude;  // no result is further from zero; none: as large as the arguments
};

// Null: no such function.
[[nodiscard]] const Builtin* find(std::string_view id);
[[nodiscard]] Signature signature_of(Function function);
[[nodiscard]] OfNothing of_nothing(AggregateKind kind);
// True if the aggregate reads a value of every member (合计), false if it counts rows that meet a condition.
[[nodiscard]] bool has_body(AggregateKind kind);

}  // namespace plumb::program::builtins
