// Traces: one definition of one row computed again with the recorder on, everything that it reads taken from
// the results. What the run says and what the trace shows must be the same.
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using results::StepKind;

namespace {

// An aggregate that serves many rows names the row that first asked in its place, so kinds are compared there.
bool agree(const Value& a, const Value& b, const std::vector<results::Place>& places) {
  if (a.index() != b.index()) return false;
  const auto same_kind = [&](program::PlaceId left, program::PlaceId right) {
    return left == right ||
           (left.value < places.size() && right.value < places.size() && places[left.value].kind == places[right.value].kind);
  };
  if (const auto* open = std::get_if<program::Pending>(&a)) return same_kind(open->place, std::get<program::Pending>(b).place);
  if (const auto* open = std::get_if<program::Faulty>(&a)) return same_kind(open->place, std::get<program::Faulty>(b).place);
  return a == b;
}

}  // namespace

// Grades, places and parts of an amount depend on all rows: their steps show what the run decided and what the
// row itself brought.
void Evaluator::trace_population_definition(DefinitionId id, uint32_t row) {
  const program::Definition& definition = program_.at(id);
  const auto record_value = [&](StepKind kind, ExprId expr, int32_t index, const std::string& detail) {
    const uint32_t step = recorder_->open({.kind = kind,
                                           .definition = id,
                                           .expr = expr,
                                           .table = definition.table,
                                           .row = row,
                                           .detail_index = index,
                                           .detail = detail});
    recorder_->close(step, expr.valid() ? condition_on_row(expr, definition.table, row) : Value(true));
  };
  const auto record_place = [&](program::RankingId ranking_id) {
    Value slot;
    const program::Ranking& ranked = program_.at(ranking_id);
    const Value place = place_of(ranking_id, row, slot);
    const uint32_t step = recorder_->open({.kind = StepKind::RankPlace,
                                           .definition = ranked.definition,
                                           .table = definition.table,
                                           .row = row,
                                           .detail_index = static_cast<int32_t>(ranking_id.value)});
    if (program::is_known(place)) {
      for (const program::SortKey& key : ranked.keys) condition_on_row(key.value, ranked.table, row);
    } else if (ranked.without.valid()) {
      condition_on_row(ranked.without, ranked.table, row);
    }
    recorder_->close(step, place);
  };
  if (const auto* by = std::get_if<program::ByRanking>(&definition.by)) return record_place(by->ranking);
  if (const auto* by = std::get_if<program::ByAllotment>(&definition.by)) {
    record_value(StepKind::Case, by->weight, 0, "");
    return;
  }
  const int32_t decided = given_->definitions[id.value].fired_at(row);
  const auto& entries = std::get<program::ByGradeEntries>(definition.by).entries;
  for (size_t i = 0; i < entries.size(); ++i) {
    const program::GradeEntry& entry = entries[i];
    const auto index = static_cast<int32_t>(i);
    const bool is_cut = !entry.is_veto && (entry.form == program::GradeForm::Top || entry.form == program::GradeForm::Next);
    if (!is_cut) {
      record_value(StepKind::Case, entry.condition, index, entry.rule);
      continue;
    }
    const uint32_t step = recorder_->open({.kind = StepKind::Cut,
                                           .definition = id,
                                           .expr = entry.size,
                                           .table = definition.table,
                                           .row = row,
                                           .detail_index = index,
                                           .detail = entry.rule});
    record_place(entry.ranking);
    recorder_->close(step, decided == index);
  }
}

results::Trace Evaluator::trace(DefinitionId id, uint32_t row) {
  if (given_ == nullptr) diagnostics::abort_internal("eval", "a trace without results");
  Recorder recorder;
  const program::Definition& definition = program_.at(id);
  const Value expected = definition_value(id, row);
  const uint32_t root = recorder.open({.kind = StepKind::Definition,
                                       .definition = id,
                                       .table = definition.table,
                                       .row = row,
                                       .detail_index = given_->definitions[id.value].fired_at(row)});
  recorder_ = &recorder;
  const bool is_of_population = std::holds_alternative<program::ByGradeEntries>(definition.by) ||
                                std::holds_alternative<program::ByRanking>(definition.by) ||
                                std::holds_alternative<program::ByAllotment>(definition.by);
  if (is_of_population) {
    computing_.emplace_back(id, row);
    trace_population_definition(id, row);
    computing_.pop_back();
  } else if (const auto* by = std::get_if<program::ByPopulation>(&definition.by)) {
    const program::Population& population = program_.at(by->population);
    computing_.emplace_back(population.definition, row);
    for (uint32_t rule = 0; rule < population.rules.size(); ++rule) {
      if (population.rules[rule].exception_to < 0) rule_holds(by->population, rule, row);
    }
    recorder_ = nullptr;  // the rules are told already
    const Value again = decide_membership(population, by->population, row);
    computing_.pop_back();
    if (!agree(again, expected, places_.empty() ? given_->places : places_)) {
      diagnostics::abort_internal("trace", "a membership differs from the run's");
    }
  } else {
    compute(id, row, memo_of(id));
    const DefinitionMemo& memo = definitions_[id.value];
    if (!agree(memo.values[row], expected, places_.empty() ? given_->places : places_))
      diagnostics::abort_internal("trace", "a value differs from the run's");
    if (memo.fired[row] != given_->definitions[id.value].fired_at(row)) {
      diagnostics::abort_internal("trace", "another case gave the value in the run");
    }
  }
  recorder_ = nullptr;
  recorder.close(root, expected);
  results::Trace trace = recorder.take();
  // An open value of a shared aggregate is the one that the run named.
  for (results::Step& step : trace.steps) {
    const auto* pending = std::get_if<program::Pending>(&step.value);
    const auto* faulty = std::get_if<program::Faulty>(&step.value);
    const bool is_new = (pending != nullptr && pending->place.value >= given_->places.size()) ||
                        (faulty != nullptr && faulty->place.value >= given_->places.size());
    if (is_new) step.value = expected;
  }
  return trace;
}

}  // namespace plumb::eval
