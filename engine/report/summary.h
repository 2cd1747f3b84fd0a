// What a report shows of a finished evaluation: made by summarise_units.cpp, read by the three renderers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "report/evaluation.h"
#include "source/language.h"

namespace plumb::report {

// The table whose rows are the units of the report, and what is shown of them.
struct UnitView {
  program::TableId table;        // not valid: the rule file defines nothing of rows
  program::DefinitionId grade;   // the last grade
  program::DefinitionId score;   // the last score of that table
  program::RankingId ranking;    // that the grade cuts, else the last one of that table
  program::PopulationId domain;  // of the grade, else of the score; else the first scope
};
[[nodiscard]] UnitView find_units(const program::Program& program);

enum class UnitState { Faulty, Pending, Settled, Absent, Quarantined, Outside };  // Quarantined: without keeping its place
struct UnitRow {
  uint32_t row = 0;
  UnitState state = UnitState::Settled;
  program::Value grade;           // of the grade, else the score
  std::optional<uint32_t> place;  // of the ranking
};
struct GradeCount {
  uint16_t label = 0;
  uint64_t count = 0;
};
// What stands left and right of the comparison that a 核对 is.
struct VerifySides {
  program::Type left_type, right_type;
  program::Value left, right;
};
struct VerifyLine {
  static constexpr size_t ShownRows = 10;
  program::DefinitionId definition;
  program::Value value;
  // Of a 核对 of rows; the rows are the first of each kind.
  struct Kind {
    uint64_t count = 0;
    std::vector<uint32_t> rows;
  };
  uint64_t row_count = 0;
  Kind failed, pending, faulty;
  std::optional<VerifySides> sides;  // of the first that fails, where both are known
};
// Values of one definition that are faulty: also those that no unit's result needs.
struct FaultyLine {
  static constexpr size_t ShownRows = 3;
  program::DefinitionId definition;
  uint64_t count = 0;
  std::vector<uint32_t> rows;  // the first of them; none for a global definition
  program::Value first;
};
struct AssumptionLine {
  std::string name;  // of the definition or the parameter
  const program::Basis* basis = nullptr;
};
struct Summary {
  UnitView view;
  std::vector<UnitRow> units;      // faulty, pending, then by grade (best first), place and key; those outside last
  std::vector<GradeCount> grades;  // best first, also those of no unit
  uint64_t faulty = 0, pending = 0, settled = 0, absent = 0, quarantined = 0, outside = 0;
  std::vector<VerifyLine> verifies;
  std::vector<AssumptionLine> assumptions;  // what the grades, scores and places rest on; by name
  std::vector<bool> needed_questions;       // beside results.questions: something else than the judgement itself waits for it
  std::vector<FaultyLine> faulty_values;    // in declared order
  std::vector<std::string> ways_on;         // what could be quarantined so that the others get results: "S0026", "仪器:I1"
  bool is_provisional = false;              // something is in quarantine
  // Tables whose every row and definition is asked for beside the units, or instead of them.
  std::vector<program::TableId> listed;
  bool only_listed = false;
};
[[nodiscard]] Summary summarise(const Evaluation& evaluation);
// Those parts of it that tell what is wrong: faulty_values and ways_on.
void summarise_faults(const Evaluation& evaluation, Summary& summary);
// Empty: the 核对 compares nothing (any other condition), or a side is open or absent.
[[nodiscard]] std::optional<VerifySides> verify_sides(const Evaluation& evaluation, program::DefinitionId id, uint32_t row);

// Does the run use another assessment, period or reference date than the rule file names?
[[nodiscard]] bool is_shifted(const Evaluation& evaluation);
// "--quarantine 'S0026|P1=理由'", ready for a shell.
[[nodiscard]] std::string quarantine_words(const std::string& row, const std::string& reason);
// "期次 2021  考核期 2020-01-01 至 2020-12-31  基准日 2021-05-10", and what the rule file says where that differs.
[[nodiscard]] std::vector<std::string> describe_run(const Evaluation& evaluation, source::Language language);
// What --other-readings has put in the place of figures, in the order of the program; none without the option.
struct TakenReading {
  std::string name;     // of the parameter or the definition
  std::string reading;  // the rule file's words
  std::string reason;   // why the file does not take it
};
[[nodiscard]] std::vector<TakenReading> taken_readings(const Evaluation& evaluation, source::Language language);
// How many there are, and each on a line of its own; empty without the option.
[[nodiscard]] std::vector<std::string> describe_readings(const Evaluation& evaluation, source::Language language);

// Warns of the first cut of each ranking that has more places than there is to take them (R6041).
void report_quotas(const Evaluation& evaluation, source::Language language, diagnostics::Sink& sink);

// What stands out, told beside the results: a file or a pipe is not looked at at once. `is_shown`: that units have no result is
// seen by who reads the report.
void report_notes(const Evaluation& evaluation, const Summary& summary, bool is_shown, source::Language language,
                  diagnostics::Sink& sink);

// Adds tables to those that are listed: by name, or all that something is defined of. False: reported.
[[nodiscard]] bool list_tables(const program::Program& program, const std::vector<std::string>& names, bool all, bool only_one,
                               Summary& summary, diagnostics::Sink& sink);
// Definitions of the rows of a table, in declared order; of a table that is not valid: the global ones.
[[nodiscard]] std::vector<program::DefinitionId> definitions_of(const program::Program& program, program::TableId table);
// Rows of a table as a listing shows them: units in the order of the report, others by key.
[[nodiscard]] std::vector<uint32_t> rows_of(const Evaluation& evaluation, const Summary& summary, program::TableId table);

// Does a 核对 hold everywhere, fail somewhere, or is it open?
enum class VerifyState { Holds, Differs, Open };
[[nodiscard]] VerifyState state_of(const VerifyLine& line);

// How many have which grade, and how many have none, in one line: "优秀 60、良好 120、有误 1".
[[nodiscard]] std::string tell_totals(const Evaluation& evaluation, const Summary& summary, source::Language language);

// How a run stands, the more urgent last.
enum class Standing : uint8_t {
  Complete,
  Differs,     // a 核对 fails; of a comparison: a grade differs
  Incomplete,  // units are pending
  Faulty,      // units are faulty
  LimitReached,
};
// Of a value that is faulty; Complete for any other.
[[nodiscard]] Standing standing_of_faulty(const Evaluation& evaluation, const program::Value& value);
[[nodiscard]] Standing standing_of(const Evaluation& evaluation, const Summary& summary);

}  // namespace plumb::report
