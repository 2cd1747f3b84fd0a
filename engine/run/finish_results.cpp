// Finished columns as results: one value a row, places numbered in the order in which the results name them.
#include <algorithm>

#include "run/worker.h"

namespace plumb::run {

namespace {

// Codes of the store become numbers of the results' own list.
class Numbering {
 public:
  Numbering(const Store& store, std::vector<results::Place>& places) : store_(store), places_(places) {}

  [[nodiscard]] program::PlaceId of(uint32_t code) {
    const auto [found, is_new] = ids_.emplace(code >> 1, static_cast<uint32_t>(places_.size()));
    if (is_new) places_.push_back(store_.place(code));
    return program::PlaceId{found->second};
  }
  [[nodiscard]] Value value(const Lane& lane, const program::Type& type, const Shape& shape) {
    if (lane.state != state::Open) return to_value(lane, type, shape);
    const program::PlaceId place = of(lane.open);
    return Store::is_pending(lane.open) ? Value(program::Pending{place}) : Value(program::Faulty{place});
  }
  void renumber(Value& value) {
    if (auto* pending = std::get_if<program::Pending>(&value)) pending->place = of(pending->place.value << 1);
    if (auto* faulty = std::get_if<program::Faulty>(&value)) faulty->place = of(faulty->place.value << 1);
  }

 private:
  const Store& store_;
  std::vector<results::Place>& places_;
  std::map<uint32_t, uint32_t> ids_;
};

}  // namespace

results::Results Runner::finish() {
  results::Results results;
  results.inputs = inputs_;
  Numbering numbering(store_, results.places);
  for (uint32_t d = 0; d < definitions_.size(); ++d) {
    const program::Definition& definition = program_.definitions[d];
    Column& column = definitions_[d];
    results::DefinitionResult values;
    values.values.reserve(column.rows);
    for (uint32_t row = 0; row < column.rows; ++row) values.values.push_back(numbering.value(column.lane(row), definition.type, column.shape));
    if (leaves_columns_) values.fired = column.fired;
    else values.fired = std::move(column.fired);
    values.fired.resize(column.rows, -1);
    results.definitions.push_back(std::move(values));
  }
  program::Type truth;
  truth.kind = TypeKind::Truth;
  for (const auto& population : populations_) {
    results::PopulationResult members;
    members.member.reserve(population->member.rows);
    for (uint32_t row = 0; row < population->member.rows; ++row) {
      members.member.push_back(numbering.value(population->member.lane(row), truth, population->member.shape));
    }
    members.rules_held = population->held;
    results.populations.push_back(std::move(members));
  }
  for (results::RankingResult& ranking : rankings_) numbering.renumber(ranking.open);
  results.rankings = std::move(rankings_);
  results.cuts = std::move(cuts_);
  results.questions = std::move(questions_);
  std::sort(results.questions.begin(), results.questions.end(), [](const results::Question& a, const results::Question& b) {
    return a.judgement != b.judgement ? a.judgement < b.judgement : a.subject < b.subject;
  });
  for (uint32_t i = 0; i < program_.norms.size(); ++i) {
    const program::Norm& norm = program_.norms[i];
    const program::Definition& definition = program_.at(norm.definition);
    for (const ExprId expr : {norm.deadline, norm.fulfilled, norm.amount}) prepare(expr, norm.definition);
    results::NormResult result;
    result.norm = i;
    const Column& triggered = definitions_[norm.definition.value];
    for (uint32_t row = 0; row < triggered.rows; ++row) {
      if (!triggered.is_true(row)) continue;
      const auto value_of = [&](ExprId expr) -> Value {
        if (!expr.valid()) return program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}};
        const Lane lane = workers_.front()->eval_one(expr, definition.table, row, norm.definition, row);
        return numbering.value(lane, program_.at(expr).type, plan_.exprs[expr.value]);
      };
      result.rows.push_back(row);
      result.deadlines.push_back(value_of(norm.deadline));
      result.fulfilled.push_back(value_of(norm.fulfilled));
      result.amounts.push_back(value_of(norm.amount));
    }
    results.norms.push_back(std::move(result));
  }
  return results;
}

}  // namespace plumb::run
