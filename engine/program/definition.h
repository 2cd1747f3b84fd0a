// Definitions: a typed value of every row of a table, by guarded cases with a basis. Data only; see program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "program/expr.h"

namespace plumb::program {

// The word that introduced a definition; for explanations only.
enum class ConstructWord : uint8_t {
#define PLUMB_CONSTRUCT(value, name) value,
#include "program/kinds.def"
};

struct Case {
  std::string rule;  // empty: the only case, or 否则
  ExprId guard;      // not valid: always
  Answer value;
  int32_t exception_to = -1;  // index of a case of the same definition
  std::vector<Basis> bases;
  Span span;
};
enum class CaseMode : uint8_t {
#define PLUMB_CASE_MODE(value, name) value,
#include "program/kinds.def"
};

// What computes a definition's value.
struct ByCases {
  CaseMode mode = CaseMode::Single;
  std::vector<Case> cases;
};
struct ByPopulation {
  PopulationId population;
};  // truth: is the row a member
struct ByJudgement {
  JudgementId judgement;
};
struct ByRanking {
  RankingId ranking;
};  // the place
struct BySpans {
  SetSource from;
  ExprId start, length, condition;  // member as frame 0
  base::MonthEnd month_end = base::MonthEnd::Clamp;
};
struct ByChecklist {
  std::vector<DefinitionId> items;
  enum class Mode : uint8_t {
#define PLUMB_CHECKLIST_MODE(value, name) value,
#include "program/kinds.def"
  } mode;
  ExprId at_least;
};

// Cuts of a grade, in order. A row gets the label of the first entry that takes it.
enum class GradeForm : uint8_t {
#define PLUMB_GRADE_FORM(value, name) value,
#include "program/kinds.def"
};
struct GradeEntry {
  uint16_t label = 0;
  std::string rule;
  bool is_veto = false, no_better = false, after_cut = false;
  GradeForm form = GradeForm::When;
  ExprId condition;
  RankingId ranking;
  ExprId size;  // a whole number, or a ratio of the base
  std::optional<base::RoundingMode> size_rounding;
  bool vacancy_filled = false;  // places that are left over go to the next cut
  bool overflow_in = true;      // ties on the line: all in, else all out (a judgement tie policy asks instead)
  bool shrinks_next = true;     // what was let in beyond the line is taken from the next cut
  PopulationId base;            // not valid: who of the population has no grade yet
  std::vector<Basis> bases;
  Span span;
};
struct ByGradeEntries {
  std::vector<GradeEntry> entries;
  bool in_order = false;
};
struct SortKey {
  ExprId value;
  bool descending = false;
  bool exact = true;
  Span span;
};  // rounding is already in value
struct ByAllotment {
  ExprId amount, weight, grain;  // amount and grain global; weight of the row
  bool largest_remainder = true;
  std::vector<SortKey> remainder_keys, tie_keys;
  JudgementId tie_judgement;
  ExprId minimum, maximum;               // not valid: none
  bool zero_weight_gets_nothing = true;  // else Faulty
};

struct Definition {
  std::string name, alias, former;
  ConstructWord word = ConstructWord::Measure;
  TableId table;        // not valid: global
  PopulationId domain;  // not valid: every row of the table; else absent OutOfScope elsewhere
  Type type;
  std::variant<ByCases, ByPopulation, ByJudgement, ByRanking, BySpans, ByChecklist, ByGradeEntries, ByAllotment> by;
  std::vector<Basis> bases;
  Span span;
};

}  // namespace plumb::program
