// How the values of an expression are held in columns, chosen by proof before a run: scaled whole numbers wherever the
// program and the actual minima and maxima of the data show that they fit, exact fractions everywhere else.
#pragma once

#include <cstdint>
#include <optional>

#include "base/number.h"

namespace plumb::plan {

enum class Form : uint8_t {
  Int64,     // value = integer * unit, and |integer| <= bound: truths, labels, dates, rows and texts too (unit 1)
  Rational,  // base::Number
};

// Products and sums of whole numbers stay below 2^62, so that no operator has to look for an overflow.
inline constexpr int64_t IntegerLimit = int64_t{1} << 62;

struct Shape {
  Form form = Form::Rational;
  base::Number unit = 1;  // > 0
  int64_t bound = 0;
  friend bool operator==(const Shape&, const Shape&) = default;
};

[[nodiscard]] inline Shape rational() { return {}; }
[[nodiscard]] inline Shape whole(int64_t bound) { return {Form::Int64, 1, bound}; }

// Which integer k gives x = k * unit; empty: none that fits.
[[nodiscard]] std::optional<int64_t> in_units(const base::Number& x, const base::Number& unit);

// The shape of one number that is known.
[[nodiscard]] Shape shape_of_number(const base::Number& value);
// The coarsest shape that holds the values of both.
[[nodiscard]] Shape join(const Shape& a, const Shape& b);
// a + b or a - b.
[[nodiscard]] Shape shape_of_sum(const Shape& a, const Shape& b);
[[nodiscard]] Shape shape_of_product(const Shape& a, const Shape& b);
// Up to `count` values added.
[[nodiscard]] Shape shape_of_total(const Shape& a, uint64_t count);

}  // namespace plumb::plan
