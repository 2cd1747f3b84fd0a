// The dispatcher, and the expressions that only fetch something.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Expr;

const Value& Evaluator::eval(ExprId id, Value& slot) {
  const Expr& expr = program_.at(id);
  return std::visit([&](const auto& node) -> const Value& { return eval_node(node, expr, id, slot); }, expr.node);
}

const Value& Evaluator::eval_on_row(ExprId expr, TableId table, uint32_t row, Value& slot) {
  frames_.push_back({table, row});
  const Value& value = eval(expr, slot);
  frames_.pop_back();
  return value;
}

Value Evaluator::condition_on_row(ExprId expr, TableId table, uint32_t row) {
  if (!expr.valid()) return true;
  Value slot;
  return eval_on_row(expr, table, row, slot);
}

Value Evaluator::evaluate_on(ExprId expr, std::span<const RowRef> rows) {
  const std::vector<RowRef> outer = std::move(frames_);
  frames_.assign(rows.rbegin(), rows.rend());
  Value slot;
  Value value = eval(expr, slot);
  frames_ = outer;
  return value;
}

const Value* Evaluator::eval_row(ExprId id, RowRef& row, Value& slot) {
  if (const auto* frame = std::get_if<program::FrameRow>(&program_.at(id).node)) [[likely]] {
    row = frames_[frames_.size() - 1 - frame->depth];
    return nullptr;
  }
  const Value& value = eval(id, slot);
  const RowRef* found = std::get_if<RowRef>(&value);
  if (found == nullptr) return &value;
  row = *found;
  return nullptr;
}

const Value& Evaluator::eval_node(const program::Literal& literal, const Expr&, ExprId, Value&) { return literal.value; }

const Value& Evaluator::eval_node(const program::RunDate& date, const Expr&, ExprId, Value& slot) {
  note_read(date.which == program::RunDate::Which::Reference ? RunFact::Reference : RunFact::Period);
  switch (date.which) {
    case program::RunDate::Which::Reference: return slot = inputs_.reference;
    case program::RunDate::Which::PeriodStart: return slot = inputs_.period_first;
    case program::RunDate::Which::PeriodEnd: return slot = inputs_.period_last;
  }
  diagnostics::abort_internal("eval", "date of the run");
}

const Value& Evaluator::eval_node(const program::RunAssessment&, const Expr&, ExprId, Value& slot) {
  note_read(RunFact::Assessment);
  return slot = base::Number(inputs_.assessment);
}

const Value& Evaluator::eval_node(const program::FrameRow& frame, const Expr&, ExprId, Value& slot) {
  return slot = frames_[frames_.size() - 1 - frame.depth];
}

const Value& Evaluator::eval_node(const program::RowByKey& by_key, const Expr&, ExprId, Value& slot) {
  const uint32_t row = data::find_row(program_, data_, by_key.table, by_key.key);
  if (row == UINT32_MAX) return slot = faulty({.kind = PlaceKind::DataFault, .table = by_key.table, .detail = by_key.key});
  return slot = RowRef{by_key.table, row};
}

const Value& Evaluator::eval_node(const program::ColumnOf& column, const Expr&, ExprId id, Value& slot) {
  RowRef row;
  if (const Value* instead = eval_row(column.row, row, slot)) return *instead;
  const Value& value = read_cell(column.column, row.row, slot);
  if (recorder_ != nullptr) [[unlikely]] {
    recorder_->leaf({.kind = results::StepKind::Column,
                     .expr = id,
                     .table = row.table,
                     .row = row.row,
                     .column = column.column,
                     .value = value});
  }
  return value;
}

const Value& Evaluator::eval_node(const program::DefinitionOf& read, const Expr&, ExprId id, Value& slot) {
  RowRef row;
  if (read.row.valid()) {
    if (const Value* instead = eval_row(read.row, row, slot)) return *instead;
  }
  const Value& value = definition_value(read.definition, row.row);
  if (recorder_ != nullptr) [[unlikely]] {
    recorder_->leaf({.kind = results::StepKind::Definition,
                     .definition = read.definition,
                     .expr = id,
                     .table = row.table,
                     .row = read.row.valid() ? row.row : UINT32_MAX,
                     .value = value});
  }
  return value;
}

const Value& Evaluator::eval_node(const program::RuleHolds& read, const Expr&, ExprId, Value& slot) {
  RowRef row;
  if (const Value* instead = eval_row(read.row, row, slot)) return *instead;
  program::SetSource set;
  set.table = program_.at(read.population).table;
  set.population = read.population;
  set.rule = read.rule;
  return slot = in_set(set, row.row);
}

const Value& Evaluator::eval_node(const program::InPopulation& read, const Expr&, ExprId id, Value& slot) {
  RowRef row;
  if (const Value* instead = eval_row(read.row, row, slot)) return *instead;
  const Value& value = membership(read.population, row.row);
  if (recorder_ != nullptr) [[unlikely]] {
    recorder_->leaf({.kind = results::StepKind::Population,
                     .expr = id,
                     .table = row.table,
                     .row = row.row,
                     .population = read.population,
                     .value = value});
  }
  return value;
}

// Who is not in the ranking's scope needs no ranking for having no place (law L6), whatever it waits for.
const Value& Evaluator::eval_node(const program::PlaceOf& read, const Expr&, ExprId id, Value& slot) {
  RowRef row;
  if (const Value* instead = eval_row(read.row, row, slot)) return *instead;
  const Value& value = definition_value(program_.at(read.ranking).definition, row.row);
  if (recorder_ != nullptr) [[unlikely]] {
    recorder_->leaf({.kind = results::StepKind::RankPlace,
                     .definition = program_.at(read.ranking).definition,
                     .expr = id,
                     .table = row.table,
                     .row = row.row,
                     .detail_index = static_cast<int32_t>(read.ranking.value),
                     .value = value});
  }
  return value;
}

// Every item is read, since all that were met are reported (law L7).
const Value& Evaluator::eval_node(const program::MetNames& read, const Expr&, ExprId, Value& slot) {
  RowRef row;
  if (const Value* instead = eval_row(read.row, row, slot)) return *instead;
  const auto* checklist = std::get_if<program::ByChecklist>(&program_.at(read.checklist).by);
  if (checklist == nullptr) diagnostics::abort_internal("eval", "met names of no checklist");
  program::NameSet met;
  for (const DefinitionId item : checklist->items) {
    const Value& holds = definition_value(item, row.row);
    if (!program::is_known(holds)) return holds;
    if (std::get<bool>(holds)) met.names.push_back(program_.at(item).name);
  }
  std::sort(met.names.begin(), met.names.end());
  return slot = std::move(met);
}

}  // namespace plumb::eval
