// Sums and counts of rows that stand by their owner in the table itself: no row is looked up, whole stretches are added.
#include "run/finish_aggregate.h"

namespace plumb::run {

using program::AggregateKind;

namespace {

// A value that stands in a column of the member, settled at most by a literal: nothing can go wrong with it there.
bool is_read(const program::Program& program, ExprId id) {
  const auto is_own = [&](ExprId row) {
    const auto* frame = row.valid() ? std::get_if<program::FrameRow>(&program.at(row).node) : nullptr;
    return frame != nullptr && frame->depth == 0;
  };
  const auto& node = program.at(id).node;
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) return is_own(column->row);
  if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) return is_own(definition->row);
  const auto* settled = std::get_if<program::IfAbsent>(&node);
  if (settled == nullptr || !is_read(program, settled->operand)) return false;
  return std::all_of(settled->answers.begin(), settled->answers.end(), [&](const auto& one) {
    const program::Answer& answer = one.second;
    return answer.kind != program::AnswerKind::Value || std::holds_alternative<program::Literal>(program.at(answer.value).node);
  });
}

}  // namespace

// False: the aggregate asks for something else.
bool Worker::add_runs(const program::Aggregate& node, const Batch& batch, Reducer& reducer) {
  const bool is_sum = node.kind == AggregateKind::Sum || node.kind == AggregateKind::Average;
  if ((!is_sum && node.kind != AggregateKind::Count) || is_ordered(node) || node.set.mode != program::SetMode::Members || node.set.inherited) return false;
  const Frame& outer = batch.frames[0];
  if (outer.rows != nullptr || outer.is_constant || run_.set_column(node.set) != nullptr) return false;
  const Clusters& index = run_.children(node.set.table, node.set.path);
  if (!index.is_in_place || index.is_open || !index.doubtful.empty()) return false;
  if (node.filter.valid() && run_.plan_.proofs[node.filter.value] != plan::Proof::AlwaysTrue) return false;
  ExprId body = node.body;
  bool looks_at_states = true;
  if (body.valid()) {
    if (is_rational(shape(body), kind(body)) || !is_read(run_.program_, body)) return false;
    const plan::Proof proof = run_.plan_.proofs[body.value];
    looks_at_states = proof != plan::Proof::ZeroWhereAbsent && !(proof == plan::Proof::ZeroInSums && node.kind == AggregateKind::Sum);
    if (!looks_at_states) body = std::get<program::IfAbsent>(run_.program_.at(body).node).operand;
  }
  const std::span<const uint32_t> offsets = std::span(index.offsets).subspan(outer.first, batch.lanes + 1);
  if (!body.valid()) {
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      Tally& tally = reducer.tallies()[i];
      tally.visited = tally.counted = offsets[i + 1] - offsets[i];
    }
    return true;
  }
  uint32_t lane = 0;
  for (uint32_t first = offsets.front(); first < offsets.back(); first += run_.batch_) {
    Batch members = rows_of(node.set.table, first, std::min(run_.batch_, offsets.back() - first), batch.computing);
    members.base = {batch.base.table, NoRow, nullptr, true};
    const Vector values = eval(body, members, nullptr);
    const bool is_plain = !looks_at_states || values.is_all_known();
    for (uint32_t at = 0; at < members.lanes;) {
      while (offsets[lane + 1] <= first + at) ++lane;
      const uint32_t end = std::min(offsets[lane + 1] - first, members.lanes);
      Tally& tally = reducer.tallies()[lane];
      if (is_plain && !values.is_constant) {
        tally.visited += end - at;
        base::Int128 sum = 0;
        const int64_t* ints = values.ints;
        if (shape(body).bound <= plan::IntegerLimit / run_.batch_) {
          int64_t narrow = 0;
          for (uint32_t i = at; i < end; ++i) narrow += ints[i];
          sum = narrow;
        } else {
          for (uint32_t i = at; i < end; ++i) sum += ints[i];
        }
        tally.sum += sum;
      } else {
        for (uint32_t i = at; i < end && !tally.is_stopped; ++i) {
          const uint8_t found = looks_at_states ? values.state(i) : state::Known;
          if (found == state::LeftOut) continue;
          if (found != state::Known) {
            tally.is_stopped = true;
            tally.state = found;
            tally.open = values.open(i);
          } else {
            ++tally.visited;
            tally.sum += values.at(i);
          }
        }
      }
      at = end;
    }
  }
  return true;
}

}  // namespace plumb::run
