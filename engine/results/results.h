// What an evaluation gives: values of every definition, rankings, cuts, allotments, and where open values
// come from. Data only, with their places; made by eval and run, read by explain and everything after it.
//
// INVARIANT: the same program, data and inputs give equal Results in any evaluator.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/data.h"
#include "program/program.h"
#include "results/values.h"

namespace plumb::results {

using program::DefinitionId;
using program::PlaceId;
using program::Value;

// Where a pending or faulty value comes from (law L6): the first met in reading order.
enum class PlaceKind : uint8_t {
  JudgementPending,   // definition, row; missing answers
  NotGivenValue,      // parameter or definition without a given value
  TiePending,         // ranking, row: a tie on a line waits for its decision
  DataFault,          // fault index
  ExceptionClash,     // two cases at one level hold
  AnswerOutOfBounds,  // a judgement's answer breaks its bounds
  StaleAnswer,        // a judgement's answer belongs to another question
  LimitReached,       // digits of a number, members of a set
  NoCaseHolds,        // no row of a table, no case holds (the checker could not decide)
  DateOutOfRange,
  BrokenPromise,   // a declared range of a computed value, a full mark, a key that was to be unique
  TableBlocked,    // a faulty row without owner in a table that the value reads
  Quarantined,     // table, row: in quarantine with its place kept; detail: the reason
  DivisionByZero,  // only where the checker could not prove a positive divisor and none was settled: never on good data
};
struct Place {
  PlaceKind kind = PlaceKind::DataFault;
  program::DefinitionId definition{};
  program::ParameterId parameter{};
  program::TableId table{};
  uint32_t row = UINT32_MAX;
  uint32_t fault = UINT32_MAX;  // index into Data::faults
  std::string detail{};         // names of the two cases, the answer found …
  friend bool operator==(const Place&, const Place&) = default;
};

struct DefinitionResult {
  Values values;  // one a row of the table; one for a global definition
  std::vector<int32_t>
      fired;  // ByCases, ByGradeEntries: index of the case that gave the value; -1 none, as all where it is empty
  [[nodiscard]] int32_t fired_at(uint32_t row) const { return row < fired.size() ? fired[row] : -1; }
};
// Of one population: which rules held for each row, whether or not they decided.
struct PopulationResult {
  Values member;                     // bool or open
  std::vector<uint64_t> rules_held;  // bit i: rule i holds (after exceptions); at most 64 rules
};
struct RankedRow {
  uint32_t row = 0;
  uint32_t place = 0;  // 1-based, ties by the policy
  std::vector<Value> keys;
  uint32_t tie_group = 0;  // rows of one group have equal keys
};
struct Stratum {
  std::vector<Value> key;
  std::vector<RankedRow> rows;
};  // best first
struct WaitingRow {
  uint32_t row = 0;
  Value open;
};
struct RankingResult {
  std::vector<Stratum> strata;      // those whose order is known
  Value open = true;                // Pending/Faulty: the whole ranking waits; else true
  std::vector<WaitingRow> waiting;  // by row: of strata that wait while others do not
  // What the row's stratum waits for; null: the row is in none that waits.
  [[nodiscard]] const Value* waits_for(uint32_t row) const;
};
struct CutResult {  // of one entry of a grade that cuts a ranking
  DefinitionId grade;
  uint32_t entry = 0;
  uint32_t stratum = 0;
  uint32_t base = 0, size = 0, taken = 0;
  std::vector<uint32_t> tied_on_line;  // rows; empty: no tie
};
struct Question {  // an unanswered (or insufficiently answered) judgement
  program::JudgementId judgement{};
  std::string subject;      // key text; a tie: its members and its line (see population/tie_subject.h)
  std::string fingerprint;  // SHA-256 of what was asked
  uint32_t answers = 0, least = 1;
};
struct NormResult {
  uint32_t norm = 0;
  std::vector<uint32_t> rows;                        // where it is triggered
  std::vector<Value> deadlines, fulfilled, amounts;  // beside rows; Absent where the norm has none
};

// What the run was told; recorded with its results.
struct RunInputs {
  int64_t assessment = 0;
  base::Date period_first, period_last, reference;
  struct Quarantine {
    program::TableId table;
    std::string key, reason;
    bool keeps_place = false;
  };
  std::vector<Quarantine> quarantine;
};

struct Results {
  RunInputs inputs;
  std::vector<DefinitionResult> definitions;  // by DefinitionId
  std::vector<PopulationResult> populations;
  std::vector<RankingResult> rankings;
  std::vector<CutResult> cuts;
  std::vector<Question> questions;
  std::vector<NormResult> norms;
  std::vector<Place> places;  // by PlaceId
  [[nodiscard]] Value at(DefinitionId d, uint32_t row) const { return definitions[d.value].values[row]; }
};

}  // namespace plumb::results
