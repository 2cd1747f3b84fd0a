// Rows of columns, gathered by the rows of another vector or of a frame.
#include <algorithm>

#include "run/evaluator.h"

namespace plumb::run {

using base::Number;

Vector Evaluator::gather(const Column& column, ExprId row, const Batch& batch, Active active) {
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
  const auto* frame_row = std::get_if<program::FrameRow>(&context_.program.at(row).node);
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

Vector Evaluator::gather_input(program::ColumnId id, const InputColumn& input, ExprId row, const Batch& batch, Active active) {
  const data::ColumnData& cells = *input.cells;
  const bool is_rational_here = is_rational(input.shape, input.kind);
  Vector result;
  Vector rows;
  const Frame* frame = nullptr;
  if (const auto* frame_row = std::get_if<program::FrameRow>(&context_.program.at(row).node))
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
      numbers[i] = !cells.wide.empty() ? cells.wide[at] : Number(cells.ints[at]) * input.factor;
    }
  } else if (!input.lanes.empty()) {
    int64_t* ints = result.make_ints(pools_);
    for (uint32_t i = 0; i < lanes; ++i) {
      const uint32_t at = row_at(i);
      const size_t index = at == NoRow ? 0 : static_cast<size_t>(cells.ints[at]);
      ints[i] = index < input.lanes.size() ? input.lanes[index] : input.lanes[0];
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
  if (!input.has_states && input.row_faulty == nullptr) return result;
  static_assert(data::CellPresent == 0);
  if (frame != nullptr && frame->rows == nullptr && (!input.has_states || is_zero(cells.states, frame->first, lanes)) &&
      (input.row_faulty == nullptr || is_zero(*input.row_faulty, frame->first, lanes))) {
    return result;
  }
  for (uint32_t i = 0; i < lanes; ++i) {
    const uint32_t at = row_at(i);
    if (at == NoRow || (lanes != 1 && !is_active(active, i))) continue;
    uint8_t found = input.has_states ? input.state_of[cells.states[at]] : state::Known;
    if (input.row_faulty != nullptr && (*input.row_faulty)[at] != 0) found = state::Open;
    if (found == state::Known) continue;
    set_state(pools_, result, i, found, found == state::Open ? context_.fault_code(input.table, at, id) : 0, lanes);
  }
  return result;
}

}  // namespace plumb::run
