// The columns of a run: those of the data that it reads, and those that it has computed. Internal to run.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <vector>

#include "data/data.h"
#include "run/column.h"
#include "run/run_context.h"

namespace plumb::run {

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

// INVARIANT: what stands here is finished; batches of a later step read it on all threads.
struct FinishedColumns {
  explicit FinishedColumns(const program::Program& program)
      : definitions(program.definitions.size()),
        is_computed(program.definitions.size(), 0),
        inputs(program.columns.size()),
        parameters(program.parameters.size()) {}

  std::vector<Column> definitions;
  std::vector<uint8_t> is_computed;                  // by definition
  std::vector<std::unique_ptr<InputColumn>> inputs;  // by column; null: nobody has read it yet
  std::vector<std::vector<Lane>> parameters;         // by parameter: of every period, and of its pin at the end
  std::map<uint32_t, Column> shared_aggregates;      // by expression: one row, or one a group
};

}  // namespace plumb::run
