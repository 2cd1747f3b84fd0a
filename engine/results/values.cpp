#include "results/values.h"

namespace plumb::results {

using program::TypeKind;

bool PackedValues::can_hold(TypeKind kind) {
  switch (kind) {
    case TypeKind::Number:
    case TypeKind::Truth:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Label:
    case TypeKind::Row: return true;
    case TypeKind::Unknown:
    case TypeKind::Text:
    case TypeKind::NameSet:
    case TypeKind::Spans: break;
  }
  return false;
}

program::Value Values::unpack(size_t row) const {
  const uint8_t found = packed_.states.empty() ? state::Known : packed_.states[row];
  if (found == state::Open) {
    const program::PlaceId place{packed_.opens[row] >> 1};
    return (packed_.opens[row] & 1U) != 0 ? Value(program::Pending{place}) : Value(program::Faulty{place});
  }
  if (found == state::LeftOut) return program::LeftOut{};
  if (state::is_absent(found)) {
    return program::Absent{program::AbsenceKindId{state::kind(found)}, found >= state::AbsentOfDefinition};
  }
  const int64_t integer = packed_.ints[row];
  switch (packed_.kind) {
    case TypeKind::Number: return base::Number(integer) * packed_.unit;
    case TypeKind::Date: return base::Date{static_cast<int32_t>(integer)};
    case TypeKind::Duration: return base::Span{integer >> 32, static_cast<int32_t>(integer)};
    case TypeKind::Label: return program::Label{packed_.enumeration, static_cast<uint16_t>(integer)};
    case TypeKind::Row: return program::RowRef{packed_.table, static_cast<uint32_t>(integer)};
    case TypeKind::Truth:
    case TypeKind::Unknown:
    case TypeKind::Text:
    case TypeKind::NameSet:
    case TypeKind::Spans: break;
  }
  return integer != 0;
}

std::vector<program::Value>& Values::each() {
  if (!packed_.ints.empty()) {
    std::vector<Value> each;
    each.reserve(size());
    for (const Value value : *this) each.push_back(value);
    *this = Values(std::move(each));
  }
  return each_;
}

}  // namespace plumb::results
