// Definitions, batch by batch on all threads: guarded cases with exceptions (law L7), lists of conditions, spans.
#include <algorithm>
#include <mutex>
#include <utility>

#include "diagnostics/abort_internal.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;
using program::CaseMode;

namespace {

std::mutex& column_mutex() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

void store_column(Column& column, uint32_t first, uint32_t count, const Vector& vector) {
  if (column.ints.empty()) {
    for (uint32_t i = 0; i < count; ++i) column.numbers[first + i] = vector.number(i);
  } else if (vector.is_constant) {
    std::fill_n(column.ints.own() + first, count, vector.ints[0]);
  } else {
    std::copy_n(vector.ints, count, column.ints.own() + first);
  }
  if (vector.is_all_known()) return;
  const std::lock_guard lock(column_mutex());
  if (column.states.empty()) column.states.resize(column.rows, state::Known);
  if (vector.opens != nullptr && column.opens.empty()) column.opens.resize(column.rows, 0);
  uint8_t* states = column.states.own();
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t found = vector.state(i);
    states[first + i] = state::is_absent(found) ? state::absent(state::kind(found)) : found;
    if (found == state::Open) column.opens[first + i] = vector.open(i);
  }
}

void Runner::compute(DefinitionId id) {
  if (is_computed_[id.value] != 0) return;
  is_computed_[id.value] = 1;
  const program::Definition& definition = program_.at(id);
  Column& column = definitions_[id.value];
  if (const auto* by = std::get_if<program::ByPopulation>(&definition.by)) {
    compute_population(by->population);
    column = populations_[by->population.value]->member;
  } else {
    if (definition.domain.valid()) compute_population(definition.domain);
    column.resize(row_count(definition.table), definition.type, plan_.definitions[id.value]);
    if (const auto* ranking = std::get_if<program::ByRanking>(&definition.by)) {
      compute_places(id, ranking->ranking);
    } else if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
      compute_grade(id, *grade);
    } else if (const auto* allotment = std::get_if<program::ByAllotment>(&definition.by)) {
      compute_allotment(id, *allotment);
    } else if (const auto* judgement = std::get_if<program::ByJudgement>(&definition.by)) {
      compute_judgement(id, *judgement);
    } else {
      compute_rows(id);
    }
  }
  apply_pins(id);
}

bool Runner::is_pinned(DefinitionId id, uint32_t row) const {
  return std::any_of(pins_.definitions.begin(), pins_.definitions.end(),
                     [&](const program::Pins::OfDefinition& pin) { return pin.definition == id && pin.row == row; });
}

Lane Runner::pinned_lane(const program::Pins::OfDefinition& pin, const Shape& shape) {
  Lane lane = to_lane(pin.value, shape);
  if (std::holds_alternative<program::Pending>(pin.value)) {
    lane.open = interned_.open({.kind = PlaceKind::JudgementPending,
                             .definition = pin.definition,
                             .table = program_.at(pin.definition).table,
                             .row = pin.row},
                            true);
  }
  return lane;
}

void Runner::apply_pins(DefinitionId id) {
  for (const program::Pins::OfDefinition& pin : pins_.definitions) {
    if (pin.definition != id) continue;
    Column& column = definitions_[id.value];
    const Lane lane = pinned_lane(pin, column.shape);
    column.set(pin.row, lane);
    if (!column.fired.empty()) column.fired[pin.row] = -1;
    if (const auto* scope = std::get_if<program::ByPopulation>(&program_.at(id).by)) {
      populations_[scope->population.value]->member.set(pin.row, lane);
    }
  }
}

void Runner::compute_rows(DefinitionId id) {
  const program::Definition& definition = program_.at(id);
  const uint64_t members_of_others = std::exchange(members_read_, 0);
  if (const auto* cases = std::get_if<program::ByCases>(&definition.by)) {
    for (const program::Case& one : cases->cases) {
      prepare(one.guard, id);
      prepare_answer(one.value, id);
    }
    definitions_[id.value].fired.assign(row_count(definition.table), -1);
  } else if (const auto* list = std::get_if<program::ByChecklist>(&definition.by)) {
    for (const DefinitionId item : list->items) compute(item);
    prepare(list->at_least, id);
  } else if (const auto* spans = std::get_if<program::BySpans>(&definition.by)) {
    prepare_set(spans->from, spans->start, id);
    for (const ExprId expr : {spans->start, spans->length, spans->condition}) prepare(expr, id);
  }
  const uint64_t members = std::exchange(members_read_, members_of_others);
  for_batches(row_count(definition.table), members + row_count(definition.table),
              [&](Worker& worker, uint32_t first, uint32_t count) { worker.compute_definition(id, first, count); });
}

void Worker::compute_definition(DefinitionId id, uint32_t first, uint32_t count) {
  const program::Definition& definition = run_.program_.at(id);
  Column& column = run_.definitions_[id.value];
  const Batch batch = rows_of(definition.table, first, count, id);
  // Rows that are not asked: faulty as a whole, or out of the scope that the definition is about.
  Buffer<uint8_t> lanes;
  Active active = nullptr;
  Vector outside;
  const bool may_leave = definition.table.valid() && (run_.has_faulty_rows(definition.table) || definition.domain.valid());
  if (may_leave) {
    lanes = Buffer<uint8_t>(pools_.states);
    outside = constant({}, column.shape, column.kind);
    spread(outside, column.shape, column.kind, count);
    // Where nothing is wrong with any row, the scope alone decides.
    const Column* domain = definition.domain.valid() ? &run_.populations_[definition.domain.value]->member : nullptr;
    const int64_t* members = domain == nullptr ? nullptr : domain->ints.data() + first;
    const bool is_sure = !run_.has_faulty_rows(definition.table) &&
                         (domain == nullptr || domain->states.empty() || is_zero(domain->states, first, count));
    bool is_any_out = false;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t row = first + i;
      lanes.data()[i] = 1;
      if (members != nullptr && members[i] != 0 && is_sure) continue;
      const Lane out = run_.row_outside(id, row);
      if (out.state == state::Known) continue;
      set_state(outside, i, out.state, out.open, count);
      lanes.data()[i] = 0;
      is_any_out = true;
    }
    if (is_any_out) active = lanes.data();
  }
  Vector value;
  if (!run_.is_given(definition.bases)) {
    value = constant({}, column.shape, column.kind);
    spread(value, column.shape, column.kind, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (is_active(active, i)) set_open(value, i, pending_here(batch, i), count);
    }
  } else if (const auto* by_cases = std::get_if<program::ByCases>(&definition.by)) {
    value = cases(*by_cases, id, batch, active, column.fired.data() + first);
  } else if (const auto* list = std::get_if<program::ByChecklist>(&definition.by)) {
    value = checklist(*list, batch, active);
  } else if (const auto* by_spans = std::get_if<program::BySpans>(&definition.by)) {
    value = spans(*by_spans, id, batch, active);
  } else {
    diagnostics::abort_internal("run", "a definition that rows do not compute by themselves");
  }
  keep_promise(value, id, batch, active);
  if (active != nullptr) {
    spread(value, column.shape, column.kind, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (active[i] == 0) set_state(value, i, outside.state(i), outside.open(i), count);
    }
  }
  store_column(column, first, count, value);
}

Vector Worker::cases(const program::ByCases& by, DefinitionId id, const Batch& batch, Active active, int32_t* fired) {
  const Shape& to = run_.plan_.definitions[id.value];
  const TypeKind of = run_.program_.at(id).type.kind;
  // The common case: one formula for every row.
  if (by.cases.size() == 1 && !by.cases[0].guard.valid() && run_.is_given(by.cases[0].bases)) {
    for (uint32_t i = 0; i < batch.lanes; ++i) fired[i] = is_active(active, i) ? 0 : -1;
    return eval_answer(by.cases[0].value, to, of, batch, active);
  }
  Vector result = constant({}, to, of);
  spread(result, to, of, batch.lanes);
  Buffer<uint8_t> left_lanes(pools_.states), case_lanes(pools_.states);
  uint8_t *is_left = left_lanes.data(), *is_case = case_lanes.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_left[i] = is_active(active, i) ? 1 : 0;
    fired[i] = -1;
  }
  const size_t count = by.cases.size();
  const bool has_exceptions = by.mode == CaseMode::Exceptions;
  std::vector<uint8_t> holds(has_exceptions ? count * batch.lanes : 0, 0);
  int32_t otherwise = -1;
  for (size_t k = 0; k < count; ++k) {
    const program::Case& entry = by.cases[k];
    if (entry.rule.empty() && !entry.guard.valid()) {
      otherwise = static_cast<int32_t>(k);
      continue;
    }
    Vector guard;
    if (entry.guard.valid()) guard = eval(entry.guard, batch, is_left);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_left[i] == 0) continue;
      const bool is_known = !entry.guard.valid() || guard.is_known(i);
      if (!is_known) {
        set_state(result, i, guard.state(i), guard.open(i), batch.lanes);
        is_left[i] = 0;
        continue;
      }
      const bool is_met = !entry.guard.valid() || guard.at(i) != 0;
      if (!is_met) continue;
      if (has_exceptions) {
        holds[k * batch.lanes + i] = 1;
      } else {
        fired[i] = static_cast<int32_t>(k);
        is_left[i] = 0;
      }
    }
  }
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_left[i] == 0) continue;
    bool has_clash = false;
    // A case gives way to an exception that holds, whatever becomes of that exception.
    for (size_t k = 0; k < count && has_exceptions && !has_clash; ++k) {
      if (holds[k * batch.lanes + i] == 0) continue;
      bool gives_way = false;
      for (size_t other = 0; other < count; ++other) {
        gives_way = gives_way || (holds[other * batch.lanes + i] != 0 && by.cases[other].exception_to == static_cast<int32_t>(k));
      }
      if (gives_way) continue;
      if (fired[i] >= 0) {
        has_clash = true;
        set_open(result, i,
                 faulty_here(PlaceKind::ExceptionClash, batch, i,
                             by.cases[static_cast<size_t>(fired[i])].rule + ", " + by.cases[k].rule),
                 batch.lanes);
        fired[i] = -1;
      } else {
        fired[i] = static_cast<int32_t>(k);
      }
    }
    if (has_clash) continue;
    if (fired[i] < 0) fired[i] = otherwise;
    if (fired[i] < 0) set_open(result, i, faulty_here(PlaceKind::NoCaseHolds, batch, i), batch.lanes);
  }
  for (size_t k = 0; k < count; ++k) {
    bool is_any = false;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      is_case[i] = is_active(active, i) && fired[i] == static_cast<int32_t>(k) ? 1 : 0;
      is_any = is_any || is_case[i] != 0;
    }
    if (!is_any) continue;
    if (run_.is_given(by.cases[k].bases)) {
      merge(result, eval_answer(by.cases[k].value, to, of, batch, is_case), is_case, is_rational(to, of), batch.lanes);
      continue;
    }
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_case[i] != 0) set_open(result, i, pending_here(batch, i), batch.lanes);
    }
  }
  return result;
}

// 任一 and 全部 stop as soon as they are decided, as 或 and 且 do.
Vector Worker::checklist(const program::ByChecklist& by, const Batch& batch, Active active) {
  using Mode = program::ByChecklist::Mode;
  Vector wanted;
  if (by.mode == Mode::AtLeast) {
    wanted = eval(by.at_least, batch, active);
    reshape(wanted, shape(by.at_least), plan::rational(), batch);
  }
  Vector result = constant({}, {}, TypeKind::Truth);
  spread(result, {}, TypeKind::Truth, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    if (by.mode == Mode::AtLeast && !wanted.is_known(i)) {
      set_state(result, i, wanted.state(i), wanted.open(i), batch.lanes);
      continue;
    }
    const Number needed = by.mode == Mode::Any ? Number(1) : by.mode == Mode::All ? Number(by.items.size()) : wanted.number(i);
    Number met;
    bool is_decided = met >= needed;
    bool value = is_decided;
    for (size_t k = 0; k < by.items.size() && !is_decided; ++k) {
      const Lane item = run_.definitions_[by.items[k].value].lane(batch.frames[0].row(i));
      if (item.state != state::Known) {
        set_state(result, i, item.state, item.open, batch.lanes);
        is_decided = true;
      } else {
        if (item.integer != 0) met += 1;
        value = met >= needed;
        is_decided = value || (by.mode == Mode::All && item.integer == 0);
      }
    }
    result.own_ints.data()[i] = value ? 1 : 0;
  }
  return result;
}

// Half-open spans of the members that meet the condition (law L12).
Vector Worker::spans(const program::BySpans& by, DefinitionId id, const Batch& batch, Active active) {
  Vector result;
  int64_t* out = result.make_ints(pools_);
  Members members;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    members.is_open = false;
    members_of(by.from, by.start, batch, i, members);
    if (members.is_open) {
      set_state(result, i, members.state, members.open, batch.lanes);
      continue;
    }
    program::SpanSet spans;
    bool is_known = true;
    const auto stops = [&](const Lane& lane) {
      is_known = lane.state == state::Known || lane.state == state::LeftOut;
      if (!is_known) set_state(result, i, lane.state, lane.open, batch.lanes);
      return lane.state != state::Known;
    };
    std::vector<uint32_t> rows;
    members.rows.append_to(rows);
    for (const uint32_t row : rows) {
      const auto read = [&](ExprId expr) { return eval_one(expr, by.from.table, row, id, batch.base_row(i)); };
      if (by.condition.valid()) {
        const Lane holds = read(by.condition);
        if (stops(holds) || holds.integer == 0) {
          if (is_known) continue;
          break;
        }
      }
      const Lane start = read(by.start);
      if (stops(start)) {
        if (is_known) continue;
        break;
      }
      const Lane length = read(by.length);
      if (length.state != state::Known) {
        set_state(result, i, length.state, length.open, batch.lanes);
        is_known = false;
        break;
      }
      const base::Date first{static_cast<int32_t>(start.integer)};
      const std::optional<base::Date> end = base::add(first, as_duration(length.integer), by.month_end);
      if (!end) {
        set_open(result, i, faulty_here(PlaceKind::DateOutOfRange, batch, i, base::to_string(first)), batch.lanes);
        is_known = false;
        break;
      }
      spans.entries.push_back({first, *end});
    }
    if (!is_known) continue;
    std::sort(spans.entries.begin(), spans.entries.end(), [](const program::SpanSet::Entry& a, const program::SpanSet::Entry& b) {
      return a.first != b.first ? a.first < b.first : a.end < b.end;
    });
    out[i] = run_.interned_.keep(std::move(spans));
  }
  return result;
}

// A declared range is enforced (law L11).
void Worker::keep_promise(Vector& vector, DefinitionId id, const Batch& batch, Active active) {
  const program::Type& type = run_.program_.at(id).type;
  if (type.kind != TypeKind::Number || (!type.low && !type.high)) return;
  const Shape& of = run_.plan_.definitions[id.value];
  const auto check = [&](uint32_t i, const Number& number) {
    if (breaks_range(type, number))
      set_open(vector, i, faulty_here(PlaceKind::BrokenPromise, batch, i, number.to_string()), batch.lanes);
  };
  // Whole numbers: only one beyond the bounds, as they are counted in the unit, is looked at as a number.
  int64_t low = INT64_MIN, high = INT64_MAX;
  if (of.form == Form::Int64) {
    const auto clamped = [](const Number& whole) { return whole.to_int64().value_or(whole.sign() > 0 ? INT64_MAX : INT64_MIN); };
    if (type.low) low = clamped(type.low->value.divided_by(of.unit).ceiling());
    if (type.high) high = clamped(type.high->value.divided_by(of.unit).floor());
    low += type.low && type.low->open && low != INT64_MAX ? 1 : 0;
    high -= type.high && type.high->open && high != INT64_MIN ? 1 : 0;
    if (low <= -of.bound && of.bound <= high) return;
  }
  spread(vector, of, type.kind, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i) || !vector.is_known(i)) continue;
    if (of.form == Form::Rational)
      check(i, vector.number(i));
    else if (vector.at(i) < low || vector.at(i) > high)
      check(i, Number(vector.at(i)) * of.unit);
  }
}

}  // namespace plumb::run
