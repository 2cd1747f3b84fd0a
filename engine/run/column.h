// Finished columns: the values of a definition or of a set's membership for every row of its table, and single values on
// their way in and out of lanes. Internal to run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "plan/plan.h"
#include "program/program.h"
#include "results/results.h"
#include "run/shared_lanes.h"
#include "run/vector.h"

namespace plumb::run {

using program::TypeKind;
using program::Value;

// One value in lanes: see vector.h.
struct Lane {
  uint8_t state = state::Known;
  uint32_t open = 0;
  int64_t integer = 0;
  base::Number number{};
};

struct Column {
  plan::Shape shape;
  TypeKind kind = TypeKind::Unknown;
  SharedLanes<int64_t> ints;          // Int64
  std::vector<base::Number> numbers;  // Rational
  SharedLanes<uint8_t> states;        // empty: every row is known
  std::vector<uint32_t> opens;        // empty: none is open
  std::vector<int32_t> fired;         // of a definition: the case that gave the value; empty: -1 everywhere
  uint32_t rows = 0;

  void resize(uint32_t row_count, const program::Type& type, const plan::Shape& of);
  void resize_truths(uint32_t row_count);
  [[nodiscard]] uint8_t state(uint32_t row) const { return states.empty() ? state::Known : states[row]; }
  [[nodiscard]] bool is_true(uint32_t row) const { return state(row) == state::Known && ints[row] != 0; }
  [[nodiscard]] Lane lane(uint32_t row) const;
  void set(uint32_t row, const Lane& lane);
};

// What runs of any thread put away for good: places of open values, sets of names and spans that were made.
class InternTable {
 public:
  // The code of an open value; equal places have one code.
  [[nodiscard]] uint32_t open(results::Place place, bool is_pending);
  [[nodiscard]] static bool is_pending(uint32_t code) { return (code & 1u) != 0; }
  [[nodiscard]] const results::Place& place(uint32_t code) const { return places_[code >> 1]; }

  [[nodiscard]] int64_t keep(std::string text);
  [[nodiscard]] int64_t keep(program::NameSet set);
  [[nodiscard]] int64_t keep(program::SpanSet set);

 private:
  using Key = std::tuple<int, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, std::string>;
  std::mutex mutex_;
  std::deque<results::Place> places_;
  std::map<Key, uint32_t> codes_;
  std::deque<std::string> texts_;
  std::deque<program::NameSet> names_;
  std::deque<program::SpanSet> spans_;
};

[[nodiscard]] inline const std::string& as_text(int64_t lane) { return *reinterpret_cast<const std::string*>(lane); }
[[nodiscard]] inline const program::NameSet& as_names(int64_t lane) { return *reinterpret_cast<const program::NameSet*>(lane); }
[[nodiscard]] inline const program::SpanSet& as_spans(int64_t lane) { return *reinterpret_cast<const program::SpanSet*>(lane); }
[[nodiscard]] inline int64_t from_address(const void* address) { return reinterpret_cast<int64_t>(address); }
[[nodiscard]] inline base::Span as_duration(int64_t lane) { return {lane >> 32, static_cast<int32_t>(lane)}; }
// Dates are days of the years 1 to 9999: a length of more than 2^31 months or days leads out of them, whatever its number.
[[nodiscard]] inline int64_t from_duration(const base::Span& span) {
  const auto within = [](int64_t count) { return std::clamp<int64_t>(count, INT32_MIN, INT32_MAX); };
  return static_cast<int64_t>(static_cast<uint64_t>(within(span.months)) << 32 | static_cast<uint32_t>(within(span.days)));
}

// The order of two known lanes of one kind (law L1: texts by code point). Numbers are in one shape.
[[nodiscard]] std::strong_ordering compare_lanes(TypeKind kind, const plan::Shape& shape, const Lane& a, const Lane& b);
[[nodiscard]] std::strong_ordering compare_integers(TypeKind kind, int64_t a, int64_t b);

// The number of a known lane.
[[nodiscard]] inline base::Number number_of(const Lane& lane, const plan::Shape& shape) {
  return shape.form == plan::Form::Rational ? lane.number : base::Number(lane.integer) * shape.unit;
}
// Does a number lie outside the range that was declared for it (law L11)?
[[nodiscard]] bool breaks_range(const program::Type& type, const base::Number& number);

// A value as a lane of this shape. Texts and sets stay where they are: the value must outlive the lane.
[[nodiscard]] Lane to_lane(const Value& value, const plan::Shape& shape);
// An open value's place gets a number of the intern table's.
[[nodiscard]] Value to_value(const Lane& lane, const program::Type& type, const plan::Shape& shape);

}  // namespace plumb::run
