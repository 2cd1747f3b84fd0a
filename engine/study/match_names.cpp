#include <map>
#include <numeric>

#include "study/match.h"

namespace plumb::study {

namespace {

using namespace program;

// Lists by name, since the entries of two checklists may share one.
template <class Item>
std::map<std::string, std::vector<uint32_t>> index_names(const std::vector<Item>& items) {
  std::map<std::string, std::vector<uint32_t>> index;
  for (uint32_t i = 0; i < items.size(); ++i) index[items[i].name].push_back(i);
  return index;
}

void match_definitions(const Program& before, const Program& after, Matching& out) {
  out.after_of.resize(before.definitions.size());
  out.before_of.resize(after.definitions.size());
  auto by_name = index_names(before.definitions);
  const auto take = [&](const std::string& name, uint32_t id) {
    const auto found = by_name.find(name);
    if (name.empty() || found == by_name.end()) return false;
    for (const uint32_t candidate : found->second) {
      if (out.after_of[candidate].valid()) continue;
      out.after_of[candidate] = DefinitionId{id};
      out.before_of[id] = DefinitionId{candidate};
      return true;
    }
    return false;
  };
  // A renaming first: another rule may have the old name now.
  for (uint32_t i = 0; i < after.definitions.size(); ++i) take(after.definitions[i].former, i);
  for (uint32_t i = 0; i < after.definitions.size(); ++i) {
    if (!out.before_of[i].valid()) take(after.definitions[i].name, i);
  }
  // And back, where the first run is that of the later file.
  auto of_after = index_names(after.definitions);
  for (uint32_t i = 0; i < before.definitions.size(); ++i) {
    const std::string& former = before.definitions[i].former;
    const auto found = of_after.find(former);
    if (out.after_of[i].valid() || former.empty() || found == of_after.end()) continue;
    const uint32_t other = found->second.front();
    if (out.before_of[other].valid()) continue;
    out.after_of[i] = DefinitionId{other};
    out.before_of[other] = DefinitionId{i};
  }
}

void match_parameters(const Program& before, const Program& after, Matching& out) {
  out.after_parameter.resize(before.parameters.size());
  out.before_parameter.resize(after.parameters.size());
  const auto by_name = index_names(before.parameters);
  for (uint32_t i = 0; i < after.parameters.size(); ++i) {
    const auto found = by_name.find(after.parameters[i].name);
    if (found == by_name.end()) continue;
    out.before_parameter[i] = ParameterId{found->second.front()};
    out.after_parameter[found->second.front()] = ParameterId{i};
  }
}

// Rows of both tables by key text; keys of sound data are unique. Of one table in the same data each row is itself.
std::vector<uint32_t> match_rows(const Side& before, TableId left, const Side& after, TableId right) {
  if (&before.data == &after.data && left == right) {
    std::vector<uint32_t> rows(before.data.tables[left.value].row_count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
  }
  std::map<std::string, uint32_t> by_key;
  for (uint32_t row = after.data.tables[right.value].row_count; row > 0; --row) {
    by_key[data::key_text(after.program, after.data, right, row - 1)] = row - 1;
  }
  std::vector<uint32_t> rows(before.data.tables[left.value].row_count, UINT32_MAX);
  for (uint32_t row = 0; row < rows.size(); ++row) {
    const auto found = by_key.find(data::key_text(before.program, before.data, left, row));
    if (found != by_key.end()) rows[row] = found->second;
  }
  return rows;
}

}  // namespace

Matching match_names(const Side& before, const Side& after) {
  Matching out;
  match_definitions(before.program, after.program, out);
  match_parameters(before.program, after.program, out);
  out.after_table.resize(before.program.tables.size());
  out.rows.resize(before.program.tables.size());
  std::vector<bool> has_definitions(before.program.tables.size(), false);
  for (const Definition& definition : before.program.definitions) {
    if (definition.table.valid()) has_definitions[definition.table.value] = true;
  }
  for (uint32_t i = 0; i < before.program.tables.size(); ++i) {
    for (uint32_t j = 0; j < after.program.tables.size(); ++j) {
      if (before.program.tables[i].name == after.program.tables[j].name) out.after_table[i] = TableId{j};
    }
    // Tables that nothing is defined of may be the largest; nobody asks for their rows.
    if (!out.after_table[i].valid() || !has_definitions[i]) continue;
    out.rows[i] = match_rows(before, TableId{i}, after, out.after_table[i]);
  }
  return out;
}

}  // namespace plumb::study
