// What stands behind a definition: populations, rankings, judgements, parameters, score parts, norms. Data only; see program.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "program/definition.h"

namespace plumb::program {

struct PopulationRule {
  bool is_exclusion = false;
  std::string name;
  ExprId condition;           // not valid: always
  int32_t exception_to = -1;  // re-admission or exemption: index of a rule here
  std::vector<Basis> bases;
  Span span;
};
// A row is in if any inclusion holds (or there is none) and no exclusion that is not excepted holds.
struct Population {
  std::string name;
  TableId table;
  PopulationId source;  // not valid: all rows
  DefinitionId definition;
  std::vector<PopulationRule> rules;
  Span span;
};

enum class TiePolicy : uint8_t {
#define PLUMB_TIE_POLICY(value, name) value,
#include "program/kinds.def"
};
struct Ranking {
  std::string name;
  TableId table;
  PopulationId domain;  // not valid: all rows
  DefinitionId definition;
  ExprId without;              // rows left out; optional
  std::vector<ExprId> strata;  // each stratum is ranked by itself
  std::vector<SortKey> keys;
  TiePolicy ties = TiePolicy::SharePlace;
  JudgementId judgement;  // Refer
  Span span;
};

enum class CombineKind : uint8_t {
#define PLUMB_COMBINE(value, name) value,
#include "program/kinds.def"
};
struct LabelRange {
  uint16_t label = 0;
  ExprId low, high;
  bool low_open = false, high_open = false;
};
struct Judgement {
  std::string name;
  DefinitionId definition;           // not valid: a tie's judgement, answered by members
  TableId table;                     // of the object
  std::vector<std::string> judges;   // levels, lowest first
  std::vector<std::string> reasons;  // that an answer may give; empty: any text
  Type type;
  ExprId low, high;
  bool low_open = false, high_open = false;
  ExprId range_label;
  std::vector<LabelRange> label_ranges;
  ExprId grain;
  CombineKind combine = CombineKind::Single;
  int least_answers = 1;
  TableId answers;  // a table with role Answers
  ExprId when;      // not asked otherwise: absent NotApplicable
  std::vector<Basis> bases;
  Span span;
};

struct DatedValue {  // half-open [from, end)
  std::optional<base::Date> from, end;
  ExprId value;  // not valid: not given → pending
  std::vector<Basis> bases;
  Span span;
};
struct Parameter {
  std::string name, alias;
  Type type;
  std::vector<DatedValue> values;  // sorted; an undated parameter has one without bounds
  Span span;
};

struct ScorePart {  // how a score is built, for explanations and checks; values are in the definition
  DefinitionId definition, parent;
  std::optional<Number> mark;  // points
  ExprId weight;
  bool is_best_of = false;  // 取优: the marks of the parts are not added
  std::vector<DefinitionId> parts;
};

enum class Force : uint8_t {
#define PLUMB_FORCE(value, name) value,
#include "program/kinds.def"
};
struct Norm {
  DefinitionId definition;  // truth: is it triggered; Consequence or Duty
  Force force = Force::Must;
  std::vector<std::string> menu;
  std::string actor, bars, if_unfulfilled;
  ExprId deadline;  // first day after the term is deadline + 1 when inclusive
  bool inclusive = true;
  ExprId fulfilled;
  ExprId amount;
  std::vector<Basis> bases;
};

}  // namespace plumb::program
