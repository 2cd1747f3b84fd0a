// What operators share: constants, gathering, shapes, and which lane is open.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;

Worker::Worker(Runner& runner) : run_(runner), pools_(runner.batch_) {}

Vector Worker::constant(const Lane& lane, const Shape& shape, TypeKind kind) {
  Vector result;
  result.is_constant = true;
  if (is_rational(shape, kind)) {
    result.make_numbers(pools_)[0] = lane.number;
  } else {
    result.make_ints(pools_)[0] = lane.integer;
  }
  if (lane.state != state::Known) {
    result.make_states(pools_, 1)[0] = lane.state;
    result.make_opens(pools_)[0] = lane.open;
  }
  return result;
}

void Worker::spread(Vector& vector, const Shape& shape, TypeKind kind, uint32_t lanes) {
  if (!vector.is_constant) return;
  Vector wide;
  if (is_rational(shape, kind)) {
    std::fill_n(wide.make_numbers(pools_), lanes, vector.numbers[0]);
  } else {
    std::fill_n(wide.make_ints(pools_), lanes, vector.ints[0]);
  }
  if (vector.states != nullptr) {
    std::fill_n(wide.make_states(pools_, 0), lanes, vector.states[0]);
    std::fill_n(wide.make_opens(pools_), lanes, vector.open(0));
  }
  vector = std::move(wide);
}

void Worker::set_state(Vector& vector, uint32_t lane, uint8_t state, uint32_t open, uint32_t lanes) {
  if (vector.own_states.data() == nullptr) {
    const uint8_t* before = vector.states;
    uint8_t* states = vector.make_states(pools_, before == nullptr ? lanes : 0);
    if (before != nullptr) std::copy_n(before, lanes, states);
  }
  vector.own_states.data()[lane] = state;
  if (state != state::Open) return;
  if (vector.own_opens.data() == nullptr) {
    const uint32_t* before = vector.opens;
    uint32_t* opens = vector.make_opens(pools_);
    if (before != nullptr) std::copy_n(before, lanes, opens);
  }
  vector.own_opens.data()[lane] = open;
}

void Worker::set_open(Vector& vector, uint32_t lane, uint32_t code, uint32_t lanes) {
  set_state(vector, lane, state::Open, code, lanes);
}

uint32_t Worker::open_here(results::Place place, bool is_pending, const Batch& batch, uint32_t lane) {
  if (batch.computing.valid()) {
    place.definition = batch.computing;
    place.row = batch.base_row(lane);
    place.table = run_.program_.at(batch.computing).table;
  }
  return run_.interned_.open(std::move(place), is_pending);
}

uint32_t Worker::faulty_here(PlaceKind kind, const Batch& batch, uint32_t lane, std::string detail) {
  return open_here({.kind = kind, .detail = std::move(detail)}, false, batch, lane);
}

uint32_t Worker::pending_here(const Batch& batch, uint32_t lane) {
  return open_here({.kind = PlaceKind::NotGivenValue}, true, batch, lane);
}

void Worker::take_first_open(Vector& result, const Vector& a, const Vector& b, uint32_t lanes) {
  if (a.is_all_known() && b.is_all_known()) return;
  const uint32_t count = result.is_constant ? 1 : lanes;
  uint8_t* states = result.make_states(pools_, 0);
  const bool has_opens = a.opens != nullptr || b.opens != nullptr;
  uint32_t* opens = has_opens ? result.make_opens(pools_) : nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t first = a.state(i);
    states[i] = first != state::Known ? first : b.state(i);
    if (has_opens) opens[i] = first != state::Known ? a.open(i) : b.open(i);
  }
}

void Worker::merge(Vector& into, const Vector& from, const uint8_t* mask, bool is_rational, uint32_t lanes) {
  if (is_rational) {
    Number* numbers = into.own_numbers.data();
    for (uint32_t i = 0; i < lanes; ++i) {
      if (mask[i] != 0) numbers[i] = from.number(i);
    }
  } else {
    int64_t* ints = into.own_ints.data();
    for (uint32_t i = 0; i < lanes; ++i) ints[i] = mask[i] != 0 ? from.at(i) : ints[i];
  }
  if (from.is_all_known() && into.is_all_known()) return;
  for (uint32_t i = 0; i < lanes; ++i) {
    if (mask[i] != 0 && (from.state(i) != state::Known || into.state(i) != state::Known)) {
      set_state(into, i, from.state(i), from.open(i), lanes);
    }
  }
}

void Worker::reshape(Vector& vector, const Shape& from, const Shape& to, const Batch& batch) {
  if (from == to || (from.form == to.form && from.form == Form::Rational)) return;
  const uint32_t count = vector.is_constant ? 1 : batch.lanes;
  if (to.form == Form::Rational) {
    const int64_t* ints = vector.ints;
    Buffer<int64_t> keep = std::move(vector.own_ints);
    Number* numbers = vector.make_numbers(pools_);
    if (from.unit == Number(1)) {
      for (uint32_t i = 0; i < count; ++i) numbers[i] = Number(ints[i]);
    } else {
      for (uint32_t i = 0; i < count; ++i) numbers[i] = Number(ints[i]) * from.unit;
    }
    vector.ints = nullptr;
    return;
  }
  if (from.form == Form::Rational) diagnostics::abort_internal("run", "a fraction where the plan proved whole numbers");
  const std::optional<int64_t> factor = from.bound == 0 ? 0 : plan::in_units(from.unit, to.unit);
  if (!factor) diagnostics::abort_internal("run", "a unit that the plan did not provide for");
  if (*factor == 1) return;
  const int64_t* ints = vector.ints;
  Buffer<int64_t> keep = std::move(vector.own_ints);
  int64_t* out = vector.make_ints(pools_);
  const uint64_t by = static_cast<uint64_t>(*factor);  // wraps in lanes that nobody reads
  for (uint32_t i = 0; i < count; ++i) out[i] = static_cast<int64_t>(static_cast<uint64_t>(ints[i]) * by);
}

void Worker::check_digits(Vector& vector, const Batch& batch, Active active) {
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i) || !vector.is_known(i)) continue;
    const Number& number = vector.number(i);
    if (!number.is_small() && number.digit_count() > DigitLimit) {
      set_open(vector, i, faulty_here(PlaceKind::LimitReached, batch, i), batch.lanes);
    }
  }
}

// --- rows of columns ---

Vector Worker::gather(const Column& column, ExprId row, const Batch& batch, Active active) {
  Vector result;
  const bool is_wide = column.ints.empty() && !column.numbers.empty();
  const auto copy = [&](auto row_at) {
    if (is_wide) {
      Number* numbers = result.make_numbers(pools_);
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        const uint32_t at = row_at(i);
        if (at != NoRow && is_active(active, i)) numbers[i] = column.numbers[at];
      }
    } else {
      int64_t* ints = result.make_ints(pools_);
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        const uint32_t at = row_at(i);
        ints[i] = at == NoRow ? 0 : column.ints[at];
      }
    }
    if (column.states.empty()) return;
    uint8_t* states = result.own_states.data() != nullptr ? result.own_states.data() : result.make_states(pools_, batch.lanes);
    uint32_t* opens = column.opens.empty()                 ? nullptr
                      : result.own_opens.data() != nullptr ? result.own_opens.data()
                                                           : result.make_opens(pools_);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      const uint32_t at = row_at(i);
      if (at == NoRow) continue;
      states[i] = column.states[at];
      if (opens != nullptr) opens[i] = column.opens[at];
    }
  };
  const auto* frame_row = std::get_if<program::FrameRow>(&run_.program_.at(row).node);
  if (frame_row != nullptr) {
    const Frame& frame = batch.frames[frame_row->depth];
    if (frame.rows == nullptr) {  // lanes of the column itself
      result.is_constant = frame.is_constant;
      if (is_wide)
        result.numbers = column.numbers.data() + frame.first;
      else
        result.ints = column.ints.data() + frame.first;
      if (!column.states.empty()) result.states = column.states.data() + frame.first;
      if (!column.opens.empty()) result.opens = column.opens.data() + frame.first;
      return result;
    }
    copy([&](uint32_t i) { return frame.rows[i]; });
    return result;
  }
  const Vector rows = eval(row, batch, active);
  if (!rows.is_all_known()) {
    uint8_t* states = result.make_states(pools_, batch.lanes);
    uint32_t* opens = result.make_opens(pools_);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      states[i] = rows.state(i);
      opens[i] = rows.open(i);
    }
  }
  copy([&](uint32_t i) { return rows.is_known(i) && is_active(active, i) ? static_cast<uint32_t>(rows.at(i)) : NoRow; });
  return result;
}

Vector Worker::gather_source(program::ColumnId id, const InputColumn& source, ExprId row, const Batch& batch, Active active) {
  const data::ColumnData& cells = *source.cells;
  const bool is_rational_here = is_rational(source.shape, source.kind);
  Vector result;
  Vector rows;
  const Frame* frame = nullptr;
  if (const auto* frame_row = std::get_if<program::FrameRow>(&run_.program_.at(row).node))
    frame = &batch.frames[frame_row->depth];
  else
    rows = eval(row, batch, active);
  uint32_t lanes = batch.lanes;
  if (frame != nullptr && frame->rows == nullptr && frame->is_constant) {
    lanes = 1;
    result.is_constant = true;
  }
  if (frame == nullptr && !rows.is_all_known()) {
    uint8_t* states = result.make_states(pools_, lanes);
    uint32_t* opens = result.make_opens(pools_);
    for (uint32_t i = 0; i < lanes; ++i) {
      states[i] = rows.state(i);
      opens[i] = rows.open(i);
    }
  }
  const auto row_at = [&](uint32_t i) -> uint32_t {
    if (frame != nullptr) return frame->row(i);
    return rows.is_known(i) && is_active(active, i) ? static_cast<uint32_t>(rows.at(i)) : NoRow;
  };
  if (is_rational_here) {
    Number* numbers = result.make_numbers(pools_);
    for (uint32_t i = 0; i < lanes; ++i) {
      const uint32_t at = row_at(i);
      if (at == NoRow || (lanes != 1 && !is_active(active, i))) continue;
      numbers[i] = !cells.wide.empty() ? cells.wide[at] : Number(cells.ints[at]) * source.factor;
    }
  } else if (!source.lanes.empty()) {
    int64_t* ints = result.make_ints(pools_);
    for (uint32_t i = 0; i < lanes; ++i) {
      const uint32_t at = row_at(i);
      const size_t index = at == NoRow ? 0 : static_cast<size_t>(cells.ints[at]);
      ints[i] = index < source.lanes.size() ? source.lanes[index] : source.lanes[0];
    }
  } else if (frame != nullptr && frame->rows == nullptr) {
    cells.ints.read(frame->first, {result.make_ints(pools_), lanes});
  } else {
    int64_t* ints = result.make_ints(pools_);
    for (uint32_t i = 0; i < lanes; ++i) {
      const uint32_t at = row_at(i);
      ints[i] = at == NoRow ? 0 : cells.ints[at];
    }
  }
  if (!source.has_states && source.row_faulty == nullptr) return result;
  static_assert(data::CellPresent == 0);
  if (frame != nullptr && frame->rows == nullptr && (!source.has_states || is_zero(cells.states, frame->first, lanes)) &&
      (source.row_faulty == nullptr || is_zero(*source.row_faulty, frame->first, lanes))) {
    return result;
  }
  for (uint32_t i = 0; i < lanes; ++i) {
    const uint32_t at = row_at(i);
    if (at == NoRow || (lanes != 1 && !is_active(active, i))) continue;
    uint8_t found = source.has_states ? source.state_of[cells.states[at]] : state::Known;
    if (source.row_faulty != nullptr && (*source.row_faulty)[at] != 0) found = state::Open;
    if (found == state::Known) continue;
    set_state(result, i, found, found == state::Open ? run_.fault_code(source.table, at, id) : 0, lanes);
  }
  return result;
}

}  // namespace plumb::run
