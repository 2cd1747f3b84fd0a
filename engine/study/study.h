// Two finished runs side by side: who moved between the grades and why, what else differs, and, where nobody
// moved, what kept them. Data only; the words are made by whoever shows it.
//
// In: two runs, each with its program, its data and the results over both, whichever evaluator made them; of each the
// table, grade and score that a report speaks of. Units are matched by key; definitions, parameters and rules
// by name, and by 原名 through a renaming. Out: a Comparison; ids and rows in it belong to the run that their name says
// (`before`, `after`). Nothing is reported: two runs can always be compared.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::study {

// What a report speaks of; ids that are not valid: there is none.
struct Graded {
  program::TableId table;
  program::DefinitionId grade, score;
  program::RankingId ranking;
  program::PopulationId domain;
};
struct Side {
  const program::Program& program;
  const data::Data& data;
  const results::Results& results;
  Graded graded;
  // The words of the rule at a span, on one line and laid out alike on both sides.
  std::function<std::string(source::Span)> rule_text;
};

enum class ClassKind : uint8_t {
  Label,
  Settled,  // there is no grade, only a score or a scope
  Outside,  // not in scope
  Pending,
  Faulty,
  Absent,
  Quarantined,
  Missing,  // no such row in this run
};
struct GradeClass {
  ClassKind kind = ClassKind::Label;
  std::string label;
  friend bool operator==(const GradeClass&, const GradeClass&) = default;
};

struct UnitState {  // of a unit in one run
  uint32_t row = UINT32_MAX;
  uint32_t in_class = 0;          // index into Comparison::classes
  program::Value result;          // the grade; else the score or the membership
  program::Value score;           // absent where there is none
  std::optional<uint32_t> place;  // in the ranking of the report
  std::string rule;               // the entry that gave the grade
};
struct UnitPair {
  std::string key, title;
  UnitState before, after;
};

// Why a unit's grade differs; see grammar/REFERENCE.md for what each means exactly.
enum class Cause : uint8_t {
  Scope,  // in or out
  Veto,
  Judgement,  // what somebody decided, a tie on a line too
  Own,        // its own values
  Others,     // who is ranked beside it, and with what
  Line,       // the places before the line, the bounds of a grade
  Rule,       // grades or rankings that cannot be set side by side
  Open,       // pending or faulty on one side at least
  Row,        // only one run has the unit
};
// What lies behind a value that differs.
struct Origin {
  std::vector<uint32_t> rules, parameters;  // indexes into Comparison::rules, parameters
  bool dates = false, rows = false;         // period or reference date; the data itself
};
struct ValueChange {  // of a definition, else of a column of the unit's own row
  program::DefinitionId before, after;
  program::ColumnId column_before, column_after;
  program::Value old_value, new_value;
  Origin origin;
};
struct ScopeReason {
  std::string scope, rule;
  bool excludes = false;
  bool held_before = false, held_after = false;
  bool is_quarantine = false;  // of no rule
};
struct Passing {  // those that crossed a line the other way first, then by new place
  static constexpr size_t NamedUnits = 20;
  std::vector<uint32_t> units;  // the first of them
  uint64_t count = 0;
};
struct Move {
  uint32_t unit = 0;          // index into Comparison::units
  std::vector<Cause> causes;  // without any of them it would not have moved; see Others for more
  bool any_would_do = false;  // each of the causes alone would have moved it
  std::vector<ScopeReason> scopes;
  std::vector<ValueChange> values;        // largest first: the parts of the score, else what the grade reads
  Origin origin;                          // of the scope, of a condition
  std::vector<std::string> decided_by;    // vetoes, findings, judgements
  std::vector<std::string> lines;         // labels whose line it crossed because the line moved
  std::optional<uint32_t> old_among_new;  // the place that its old keys have among the others' new ones
  Passing passed_by, passed;              // went ahead of it; fell behind it
  Passing joined, left;                   // came into the ranking ahead of it; were ahead of it and left the ranking
};

struct LineMovement {  // who crossed the line under a grade: from worse, or from outside, to this one or better, or back;
                       // not those that have no result on one side
  uint32_t in_class = 0;
  std::vector<uint32_t> in, out;                        // units; by place
  std::optional<uint64_t> places_before, places_after;  // before the line, where it is a cut that was made
  std::vector<uint32_t> parameters;                     // that differ and size the cut or bound the grade
};

struct RowChange {
  std::string key, title;
  uint32_t row_before = 0, row_after = 0;
  program::Value old_value, new_value;
};
struct DefinitionChange {
  static constexpr size_t ShownRows = 3;
  program::DefinitionId before, after;
  uint64_t rows = 0, differ = 0;  // rows that both runs have
  std::vector<RowChange> first;   // by difference, then key
  bool is_reached = false;        // the grade rests on it
};
struct ParameterSide {
  program::ParameterId id;  // not valid: the run has none
  program::Value value;     // at the run's reference date; absent: not given
  const std::vector<program::Basis>* bases = nullptr;
};
struct ParameterChange {
  std::string name;
  ParameterSide before, after;
  bool value_differs = false;       // of those in force
  bool is_dated_elsewhere = false;  // values differ only for dates that are not the reference date
  bool is_reached = false;
};
enum class RuleChangeKind : uint8_t {
  Added,
  Removed,
  Changed,   // says something else
  Reworded,  // the same with another basis, or in other words
};
struct RuleChange {
  RuleChangeKind kind = RuleChangeKind::Changed;
  std::string name;                     // "参评单位.整改期": owner and rule, or a definition alone
  program::DefinitionId before, after;  // the owner
  std::string text_before, text_after;
  bool is_reached = false;
};
struct Margin {  // how near somebody is to a line, in the second run
  uint32_t in_class = 0;
  uint32_t inside = UINT32_MAX, outside = UINT32_MAX;  // units; a bound has one of them
  base::Number gap;
  program::Type type;
};
// Nobody moved: everything that holds is set.
struct Stillness {
  bool is_still = false;
  bool is_identical = false;   // no rule, parameter, date or value differs
  bool only_words = false;     // rules differ in words and bases only
  bool has_unreached = false;  // rules or parameters that differ and no grade rests on
  bool has_dated_elsewhere = false;
  bool has_reached_same = false;   // what differs is reached, and gives the same values for every unit
  bool has_reached_moved = false;  // values of units differ, and nobody crosses a line
  std::vector<Margin> margins;
};

struct Comparison {
  std::vector<GradeClass> classes;            // labels best first, then the others as they are declared
  std::vector<std::vector<uint64_t>> matrix;  // [class before][class after]
  std::vector<UnitPair> units;                // by key
  std::vector<Move> moves;                    // by the line that was crossed, then place
  std::vector<LineMovement> lines;            // best first; the last grade has none
  std::vector<uint32_t> scope_in, scope_out;  // units
  uint64_t scores_differ = 0, places_differ = 0;
  // The middle of what the scores of those gained that both runs rank; of two in the middle, halfway. None: no two scores.
  std::optional<base::Number> middle_gain;
  std::vector<DefinitionChange> definitions;
  std::vector<ParameterChange> parameters;
  std::vector<RuleChange> rules;
  bool dates_differ = false;  // assessment, period or reference date
  Stillness stillness;
};

[[nodiscard]] Comparison compare(const Side& before, const Side& after);

}  // namespace plumb::study
