#include <algorithm>

#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

// Numbers by how far they differ; anything else before them.
bool is_larger(const RowChange& a, const RowChange& b) {
  const auto gap = [](const RowChange& change) -> std::optional<base::Number> {
    const auto* old_number = std::get_if<base::Number>(&change.old_value);
    const auto* new_number = std::get_if<base::Number>(&change.new_value);
    if (old_number == nullptr || new_number == nullptr) return std::nullopt;
    return (*new_number - *old_number).abs();
  };
  const auto left = gap(a);
  const auto right = gap(b);
  if (left.has_value() != right.has_value()) return !left.has_value();
  if (left && *left != *right) return *right < *left;
  return a.key < b.key;
}

void compare_one(Work& work, DefinitionId before, DefinitionId after) {
  const Side& first = work.before.side;
  const Side& second = work.after.side;
  const Definition& definition = first.program.at(before);
  const TableId table = definition.table;
  const Definition& other = second.program.at(after);
  if (table.valid() != other.table.valid() || (table.valid() && work.match.after_table[table.value] != other.table)) return;
  DefinitionChange change;
  change.before = before;
  change.after = after;
  change.is_reached = work.before.reach.definitions[before.value] || work.after.reach.definitions[after.value];
  const results::Values& old_values = first.results.definitions[before.value].values;
  const results::Values& new_values = second.results.definitions[after.value].values;
  for (uint32_t row = 0; row < old_values.size(); ++row) {
    const uint32_t row_after = table.valid() ? work.match.rows_of(table)[row] : 0;
    if (row_after >= new_values.size()) continue;
    ++change.rows;
    if (same_value(first, old_values[row], second, new_values[row_after])) continue;
    ++change.differ;
    RowChange one{.key = {},
                  .title = {},
                  .row_before = row,
                  .row_after = row_after,
                  .old_value = old_values[row],
                  .new_value = new_values[row_after]};
    if (table.valid()) {
      one.key = data::key_text(first.program, first.data, table, row);
      one.title = data::title_text(first.program, first.data, table, row);
    }
    change.first.push_back(std::move(one));
    if (change.first.size() > 4 * DefinitionChange::ShownRows) {
      std::sort(change.first.begin(), change.first.end(), is_larger);
      change.first.resize(DefinitionChange::ShownRows);
    }
  }
  if (change.differ == 0) return;
  work.differ[before.value] = change.differ;
  std::sort(change.first.begin(), change.first.end(), is_larger);
  if (change.first.size() > DefinitionChange::ShownRows) change.first.resize(DefinitionChange::ShownRows);
  work.out.definitions.push_back(std::move(change));
}

}  // namespace

void compare_definitions(Work& work) {
  for (uint32_t i = 0; i < work.match.after_of.size(); ++i) {
    if (work.match.after_of[i].valid()) compare_one(work, DefinitionId{i}, work.match.after_of[i]);
  }
}

}  // namespace plumb::study
