// What a run is given, and what every step may ask of it: rows, quarantine, pins, places of open values. Internal to run.
//
// Nothing of it changes while the run goes on but the table of places, which all threads may write.
#pragma once

#include <string>
#include <vector>

#include "data/data.h"
#include "plan/plan.h"
#include "program/program.h"
#include "results/results.h"
#include "run/column.h"
#include "run/rows.h"

namespace plumb::run {

using plan::Form;
using plan::Shape;
using program::DefinitionId;
using program::ExprId;
using program::TableId;
using results::PlaceKind;

struct RunContext {
  // Of everything but the quarantine only the address is kept.
  RunContext(const program::Program& program_of, const plan::Plan& plan_of, const data::Data& data_of,
             const results::RunInputs& inputs_of, const program::Pins& pins_of, uint32_t batch_of, InternTable& interned_of);

  const program::Program& program;
  const plan::Plan& plan;
  const data::Data& data;
  const results::RunInputs& inputs;
  const program::Pins& pins;
  uint32_t batch;  // lanes of one batch at most
  InternTable& interned;
  std::vector<std::vector<uint8_t>> taken_out, kept;  // by table and row: in quarantine, without its place and with it

  [[nodiscard]] uint32_t row_count(TableId table) const { return table.valid() ? data.tables[table.value].row_count : 1; }
  [[nodiscard]] std::string key_of(TableId table, uint32_t row) const;
  [[nodiscard]] bool has_faulty_rows(TableId table) const { return !data.tables[table.value].row_faulty.empty(); }
  [[nodiscard]] bool is_row_faulty(TableId table, uint32_t row) const {
    const std::vector<uint8_t>& faulty = data.tables[table.value].row_faulty;
    return !faulty.empty() && faulty[row] != 0;
  }
  // In quarantine without its place.
  [[nodiscard]] bool is_taken_out(TableId table, uint32_t row) const {
    const std::vector<uint8_t>& rows = taken_out[table.value];
    return !rows.empty() && rows[row] != 0;
  }
  // Rows in quarantine that keep their place are in the population but have none. Named twice, a row is out.
  [[nodiscard]] bool is_kept(TableId table, uint32_t row) const;

  // --- what is open, and where ---
  [[nodiscard]] Lane quarantined(TableId table, uint32_t row) const;
  // The code of what is wrong with a row (column not valid) or with one cell of it.
  [[nodiscard]] uint32_t fault_code(TableId table, uint32_t row, program::ColumnId column) const;
  [[nodiscard]] uint32_t not_given_code(DefinitionId definition, uint32_t row) const;
  // Open for good; open until somebody answers or a document gives it.
  [[nodiscard]] Lane faulty(results::Place place) const;
  [[nodiscard]] Lane pending(results::Place place) const;

  // --- pins ---
  [[nodiscard]] bool is_pinned(DefinitionId id, uint32_t row) const;
  [[nodiscard]] Lane pinned_lane(const program::Pins::OfDefinition& pin, const Shape& shape) const;

  // Texts and sets are kept by the run, since a value does not outlive its row.
  [[nodiscard]] Lane own_lane(const Value& value, const Shape& shape) const;
};

// No rule among these is one that no document gives.
[[nodiscard]] bool all_given(const std::vector<program::Basis>& bases);

}  // namespace plumb::run
