// The independent judge of Number in these tests: Boost's rational, and conversions both ways by
// text.
#pragma once

#include <string>

#include <boost/multiprecision/cpp_int.hpp>

#include "base/number.h"

namespace plumb::base {

using Reference = boost::multiprecision::cpp_rational;
using ReferenceInteger = boost::multiprecision::cpp_int;

inline Reference reference_of(const Number& value) {
  return Reference(ReferenceInteger(value.numerator_string()), ReferenceInteger(value.denominator_string()));
}

// Boost's own reduction and printing, so that a wrong reduction of ours shows as another text.
inline std::string fraction_text(const Reference& value) { return numerator(value).str() + "/" + denominator(value).str(); }

inline std::string fraction_text(const Number& value) { return value.numerator_string() + "/" + value.denominator_string(); }

inline Number number_of(const Reference& value) { return *Number::parse(fraction_text(value)); }

}  // namespace plumb::base
