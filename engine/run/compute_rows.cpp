// Definitions that compute each row by itself, batch by batch on all threads.
#include "diagnostics/abort_internal.h"
#include "run/column_writer.h"
#include "run/keep_promise.h"
#include "run/operators.h"
#include "run/row_formulas.h"

namespace plumb::run {

namespace {

void compute_batch(Evaluator& evaluator, DefinitionId id, uint32_t first, uint32_t count, Column& column, ColumnWriter& writer) {
  const RunContext& context = evaluator.context();
  Pools& pools = evaluator.pools();
  const program::Definition& definition = context.program.at(id);
  const Batch batch = batch_of(definition.table, first, count, id);
  // Rows that are not asked: faulty as a whole, or out of the scope that the definition is about.
  Buffer<uint8_t> lanes;
  Active active = nullptr;
  Vector outside;
  const bool may_leave = definition.table.valid() && (context.has_faulty_rows(definition.table) || definition.domain.valid());
  if (may_leave) {
    lanes = Buffer<uint8_t>(pools.states);
    outside = blank(pools, column.shape, column.kind, count);
    // Where nothing is wrong with any row, the scope alone decides.
    const Column* domain = definition.domain.valid() ? &evaluator.sets().members(definition.domain) : nullptr;
    const int64_t* members = domain == nullptr ? nullptr : domain->ints.data() + first;
    const bool is_sure = !context.has_faulty_rows(definition.table) &&
                         (domain == nullptr || domain->states.empty() || is_zero(domain->states, first, count));
    bool is_any_out = false;
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t row = first + i;
      lanes.data()[i] = 1;
      if (members != nullptr && members[i] != 0 && is_sure) continue;
      const Lane out = row_outside(context, evaluator.sets(), id, row);
      if (out.state == state::Known) continue;
      set_state(pools, outside, i, out.state, out.open, count);
      lanes.data()[i] = 0;
      is_any_out = true;
    }
    if (is_any_out) active = lanes.data();
  }
  Vector value;
  if (!all_given(definition.bases)) {
    value = blank(pools, column.shape, column.kind, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (is_active(active, i)) set_open(pools, value, i, evaluator.pending_here(batch, i), count);
    }
  } else if (const auto* by_cases = std::get_if<program::ByCases>(&definition.by)) {
    value = eval_cases(evaluator, *by_cases, id, batch, active, column.fired.data() + first);
  } else if (const auto* list = std::get_if<program::ByChecklist>(&definition.by)) {
    value = eval_checklist(evaluator, *list, batch, active);
  } else if (const auto* by_spans = std::get_if<program::BySpans>(&definition.by)) {
    value = eval_spans(evaluator, *by_spans, id, batch, active);
  } else {
    diagnostics::abort_internal("run", "a definition that rows do not compute by themselves");
  }
  if (active != nullptr) {
    spread(pools, value, column.shape, column.kind, count);
    for (uint32_t i = 0; i < count; ++i) {
      if (active[i] == 0) set_state(pools, value, i, outside.state(i), outside.open(i), count);
    }
  }
  writer.write(first, count, value);
}

}  // namespace

void compute_rows(EvaluatorPool& evaluators, DefinitionId id, uint64_t members_read, Column& column) {
  if (std::holds_alternative<program::ByCases>(evaluators.context().program.at(id).by)) column.fired.assign(column.rows, -1);
  ColumnWriter writer(column);
  evaluators.for_batches(column.rows, members_read + column.rows, [&](Evaluator& evaluator, uint32_t first, uint32_t count) {
    compute_batch(evaluator, id, first, count, column, writer);
  });
  keep_promise(evaluators, id, column);
}

}  // namespace plumb::run
