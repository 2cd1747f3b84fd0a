#include "run/row_sets.h"

#include "diagnostics/abort_internal.h"

namespace plumb::run {

namespace {

template <class Map>
const typename Map::mapped_type& made(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  if (found == map.end()) diagnostics::abort_internal("run", "a set that nobody has made");
  return found->second;
}

}  // namespace

SetSource all_members(TableId table, PopulationId population) {
  SetSource set;
  set.table = table;
  set.population = population;
  return set;
}

const Column* RowSets::membership(const SetSource& set) const {
  if (set.population.valid() && set.rule == UINT32_MAX) return &members(set.population);
  const auto found = subsets.find(set_key(set));
  return found == subsets.end() ? nullptr : &found->second;
}

const RowsByOwner& RowSets::whole(const SetSource& set) const { return made(whole_sets, set_key(set)); }

const RowsByOwner& RowSets::children_of(TableId table, const std::vector<program::ColumnId>& path) const {
  return made(children, PathKey(table.value, path));
}

const Groups& RowSets::groups_at(ExprId id) const { return made(groups, id.value); }

const data::Lineage& RowSets::lineage_of(TableId table) const { return made(lineages, table.value); }

Lane row_outside(const RunContext& context, const RowSets& sets, DefinitionId id, uint32_t row) {
  const program::Definition& definition = context.program.at(id);
  if (!definition.table.valid()) return {};
  if (!context.is_taken_out(definition.table, row) && context.is_row_faulty(definition.table, row)) {
    return {.state = state::Open, .open = context.fault_code(definition.table, row, {})};
  }
  if (!definition.domain.valid()) return {};
  Lane member = sets.members(definition.domain).lane(row);
  if (member.state == state::Known && member.integer == 0)
    member.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
  return member;
}

}  // namespace plumb::run
