// Tables and bands (law L11). Every input is read, left to right, before any row is tried.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Cell;
using program::CellKind;
using program::Expr;
using program::Op;

Value Evaluator::match_cell(const Cell& cell, const Value& input) {
  const auto* absent = std::get_if<program::Absent>(&input);
  switch (cell.kind) {
    case CellKind::Any: return true;
    case CellKind::Absent:
      return absent != nullptr && absent->kind.value < 64 && ((cell.absence >> absent->kind.value) & 1u) != 0;
    case CellKind::Interval:
      if (absent != nullptr) return false;
      return is_within(input, cell.low, cell.high, cell.low_open, cell.high_open);
    case CellKind::Values:
    case CellKind::Compare: break;
  }
  if (absent != nullptr) return false;
  for (const ExprId candidate : cell.values) {
    Value slot;
    const Value& value = eval(candidate, slot);
    if (!program::is_known(value)) return value;
    const std::strong_ordering order = compare_values(input, value);
    const Op op = cell.kind == CellKind::Values ? Op::Equal : cell.op;
    const bool is_met = (op == Op::Equal && order == 0) || (op == Op::NotEqual && order != 0) || (op == Op::Less && order < 0) ||
                        (op == Op::LessEqual && order <= 0) || (op == Op::Greater && order > 0) ||
                        (op == Op::GreaterEqual && order >= 0);
    if (is_met) return true;
  }
  return false;
}

const Value& Evaluator::hit_row(const program::LookupRow& row, Value& slot) {
  const Value given = not_given(row.bases);
  if (given != Value(true)) return slot = given;
  return eval_answer(row.value, slot);
}

namespace {

// The values of all rows that were hit: labels as their names, numbers summed.
Value join_hits(const program::Program& program, const std::vector<Value>& values, program::TypeKind kind) {
  if (kind == program::TypeKind::Number) {
    base::Number sum;
    for (const Value& value : values) sum += std::get<base::Number>(value);
    return sum;
  }
  program::NameSet names;
  for (const Value& value : values) {
    if (const auto* label = std::get_if<program::Label>(&value)) {
      names.names.push_back(program.at(label->enumeration).labels[label->index]);
    } else {
      names.names.push_back(std::get<std::string>(value));
    }
  }
  std::sort(names.names.begin(), names.names.end());
  names.names.erase(std::unique(names.names.begin(), names.names.end()), names.names.end());
  return names;
}

}  // namespace

const Value& Evaluator::eval_node(const program::Lookup& lookup, const Expr& expr, ExprId id, Value& slot) {
  std::vector<Value> inputs;
  bool has_absent = false;
  for (const ExprId input : lookup.inputs) {
    const Value& value = eval(input, slot);
    const auto* absent = std::get_if<program::Absent>(&value);
    if (!program::is_known(value) && (absent == nullptr || absent->of_definition)) return value;
    has_absent = has_absent || absent != nullptr;
    inputs.push_back(value);
  }
  std::vector<uint32_t> hits;
  uint32_t otherwise = UINT32_MAX;
  for (uint32_t i = 0; i < lookup.rows.size(); ++i) {
    const program::LookupRow& row = lookup.rows[i];
    if (row.is_otherwise) {
      otherwise = i;
      continue;
    }
    Value is_hit = true;
    for (size_t cell = 0; cell < row.cells.size() && is_hit == Value(true); ++cell)
      is_hit = match_cell(row.cells[cell], inputs[cell]);
    if (!program::is_known(is_hit)) return slot = is_hit;
    if (std::get<bool>(is_hit)) hits.push_back(i);
    if (!hits.empty() && lookup.hits == program::HitPolicy::InOrder) break;
  }
  // 否则 closes the domain of present values only (law L11).
  if (hits.empty() && otherwise != UINT32_MAX && !has_absent) hits.push_back(otherwise);
  if (hits.size() > 1 && lookup.hits == program::HitPolicy::Unique) {
    return slot = faulty_here(PlaceKind::ExceptionClash, std::to_string(hits[0] + 1) + ", " + std::to_string(hits[1] + 1));
  }
  const bool joins = lookup.hits == program::HitPolicy::AllHits;
  if (hits.empty() && !joins) return slot = faulty_here(PlaceKind::NoCaseHolds);
  std::vector<Value> values;
  for (const uint32_t hit : hits) {
    const Value& value = hit_row(lookup.rows[hit], slot);
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf(
          {.kind = results::StepKind::LookupRow, .expr = id, .detail_index = static_cast<int32_t>(hit), .value = value});
    }
    if (!joins || !program::is_known(value)) return value;
    values.push_back(value);
  }
  return slot = join_hits(program_, values, expr.type.kind);
}

}  // namespace plumb::eval
