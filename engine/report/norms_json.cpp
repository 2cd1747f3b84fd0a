#include <nlohmann/json.hpp>

#include "report/value_json.h"

namespace plumb::report {

namespace {

std::string_view force_word(program::Force force) {
  switch (force) {
    case program::Force::Must: return "must";
    case program::Force::May: return "may";
    case program::Force::AtDiscretion: return "at discretion";
    case program::Force::MustNot: return "must not";
    case program::Force::ServesAsBasis: return "serves as basis";
  }
  return "";
}

}  // namespace

Json norms_json(const Evaluation& evaluation) {
  const program::Program& program = evaluation.program();
  Json list = Json::array();
  for (const results::NormResult& result : evaluation.results.norms) {
    const program::Norm& norm = program.norms[result.norm];
    const program::Definition& definition = program.at(norm.definition);
    const auto type_of = [&](program::ExprId expr) { return expr.valid() ? program.at(expr).type : program::Type{}; };
    const auto key_of = [&](uint32_t row) {
      return definition.table.valid() ? Json(data::key_text(program, evaluation.data(), definition.table, row)) : Json(nullptr);
    };
    Json rows = Json::array();
    for (size_t i = 0; i < result.rows.size(); ++i) {
      rows.push_back({{"key", key_of(result.rows[i])},
                      {"deadline", value_json(evaluation, type_of(norm.deadline), result.deadlines[i])},
                      {"fulfilled", value_json(evaluation, type_of(norm.fulfilled), result.fulfilled[i])},
                      {"amount", value_json(evaluation, type_of(norm.amount), result.amounts[i])}});
    }
    list.push_back(
        {{"name", definition.name}, {"force", force_word(norm.force)}, {"actor", norm.actor}, {"rows", std::move(rows)}});
  }
  return list;
}

}  // namespace plumb::report
