// Tests of a rule file (law L18). Data only; see program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "program/expr.h"

namespace plumb::program {

struct GivenCell {
  ColumnId column;
  Value value;
};  // a RowRef column holds the key as a text
struct GivenRow {
  TableId table;
  std::string key;
  std::vector<GivenCell> cells;
  Span span;
};
struct Pin {
  DefinitionId definition;
  ParameterId parameter;
  std::string row_key;
  ExprId value;
  bool pending = false;
  Span span;
};
enum class Expected : uint8_t {
#define PLUMB_EXPECTED(value, name) value,
#include "program/kinds.def"
};
struct RuleName {
  std::string rule;
  std::optional<bool> exclusion;
};
struct Expectation {
  ExprId condition;         // Holds
  DefinitionId definition;  // the definition that `because` speaks of; Absent, Pending, Faulty
  PopulationId population;  // … or the population
  std::string row_key;
  Expected expected = Expected::Holds;
  std::optional<RuleName> because;
  std::vector<RuleName> and_not;
  Span span;
};
struct TestCase {
  std::string title;
  std::optional<base::Date> reference_date;
  std::vector<GivenRow> given;
  std::vector<Pin> pins;
  std::vector<Expectation> expectations;
  Span span;
};

}  // namespace plumb::program
