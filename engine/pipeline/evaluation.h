// What a report shows of a finished evaluation: made by summarise_units.cpp, read by the three renderers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "pipeline/console.h"
#include "pipeline/pipeline.h"
#include "results/results.h"

namespace plumb::pipeline {

// The table whose rows are the units of the report, and what is shown of them.
struct UnitView {
  program::TableId table;         // not valid: the rule file defines nothing of rows
  program::DefinitionId grade;    // the last grade
  program::DefinitionId score;    // the last score of that table
  program::RankingId ranking;     // that the grade cuts, else the last one of that table
  program::PopulationId domain;   // of the grade, else of the score; else the first scope
};
[[nodiscard]] UnitView find_units(const program::Program& program);

enum class UnitState { Faulty, Pending, Settled, Absent, Outside };
struct UnitRow {
  uint32_t row = 0;
  UnitState state = UnitState::Settled;
  program::Value grade;               // of the grade, else the score
  std::optional<uint32_t> place;      // of the ranking
};
struct GradeCount {
  uint16_t label = 0;
  uint64_t count = 0;
};
struct VerifyLine {
  static constexpr size_t ShownRows = 10;
  program::DefinitionId definition;
  program::Value value;
  uint64_t failed_rows = 0, open_rows = 0, row_count = 0;  // of a 核对 of rows
  std::vector<uint32_t> bad_rows;      // the first of those that fail or are open
};
struct AssumptionLine {
  std::string name;            // of the definition or the parameter
  const program::Basis* basis = nullptr;
};
struct Summary {
  UnitView view;
  std::vector<UnitRow> units;          // faulty, pending, then by grade (best first), place and key; those outside last
  std::vector<GradeCount> grades;      // best first, also those of no unit
  uint64_t faulty = 0, pending = 0, settled = 0, absent = 0, outside = 0;
  std::vector<VerifyLine> verifies;
  std::vector<AssumptionLine> assumptions;  // what the grades, scores and places rest on; by name
  std::vector<bool> needed_questions;  // beside results.questions: something else than the judgement itself waits for it
  bool is_provisional = false;         // something is in quarantine
};
[[nodiscard]] Summary summarise(const Evaluation& evaluation);

// Does a 核对 hold everywhere, fail somewhere, or is it open?
enum class VerifyState { Holds, Differs, Open };
[[nodiscard]] VerifyState state_of(const VerifyLine& line);

// What the outcome of an evaluation asks for: Limit, DataError (a unit is faulty), Incomplete, Findings (a 核对 fails), Ok.
[[nodiscard]] ExitCode exit_code_of(const Evaluation& evaluation, const Summary& summary);

[[nodiscard]] std::string render_evaluation_table(const Evaluation& evaluation, const Summary& summary, source::Language language,
                                                  bool colour);
[[nodiscard]] std::string render_evaluation_json(const Evaluation& evaluation, const Summary& summary);
[[nodiscard]] std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, source::Language language);

// A known or absent value as a reader sees it, rows by their keys; an open one by its place's title.
[[nodiscard]] std::string show_cell(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                                    source::Language language);

}  // namespace plumb::pipeline
