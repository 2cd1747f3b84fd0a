// One value of the language, or the reason why there is none. Data only.
//
// A value is known, absent (with its kind), pending or faulty (law L5, L6). LeftOut lives only between a
// settlement 缺失时 不计 and the aggregate around it. Numbers are in base units (元, not 万元).
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/number.h"
#include "program/ids.h"

namespace plumb::program {

struct Label {
  EnumId enumeration;
  uint16_t index = 0;  // position in the declaration; of an ordered one also its order, lowest first
  friend auto operator<=>(const Label&, const Label&) = default;
};
struct RowRef {
  TableId table;
  uint32_t row = 0;  // position in key order
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};
// A set of labels of one enumeration, or of the names of rules that were met; ascending, each once.
struct NameSet {
  std::vector<std::string> names;
  friend bool operator==(const NameSet&, const NameSet&) = default;
};
// The spans of a 时段: half-open [first, end).
struct SpanSet {
  struct Entry {
    base::Date first, end;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries;
  friend bool operator==(const SpanSet&, const SpanSet&) = default;
};
// `of_definition`: a 本项缺失 on its way out of the expression; it is settled by nothing there, and turns into a plain
// absence when it becomes the definition's value.
struct Absent {
  AbsenceKindId kind;
  bool of_definition = false;
  friend bool operator==(const Absent&, const Absent&) = default;
};
struct Pending {
  PlaceId place;
  friend bool operator==(const Pending&, const Pending&) = default;
};
struct Faulty {
  PlaceId place;
  friend bool operator==(const Faulty&, const Faulty&) = default;
};
struct LeftOut {
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

using Value = std::variant<Absent, base::Number, bool, Label, base::Date, base::Span, RowRef, std::string, NameSet, SpanSet,
                           Pending, Faulty, LeftOut>;

[[nodiscard]] inline bool is_open(const Value& v) {
  return std::holds_alternative<Pending>(v) || std::holds_alternative<Faulty>(v);
}
[[nodiscard]] inline bool is_absent(const Value& v) { return std::holds_alternative<Absent>(v); }
[[nodiscard]] inline bool is_known(const Value& v) { return !is_open(v) && !is_absent(v) && !std::holds_alternative<LeftOut>(v); }

}  // namespace plumb::program
