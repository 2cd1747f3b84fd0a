// The evaluator behind eval.h. Internal to eval.
//
// Every value is computed when it is first read and remembered by definition and row. Expressions give a
// reference, either into a memo (nothing is copied) or to the slot that the caller brings.
// INVARIANT: memo vectors are sized once and never grow, so references into them stay good; a value that is
// not known (open, left out, absent) passes through every operator unchanged, first met first (law L6). An
// absent one can only be a `本项缺失` on its way to its definition: the checker let nothing else pass.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "data/data.h"
#include "data/lineage.h"
#include "eval/eval.h"
#include "eval/recorder.h"
#include "population/compare_values.h"
#include "population/openness.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::population {
struct Allotment;
struct AmountInUnits;
struct AnswerBounds;
struct GradeRow;
struct RankMember;
struct Receiver;
}  // namespace plumb::population

namespace plumb::eval {

using population::compare_values;
using population::ValuesLess;
using program::DefinitionId;
using program::ExprId;
using program::PopulationId;
using program::RowRef;
using program::TableId;
using program::Value;
using results::PlaceKind;

// Values that a test sets instead of computing them.
struct Pins {
  struct OfDefinition {
    DefinitionId definition;
    uint32_t row = 0;
    Value value;
  };
  std::vector<OfDefinition> definitions;  // a Pending value stands for "pinned as pending"
  std::map<program::ParameterId, Value> parameters;
};

// What a run states and a test of a file without 期次 may leave out.
enum class RunFact : uint8_t { Reference = 1, Period = 2, Assessment = 4 };
using RunFacts = uint8_t;  // a bit set

// Rows of a finished set, in key order.
struct RowSet {
  Value open = true;  // Pending or Faulty: some member is open; else true
  std::vector<uint32_t> rows;
};
// The rows of a table by the row that they belong to.
struct Children {
  std::vector<uint32_t> offsets, rows;
  Value open = true;                   // Faulty: a row with no owner blocks what reads the table
  std::map<uint32_t, Value> doubtful;  // Faulty: rows that name an owner, but by a reference that may not be theirs
};
// Rows of a table by the values of group keys.
struct Groups {
  Value open = true;
  std::vector<uint32_t> group_of;  // by row; UINT32_MAX: not in the set
  std::vector<std::vector<uint32_t>> rows;
  std::map<std::vector<Value>, uint32_t, ValuesLess> by_key;
  std::vector<std::unique_ptr<Value>> aggregate;  // by group; only where nothing of the outer row is read
};

class Evaluator {
 public:
  Evaluator(const program::Program& program, const data::Data& data, const results::RunInputs& inputs);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  // Values are taken from these results instead of being computed.
  void take_from(const results::Results& given);
  void pin(const Pins& pins);
  // Whether one of the facts that the inputs do not state was read is remembered.
  void watch_unstated(RunFacts facts) { unstated_ = facts; }
  [[nodiscard]] RunFacts unstated_read() const { return unstated_read_; }

  [[nodiscard]] results::Results evaluate_all(const Options& options);
  [[nodiscard]] results::Trace trace(DefinitionId definition, uint32_t row);
  // rows[0] is frame 0; the slot is only used if the value is not remembered elsewhere.
  [[nodiscard]] Value evaluate_on(ExprId expr, std::span<const RowRef> rows);

  const Value& definition_value(DefinitionId definition, uint32_t row);
  const Value& given_value(const results::Values& values, uint32_t of, uint32_t row);
  const Value& membership(PopulationId population, uint32_t row);
  // Does this rule hold for the row, exceptions counted; whether or not it decided.
  Value rule_holds(PopulationId population, uint32_t rule, uint32_t row);
  [[nodiscard]] int32_t fired(DefinitionId definition, uint32_t row);
  [[nodiscard]] const std::vector<results::Place>& places() const {
    return given_ != nullptr && places_.empty() ? given_->places : places_;
  }

 private:
  enum class State : uint8_t { Unknown, InProgress, Done };
  struct DefinitionMemo {
    std::vector<Value> values;
    std::vector<State> states;
    std::vector<int32_t> fired;
    bool is_whole_done = false;  // grades, rankings, allotments: computed for all rows at once
  };
  struct PopulationMemo {
    std::vector<Value> member;
    std::vector<State> states;
    std::vector<uint64_t> held;
  };
  struct FastColumn {  // how a stored integer becomes a value
    TableId table;
    uint32_t position = 0;
    base::Number factor = 1;
    std::vector<Value> texts;  // the dictionary as values
  };
  // What an aggregate reads once for all its members.
  struct Members {
    std::span<const uint32_t> rows;
    std::vector<uint32_t> owned;
    std::vector<uint32_t> of_owner;  // inherited sets: the rows that are not a predecessor's, ascending
    Value open = true;
  };
  // What an aggregate keeps while it visits its members.
  struct Tally {
    uint64_t visited = 0, counted = 0, left_out = 0;
    base::Number sum;
    std::vector<Value> values;
    struct Keyed {
      Value key;
      uint32_t row = 0;
      bool holds = false, is_own = true;
    };
    std::vector<Keyed> keyed;
  };
  class GradeReader;

  // --- expressions (eval_expr.cpp; one file a construct) ---
  const Value& eval(ExprId expr, Value& slot);
  const Value& eval_node(const program::Literal&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::RunDate&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::RunAssessment&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::FrameRow&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::RowByKey&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::ColumnOf&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::DefinitionOf&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::ParameterAt&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::NotExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::NegateExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::BinaryExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::ChooseExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::OneOfExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::WithinExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::InPopulation&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::RuleHolds&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::InForce&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::HasValue&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::IfAbsent&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::RoundExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::StepExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::SquareRoot&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::CallExpr&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::PlaceOf&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::MetNames&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::Aggregate&, const program::Expr&, ExprId, Value&);
  const Value& eval_node(const program::Lookup&, const program::Expr&, ExprId, Value&);
  bool read_rounding(ExprId operand_expr, ExprId place_expr, base::Number& operand, base::Number& place, Value& slot);
  const Value& eval_answer(const program::Answer& answer, Value& slot);
  const Value& eval_arithmetic(const program::BinaryExpr& binary, const Value& left, const Value& right, Value& slot);
  const Value& hit_row(const program::LookupRow& row, Value& slot);
  // An interval with optional bounds; Values that are open come back unchanged, else true or false.
  Value is_within(const Value& subject, ExprId low, ExprId high, bool low_open, bool high_open);
  Value match_cell(const program::Cell& cell, const Value& input);
  // Null and the row in `row`, or the value that stands where a row was due.
  const Value* eval_row(ExprId expr, RowRef& row, Value& slot);
  // As an expression of one row.
  const Value& eval_on_row(ExprId expr, TableId table, uint32_t row, Value& slot);
  // True, or the value that stands instead (false included); no expression is true.
  Value condition_on_row(ExprId expr, TableId table, uint32_t row);

  // --- data (read_data.cpp) ---
  const Value& read_cell(program::ColumnId column, uint32_t row, Value& slot);
  FastColumn& fast_column(program::ColumnId column);
  [[nodiscard]] bool is_row_faulty(TableId table, uint32_t row) const;
  [[nodiscard]] bool is_taken_out(TableId table, uint32_t row) const;  // quarantined without keeping its place
  [[nodiscard]] bool is_kept(TableId table, uint32_t row) const;       // quarantined in its place: counted, not ranked or graded
  Value quarantined(TableId table, uint32_t row);                      // what a row that is kept has instead
  [[nodiscard]] uint32_t row_count(TableId table) const;
  Value row_fault(TableId table, uint32_t row, program::ColumnId column);
  std::string key_of(TableId table, uint32_t row) const;

  // --- places (evaluator.cpp) ---
  Value pending(results::Place place);
  Value faulty(results::Place place);
  Value faulty_here(PlaceKind kind, std::string detail = {});  // of the definition and row that are being computed
  program::PlaceId place_id(results::Place place);
  void note_read(RunFact fact) { unstated_read_ |= unstated_ & static_cast<RunFacts>(fact); }
  population::Openness breach_of(DefinitionId definition, const population::Breach& breach);
  Value checked(base::Number number);                         // Faulty beyond the limit of digits
  Value not_given(const std::vector<program::Basis>& bases);  // Pending if one of them is 未载, else true

  // --- definitions ---
  DefinitionMemo& memo_of(DefinitionId definition);
  void compute(DefinitionId id, uint32_t row, DefinitionMemo& memo);
  Value compute_by(const program::ByCases&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByPopulation&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByJudgement&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByRanking&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::BySpans&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByChecklist&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByGradeEntries&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value compute_by(const program::ByAllotment&, DefinitionId, uint32_t row, DefinitionMemo&);
  Value choose_case(const program::ByCases& cases, DefinitionId id, uint32_t row, int32_t& chosen);
  Value case_value(const program::Case& entry);
  Value within_declared_range(DefinitionId id, Value value);
  Value settle(DefinitionId id, Value computed);

  // --- sets and aggregates ---
  Members members_of(const program::SetSource& set, ExprId owner_expr);
  void collect_members(const program::SetSource& set, Members& members);
  Value in_set(const program::SetSource& set, uint32_t row);
  const RowSet& whole_set(TableId table, PopulationId population, uint32_t rule);
  const Children& children(TableId table, const std::vector<program::ColumnId>& path);
  Groups& groups(const program::SetSource& set, ExprId expr);
  // The group of the current row; UINT32_MAX: an empty one, or `open` says why.
  uint32_t group_of_row(const program::SetSource& set, Groups& all, Value& open);
  Value group_key(const program::SetSource& set, std::vector<Value>& key);
  // The owner and, where history is inherited, its predecessors.
  std::vector<uint32_t> owners(const program::SetSource& set, TableId table, uint32_t owner, Value& open);
  bool is_independent(const program::Aggregate& aggregate, ExprId id);
  Value aggregate_for_all(const program::Aggregate& aggregate, ExprId id);
  const Value& aggregate_set(const program::Aggregate& aggregate, ExprId id, const Members& members, Value& slot);
  Value visit_member(const program::Aggregate& aggregate, uint32_t row, Tally& tally);
  Value finish_aggregate(const program::Aggregate& aggregate, Tally& tally);
  Value finish_ordered(const program::Aggregate& aggregate, Tally& tally);
  // What the rows with one key give together: a value, or LeftOut.
  Value merge_bodies(const program::Aggregate& aggregate, std::span<const Tally::Keyed> rows, Tally& tally);
  Value at_percentile(const program::Aggregate& aggregate, Tally& tally);
  Value if_none(const program::Aggregate& aggregate);

  // --- populations, rankings, grades, judgements, allotments ---
  PopulationMemo& memo_of(PopulationId population);
  Value decide_membership(const program::Population& population, PopulationId id, uint32_t row);
  Value included(const program::Population& population, PopulationId id, uint32_t row);
  const results::RankingResult& ranking(program::RankingId id);
  void rank(program::RankingId id, results::RankingResult& result);
  bool read_rank_member(const program::Ranking& ranking, uint32_t row, population::RankMember& member);
  population::Truth is_ranked(const program::Ranking& ranking, uint32_t row);
  const Value& place_of(program::RankingId id, uint32_t row, Value& slot);
  std::vector<population::GradeRow> enter_rows(const program::Definition& definition, const DefinitionMemo& memo);
  void grade_all(const program::ByGradeEntries& grade, DefinitionId id, DefinitionMemo& memo);
  void allot_all(const program::ByAllotment& allotment, DefinitionId id, DefinitionMemo& memo);
  population::Allotment allot(const program::ByAllotment& allotment, DefinitionId id);
  population::AmountInUnits read_amount(const program::ByAllotment& allotment, DefinitionId id);
  bool read_receiver(const program::ByAllotment& allotment, TableId table, uint32_t row, population::Receiver& receiver);
  // Rows of the answers to one question; `open`: a row of the table tells no question.
  const std::vector<uint32_t>& answer_rows(const program::Judgement& judgement, const std::string& subject, Value& open);
  void index_answers(const program::Judgement& judgement);
  // The cell with this role: its value, or absent where the table has no such column.
  Value answer_cell(const program::Judgement& judgement, program::Role role, uint32_t row);
  // Known: the answer's text, of an answer to this very question.
  Value fresh_answer(const program::Judgement& judgement, uint32_t row, const std::string& fingerprint);
  int level_of(const program::Judgement& judgement, uint32_t row);
  Value ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
            results::Place place);
  Value read_answers(program::JudgementId id, const std::string& subject, const population::AnswerBounds& bounds,
                     const results::Place& place);
  // `line`: what stands behind the @ of the subject.
  population::TieDecision decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                     const std::string& line, results::Place place);
  Value tie_answer(program::JudgementId id, const std::string& subject, const results::Place& place);
  std::optional<population::AnswerBounds> pose(const program::Judgement& judgement, uint32_t row, Value& open);
  results::NormResult norm_result(uint32_t index);

  // --- trace (trace_definition.cpp) ---
  void trace_population_definition(DefinitionId definition, uint32_t row);

  const program::Program& program_;
  const data::Data& data_;
  const results::RunInputs& inputs_;
  const results::Results* given_ = nullptr;
  std::unordered_map<uint64_t, Value> given_values_;  // by definition (population) and row
  static constexpr uint32_t PopulationKeys = 1U << 31;
  Recorder* recorder_ = nullptr;
  RunFacts unstated_ = 0, unstated_read_ = 0;

  std::vector<RowRef> frames_;  // the last is frame 0
  std::vector<DefinitionMemo> definitions_;
  std::vector<PopulationMemo> populations_;
  std::vector<results::RankingResult> rankings_;
  std::vector<State> ranking_states_;
  std::vector<results::CutResult> cuts_;
  std::vector<results::Question> questions_;
  std::set<std::pair<program::JudgementId, std::string>> asked_;
  const std::vector<uint32_t> no_rows_;
  std::vector<results::Place> places_;
  std::map<std::tuple<int, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t, std::string>, program::PlaceId> place_ids_;
  std::vector<std::pair<DefinitionId, uint32_t>> computing_;  // innermost last

  std::vector<std::unique_ptr<FastColumn>> columns_;
  std::vector<std::vector<uint8_t>> taken_out_, kept_;  // by table; empty: none
  std::vector<std::vector<std::unique_ptr<Value>>> parameter_values_;
  std::map<program::ParameterId, Value> pinned_parameters_;
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, std::unique_ptr<RowSet>> whole_sets_;
  std::map<std::pair<uint32_t, std::vector<uint32_t>>, std::unique_ptr<Children>> children_;
  std::map<uint32_t, data::Lineage> lineages_;                             // by table
  std::unordered_map<uint32_t, std::unique_ptr<Groups>> groups_;           // by expression
  std::unordered_map<uint32_t, std::unique_ptr<Value>> whole_aggregates_;  // by expression
  std::vector<uint8_t> independent_;                                       // by expression: 0 unknown, 1 no, 2 yes
  std::map<uint32_t, std::map<std::pair<std::string, std::string>, std::vector<uint32_t>>> answers_;  // by answers table
  std::map<uint32_t, Value> answers_open_;            // by answers table; its presence says that it is indexed
  std::vector<std::vector<uint32_t>> places_by_row_;  // by ranking: place by row, 0 not ranked
};

}  // namespace plumb::eval
