// Finished columns as results: as they are where they hold whole numbers, else one value a row; places numbered in the order in
// which the results name them.
#include <algorithm>

#include "run/worker.h"

namespace plumb::run {

namespace {

// Codes of the store become numbers of the results' own list.
class Numbering {
 public:
  Numbering(const InternTable& store, std::vector<results::Place>& places) : interned_(store), places_(places) {}

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

}  // namespace

Runner::NormLanes Runner::norm_lanes(const program::Norm& norm) {
  NormLanes found;
  const program::Definition& definition = program_.at(norm.definition);
  for (const ExprId expr : {norm.deadline, norm.fulfilled, norm.amount}) prepare(expr, norm.definition);
  const Column& triggered = definitions_[norm.definition.value];
  for (uint32_t row = 0; row < triggered.rows; ++row) {
    if (!triggered.is_true(row)) continue;
    const auto lane_of = [&](ExprId expr) {
      return expr.valid() ? workers_.front()->eval_one(expr, definition.table, row, norm.definition, row) : Lane{};
    };
    found.rows.push_back(row);
    found.deadlines.push_back(lane_of(norm.deadline));
    found.fulfilled.push_back(lane_of(norm.fulfilled));
    found.amounts.push_back(lane_of(norm.amount));
  }
  return found;
}

results::Results Runner::finish() {
  // While the columns that norms read are here.
  std::vector<NormLanes> norms;
  for (const program::Norm& norm : program_.norms) norms.push_back(norm_lanes(norm));
  results::Results results;
  results.inputs = inputs_;
  Numbering numbering(interned_, results.places);
  for (uint32_t d = 0; d < definitions_.size(); ++d) {
    const program::Definition& definition = program_.definitions[d];
    Column& column = definitions_[d];
    results::DefinitionResult result;
    result.values = numbering.values(column, definition.type);
    if (leaves_columns_)
      result.fired = column.fired;
    else
      result.fired = std::move(column.fired);
    results.definitions.push_back(std::move(result));
  }
  program::Type truth;
  truth.kind = TypeKind::Truth;
  for (const auto& population : populations_) {
    results::PopulationResult members;
    members.member = numbering.values(population->member, truth);
    members.rules_held = population->held;
    results.populations.push_back(std::move(members));
  }
  for (results::RankingResult& ranking : rankings_) {
    numbering.renumber(ranking.open);
    for (results::WaitingRow& waiting : ranking.waiting) numbering.renumber(waiting.open);
  }
  results.rankings = std::move(rankings_);
  results.cuts = std::move(cuts_);
  results.questions = std::move(questions_);
  std::sort(results.questions.begin(), results.questions.end(), [](const results::Question& a, const results::Question& b) {
    return a.judgement != b.judgement ? a.judgement < b.judgement : a.subject < b.subject;
  });
  for (uint32_t i = 0; i < norms.size(); ++i) {
    const program::Norm& norm = program_.norms[i];
    const auto number = [&](ExprId expr, const std::vector<Lane>& lanes, std::vector<Value>& to) {
      for (const Lane& lane : lanes) {
        to.push_back(expr.valid() ? numbering.value(lane, program_.at(expr).type, plan_.exprs[expr.value])
                                  : Value(program::Absent{
                                        program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}}));
      }
    };
    results::NormResult result;
    result.norm = i;
    number(norm.deadline, norms[i].deadlines, result.deadlines);
    number(norm.fulfilled, norms[i].fulfilled, result.fulfilled);
    number(norm.amount, norms[i].amounts, result.amounts);
    result.rows = std::move(norms[i].rows);
    results.norms.push_back(std::move(result));
  }
  return results;
}

}  // namespace plumb::run
