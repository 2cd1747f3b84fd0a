// Sets of rows, and rows by what they belong to. Internal to run.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "data/lineage.h"
#include "run/column.h"
#include "run/rows.h"
#include "run/run_context.h"

namespace plumb::run {

using program::PopulationId;
using program::SetSource;

struct PopulationColumns {
  Column member;
  std::vector<uint64_t> held;  // by row: the first 64 rules that hold, a bit each
};
// The rows of a set by the values of its group keys.
struct Groups {
  RowsByOwner rows;
  std::vector<uint32_t> group_of;       // by row of the set's table; NoRow: not in the set
  std::vector<std::vector<Lane>> keys;  // by group, ascending
  std::vector<std::pair<TypeKind, Shape>> key_kinds;
};

using SetKey = std::array<uint32_t, 3>;                               // table, population, rule
using PathKey = std::pair<uint32_t, std::vector<program::ColumnId>>;  // table, and the way to the owner
[[nodiscard]] inline SetKey set_key(const SetSource& set) { return {set.table.value, set.population.value, set.rule}; }
// A whole table, or a population of it.
[[nodiscard]] SetSource all_members(TableId table, PopulationId population);

// INVARIANT: what stands here is finished. Asking for a set that nobody has made is a mistake of ours.
struct RowSets {
  explicit RowSets(const program::Program& program) : populations(program.populations.size()) {}

  std::vector<std::unique_ptr<PopulationColumns>> populations;  // null: not computed yet
  std::map<SetKey, Column> subsets;                             // the rows that a rule took; a table with faulty rows
  std::map<SetKey, RowsByOwner> whole_sets;                     // all rows of a set, in key order
  std::map<PathKey, RowsByOwner> children;
  std::map<uint32_t, Groups> groups;           // by expression
  std::map<uint32_t, data::Lineage> lineages;  // by table

  [[nodiscard]] const Column& members(PopulationId id) const { return populations[id.value]->member; }
  // Is each row in the set? Null: all are.
  [[nodiscard]] const Column* membership(const SetSource& set) const;
  [[nodiscard]] const RowsByOwner& whole(const SetSource& set) const;
  [[nodiscard]] const RowsByOwner& children_of(TableId table, const std::vector<program::ColumnId>& path) const;
  [[nodiscard]] const Groups& groups_at(ExprId id) const;
  [[nodiscard]] const data::Lineage& lineage_of(TableId table) const;
};

// What stands for a row that a definition does not look at: faulty as a whole, or out of its scope. Known: it looks.
[[nodiscard]] Lane row_outside(const RunContext& context, const RowSets& sets, DefinitionId id, uint32_t row);

// --- making them (index_rows.cpp) ---
// The rows of `table` by the row that `path` leads to. A row that does not tell its owner leaves all owners open.
[[nodiscard]] RowsByOwner index_children(const RunContext& context, TableId table, const std::vector<program::ColumnId>& path);
// The members of a set, in key order, as one owner's; open with the first row of which it is not known.
[[nodiscard]] RowsByOwner index_whole_set(const RunContext& context, const RowSets& sets, const SetSource& set);
// Every row of a table is in, but for those that cannot be read.
[[nodiscard]] Column mark_readable_rows(const RunContext& context, TableId table);

}  // namespace plumb::run
