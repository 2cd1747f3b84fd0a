// The typed program: what a rule set means, ready for any evaluator. Data only.
//
// Made by check from trees, read by eval, plan and explain. The kernel is definitions (a typed value of
// every row of a table, by guarded cases with a basis) and population operators over a finished set
// (aggregate, rank, cut, run, allot); the words of the language come back only as ConstructWord, for
// explanations. Everything is id-indexed; ids are stable for one program.
// INVARIANTS (verify_program): ids in range; operands before their expression; the graph of definitions
// is acyclic; every definition has a type; frames stay within their aggregates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/measure.h"
#include "program/ids.h"
#include "program/value.h"
#include "source/language.h"
#include "source/source.h"

namespace plumb::program {

using base::Number;
using source::Span;

// --- types ---------------------------------------------------------------------------------------

// A declared 计量: a factor over a product of base measures. 元 is a base; 万元 = 10000 元.
struct Units {
  std::string name, alias;
  base::Measure measure;
  Number factor = 1;
};

enum class TypeKind : uint8_t { Unknown, Number, Truth, Text, Date, Duration, Label, Row, NameSet, Spans };

struct Bound {  // of a range; in base measures
  Number value;
  bool open = false;
  friend bool operator==(const Bound&, const Bound&) = default;
};

// Kinds of absence as a bit set over Program::absence_kinds (at most 64).
using AbsenceSet = uint64_t;

struct Type {
  TypeKind kind = TypeKind::Unknown;
  // Number:
  base::Measure measure;
  bool is_ratio = false;    // dimensionless and written with %
  bool is_whole = false;    // known to be a whole number
  bool is_bounded = true;   // the denominators are bounded (law L4)
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
struct AbsenceKind { std::string name, alias; };

// --- bases ---------------------------------------------------------------------------------------

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
enum class BasisKind : uint8_t { Cited, Assumed, NotGiven, OtherReading };
struct CitedClause { AuthorityId authority; uint32_t clause = 0; };  // index into Authority::clauses
struct Basis {
  BasisKind kind = BasisKind::Cited;
  std::vector<CitedClause> clauses;
  std::string reason;
  ExprId other;  // OtherReading: what the copy says
  Span span;
};

// --- tables --------------------------------------------------------------------------------------

enum class Role : uint8_t {
  Title, Assessment, Published, Predecessor, Successor, Effective, Batch, Source,
  Question, Subject, Judge, Answer, Reason, AnswerDate, Fingerprint,
};
enum class TableRole : uint8_t { Plain, History, Lineage, Answers };
enum class Control : uint8_t { Unstated, Actionable, Correctable, Fixed };

struct Column {
  std::string name, alias, stored, origin;
  TableId table;
  Type type;                  // absence kinds in type.absence; range in type.low/high, enforced
  bool is_many = false;       // 多个: type is NameSet
  int scale = 0;              // stored integer = value in the stored units * 10^scale
  Number stored_factor = 1;   // base measure per stored unit: 万元 → 10000
  int length = 0;             // 0: no limit (code points)
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

// --- expressions ---------------------------------------------------------------------------------

enum class Op : uint8_t {
  Add, Subtract, Multiply, Divide, Power, And, Or, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, StartsWith,
};
enum class AnswerKind : uint8_t { Value, LeaveOut, SelfAbsent, None };
struct Answer {  // None: nothing was written (only where the type proves that it is not needed)
  AnswerKind kind = AnswerKind::None;
  ExprId value;
  AbsenceKindId absent_kind;  // SelfAbsent
  std::string reason;
};

struct Literal { Value value; };
struct RunDate { enum class Which : uint8_t { Reference, PeriodStart, PeriodEnd } which; };
struct RunAssessment {};                        // the number of the assessment
// The row of a frame: 0 the current row, 1 the row around the innermost aggregate, …
struct FrameRow { uint8_t depth = 0; };
struct RowByKey { TableId table; std::string key; };  // tests only
struct ColumnOf { ExprId row; ColumnId column; };     // a reference column gives a RowRef
struct DefinitionOf { ExprId row; DefinitionId definition; };  // row not valid: a global definition
struct ParameterAt { ParameterId parameter; ExprId date; };    // date not valid: the reference date
struct NotExpr { ExprId operand; };
struct NegateExpr { ExprId operand; };
struct BinaryExpr { Op op; ExprId left, right; Answer if_zero; };
struct ChooseExpr { ExprId condition, then, otherwise; };
struct OneOfExpr { ExprId subject; std::vector<ExprId> alternatives; };
struct WithinExpr { ExprId subject; ExprId low, high; bool low_open = false, high_open = false; };
struct InPopulation { PopulationId population; ExprId row; };
struct RuleHolds { PopulationId population; uint32_t rule = 0; ExprId row; };  // 参评单位.排除 整改期: excluded by this rule
struct InForce { DefinitionId spans; ExprId row; ExprId date; };  // date not valid: the reference date
struct HasValue { ExprId operand; AbsenceSet kinds = ~0ull; };    // true if the operand is not absent by one of these kinds
struct IfAbsent { ExprId operand; std::vector<std::pair<AbsenceSet, Answer>> answers; };
struct RoundExpr { ExprId operand, multiple; base::RoundingMode mode; };
enum class StepKind : uint8_t { Full, Proportional, Begun };
struct StepExpr { StepKind kind; ExprId operand, step; };  // 每满, 每, 每不足也计; the step is proved positive
struct SquareRoot { ExprId operand, multiple; base::RoundingMode mode; };
enum class Function : uint8_t {
  Larger, Smaller, Absolute, After, Earlier, DaysBetween, MonthsBetween, YearsBetween, YearOf, MonthOf, DayOf, MonthEndOf, MakeDate,
  TextLength,
};
struct CallExpr { Function function; std::vector<ExprId> operands; base::MonthEnd month_end = base::MonthEnd::Clamp; };
struct PlaceOf { RankingId ranking; ExprId row; };   // absent (OutOfScope) where the row is not ranked
struct MetNames { DefinitionId checklist; ExprId row; };

enum class SetMode : uint8_t { Members, Whole, Group };
struct SetSource {
  SetMode mode = SetMode::Whole;
  TableId table;
  PopulationId population;        // not valid: all rows of the table
  uint32_t rule = UINT32_MAX;     // rows that this rule of the population excluded (or included)
  bool inherited = false;         // Members of the owner and of its predecessors
  std::vector<ColumnId> path;     // Members: reference columns from the member to the owner, first one on the member
  // Group: the same values on the member (frame 0) and on the outer row (evaluated with the outer row as frame 0).
  std::vector<ExprId> group_keys;
};
enum class AggregateKind : uint8_t {
  Count, Sum, Average, Min, Max, Median, Percentile, Share, Any, All, AtLeast, Distinct, First, Last, EndingRun,
};
// Members are visited in key order. filter, body and key see the member as frame 0, the outer row as frame 1.
struct Aggregate {
  AggregateKind kind = AggregateKind::Count;
  SetSource set;
  ExprId filter;      // optional; for Share, Any, All, AtLeast, EndingRun it is the condition that is counted
  ExprId body;        // Sum … Distinct, First, Last
  ExprId key;         // First, Last, EndingRun
  bool descending = false;
  ExprId parameter;   // Percentile: the share; AtLeast: the number
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
enum class HitPolicy : uint8_t { Unique, InOrder, AllHits };  // AllHits: the values of all rows that match, as a NameSet (labels) or summed (numbers)
struct Lookup { std::vector<ExprId> inputs; HitPolicy hits = HitPolicy::Unique; std::vector<LookupRow> rows; };

struct Expr {
  std::variant<Literal, RunDate, RunAssessment, FrameRow, RowByKey, ColumnOf, DefinitionOf, ParameterAt, NotExpr, NegateExpr,
               BinaryExpr, ChooseExpr, OneOfExpr, WithinExpr, InPopulation, RuleHolds, InForce, HasValue, IfAbsent, RoundExpr,
               StepExpr, SquareRoot, CallExpr, PlaceOf, MetNames, Aggregate, Lookup>
      node;
  Type type;
  Span span;
};

// --- definitions ---------------------------------------------------------------------------------

// The word that introduced a definition; for explanations only.
enum class ConstructWord : uint8_t {
  Condition, Checklist, ChecklistItem, SpanWord, Scope, ScopeRule, Verify, Measure, Score, ScorePart, Judgement, Ranking, Grade,
  Allotment, Consequence, Duty,
};

struct Case {
  std::string rule;        // empty: the only case, or 否则
  ExprId guard;            // not valid: always
  Answer value;
  int32_t exception_to = -1;  // index of a case of the same definition
  std::vector<Basis> bases;
  Span span;
};
enum class CaseMode : uint8_t {
  Single,     // one case without guard
  InOrder,    // the first whose guard holds
  Exceptions, // the one that holds and no exception to which holds; two such: Faulty (exception clash)
};

// What computes a definition's value.
struct ByCases { CaseMode mode = CaseMode::Single; std::vector<Case> cases; };
struct ByPopulation { PopulationId population; };  // truth: is the row a member
struct ByJudgement { JudgementId judgement; };
struct ByRanking { RankingId ranking; };           // the place
struct BySpans {
  SetSource from; ExprId start, length, condition;  // member as frame 0
  base::MonthEnd month_end = base::MonthEnd::Clamp;
};
struct ByChecklist { std::vector<DefinitionId> items; enum class Mode : uint8_t { Any, All, AtLeast } mode; ExprId at_least; };

// Cuts of a grade, in order. A row gets the label of the first entry that takes it.
enum class GradeForm : uint8_t { When, Top, Next, Otherwise };
struct GradeEntry {
  uint16_t label = 0;
  std::string rule;
  bool is_veto = false, no_better = false, after_cut = false;
  GradeForm form = GradeForm::When;
  ExprId condition;
  RankingId ranking;
  ExprId size;                     // a whole number, or a ratio of the base
  std::optional<base::RoundingMode> size_rounding;
  bool vacancy_filled = false;     // places that are left over go to the next cut
  bool overflow_in = true;         // ties on the line: all in, else all out (a judgement tie policy asks instead)
  bool shrinks_next = true;        // what was let in beyond the line is taken from the next cut
  PopulationId base;               // not valid: who of the population has no grade yet
  std::vector<Basis> bases;
  Span span;
};
struct ByGradeEntries { std::vector<GradeEntry> entries; bool in_order = false; };
struct SortKey { ExprId value; bool descending = false; bool exact = true; Span span; };  // rounding is already in value
struct ByAllotment {
  ExprId amount, weight, grain;      // amount and grain global; weight of the row
  bool largest_remainder = true;
  std::vector<SortKey> remainder_keys, tie_keys;
  JudgementId tie_judgement;
  ExprId minimum, maximum;           // not valid: none
  bool zero_weight_gets_nothing = true;  // else Faulty
};

struct Definition {
  std::string name, alias, former;
  ConstructWord word = ConstructWord::Measure;
  TableId table;            // not valid: global
  PopulationId domain;      // not valid: every row of the table; else absent OutOfScope elsewhere
  Type type;
  std::variant<ByCases, ByPopulation, ByJudgement, ByRanking, BySpans, ByChecklist, ByGradeEntries, ByAllotment> by;
  std::vector<Basis> bases;
  Span span;
};

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
  PopulationId source;        // not valid: all rows
  DefinitionId definition;
  std::vector<PopulationRule> rules;
  Span span;
};

enum class TiePolicy : uint8_t { SharePlace, Dense, Refer, AllIn, AllOut, NoTies };
struct Ranking {
  std::string name;
  TableId table;
  PopulationId domain;        // not valid: all rows
  DefinitionId definition;
  ExprId without;             // rows left out; optional
  std::vector<ExprId> strata; // each stratum is ranked by itself
  std::vector<SortKey> keys;
  TiePolicy ties = TiePolicy::SharePlace;
  JudgementId judgement;      // Refer
  Span span;
};

enum class CombineKind : uint8_t { Single, Average, LastLevel, Trimmed, Majority, Unanimous };
struct LabelRange { uint16_t label = 0; ExprId low, high; bool low_open = false, high_open = false; };
struct Judgement {
  std::string name;
  DefinitionId definition;    // not valid: a tie's judgement, answered by members
  TableId table;              // of the object
  std::vector<std::string> judges;  // levels, lowest first
  Type type;
  ExprId low, high;
  bool low_open = false, high_open = false;
  ExprId range_label;
  std::vector<LabelRange> label_ranges;
  ExprId grain;
  CombineKind combine = CombineKind::Single;
  int least_answers = 1;
  TableId answers;            // a table with role Answers
  ExprId when;                // not asked otherwise: absent NotApplicable
  std::vector<Basis> bases;
  Span span;
};

struct DatedValue {  // half-open [from, end)
  std::optional<base::Date> from, end;
  ExprId value;      // not valid: not given → pending
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
  std::optional<Number> mark;   // points
  ExprId weight;
  std::vector<DefinitionId> parts;
};

enum class Force : uint8_t { Must, May, AtDiscretion, MustNot, ServesAsBasis };
struct Norm {
  DefinitionId definition;      // truth: is it triggered; Consequence or Duty
  Force force = Force::Must;
  std::vector<std::string> menu;
  std::string actor, bars, if_unfulfilled;
  ExprId deadline;              // first day after the term is deadline + 1 when inclusive
  bool inclusive = true;
  ExprId fulfilled;
  ExprId amount;
  std::vector<Basis> bases;
};

// --- tests ---------------------------------------------------------------------------------------

struct GivenCell { ColumnId column; Value value; };  // a RowRef column holds the key as a text
struct GivenRow { TableId table; std::string key; std::vector<GivenCell> cells; Span span; };
struct Pin { DefinitionId definition; ParameterId parameter; std::string row_key; ExprId value; bool pending = false; Span span; };
enum class Expected : uint8_t { Holds, Absent, Pending, Faulty };
struct RuleName { std::string rule; std::optional<bool> exclusion; };
struct Expectation {
  ExprId condition;           // Holds
  DefinitionId definition;    // the definition that `because` speaks of; Absent, Pending, Faulty
  PopulationId population;    // … or the population
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

// --- the whole -----------------------------------------------------------------------------------

struct Program {
  std::string title;
  source::Language spelling = source::Language::Zh;
  int64_t assessment = 0;
  std::optional<base::Date> period_first, period_last;  // both included
  std::optional<base::Date> reference;                  // default: period_last
  std::vector<Units> units;
  std::vector<std::string> base_measures;  // names by Measure base id
  std::vector<AbsenceKind> absence_kinds;
  std::vector<Enumeration> enumerations;
  std::vector<Authority> authorities;
  std::vector<Table> tables;
  std::vector<Column> columns;
  std::vector<Parameter> parameters;
  std::vector<Expr> exprs;
  std::vector<Definition> definitions;
  std::vector<DefinitionId> order;       // every definition after those that it reads
  std::vector<Population> populations;
  std::vector<Ranking> rankings;
  std::vector<Judgement> judgements;
  std::vector<ScorePart> score_parts;
  std::vector<Norm> norms;
  std::vector<DefinitionId> verifies;
  std::vector<TestCase> tests;

  [[nodiscard]] const Expr& at(ExprId id) const { return exprs[id.value]; }
  [[nodiscard]] const Definition& at(DefinitionId id) const { return definitions[id.value]; }
  [[nodiscard]] const Population& at(PopulationId id) const { return populations[id.value]; }
  [[nodiscard]] const Ranking& at(RankingId id) const { return rankings[id.value]; }
  [[nodiscard]] const Judgement& at(JudgementId id) const { return judgements[id.value]; }
  [[nodiscard]] const Parameter& at(ParameterId id) const { return parameters[id.value]; }
  [[nodiscard]] const Table& at(TableId id) const { return tables[id.value]; }
  [[nodiscard]] const Column& at(ColumnId id) const { return columns[id.value]; }
  [[nodiscard]] const Enumeration& at(EnumId id) const { return enumerations[id.value]; }
};

}  // namespace plumb::program
