#include "eval/evaluator.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/convert_openness.h"

namespace plumb::eval {

using results::Place;

namespace {

auto place_key(const Place& place) {
  return std::make_tuple(static_cast<int>(place.kind), place.definition.value, place.parameter.value, place.table.value,
                         place.row, place.fault, place.detail);
}

}  // namespace

Evaluator::Evaluator(const program::Program& program, const data::Data& data, const results::RunInputs& inputs)
    : program_(program), data_(data), inputs_(inputs) {
  definitions_.resize(program.definitions.size());
  populations_.resize(program.populations.size());
  rankings_.resize(program.rankings.size());
  ranking_states_.resize(program.rankings.size(), State::Unknown);
  places_by_row_.resize(program.rankings.size());
  columns_.resize(program.columns.size());
  parameter_values_.resize(program.parameters.size());
  independent_.resize(program.exprs.size(), 0);
  taken_out_.resize(program.tables.size());
  kept_.resize(program.tables.size());
  for (const results::RunInputs::Quarantine& entry : inputs.quarantine) {
    if (!entry.table.valid()) continue;
    const uint32_t row = data::find_row(program, data, entry.table, entry.key);
    if (row == UINT32_MAX) continue;  // who made the inputs has reported it
    std::vector<uint8_t>& rows = (entry.keeps_place ? kept_ : taken_out_)[entry.table.value];
    rows.resize(row_count(entry.table), 0);
    // Rows of one key stand together; who names the key of a duplicate means all of them.
    for (uint32_t next = row; next < rows.size() && data::key_text(program, data, entry.table, next) == entry.key; ++next) {
      rows[next] = 1;
    }
  }
}

void Evaluator::take_from(const results::Results& given) { given_ = &given; }

void Evaluator::pin(const Pins& pins) {
  pinned_parameters_ = pins.parameters;
  for (const Pins::OfDefinition& entry : pins.definitions) {
    DefinitionMemo& memo = memo_of(entry.definition);
    const bool is_pending = std::holds_alternative<program::Pending>(entry.value);
    memo.values[entry.row] = is_pending ? pending({.kind = PlaceKind::JudgementPending,
                                                   .definition = entry.definition,
                                                   .table = program_.at(entry.definition).table,
                                                   .row = entry.row})
                                        : entry.value;
    memo.states[entry.row] = State::Done;
    if (const auto* scope = std::get_if<program::ByPopulation>(&program_.at(entry.definition).by)) {
      PopulationMemo& members = memo_of(scope->population);
      members.member[entry.row] = memo.values[entry.row];
      members.states[entry.row] = State::Done;
    }
  }
}

// --- places ---

program::PlaceId Evaluator::place_id(Place place) {
  // Equal places keep their ids; most questions about a run meet no place of their own, so they are indexed late.
  if (given_ != nullptr && places_.empty()) {
    places_ = given_->places;
    for (uint32_t i = 0; i < places_.size(); ++i) place_ids_.emplace(place_key(places_[i]), program::PlaceId{i});
  }
  auto key = place_key(place);
  const program::PlaceId next{static_cast<uint32_t>(places_.size())};
  const auto [found, is_new] = place_ids_.emplace(std::move(key), next);
  if (is_new) places_.push_back(std::move(place));
  return found->second;
}

Value Evaluator::pending(Place place) { return program::Pending{place_id(std::move(place))}; }
Value Evaluator::faulty(Place place) { return program::Faulty{place_id(std::move(place))}; }

Value Evaluator::faulty_here(PlaceKind kind, std::string detail) {
  Place place{.kind = kind, .detail = std::move(detail)};
  if (!computing_.empty()) {
    place.definition = computing_.back().first;
    place.row = computing_.back().second;
    if (place.definition.valid()) place.table = program_.at(place.definition).table;
  }
  return faulty(std::move(place));
}

population::Openness Evaluator::breach_of(DefinitionId definition, const population::Breach& breach) {
  const TableId table = program_.at(definition).table;
  return openness_of(faulty({.kind = PlaceKind::BrokenPromise,
                             .definition = definition,
                             .table = table,
                             .row = breach.row,
                             .detail = breach.same_as == population::NoRow ? breach.found : key_of(table, breach.same_as)}));
}

Value Evaluator::checked(base::Number number) {
  if (!number.is_small() && number.digit_count() > DigitLimit) return faulty_here(PlaceKind::LimitReached);
  return number;
}

Value Evaluator::quarantined(TableId table, uint32_t row) {
  Place place{.kind = PlaceKind::Quarantined, .table = table, .row = row};
  for (const results::RunInputs::Quarantine& entry : inputs_.quarantine) {
    if (entry.table == table && data::find_row(program_, data_, table, entry.key) == row) place.detail = entry.reason;
  }
  return pending(std::move(place));
}

Value Evaluator::not_given(const std::vector<program::Basis>& bases) {
  const bool is_missing = std::any_of(bases.begin(), bases.end(),
                                      [](const program::Basis& basis) { return basis.kind == program::BasisKind::NotGiven; });
  if (!is_missing) return true;
  Place place{.kind = PlaceKind::NotGivenValue};
  if (!computing_.empty()) {
    place.definition = computing_.back().first;
    place.row = computing_.back().second;
    if (place.definition.valid()) place.table = program_.at(place.definition).table;
  }
  return pending(std::move(place));
}

// --- definitions ---

Evaluator::DefinitionMemo& Evaluator::memo_of(DefinitionId id) {
  DefinitionMemo& memo = definitions_[id.value];
  if (memo.states.empty()) {
    const TableId table = program_.at(id).table;
    const size_t rows = table.valid() ? row_count(table) : 1;
    memo.values.resize(rows);
    memo.states.resize(rows, State::Unknown);
    memo.fired.resize(rows, -1);
  }
  return memo;
}

// Of a run that is over. What is packed is unpacked once, as readers hold on to what they read.
const Value& Evaluator::given_value(const results::Values& values, uint32_t of, uint32_t row) {
  if (const Value* each = values.each_at(row)) return *each;
  const auto [kept, is_new] = given_values_.try_emplace(uint64_t{of} << 32 | row);
  if (is_new) kept->second = values[row];
  return kept->second;
}

const Value& Evaluator::definition_value(DefinitionId id, uint32_t row) {
  if (given_ != nullptr) return given_value(given_->definitions[id.value].values, id.value, row);
  DefinitionMemo& memo = memo_of(id);
  if (memo.states[row] != State::Done) [[unlikely]]
    compute(id, row, memo);
  return memo.values[row];
}

int32_t Evaluator::fired(DefinitionId id, uint32_t row) {
  if (given_ != nullptr) return given_->definitions[id.value].fired_at(row);
  definition_value(id, row);
  return definitions_[id.value].fired[row];
}

void Evaluator::compute(DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  if (memo.states[row] == State::InProgress) diagnostics::abort_internal("eval", "a definition needs itself");
  memo.states[row] = State::InProgress;
  const program::Definition& definition = program_.at(id);
  computing_.emplace_back(id, row);
  if (definition.table.valid()) frames_.push_back({definition.table, row});
  Value value = true;
  if (definition.table.valid() && !is_taken_out(definition.table, row) && is_row_faulty(definition.table, row)) {
    value = row_fault(definition.table, row, {});
  } else if (definition.domain.valid()) {
    value = membership(definition.domain, row);
  } else if (definition.table.valid() && is_taken_out(definition.table, row)) {
    // What a row is worth by itself can still be told, but not what it is among others.
    value = !std::holds_alternative<program::ByGradeEntries>(definition.by) &&
            !std::holds_alternative<program::ByAllotment>(definition.by);
  }
  if (value == Value(false)) {
    value = program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope)}};
  }
  if (value == Value(true)) {
    value = std::visit([&](const auto& by) { return compute_by(by, id, row, memo); }, definition.by);
    value = within_declared_range(id, std::move(value));
    if (auto* absent = std::get_if<program::Absent>(&value)) absent->of_definition = false;
  }
  if (definition.table.valid()) frames_.pop_back();
  computing_.pop_back();
  memo.values[row] = std::move(value);
  memo.states[row] = State::Done;
}

Value Evaluator::within_declared_range(DefinitionId id, Value value) {
  const program::Type& type = program_.at(id).type;
  const base::Number* number = std::get_if<base::Number>(&value);
  if (number == nullptr || (!type.low && !type.high)) return value;
  const bool too_low = type.low && (type.low->open ? *number <= type.low->value : *number < type.low->value);
  const bool too_high = type.high && (type.high->open ? *number >= type.high->value : *number > type.high->value);
  if (too_low || too_high) return faulty_here(PlaceKind::BrokenPromise, number->to_string());
  return value;
}

// --- the whole ---

results::Results Evaluator::evaluate_all(const Options& options) {
  std::vector<DefinitionId> order = program_.order;
  std::vector<uint8_t> is_listed(program_.definitions.size(), 0);
  for (const DefinitionId id : order) is_listed[id.value] = 1;
  for (uint32_t i = 0; i < is_listed.size(); ++i) {
    if (is_listed[i] == 0) order.push_back(DefinitionId{i});
  }
  results::Results results;
  results.inputs = inputs_;
  bool goes_on = true;
  for (size_t done = 0; done < order.size(); ++done) {
    DefinitionMemo& memo = memo_of(order[done]);
    for (uint32_t row = 0; row < memo.values.size(); ++row) definition_value(order[done], row);
    if (options.progress && !options.progress(static_cast<int>((done + 1) * 1000 / order.size()))) {
      goes_on = false;
      break;
    }
  }
  for (uint32_t i = 0; i < populations_.size() && goes_on; ++i) {
    const uint32_t rows = row_count(program_.populations[i].table);
    for (uint32_t row = 0; row < rows; ++row) membership(PopulationId{i}, row);
  }
  for (uint32_t i = 0; i < rankings_.size() && goes_on; ++i) ranking(program::RankingId{i});
  for (uint32_t i = 0; i < program_.norms.size() && goes_on; ++i) results.norms.push_back(norm_result(i));

  for (DefinitionMemo& memo : definitions_)
    results.definitions.push_back({results::Values(std::move(memo.values)), std::move(memo.fired)});
  for (PopulationMemo& memo : populations_)
    results.populations.push_back({results::Values(std::move(memo.member)), std::move(memo.held)});
  results.rankings = std::move(rankings_);
  results.cuts = std::move(cuts_);
  results.questions = std::move(questions_);
  std::sort(results.questions.begin(), results.questions.end(), [](const results::Question& a, const results::Question& b) {
    return a.judgement != b.judgement ? a.judgement < b.judgement : a.subject < b.subject;
  });
  results.places = std::move(places_);
  return results;
}

}  // namespace plumb::eval
