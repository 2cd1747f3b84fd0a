// Declared tables and columns: what is stored where, and what its values may be. Data only; see program.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/type.h"

namespace plumb::program {

enum class Role : uint8_t {
  Title,
  Assessment,
  Published,
  Predecessor,
  Successor,
  Effective,
  Batch,
  Source,
  Question,
  Subject,
  Judge,
  Answer,
  Reason,
  AnswerDate,
  Fingerprint,
};
enum class TableRole : uint8_t {
#define PLUMB_TABLE_ROLE(value, name) value,
#include "program/kinds.def"
};
enum class Control : uint8_t { Unstated, Actionable, Correctable, Fixed };

struct Column {
  std::string name, alias, stored, origin;
  TableId table;
  Type type;                 // absence kinds in type.absence; range in type.low/high, enforced
  bool is_many = false;      // 多个: type is NameSet
  int scale = 0;             // stored integer = value in the stored units * 10^scale
  Number stored_factor = 1;  // base units per stored unit: 万元 → 10000
  int length = 0;            // 0: no limit (code points)
  bool is_key = false, is_optional = false, is_unique = false;
  std::vector<AbsenceKindId> absence_kinds;  // in declared order; the first is what a bare NULL means
  Control control = Control::Unstated;
  std::vector<Role> roles;
  Span span;
};
struct Table {
  std::string name, alias, stored;
  TableRole role = TableRole::Plain;
  std::vector<ColumnId> columns;  // declared order
  std::vector<ColumnId> keys;
  Span span;
};

}  // namespace plumb::program
