// Types of values: units, kinds, ranges, enumerations and kinds of absence. Data only; see program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/dimension.h"
#include "base/number.h"
#include "program/ids.h"
#include "source/source.h"

namespace plumb::program {

using base::Number;
using source::Span;

// A declared 计量: a factor over a product of base units. 元 is one; 万元 = 10000 元.
struct Units {
  std::string name, alias;
  base::Dimension dimension;
  Number factor = 1;
};

enum class TypeKind : uint8_t { Unknown, Number, Truth, Text, Date, Duration, Label, Row, NameSet, Spans };

struct Bound {  // of a range; in base units
  Number value;
  bool open = false;
  friend bool operator==(const Bound&, const Bound&) = default;
};

// Kinds of absence as a bit set over Program::absence_kinds (at most 64).
using AbsenceSet = uint64_t;

struct Type {
  TypeKind kind = TypeKind::Unknown;
  // Number:
  base::Dimension dimension;
  bool is_ratio = false;   // dimensionless and written with %
  bool is_whole = false;   // known to be a whole number
  bool is_bounded = true;  // the denominators are bounded (law L4)
  std::optional<Bound> low, high;
  // How values of this type are shown: factor and name ("万元", "元/小时", "%"); empty: bare number.
  std::string shown_name;
  Number shown_factor = 1;
  EnumId enumeration;  // Label, NameSet (not valid: names of rules)
  TableId table;       // Row
  AbsenceSet absence = 0;
};

struct Enumeration {
  std::string name, alias;
  bool ordered = false;
  std::vector<std::string> labels, aliases;  // lowest first when ordered
  Span span;
};

// Builtin kinds come first in this order; declared ones follow.
enum class BuiltinAbsence : uint8_t { NotReported, NotApplicable, UnderReview, OutOfScope };
struct AbsenceKind {
  std::string name, alias;
};

}  // namespace plumb::program
