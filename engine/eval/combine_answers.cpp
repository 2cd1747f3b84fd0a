#include "eval/combine_answers.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/compare_values.h"

namespace plumb::eval {

using base::Number;
using program::CombineKind;
using program::Value;

namespace {

// All of them must say the same.
CombinedAnswer only_value(const std::vector<Value>& values) {
  if (values.empty()) return {};
  const bool agree = std::all_of(values.begin(), values.end(), [&](const Value& value) { return value == values.front(); });
  if (!agree) return {Combined::Clash, {}};
  return {Combined::Decided, values.front()};
}

CombinedAnswer mean(const std::vector<Value>& values, size_t first, size_t last) {
  Number sum;
  for (size_t i = first; i < last; ++i) sum += std::get<Number>(values[i]);
  return {Combined::Decided, sum.divided_by(Number(last - first))};
}

// More than half of all answers; else nothing is decided.
CombinedAnswer majority(const std::vector<Value>& values) {
  for (const Value& candidate : values) {
    const auto votes = std::count(values.begin(), values.end(), candidate);
    if (static_cast<size_t>(votes) * 2 > values.size()) return {Combined::Decided, candidate};
  }
  return {};
}

// A truth holds only if all say so; of anything else all must say the same before it is decided.
CombinedAnswer unanimous(const std::vector<Value>& values) {
  if (std::holds_alternative<bool>(values.front())) {
    const bool all = std::all_of(values.begin(), values.end(), [](const Value& value) { return std::get<bool>(value); });
    return {Combined::Decided, all};
  }
  CombinedAnswer same = only_value(values);
  if (same.state == Combined::Clash) same.state = Combined::Undecided;
  return same;
}

}  // namespace

CombinedAnswer combine_answers(CombineKind kind, int last_level, const std::vector<GivenAnswer>& answers) {
  std::vector<Value> values;
  for (const GivenAnswer& answer : answers) {
    if (kind != CombineKind::LastLevel || answer.level == last_level) values.push_back(answer.value);
  }
  switch (kind) {
    case CombineKind::Single:
    case CombineKind::LastLevel: return only_value(values);
    case CombineKind::Average: return mean(values, 0, values.size());
    case CombineKind::Trimmed:
      if (values.size() < 3) return {};
      std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return compare_values(a, b) < 0; });
      return mean(values, 1, values.size() - 1);
    case CombineKind::Majority: return majority(values);
    case CombineKind::Unanimous: return unanimous(values);
  }
  diagnostics::abort_internal("eval", "way to combine answers");
}

}  // namespace plumb::eval
