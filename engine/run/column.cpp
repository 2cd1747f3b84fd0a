#include "run/column.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"

namespace plumb::run {

using base::Number;
using plan::Form;

void Column::resize(uint32_t row_count, const program::Type& type, const plan::Shape& of) {
  rows = row_count;
  kind = type.kind;
  shape = of;
  if (kind == TypeKind::Number && shape.form == Form::Rational)
    numbers.resize(row_count);
  else
    ints.resize(row_count);
}

void Column::resize_truths(uint32_t row_count) {
  program::Type truth;
  truth.kind = TypeKind::Truth;
  resize(row_count, truth, plan::whole(1));
}

Lane Column::lane(uint32_t row) const {
  Lane lane;
  lane.state = state(row);
  if (!opens.empty()) lane.open = opens[row];
  if (ints.empty())
    lane.number = numbers[row];
  else
    lane.integer = ints[row];
  return lane;
}

void Column::set(uint32_t row, const Lane& lane) {
  if (ints.empty())
    numbers[row] = lane.number;
  else
    ints.own()[row] = lane.integer;
  if (lane.state == state::Known && states.empty()) return;
  if (states.empty()) states.resize(rows, state::Known);
  states.own()[row] = state::is_absent(lane.state) ? state::absent(state::kind(lane.state)) : lane.state;
  if (lane.state != state::Open && opens.empty()) return;
  if (opens.empty()) opens.resize(rows, 0);
  opens[row] = lane.open;
}

uint32_t InternTable::open(results::Place place, bool is_pending) {
  Key key{static_cast<int>(place.kind),
          place.definition.value,
          place.parameter.value,
          place.table.value,
          place.row,
          place.fault,
          place.detail};
  const std::lock_guard lock(mutex_);
  const auto [found, is_new] = codes_.emplace(std::move(key), static_cast<uint32_t>(places_.size()));
  if (is_new) places_.push_back(std::move(place));
  return found->second << 1 | (is_pending ? 1u : 0u);
}

int64_t InternTable::keep(std::string text) {
  const std::lock_guard lock(mutex_);
  return from_address(&texts_.emplace_back(std::move(text)));
}

int64_t InternTable::keep(program::NameSet set) {
  const std::lock_guard lock(mutex_);
  return from_address(&names_.emplace_back(std::move(set)));
}

int64_t InternTable::keep(program::SpanSet set) {
  const std::lock_guard lock(mutex_);
  return from_address(&spans_.emplace_back(std::move(set)));
}

std::strong_ordering compare_integers(TypeKind kind, int64_t a, int64_t b) {
  switch (kind) {
    case TypeKind::Text: return a == b ? std::strong_ordering::equal : as_text(a).compare(as_text(b)) <=> 0;
    case TypeKind::NameSet: {
      const std::vector<std::string>&x = as_names(a).names, &y = as_names(b).names;
      return std::lexicographical_compare_three_way(x.begin(), x.end(), y.begin(), y.end());
    }
    case TypeKind::Spans: diagnostics::abort_internal("run", "spans have no order");
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Truth:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Label:
    case TypeKind::Row: break;
  }
  return a <=> b;
}

std::strong_ordering compare_lanes(TypeKind kind, const plan::Shape& shape, const Lane& a, const Lane& b) {
  if (kind == TypeKind::Number && shape.form == Form::Rational) return a.number <=> b.number;
  return compare_integers(kind, a.integer, b.integer);
}

bool breaks_range(const program::Type& type, const Number& number) {
  const bool too_low = type.low && (type.low->open ? number <= type.low->value : number < type.low->value);
  const bool too_high = type.high && (type.high->open ? number >= type.high->value : number > type.high->value);
  return too_low || too_high;
}

Lane to_lane(const Value& value, const plan::Shape& shape) {
  Lane lane;
  struct Visit {
    Lane& lane;
    const plan::Shape& shape;
    void operator()(const program::Absent& absent) const {
      lane.state = state::absent(absent.kind.value) | (absent.of_definition ? state::AbsentOfDefinition : uint8_t{0});
    }
    void operator()(const Number& number) const {
      if (shape.form == Form::Rational)
        lane.number = number;
      else if (!number.is_zero())
        lane.integer = plan::in_units(number, shape.unit).value();
    }
    void operator()(bool truth) const { lane.integer = truth ? 1 : 0; }
    void operator()(const program::Label& label) const { lane.integer = label.index; }
    void operator()(const base::Date& date) const { lane.integer = date.days; }
    void operator()(const base::Span& span) const { lane.integer = from_duration(span); }
    void operator()(const program::RowRef& row) const { lane.integer = row.row; }
    void operator()(const std::string& text) const { lane.integer = from_address(&text); }
    void operator()(const program::NameSet& set) const { lane.integer = from_address(&set); }
    void operator()(const program::SpanSet& set) const { lane.integer = from_address(&set); }
    void operator()(const program::Pending& pending) const {
      lane.state = state::Open, lane.open = pending.place.value << 1 | 1u;
    }
    void operator()(const program::Faulty& faulty) const { lane.state = state::Open, lane.open = faulty.place.value << 1; }
    void operator()(const program::LeftOut&) const { lane.state = state::LeftOut; }
  };
  std::visit(Visit{lane, shape}, value);
  return lane;
}

Value to_value(const Lane& lane, const program::Type& type, const plan::Shape& shape) {
  if (lane.state == state::Open) {
    const program::PlaceId place{lane.open >> 1};
    return InternTable::is_pending(lane.open) ? Value(program::Pending{place}) : Value(program::Faulty{place});
  }
  if (lane.state == state::LeftOut) return program::LeftOut{};
  if (state::is_absent(lane.state)) {
    return program::Absent{program::AbsenceKindId{state::kind(lane.state)}, lane.state >= state::AbsentOfDefinition};
  }
  switch (type.kind) {
    case TypeKind::Number: return number_of(lane, shape);
    case TypeKind::Truth: return lane.integer != 0;
    case TypeKind::Text: return as_text(lane.integer);
    case TypeKind::Date: return base::Date{static_cast<int32_t>(lane.integer)};
    case TypeKind::Duration: return as_duration(lane.integer);
    case TypeKind::Label: return program::Label{type.enumeration, static_cast<uint16_t>(lane.integer)};
    case TypeKind::Row: return program::RowRef{type.table, static_cast<uint32_t>(lane.integer)};
    case TypeKind::NameSet: return as_names(lane.integer);
    case TypeKind::Spans: return as_spans(lane.integer);
    case TypeKind::Unknown: break;
  }
  diagnostics::abort_internal("run", "a value without a kind");
}

}  // namespace plumb::run
