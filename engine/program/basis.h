// What a rule rests on: documents, their clauses, and bases (law L8). Data only; see program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "program/type.h"

namespace plumb::program {

struct Clause {
  std::string id, title, fingerprint, no_rule;
  Span span;
};
struct Authority {
  std::string name, number;
  std::optional<base::Date> issued;
  std::vector<Clause> clauses;
  Span span;
};
enum class BasisKind : uint8_t {
#define PLUMB_BASIS(value, name) value,
#include "program/kinds.def"
};
struct CitedClause {
  AuthorityId authority;
  uint32_t clause = 0;
};  // index into Authority::clauses
struct Basis {
  BasisKind kind = BasisKind::Cited;
  std::vector<CitedClause> clauses;
  std::string reason;
  ExprId other;  // OtherReading: what the copy says
  Span span;
};

}  // namespace plumb::program
