#include "run/finish_results.h"

#include <algorithm>

namespace plumb::run {

namespace {

// Codes of the intern table become numbers of the results' own list.
class Numbering {
 public:
  Numbering(const InternTable& interned, std::vector<results::Place>& places) : interned_(interned), places_(places) {}

  [[nodiscard]] program::PlaceId of(uint32_t code) {
    const auto [found, is_new] = ids_.emplace(code >> 1, static_cast<uint32_t>(places_.size()));
    if (is_new) places_.push_back(interned_.place(code));
    return program::PlaceId{found->second};
  }
  [[nodiscard]] Value value(const Lane& lane, const program::Type& type, const Shape& shape) {
    if (lane.state != state::Open) return to_value(lane, type, shape);
    const program::PlaceId place = of(lane.open);
    return InternTable::is_pending(lane.open) ? Value(program::Pending{place}) : Value(program::Faulty{place});
  }
  // Whole numbers and what is held like them stay as they are, shared with the column.
  [[nodiscard]] results::Values values(const Column& column, const program::Type& type) {
    if (column.ints.empty() || !results::PackedValues::can_hold(type.kind)) {
      std::vector<Value> each;
      each.reserve(column.rows);
      for (uint32_t row = 0; row < column.rows; ++row) each.push_back(value(column.lane(row), type, column.shape));
      return results::Values(std::move(each));
    }
    results::PackedValues packed;
    packed.kind = type.kind;
    packed.enumeration = type.enumeration;
    packed.table = type.table;
    packed.unit = column.shape.unit;
    packed.opens = column.opens;
    for (uint32_t row = 0; row < column.rows && !packed.opens.empty(); ++row) {
      uint32_t& code = packed.opens[row];
      code = column.states[row] == state::Open ? of(code).value << 1 | (InternTable::is_pending(code) ? 1U : 0U) : 0;
    }
    const auto lanes = std::make_shared<const std::pair<SharedLanes<int64_t>, SharedLanes<uint8_t>>>(column.ints, column.states);
    packed.ints = lanes->first.all();
    packed.states = lanes->second.all();
    packed.owner = lanes;
    return results::Values(std::move(packed));
  }
  void renumber(Value& value) {
    if (auto* pending = std::get_if<program::Pending>(&value)) pending->place = of(pending->place.value << 1);
    if (auto* faulty = std::get_if<program::Faulty>(&value)) faulty->place = of(faulty->place.value << 1);
  }

 private:
  const InternTable& interned_;
  std::vector<results::Place>& places_;
  std::map<uint32_t, uint32_t> ids_;
};

// What a norm says of the rows that trigger it.
struct NormLanes {
  std::vector<uint32_t> rows;
  std::vector<Lane> deadlines, fulfilled, amounts;
};

NormLanes eval_norm(Evaluator& evaluator, const program::Norm& norm) {
  NormLanes found;
  const TableId table = evaluator.context().program.at(norm.definition).table;
  const Column& triggered = evaluator.columns().definitions[norm.definition.value];
  for (uint32_t row = 0; row < triggered.rows; ++row) {
    if (!triggered.is_true(row)) continue;
    const auto lane_at = [&](ExprId expr) {
      return expr.valid() ? evaluator.eval_one(expr, table, row, norm.definition, row) : Lane{};
    };
    found.rows.push_back(row);
    found.deadlines.push_back(lane_at(norm.deadline));
    found.fulfilled.push_back(lane_at(norm.fulfilled));
    found.amounts.push_back(lane_at(norm.amount));
  }
  return found;
}

results::NormResult finish_norm(Evaluator& evaluator, Numbering& numbering, const program::Norm& norm) {
  NormLanes lanes = eval_norm(evaluator, norm);
  const RunContext& context = evaluator.context();
  const auto values_of = [&](ExprId expr, const std::vector<Lane>& of) {
    std::vector<Value> values;
    for (const Lane& lane : of) {
      values.push_back(
          expr.valid()
              ? numbering.value(lane, context.program.at(expr).type, context.plan.exprs[expr.value])
              : Value(program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}}));
    }
    return values;
  };
  results::NormResult result;
  result.deadlines = values_of(norm.deadline, lanes.deadlines);
  result.fulfilled = values_of(norm.fulfilled, lanes.fulfilled);
  result.amounts = values_of(norm.amount, lanes.amounts);
  result.rows = std::move(lanes.rows);
  return result;
}

}  // namespace

results::Results finish_results(Evaluator& evaluator, FinishedColumns& columns, const RowSets& sets, Rankings& rankings,
                                Questions& questions, bool keeps_columns) {
  const RunContext& context = evaluator.context();
  results::Results results;
  results.inputs = context.inputs;
  Numbering numbering(context.interned, results.places);
  for (uint32_t d = 0; d < columns.definitions.size(); ++d) {
    const program::Definition& definition = context.program.definitions[d];
    Column& column = columns.definitions[d];
    results::DefinitionResult result;
    result.values = numbering.values(column, definition.type);
    if (keeps_columns)
      result.fired = column.fired;
    else
      result.fired = std::move(column.fired);
    results.definitions.push_back(std::move(result));
  }
  program::Type truth;
  truth.kind = TypeKind::Truth;
  for (const auto& population : sets.populations) {
    results::PopulationResult members;
    members.member = numbering.values(population->member, truth);
    members.rules_held = population->held;
    results.populations.push_back(std::move(members));
  }
  for (const std::unique_ptr<FinishedRanking>& finished : rankings.finished) {
    results::RankingResult& ranking = finished->result;
    numbering.renumber(ranking.open);
    for (results::WaitingRow& waiting : ranking.waiting) numbering.renumber(waiting.open);
    results.rankings.push_back(std::move(ranking));
  }
  results.cuts = std::move(rankings.cuts);
  results.questions = questions.take();
  for (uint32_t i = 0; i < context.program.norms.size(); ++i) {
    results.norms.push_back(finish_norm(evaluator, numbering, context.program.norms[i]));
    results.norms.back().norm = i;
  }
  return results;
}

}  // namespace plumb::run
