// Tables and bands (law L11). Every input is read, left to right, before any row is tried.
#include <algorithm>

#include "run/evaluator.h"

namespace plumb::run {

using base::Number;
using program::CellKind;

Vector Evaluator::match_cell(const program::Cell& cell, const Vector& input, ExprId input_expr, const Batch& batch,
                             Active active) {
  Vector result = constant(pools_, {.integer = cell.kind == CellKind::Any ? 1 : 0}, {}, TypeKind::Truth);
  spread(pools_, result, {}, TypeKind::Truth, batch.lanes);
  if (cell.kind == CellKind::Any) return result;
  int64_t* out = result.own_ints.data();
  Buffer<uint8_t> lanes(pools_.states);
  uint8_t* is_present = lanes.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    const uint8_t found = input.state(i);
    is_present[i] = is_active(active, i) && found == state::Known ? 1 : 0;
    if (cell.kind == CellKind::Absent)
      out[i] = state::is_plain_absent(found) && ((cell.absence >> state::kind(found)) & 1u) != 0 ? 1 : 0;
  }
  if (cell.kind == CellKind::Absent) return result;
  const auto take = [&](const Vector& met, uint32_t i) {
    if (!met.is_known(i))
      set_state(pools_, result, i, met.state(i), met.open(i), batch.lanes);
    else if (met.at(i) != 0)
      out[i] = 1;
    if (!met.is_known(i) || met.at(i) != 0) is_present[i] = 0;  // decided
  };
  if (cell.kind == CellKind::Interval) {
    const Vector met = within(input, input_expr, cell.low, cell.high, cell.low_open, cell.high_open, batch, is_present);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_present[i] != 0) take(met, i);
    }
    return result;
  }
  const program::Op op = cell.kind == CellKind::Values ? program::Op::Equal : cell.op;
  for (const ExprId candidate : cell.values) {
    const Vector value = eval(candidate, batch, is_present);
    const Vector met = compare_vectors(input, input_expr, value, candidate, op, batch, is_present);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_present[i] != 0) take(met, i);
    }
  }
  return result;
}

Vector Evaluator::node(const program::Lookup& lookup, ExprId id, const Batch& batch, Active active) {
  std::vector<Vector> inputs;
  Vector result = blank(pools_, shape(id), kind(id), batch.lanes);
  Buffer<uint8_t> live_lanes(pools_.states), row_lanes(pools_.states), absent_lanes(pools_.states);
  uint8_t *is_live = live_lanes.data(), *is_hit = row_lanes.data(), *has_absent = absent_lanes.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_live[i] = is_active(active, i) ? 1 : 0;
    has_absent[i] = 0;
  }
  for (const ExprId input : lookup.inputs) {
    inputs.push_back(eval(input, batch, is_live));
    const Vector& read = inputs.back();
    if (read.is_all_known()) continue;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      const uint8_t found = read.state(i);
      if (is_live[i] == 0 || found == state::Known) continue;
      if (state::is_plain_absent(found)) {
        has_absent[i] = 1;
      } else {
        set_state(pools_, result, i, found, read.open(i), batch.lanes);
        is_live[i] = 0;
      }
    }
  }
  using Hits = std::vector<uint32_t>;
  std::vector<Hits> hits(batch.lanes);
  uint32_t otherwise = NoRow;
  const bool stops = lookup.hits == program::HitPolicy::InOrder;
  for (uint32_t row = 0; row < lookup.rows.size(); ++row) {
    if (lookup.rows[row].is_otherwise) {
      otherwise = row;
      continue;
    }
    for (uint32_t i = 0; i < batch.lanes; ++i) is_hit[i] = is_live[i] != 0 && !(stops && !hits[i].empty()) ? 1 : 0;
    for (size_t cell = 0; cell < lookup.rows[row].cells.size(); ++cell) {
      const Vector met = match_cell(lookup.rows[row].cells[cell], inputs[cell], lookup.inputs[cell], batch, is_hit);
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (is_hit[i] == 0) continue;
        if (!met.is_known(i)) {
          set_state(pools_, result, i, met.state(i), met.open(i), batch.lanes);
          is_live[i] = 0;
        }
        is_hit[i] = met.is_known(i) && met.at(i) != 0 ? 1 : 0;
      }
    }
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_hit[i] != 0) hits[i].push_back(row);
    }
  }
  const bool joins = lookup.hits == program::HitPolicy::AllHits;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_live[i] == 0) continue;
    // 否则 closes the domain of present values only (law L11).
    if (hits[i].empty() && otherwise != NoRow && has_absent[i] == 0) hits[i].push_back(otherwise);
    if (hits[i].size() > 1 && lookup.hits == program::HitPolicy::Unique) {
      set_open(pools_, result, i,
               faulty_here(PlaceKind::ExceptionClash, batch, i,
                           std::to_string(hits[i][0] + 1) + ", " + std::to_string(hits[i][1] + 1)),
               batch.lanes);
      is_live[i] = 0;
    } else if (hits[i].empty() && !joins) {
      set_open(pools_, result, i, faulty_here(PlaceKind::NoCaseHolds, batch, i), batch.lanes);
      is_live[i] = 0;
    }
  }
  // Values of the rows that were hit, a row at a time; of several the first that is not known stands for all.
  const bool is_wide = is_rational(shape(id), kind(id));
  std::vector<program::NameSet> names(joins && !is_wide ? batch.lanes : 0);
  for (uint32_t row = 0; row < lookup.rows.size(); ++row) {
    const program::LookupRow& entry = lookup.rows[row];
    bool is_any = false;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      is_hit[i] = is_live[i] != 0 && std::find(hits[i].begin(), hits[i].end(), row) != hits[i].end() ? 1 : 0;
      is_any = is_any || is_hit[i] != 0;
    }
    if (!is_any) continue;
    if (!all_given(entry.bases)) {
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (is_hit[i] == 0) continue;
        set_open(pools_, result, i, pending_here(batch, i), batch.lanes);
        is_live[i] = 0;
      }
      continue;
    }
    if (!joins) {
      merge(pools_, result, eval_answer(entry.value, shape(id), kind(id), batch, is_hit), is_hit, is_wide, batch.lanes);
      continue;
    }
    const TypeKind each = entry.value.value.valid() ? kind(entry.value.value) : kind(id);
    const Vector value = eval_answer(entry.value, shape(id), each, batch, is_hit);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_hit[i] == 0) continue;
      if (!value.is_known(i)) {
        set_state(pools_, result, i, value.state(i), value.open(i), batch.lanes);
        is_live[i] = 0;
      } else if (is_wide) {
        result.own_numbers.data()[i] += value.number(i);
      } else if (each == TypeKind::Label) {
        const program::Type& type = context_.program.at(entry.value.value).type;
        names[i].names.push_back(context_.program.at(type.enumeration).labels[static_cast<size_t>(value.at(i))]);
      } else {
        names[i].names.push_back(as_text(value.at(i)));
      }
    }
  }
  if (!joins || is_wide) return result;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_live[i] == 0) continue;
    std::vector<std::string>& found = names[i].names;
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    result.own_ints.data()[i] = context_.interned.keep(std::move(names[i]));
  }
  return result;
}

}  // namespace plumb::run
