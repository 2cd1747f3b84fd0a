// Sums and counts of a column of the data whose rows stand by their owners: one loop over the column as it is held
// (sum_runs.h), for what reductions of millions of rows mostly are: 合计(记录.机时 当 月份 在 [首日, 末日]).
#include <optional>

#include "program/reads_frame.h"
#include "run/aggregate.h"
#include "run/sum_runs.h"

namespace plumb::run {

using program::AggregateKind;

namespace {

// The column of the member that an expression is; not valid: something else.
program::ColumnId own_column(const program::Program& program, ExprId id) {
  const auto* column = std::get_if<program::ColumnOf>(&program.at(id).node);
  const auto* row = column == nullptr ? nullptr : std::get_if<program::FrameRow>(&program.at(column->row).node);
  return row != nullptr && row->depth == 0 ? column->column : program::ColumnId{};
}

// Whole numbers, or days, all of them present in a stretch of rows; null: something stands between cells and values.
const InputColumn* plain_input(const Evaluator& evaluator, program::ColumnId id, bool looks_at_states, uint32_t first,
                               uint32_t count) {
  if (!id.valid()) return nullptr;
  const InputColumn* input = evaluator.columns().inputs[id.value].get();
  const bool is_whole = input->kind == TypeKind::Date || (input->kind == TypeKind::Number && input->shape.form == Form::Int64);
  const bool is_plain = is_whole && input->cells->wide.empty() &&
                        (!looks_at_states || !input->has_states || is_zero(input->cells->states, first, count));
  return is_plain ? input : nullptr;
}

// The whole number that is the same for every member, in the units of a column.
std::optional<int64_t> bound_of(Evaluator& evaluator, ExprId id, const InputColumn& column, const Batch& member) {
  if (program::reads_frame(evaluator.context().program, id, 0)) return std::nullopt;  // of no row, this one included
  const Vector value = evaluator.eval(id, member, nullptr);
  if (!value.is_constant || !value.is_all_known() || is_rational(evaluator.shape(id), evaluator.kind(id))) return std::nullopt;
  const bool is_same_unit = column.kind == TypeKind::Date || evaluator.shape(id).unit == column.shape.unit;
  return is_same_unit ? std::optional(value.at(0)) : std::nullopt;
}

}  // namespace

bool sum_in_place(Evaluator& evaluator, const program::Aggregate& node, ExprId id, const Batch& batch, Vector& result) {
  const RunContext& context = evaluator.context();
  const bool is_sum = node.kind == AggregateKind::Sum;
  if ((!is_sum && node.kind != AggregateKind::Count) || node.merging != program::Merging::None ||
      node.set.mode != program::SetMode::Members || node.set.inherited || evaluator.kind(id) != TypeKind::Number ||
      evaluator.shape(id).form != Form::Int64) {
    return false;
  }
  const Frame& outer = batch.frames[0];
  if (outer.rows != nullptr || outer.is_constant || node.set.population.valid()) return false;
  const RowsByOwner& index = evaluator.sets().children_of(node.set.table, node.set.path);
  if (!index.is_in_place || index.is_open || !index.doubtful.empty()) return false;

  const std::span<const uint32_t> offsets = index.offsets.subspan(outer.first, batch.lanes + size_t{1});
  const uint32_t first = offsets.front(), rows = offsets.back() - first;
  if (context.has_faulty_rows(node.set.table) && !is_zero(context.data.tables[node.set.table.value].row_faulty, first, rows))
    return false;
  const InputColumn* values = nullptr;
  if (is_sum) {
    const plan::Proof proof = context.plan.proofs[node.body.value];
    const bool is_settled = proof == plan::Proof::ZeroWhereAbsent || proof == plan::Proof::ZeroInSums;
    const ExprId body = is_settled ? std::get<program::IfAbsent>(context.program.at(node.body).node).operand : node.body;
    values = plain_input(evaluator, own_column(context.program, body), !is_settled, first, rows);
    if (values == nullptr || values->kind != TypeKind::Number) return false;
  }
  Within within;
  if (node.filter.valid() && context.plan.proofs[node.filter.value] != plan::Proof::AlwaysTrue) {
    const auto* bounds = std::get_if<program::WithinExpr>(&context.program.at(node.filter).node);
    const InputColumn* tested =
        bounds == nullptr ? nullptr : plain_input(evaluator, own_column(context.program, bounds->subject), true, first, rows);
    if (tested == nullptr || !bounds->low.valid() || !bounds->high.valid()) return false;
    Batch member = batch_of(node.set.table, 0, 1, batch.computing);
    member.base = {batch.base.table, NoRow, nullptr, true};
    const std::optional<int64_t> low = bound_of(evaluator, bounds->low, *tested, member),
                                 high = bound_of(evaluator, bounds->high, *tested, member);
    if (!low || !high || *low == INT64_MAX || *high == INT64_MIN) return false;
    within = {&tested->cells->ints, *low + (bounds->low_open ? 1 : 0), *high - (bounds->high_open ? 1 : 0)};
  }
  const Shape& to = evaluator.shape(id);
  const std::optional<int64_t> factor = plan::in_units(is_sum ? values->shape.unit : base::Number(1), to.unit);
  if (!factor) return false;
  Buffer<uint32_t> counts(evaluator.pools().rows);
  int64_t* sums = result.make_ints(evaluator.pools());
  if (!sum_runs(is_sum ? &values->cells->ints : nullptr, within, offsets, sums, counts.data())) return false;
  for (uint32_t i = 0; i < batch.lanes; ++i) sums[i] = (is_sum ? sums[i] : int64_t{counts.data()[i]}) * *factor;
  return true;
}

}  // namespace plumb::run
