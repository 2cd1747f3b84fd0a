#include <nlohmann/json.hpp>

#include "report/cells.h"
#include "report/summary.h"
#include "report/value_json.h"

namespace plumb::report {

// The name of the case or the entry that gave a value.
std::string fired_rule(const program::Definition& definition, int32_t index) {
  if (index < 0) return "";
  const auto at = static_cast<size_t>(index);
  if (const auto* cases = std::get_if<program::ByCases>(&definition.by)) {
    return at < cases->cases.size() ? cases->cases[at].rule : "";
  }
  if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
    return at < grade->entries.size() ? grade->entries[at].rule : "";
  }
  return "";
}

Json row_json(const Evaluation& evaluation, program::TableId table, uint32_t row) {
  const program::Program& program = evaluation.program();
  Json values = Json::object();
  Json fired = Json::object();
  for (const program::DefinitionId id : definitions_of(program, table)) {
    const program::Definition& definition = program.at(id);
    const results::DefinitionResult& result = evaluation.results.definitions[id.value];
    if (row >= result.values.size()) continue;
    values[definition.name] = value_json(evaluation, definition.type, result.values[row]);
    if (row >= result.fired.size()) continue;
    if (std::string rule = fired_rule(definition, result.fired[row]); !rule.empty()) fired[definition.name] = std::move(rule);
  }
  return {{"values", std::move(values)}, {"rules", std::move(fired)}};
}

}  // namespace plumb::report
