// The values of one definition, one a row: each by itself, or packed as the whole numbers that they are held as.
//
// Millions of rows are packed by who computes them in columns; who reads takes a Value of one row and never sees the
// difference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "program/program.h"

namespace plumb::results {

// What a packed row holds where it has no value.
namespace state {
inline constexpr uint8_t Known = 0, LeftOut = 1, Open = 2, FirstAbsent = 4, AbsentOfDefinition = 128;
[[nodiscard]] constexpr uint8_t absent(uint32_t kind) { return static_cast<uint8_t>(FirstAbsent + kind); }
[[nodiscard]] constexpr bool is_absent(uint8_t s) { return s >= FirstAbsent; }
[[nodiscard]] constexpr bool is_plain_absent(uint8_t s) { return s >= FirstAbsent && s < AbsentOfDefinition; }
[[nodiscard]] constexpr uint32_t kind(uint8_t s) { return (s & 127u) - FirstAbsent; }
}  // namespace state

struct PackedValues {
  // A number, truth, date, duration (months << 32 | days), label of an enumeration or row of a table.
  program::TypeKind kind = program::TypeKind::Unknown;
  program::EnumId enumeration;
  program::TableId table;
  base::Number unit = 1;              // of numbers: value = integer * unit
  std::span<const int64_t> ints;      // one a row; meaningless where the state is not Known
  std::span<const uint8_t> states;    // empty: every row is known
  std::vector<uint32_t> opens;        // empty: none is open; else PlaceId << 1, and 1 more where it is pending
  std::shared_ptr<const void> owner;  // of what the spans show
  [[nodiscard]] static bool can_hold(program::TypeKind kind);
};

class Values {
 public:
  using Value = program::Value;

  Values() = default;
  explicit Values(std::vector<Value> each) : each_(std::move(each)) {}
  explicit Values(PackedValues packed) : packed_(std::move(packed)) {}

  [[nodiscard]] size_t size() const { return packed_.ints.empty() ? each_.size() : packed_.ints.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Value operator[](size_t row) const { return packed_.ints.empty() ? each_[row] : unpack(row); }
  [[nodiscard]] Value front() const { return (*this)[0]; }
  // Where it stands by itself; null: it is packed.
  [[nodiscard]] const Value* each_at(size_t row) const { return packed_.ints.empty() ? &each_[row] : nullptr; }
  // For who changes single values.
  [[nodiscard]] std::vector<Value>& each();

  class Iterator {
   public:
    Iterator(const Values& values, size_t row) : values_(&values), row_(row) {}
    [[nodiscard]] Value operator*() const { return (*values_)[row_]; }
    Iterator& operator++() { return ++row_, *this; }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Values* values_;
    size_t row_;
  };
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

 private:
  [[nodiscard]] Value unpack(size_t row) const;

  std::vector<Value> each_;
  PackedValues packed_;  // used unless it is empty
};

}  // namespace plumb::results
