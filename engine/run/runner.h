// The state of one run, and the evaluator of batches that every thread has for itself. Internal to run.
//
// INVARIANT: while batches of one definition are computed on several threads, everything that they read (columns of
// earlier definitions, members of sets, indexes, shared partials, parameters) is finished and does not change; prepare()
// has made it before. Operators have no side effects but new places, so they may compute lanes that nobody needs.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/data.h"
#include "data/lineage.h"
#include "plan/plan.h"
#include "program/program.h"
#include "results/results.h"
#include "run/answers.h"
#include "run/column.h"
#include "base/thread_pool.h"
#include "run/column_cache.h"
#include "run/run.h"
#include "run/vector.h"

namespace plumb::run {

using plan::Form;
using plan::Shape;
using program::DefinitionId;
using program::ExprId;
using program::PopulationId;
using program::TableId;
using results::PlaceKind;

inline constexpr uint32_t NoRow = UINT32_MAX;

// The rows of one frame: row_of(i) for each lane.
struct Frame {
  TableId table;
  uint32_t first = 0;  // without `rows`: first + lane, or `first` in every lane
  const uint32_t* rows = nullptr;
  bool is_constant = false;
  [[nodiscard]] uint32_t row(uint32_t lane) const { return rows != nullptr ? rows[lane] : is_constant ? first : first + lane; }
};
struct Batch {
  uint32_t lanes = 0;
  uint32_t depth = 0;  // frames in use; frames[0] is the innermost
  std::array<Frame, 6> frames{};
  DefinitionId computing;  // for places: whose value it is, of which row
  Frame base;              // rows of `computing`; NoRow where a value is shared by all of them
  [[nodiscard]] uint32_t base_row(uint32_t lane) const { return base.row(lane); }
};

// Row numbers: a list, or those from `first` on.
struct Rows {
  const uint32_t* list = nullptr;
  uint32_t first = 0, count = 0;

  Rows() = default;
  Rows(uint32_t from, uint32_t rows) : first(from), count(rows) {}
  Rows(const std::vector<uint32_t>& rows) : list(rows.data()), count(static_cast<uint32_t>(rows.size())) {}
  Rows(std::span<const uint32_t> rows) : list(rows.data()), count(static_cast<uint32_t>(rows.size())) {}
  [[nodiscard]] size_t size() const { return count; }
  [[nodiscard]] uint32_t operator[](size_t i) const { return list != nullptr ? list[i] : first + static_cast<uint32_t>(i); }
  void copy(size_t from, size_t rows, uint32_t* to) const {
    for (size_t i = 0; i < rows; ++i) to[i] = (*this)[from + i];
  }
  void append_to(std::vector<uint32_t>& rows) const {
    for (size_t i = 0; i < count; ++i) rows.push_back((*this)[i]);
  }
};

// Rows by the row that they belong to, or by group; a run of `rows` each.
struct RowsByOwner {
  RowsByOwner() = default;
  RowsByOwner(RowsByOwner&&) = default;  // a copy's offsets would be those of the original
  RowsByOwner& operator=(RowsByOwner&&) = default;

  std::vector<uint32_t> own_offsets, rows;  // `rows` is empty where they are in place
  std::span<const uint32_t> offsets;        // of the data, or the own ones
  bool is_in_place = false;                 // the rows of owners follow each other in the table itself
  std::map<uint32_t, uint32_t> doubtful;    // rows whose owner is named by a faulty cell, and the code of that
  uint32_t open = 0;                        // code of what leaves all of them open, where is_open
  bool is_open = false;
  [[nodiscard]] Rows of(uint32_t owner) const {
    const uint32_t begin = offsets[owner], count = offsets[owner + 1] - begin;
    return is_in_place ? Rows(begin, count) : Rows(std::span(rows).subspan(begin, count));
  }
};
// The rows of a set by the values of its group keys.
struct Groups {
  RowsByOwner rows;
  std::vector<uint32_t> group_of;       // by row of the set's table; NoRow: not in the set
  std::vector<std::vector<Lane>> keys;  // by group, ascending
  std::vector<std::pair<TypeKind, Shape>> key_kinds;
};
struct PopulationColumns {
  Column member;
  std::vector<uint64_t> held;
};
// What a ranking asks of every row of its table beside its keys.
struct RankingColumns {
  std::vector<Lane> without;              // empty: nobody is left out
  std::vector<std::vector<Lane>> strata;  // by stratum key
};
// A column of the data, ready to be read in lanes.
struct InputColumn {
  TableId table;
  TypeKind kind = TypeKind::Unknown;
  Shape shape;
  const data::ColumnData* cells = nullptr;
  const std::vector<uint8_t>* row_faulty = nullptr;  // null: none
  bool has_states = false;
  std::array<uint8_t, 256> state_of{};  // from the data's state to the run's; Open: faulty
  std::vector<int64_t> lanes;           // of texts and sets: the address by index
  std::vector<program::NameSet> sets;
  base::Number factor = 1;
};

class Worker;

class Runner {
 public:
  Runner(const program::Program& program, const plan::Plan& plan, const data::Data& data, const results::RunInputs& inputs,
         const program::Pins& pins, const Options& options);
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner();

  // With a memory: takes from it what fits, and leaves in it what the next run may take.
  [[nodiscard]] results::Results run_all(ColumnCache* memory = nullptr);

 private:
  friend class Worker;
  friend class Reducer;
  friend class Finisher;
  friend class Grader;
  friend class ColumnReuse;

  // --- steps (run_definition.cpp, one file a construct) ---
  void compute(DefinitionId id);
  void compute_rows(DefinitionId id);  // what computes each row by itself
  void compute_population(PopulationId id);
  // Which rows a rule of a population took, or would have; which rows of a table can be read.
  void compute_rule_column(PopulationId id, uint32_t rule);
  void keep_faulty_rows(TableId table);
  void compute_ranking(program::RankingId id);
  void compute_places(DefinitionId definition, program::RankingId id);
  const RankingColumns& ranking_columns(program::RankingId id);
  [[nodiscard]] bool may_be_ranked(program::RankingId id, uint32_t row);
  void compute_grade(DefinitionId id, const program::ByGradeEntries& by);
  void compute_allotment(DefinitionId id, const program::ByAllotment& by);
  void compute_judgement(DefinitionId id, const program::ByJudgement& by);
  void apply_pins(DefinitionId id);

  // --- judgements and ties (run_judgement.cpp) ---
  const AnswerBook& answer_book(TableId table);
  bool read_text(const program::Judgement& judgement, const GivenAnswer& answer, const std::string& fingerprint, uint32_t& open);
  Lane ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
           results::Place place);
  Lane judge_row(program::JudgementId id, DefinitionId definition, uint32_t row, Value& value);
  std::vector<uint32_t> decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                   const std::string& line, results::Place place, uint32_t& open);
  Lane row_outside(DefinitionId id, uint32_t row);
  Lane own_lane(const Value& value, const Shape& shape);
  Lane kept_promise(DefinitionId id, uint32_t row, Lane lane, const Shape& shape);
  // An expression of every row of a table (of the listed ones), in the name of `definition` and of each row or of none.
  std::vector<Lane> lanes_of(ExprId expr, TableId table, DefinitionId definition, bool of_each_row);

  // Calls `work(worker, first, count)` for batches of rows on all threads.
  // `weight`: about how many lanes that is, counting the rows that each of them reads.
  void for_batches(uint32_t rows, uint64_t weight, const std::function<void(Worker&, uint32_t, uint32_t)>& work);

  // --- what batches read (prepare.cpp, sets.cpp) ---
  void prepare(ExprId expr, DefinitionId reader);
  void prepare_answer(const program::Answer& answer, DefinitionId reader);
  void prepare_aggregate(const program::Aggregate& aggregate, ExprId id, DefinitionId reader);
  void prepare_set(const program::SetSource& set, ExprId id, DefinitionId reader);
  void prepare_source(program::ColumnId column);
  void prepare_parameter(program::ParameterId parameter);
  const RowsByOwner& children(TableId table, const std::vector<program::ColumnId>& path);
  // Do the rows stand by their owners in the table itself, with nothing wrong on the way? Then the offsets are found.
  bool find_in_place(TableId table, const std::vector<program::ColumnId>& path, RowsByOwner& clusters) const;
  // Rows of a whole set, in key order.
  const RowsByOwner& whole_set(const program::SetSource& set);
  // Is each row in the set? Null: all are.
  const Column* set_column(const program::SetSource& set);
  Groups& groups(const program::SetSource& set, ExprId id, DefinitionId reader);
  const data::Lineage& lineage(TableId table);
  void share_aggregate(const program::Aggregate& aggregate, ExprId id, DefinitionId reader);

  // --- places and rows ---
  [[nodiscard]] uint32_t row_count(TableId table) const { return table.valid() ? data_.tables[table.value].row_count : 1; }
  [[nodiscard]] bool is_row_faulty(TableId table, uint32_t row) const {
    const std::vector<uint8_t>& faulty = data_.tables[table.value].row_faulty;
    return !faulty.empty() && faulty[row] != 0;
  }
  [[nodiscard]] bool has_faulty_rows(TableId table) const { return !data_.tables[table.value].row_faulty.empty(); }
  [[nodiscard]] bool is_taken_out(TableId table, uint32_t row) const {
    const std::vector<uint8_t>& rows = taken_out_[table.value];
    return !rows.empty() && rows[row] != 0;
  }
  [[nodiscard]] bool is_kept(TableId table, uint32_t row) const;
  Lane quarantined(TableId table, uint32_t row);
  [[nodiscard]] bool is_pinned(DefinitionId id, uint32_t row) const;
  Lane pinned_lane(const program::Pins::OfDefinition& pin, const Shape& shape);
  [[nodiscard]] uint32_t fault_code(TableId table, uint32_t row, program::ColumnId column);
  // What a rule that is not given leaves open; 0 with false where all is given.
  [[nodiscard]] bool is_given(const std::vector<program::Basis>& bases) const;
  [[nodiscard]] uint32_t not_given_code(DefinitionId definition, uint32_t row);
  [[nodiscard]] std::string key_of(TableId table, uint32_t row) const;

  // What a norm says of the rows that trigger it.
  struct NormLanes {
    std::vector<uint32_t> rows;
    std::vector<Lane> deadlines, fulfilled, amounts;
  };
  [[nodiscard]] NormLanes norm_lanes(const program::Norm& norm);
  [[nodiscard]] results::Results finish();

  const program::Program& program_;
  const plan::Plan& plan_;
  const data::Data& data_;
  const results::RunInputs& inputs_;
  const program::Pins& pins_;
  const Options& options_;
  uint32_t batch_ = 1024;
  base::ThreadPool threads_;
  uint64_t members_read_ = 0;    // by the aggregates of what is being prepared
  bool leaves_columns_ = false;  // to the next run: results get copies
  InternTable interned_;
  std::vector<std::unique_ptr<Worker>> workers_;

  std::vector<Column> definitions_;
  std::vector<uint8_t> is_computed_;
  std::vector<std::unique_ptr<PopulationColumns>> populations_;
  std::vector<results::RankingResult> rankings_;                       // values hold codes of the store until finish()
  std::vector<Lane> ranking_open_;                                     // by ranking: known, or what leaves it open
  std::vector<std::vector<std::pair<uint32_t, Lane>>> ranking_waits_;  // by ranking: rows of strata that wait, by row
  std::vector<uint8_t> is_ranked_;
  std::vector<std::unique_ptr<RankingColumns>> ranking_columns_;
  std::vector<results::CutResult> cuts_;
  std::vector<results::Question> questions_;
  std::set<std::pair<uint32_t, std::string>> asked_;
  std::map<uint32_t, AnswerBook> answer_books_;  // by table

  std::vector<std::vector<uint8_t>> taken_out_, kept_;  // by table and row: in quarantine, without its place and with it
  std::vector<std::unique_ptr<InputColumn>> inputs_of_columns_;        // by column
  std::map<std::pair<uint32_t, std::vector<uint32_t>>, RowsByOwner> children_;  // by table and path
  std::map<std::array<uint32_t, 3>, RowsByOwner> whole_sets_;                   // by table, population, rule
  std::map<std::array<uint32_t, 3>, Column> set_columns_;
  std::map<uint32_t, std::unique_ptr<Groups>> groups_;  // by expression
  std::map<uint32_t, Column> shared_;                   // by expression: one row, or one a group
  std::map<uint32_t, data::Lineage> lineages_;
  std::vector<std::vector<Lane>> parameter_values_;  // by parameter: of every period
  std::vector<uint8_t> is_prepared_;                 // by expression
};

}  // namespace plumb::run
