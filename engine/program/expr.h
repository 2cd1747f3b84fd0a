// Typed expressions of the kernel: an arena of nodes, operands before their expression. Data only; see program.h.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "program/basis.h"
#include "program/value.h"

namespace plumb::program {

// Enumerations are made of the rows of kinds.def and builtins.def, where their values are explained.

enum class Op : uint8_t {
#define PLUMB_OP(value, name) value,
#include "program/kinds.def"
};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // AnswerKind::Value is always written with its enum
enum class AnswerKind : uint8_t { Value, LeaveOut, SelfAbsent, None };
#pragma GCC diagnostic pop
struct Answer {  // None: nothing was written (only where the type proves that it is not needed)
  AnswerKind kind = AnswerKind::None;
  ExprId value;
  AbsenceKindId absent_kind;  // SelfAbsent
  std::string reason;
};

struct Literal {
  Value value;
};
struct RunDate {
  enum class Which : uint8_t {
#define PLUMB_RUN_DATE(value, name) value,
#include "program/kinds.def"
  } which;
};
struct RunAssessment {};  // the number of the assessment
// The row of a frame: 0 the current row, 1 the row around the innermost aggregate, …
struct FrameRow {
  uint8_t depth = 0;
};
struct RowByKey {
  TableId table;
  std::string key;
};  // tests only
struct ColumnOf {
  ExprId row;
  ColumnId column;
};  // a reference column gives a RowRef
struct DefinitionOf {
  ExprId row;
  DefinitionId definition;
};  // row not valid: a global definition
struct ParameterAt {
  ParameterId parameter;
  ExprId date;
};  // date not valid: the reference date
struct NotExpr {
  ExprId operand;
};
struct NegateExpr {
  ExprId operand;
};
struct BinaryExpr {
  Op op;
  ExprId left, right;
  Answer if_zero;
};
struct ChooseExpr {
  ExprId condition, then, otherwise;
};
struct OneOfExpr {
  ExprId subject;
  std::vector<ExprId> alternatives;
};
struct WithinExpr {
  ExprId subject;
  ExprId low, high;
  bool low_open = false, high_open = false;
};
struct InPopulation {
  PopulationId population;
  ExprId row;
};
struct RuleHolds {
  PopulationId population;
  uint32_t rule = 0;
  ExprId row;
};  // 参评单位.排除 整改期: excluded by this rule
struct InForce {
  DefinitionId spans;
  ExprId row;
  ExprId date;
};  // date not valid: the reference date
struct HasValue {
  ExprId operand;
  AbsenceSet kinds = ~0ull;
};  // true if the operand is not absent by one of these kinds
struct IfAbsent {
  ExprId operand;
  std::vector<std::pair<AbsenceSet, Answer>> answers;
};
struct RoundExpr {
  ExprId operand, multiple;
  base::RoundingMode mode;
};
enum class StepKind : uint8_t {
#define PLUMB_STEP(value, id, name, least, most) value,
#include "program/builtins.def"
};
struct StepExpr {
  StepKind kind;
  ExprId operand, step;
};  // 每满, 每, 每不足也计; the step is proved positive
struct SquareRoot {
  ExprId operand, multiple;
  base::RoundingMode mode;
};
enum class Function : uint8_t {
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) value,
#include "program/builtins.def"
};
struct CallExpr {
  Function function;
  std::vector<ExprId> operands;
  base::MonthEnd month_end = base::MonthEnd::Clamp;
};
struct PlaceOf {
  RankingId ranking;
  ExprId row;
};  // absent (OutOfScope) where the row is not ranked
struct MetNames {
  DefinitionId checklist;
  ExprId row;
};

enum class SetMode : uint8_t {
#define PLUMB_SET_MODE(value, name) value,
#include "program/kinds.def"
};
struct SetSource {
  SetMode mode = SetMode::Whole;
  TableId table;
  PopulationId population;     // not valid: all rows of the table
  uint32_t rule = UINT32_MAX;  // rows that this rule of the population excluded (or included)
  bool inherited = false;      // Members of the owner and of its predecessors
  std::vector<ColumnId> path;  // Members: reference columns from the member to the owner, first one on the member
  // Group: the same values on the member (frame 0) and on the outer row (evaluated with the outer row as frame 0).
  std::vector<ExprId> group_keys;
};
enum class Merging : uint8_t {
#define PLUMB_MERGING(value, name) value,
#include "program/kinds.def"
};
enum class AggregateKind : uint8_t {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) value,
#include "program/builtins.def"
};
// Members are visited in key order. filter, body and key see the member as frame 0, the outer row as frame 1.
struct Aggregate {
  AggregateKind kind = AggregateKind::Count;
  SetSource set;
  ExprId filter;  // optional; for Share, Any, All, AtLeast, EndingRun it is the condition that is counted
  ExprId body;    // Sum … Distinct, First, Last
  ExprId key;     // First, Last, EndingRun
  bool descending = false;
  Merging merging = Merging::None;  // Count (by key), First, Last, EndingRun of an inherited set
  bool own_first = false;           // merging: a row of the owner's own stands for its predecessors' in that assessment
  ExprId parameter;                 // Percentile: the share; AtLeast: the number
  Answer if_none;
};

enum class CellKind : uint8_t { Any, Absent, Interval, Values, Compare };
struct Cell {
  CellKind kind = CellKind::Any;
  AbsenceSet absence = 0;
  ExprId low, high;
  bool low_open = false, high_open = false;
  std::vector<ExprId> values;
  Op op = Op::Equal;
  Span span;
};
struct LookupRow {
  bool is_otherwise = false;
  std::vector<Cell> cells;
  Answer value;
  std::vector<Basis> bases;
  Span span;
};
enum class HitPolicy : uint8_t {
#define PLUMB_HIT_POLICY(value, name) value,
#include "program/kinds.def"
};
struct Lookup {
  std::vector<ExprId> inputs;
  HitPolicy hits = HitPolicy::Unique;
  std::vector<LookupRow> rows;
};

struct Expr {
  std::variant<Literal, RunDate, RunAssessment, FrameRow, RowByKey, ColumnOf, DefinitionOf, ParameterAt, NotExpr, NegateExpr,
               BinaryExpr, ChooseExpr, OneOfExpr, WithinExpr, InPopulation, RuleHolds, InForce, HasValue, IfAbsent, RoundExpr,
               StepExpr, SquareRoot, CallExpr, PlaceOf, MetNames, Aggregate, Lookup>
      node;
  Type type;
  Span span;
};

}  // namespace plumb::program
