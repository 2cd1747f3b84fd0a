#include "population/combine_answers.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "population/compare_values.h"

namespace plumb::population {

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

CombinedAnswer mean(std::span<const Value> values) {
  Number sum;
  for (const Value& value : values) sum += std::get<Number>(value);
  return {Combined::Decided, sum.divided_by(Number(values.size()))};
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

CombinedAnswer combine_answers(const program::Judgement& judgement, std::span<const GivenAnswer> answers) {
  if (answers.empty() || static_cast<int>(answers.size()) < judgement.least_answers) return {};
  std::vector<Value> values;
  for (const GivenAnswer& answer : answers) {
    if (judgement.combine != CombineKind::LastLevel || answer.level == last_level(judgement)) values.push_back(answer.value);
  }
  switch (judgement.combine) {
    case CombineKind::Single:
    case CombineKind::LastLevel: return only_value(values);
    case CombineKind::Average: return mean(values);
    case CombineKind::Trimmed:
      if (values.size() < 3) return {};
      std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return compare_values(a, b) < 0; });
      return mean(std::span(values).subspan(1, values.size() - 2));
    case CombineKind::Majority: return majority(values);
    case CombineKind::Unanimous: return unanimous(values);
  }
  diagnostics::abort_internal("population", "way to combine answers");
}

int last_level(const program::Judgement& judgement) { return std::max(0, static_cast<int>(judgement.judges.size()) - 1); }

int level_of_judge(const program::Judgement& judgement, const std::string* judge) {
  const int last = last_level(judgement);
  if (last == 0 || judge == nullptr) return last;
  const auto found = std::find(judgement.judges.begin(), judgement.judges.end(), *judge);
  return found == judgement.judges.end() ? -1 : static_cast<int>(found - judgement.judges.begin());
}

AgreedText agree_on_text(std::span<const TextAnswer> answers) {
  AgreedText agreed;
  for (const TextAnswer& answer : answers) {
    if (!answer.open.is_known()) return {.open = answer.open, .text = {}};
    if (!answer.text) continue;
    if (agreed.text && *agreed.text != *answer.text) return {.open = {}, .clash_row = answer.row, .text = {}};
    agreed.text = answer.text;
  }
  return agreed;
}

}  // namespace plumb::population
