// Sets of rows: those that belong to the current row, the whole, a group. A set is finished, in key order,
// before anything is read of its members; a member whose membership is open leaves the set open.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::SetMode;
using program::SetSource;

namespace {

constexpr uint32_t None = UINT32_MAX;

}  // namespace

Value Evaluator::in_set(const SetSource& set, uint32_t row) {
  if (is_taken_out(set.table, row)) return false;
  if (!set.population.valid()) {
    if (is_row_faulty(set.table, row)) return row_fault(set.table, row, {});
    return true;
  }
  if (set.rule == UINT32_MAX) return membership(set.population, row);
  const program::Population& population = program_.at(set.population);
  if (!population.rules[set.rule].is_exclusion) {
    const Value& member = membership(set.population, row);
    return member == Value(true) ? rule_holds(set.population, set.rule, row) : member;
  }
  // What a rule excluded would have been in without it.
  if (is_row_faulty(set.table, row)) return row_fault(set.table, row, {});
  if (population.source.valid()) {
    const Value& in_source = membership(population.source, row);
    if (in_source != Value(true)) return in_source;
  }
  const Value is_included = included(population, set.population, row);
  return is_included == Value(true) ? rule_holds(set.population, set.rule, row) : is_included;
}

const RowSet& Evaluator::whole_set(TableId table, PopulationId population, uint32_t rule) {
  std::unique_ptr<RowSet>& entry = whole_sets_[{table.value, population.value, rule}];
  if (entry != nullptr) return *entry;
  auto whole = std::make_unique<RowSet>();
  SetSource set;
  set.table = table;
  set.population = population;
  set.rule = rule;
  const uint32_t rows = row_count(table);
  for (uint32_t row = 0; row < rows; ++row) {
    Value is_in = in_set(set, row);
    if (!program::is_known(is_in)) {
      whole->open = std::move(is_in);
      break;
    }
    if (std::get<bool>(is_in)) whole->rows.push_back(row);
  }
  entry = std::move(whole);
  return *entry;
}

// A row that is faulty as a whole still belongs to the owner that its reference names: it hurts that one only.
const Children& Evaluator::children(TableId table, const std::vector<program::ColumnId>& path) {
  std::vector<uint32_t> ids;
  for (const program::ColumnId column : path) ids.push_back(column.value);
  std::unique_ptr<Children>& entry = children_[{table.value, std::move(ids)}];
  if (entry != nullptr) return *entry;
  entry = std::make_unique<Children>();
  const uint32_t rows = row_count(table);
  std::vector<uint32_t> owner(rows, None);
  for (uint32_t row = 0; row < rows; ++row) {
    if (is_taken_out(table, row)) continue;
    uint32_t at = row;
    for (const program::ColumnId column : path) {
      const FastColumn& fast = fast_column(column);
      const data::ColumnData& cells = data_.tables[fast.table.value].columns[fast.position];
      const uint8_t state = cells.states.empty() ? data::CellPresent : cells.states[at];
      bool is_named = state == data::CellPresent;
      if (state == data::CellFaulty) {
        const uint32_t fault = data::find_fault(data_, fast.table, at, column);
        // A repeated reference still names an owner, who alone is hurt.
        is_named =
            fault != None && data_.faults[fault].kind == data::FaultKind::DuplicateKey && data_.faults[fault].column == column;
        if (is_named) {
          entry->doubtful.emplace(row, faulty({.kind = PlaceKind::DataFault, .table = fast.table, .row = at, .fault = fault}));
        } else if (entry->open == Value(true)) {
          entry->open = faulty({.kind = PlaceKind::TableBlocked, .table = table, .row = row, .fault = fault});
        }
      }
      at = is_named ? static_cast<uint32_t>(cells.ints[at]) : None;
      if (at == None) break;
    }
    owner[row] = at;
  }
  const uint32_t owners = row_count(program_.at(path.back()).type.table);
  entry->offsets.assign(owners + 1, 0);
  for (const uint32_t of : owner) {
    if (of != None) ++entry->offsets[of + 1];
  }
  for (uint32_t i = 0; i < owners; ++i) entry->offsets[i + 1] += entry->offsets[i];
  entry->rows.resize(entry->offsets[owners]);
  std::vector<uint32_t> next(entry->offsets.begin(), entry->offsets.end() - 1);
  for (uint32_t row = 0; row < rows; ++row) {
    if (owner[row] != None) entry->rows[next[owner[row]]++] = row;
  }
  return *entry;
}

std::vector<uint32_t> Evaluator::owners(const SetSource& set, TableId table, uint32_t owner, Value& open) {
  std::vector<uint32_t> result{owner};
  if (!set.inherited) return result;
  auto found = lineages_.find(table.value);
  if (found == lineages_.end()) {
    found = lineages_.emplace(table.value, data::build_lineage(program_, data_, table, inputs_.reference)).first;
  }
  const data::Lineage& lineage = found->second;
  if (lineage.units != table) return result;
  note_read(RunFact::Reference);
  const uint32_t fault = lineage.fault.empty() ? None : lineage.fault[owner];
  if (fault != None) {
    const data::Fault& at = data_.faults[fault];
    open = faulty({.kind = PlaceKind::DataFault, .table = at.table, .row = at.row, .fault = fault});
  }
  for (const uint32_t before : lineage.of(owner)) result.push_back(before);
  return result;
}

void Evaluator::collect_members(const SetSource& set, Members& members) {
  const RowRef current = frames_.back();
  const Children& index = children(set.table, set.path);
  if (index.open != Value(true)) {
    members.open = index.open;
    return;
  }
  const std::vector<uint32_t> all_owners = owners(set, current.table, current.row, members.open);
  if (members.open != Value(true)) return;
  const auto rows_of = [&](uint32_t owner) {
    return std::span(index.rows).subspan(index.offsets[owner], index.offsets[owner + 1] - index.offsets[owner]);
  };
  const bool takes_all = !set.population.valid() && data_.tables[set.table.value].row_faulty.empty() && index.doubtful.empty();
  if (takes_all && all_owners.size() == 1) {  // rows that are taken out are not in the index
    members.rows = rows_of(current.row);
    return;
  }
  std::vector<uint32_t> candidates;
  for (const uint32_t owner : all_owners) {
    const std::span<const uint32_t> rows = rows_of(owner);
    candidates.insert(candidates.end(), rows.begin(), rows.end());
  }
  if (all_owners.size() > 1) std::sort(candidates.begin(), candidates.end());
  if (set.inherited) members.of_owner.assign(rows_of(current.row).begin(), rows_of(current.row).end());
  for (const uint32_t row : candidates) {
    const auto doubt = index.doubtful.find(row);
    Value is_in = doubt != index.doubtful.end() ? doubt->second : in_set(set, row);
    if (!program::is_known(is_in)) {
      members.open = std::move(is_in);
      return;
    }
    if (std::get<bool>(is_in)) members.owned.push_back(row);
  }
  members.rows = members.owned;
}

// The key of the current row; not true: the value that stands instead.
Value Evaluator::group_key(const SetSource& set, std::vector<Value>& key) {
  for (const ExprId expr : set.group_keys) {
    Value slot;
    const Value& value = eval(expr, slot);
    if (!program::is_known(value)) return value;
    key.push_back(value);
  }
  return true;
}

Groups& Evaluator::groups(const SetSource& set, ExprId expr) {
  std::unique_ptr<Groups>& entry = groups_[expr.value];
  if (entry != nullptr) return *entry;
  auto result = std::make_unique<Groups>();
  const RowSet& whole = whole_set(set.table, set.population, set.rule);
  result->open = whole.open;
  result->group_of.assign(row_count(set.table), None);
  for (size_t i = 0; i < whole.rows.size() && result->open == Value(true); ++i) {
    std::vector<Value> key;
    frames_.push_back({set.table, whole.rows[i]});
    result->open = group_key(set, key);
    frames_.pop_back();
    if (result->open != Value(true)) break;
    const auto [found, is_new] = result->by_key.emplace(std::move(key), static_cast<uint32_t>(result->rows.size()));
    if (is_new) result->rows.emplace_back();
    result->rows[found->second].push_back(whole.rows[i]);
    result->group_of[whole.rows[i]] = found->second;
  }
  result->aggregate.resize(result->rows.size());
  // Building may have added entries for inner groups, so the place is looked up again.
  std::unique_ptr<Groups>& place = groups_[expr.value];
  place = std::move(result);
  return *place;
}

uint32_t Evaluator::group_of_row(const SetSource& set, Groups& all, Value& open) {
  open = all.open;
  if (open != Value(true)) return None;
  const RowRef current = frames_.back();
  if (current.table == set.table && all.group_of[current.row] != None) return all.group_of[current.row];
  std::vector<Value> key;
  open = group_key(set, key);
  if (open != Value(true)) return None;
  const auto found = all.by_key.find(key);
  return found == all.by_key.end() ? None : found->second;
}

Evaluator::Members Evaluator::members_of(const SetSource& set, ExprId expr) {
  Members members;
  switch (set.mode) {
    case SetMode::Members: collect_members(set, members); break;
    case SetMode::Whole: {
      const RowSet& whole = whole_set(set.table, set.population, set.rule);
      members.rows = whole.rows;
      members.open = whole.open;
      break;
    }
    case SetMode::Group: {
      Groups& all = groups(set, expr);
      const uint32_t group = group_of_row(set, all, members.open);
      if (group != None) members.rows = all.rows[group];
      break;
    }
  }
  if (members.rows.size() > MemberLimit) members.open = faulty_here(PlaceKind::LimitReached);
  return members;
}

}  // namespace plumb::eval
