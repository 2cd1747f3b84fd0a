// Which rows an expression is evaluated for at once. Internal to run.
#pragma once

#include <array>
#include <cstdint>

#include "program/program.h"
#include "run/rows.h"

namespace plumb::run {

using program::DefinitionId;
using program::ExprId;
using program::TableId;

// The rows of one frame: row(i) for each lane.
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

// Rows of a table (of none: one lane without a row) that follow each other, in the name of `computing` and of each row.
[[nodiscard]] Batch batch_of(TableId table, uint32_t first, uint32_t count, DefinitionId computing);

}  // namespace plumb::run
