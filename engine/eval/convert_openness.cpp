#include "eval/convert_openness.h"

namespace plumb::eval {

using population::Openness;
using program::Value;
namespace state = results::state;

Openness openness_of(const Value& value) {
  if (const auto* pending = std::get_if<program::Pending>(&value)) return {state::Open, pending->place.value << 1 | 1U};
  if (const auto* faulty = std::get_if<program::Faulty>(&value)) return {state::Open, faulty->place.value << 1};
  if (std::holds_alternative<program::LeftOut>(value)) return {state::LeftOut, 0};
  if (const auto* absent = std::get_if<program::Absent>(&value)) {
    const uint8_t kind = state::absent(absent->kind.value);
    return {absent->of_definition ? static_cast<uint8_t>(kind | state::AbsentOfDefinition) : kind, 0};
  }
  return {};
}

Value value_of(const Openness& openness) {
  if (openness.is_known()) return true;
  if (openness.state == state::LeftOut) return program::LeftOut{};
  if (state::is_absent(openness.state)) {
    return program::Absent{program::AbsenceKindId{state::kind(openness.state)}, openness.state >= state::AbsentOfDefinition};
  }
  const program::PlaceId place{openness.open >> 1};
  return (openness.open & 1U) != 0 ? Value(program::Pending{place}) : Value(program::Faulty{place});
}

population::Truth truth_of(const Value& value) {
  const bool* truth = std::get_if<bool>(&value);
  return {openness_of(value), truth != nullptr && *truth};
}

population::Quantity quantity_of(const Value& value) {
  const auto* number = std::get_if<base::Number>(&value);
  return {openness_of(value), number != nullptr ? *number : base::Number()};
}

}  // namespace plumb::eval
