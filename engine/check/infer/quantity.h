// Literals with a dimension, for items and expressions. Internal to check.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/context.h"

namespace plumb::check {

struct Quantity {
  program::Value value;  // a Number in base units, or a base::Span
  program::Type type;    // Number (ratio for % and 个百分点) or Duration; shown as it was written
};

// "50万元", "25%", "3个百分点", "1.5亿", "6个月", "30天", "2 years": a number, perhaps 万 亿 百 千 百万 千万, and a declared
// unit. The longest declared unit wins: a declared 万元 before 万 and 元. Calendar lengths are durations unless a unit of that
// name is declared. A zero width blank between number and unit is allowed. Empty after R2xxx/R3xxx was reported.
[[nodiscard]] std::optional<Quantity> parse_quantity(Context&, std::string_view text, source::Span span);

// 三个月 → "3个月": an amount in Chinese numerals, as the language writes it. Empty: the name is something else.
[[nodiscard]] std::optional<std::string> read_amount(const Context&, std::string_view name);

// The number of a literal without a unit ("0.25", "1,000" is not one). Empty: not a number.
[[nodiscard]] std::optional<program::Number> parse_plain_number(std::string_view text);

}  // namespace plumb::check
