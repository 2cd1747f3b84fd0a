// Sums and counts of rows that stand by their owner in the table itself: no row is looked up, whole stretches are added.
#include <algorithm>

#include "run/aggregate.h"
#include "run/reduce_members.h"

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

// A condition over such values and what is the same for all rows, in which nothing can go wrong either.
bool is_plain_condition(const program::Program& program, ExprId id) {
  const auto all = [&](std::initializer_list<ExprId> parts) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](ExprId part) { return !part.valid() || is_plain_condition(program, part); });
  };
  if (is_read(program, id)) return true;
  const auto& node = program.at(id).node;
  if (std::holds_alternative<program::Literal>(node) || std::holds_alternative<program::RunDate>(node) ||
      std::holds_alternative<program::RunAssessment>(node)) {
    return true;
  }
  if (const auto* parameter = std::get_if<program::ParameterAt>(&node)) return !parameter->date.valid();
  if (const auto* negated = std::get_if<program::NotExpr>(&node)) return all({negated->operand});
  if (const auto* has = std::get_if<program::HasValue>(&node)) return all({has->operand});
  if (const auto* within = std::get_if<program::WithinExpr>(&node)) return all({within->subject, within->low, within->high});
  if (const auto* one_of = std::get_if<program::OneOfExpr>(&node)) {
    return all({one_of->subject}) && std::all_of(one_of->alternatives.begin(), one_of->alternatives.end(),
                                                 [&](ExprId one) { return is_plain_condition(program, one); });
  }
  const auto* binary = std::get_if<program::BinaryExpr>(&node);
  return binary != nullptr && (binary->op < program::Op::Add || binary->op > program::Op::Power) &&
         all({binary->left, binary->right});
}

// One stretch of one owner, where every lane is known: what the filter lets through is added.
void add_known(Accumulator& accumulator, const int64_t* values, const int64_t* filter, uint32_t from, uint32_t to, bool fits) {
  uint64_t count = 0;
  if (filter == nullptr)
    count = to - from;
  else
    for (uint32_t i = from; i < to; ++i) count += static_cast<uint64_t>(filter[i]);
  accumulator.visited += count;
  accumulator.counted += count;
  if (values == nullptr) return;
  if (fits) {
    int64_t sum = 0;
    if (filter == nullptr)
      for (uint32_t i = from; i < to; ++i) sum += values[i];
    else
      for (uint32_t i = from; i < to; ++i) sum += values[i] & -filter[i];
    accumulator.sum += sum;
    return;
  }
  base::Int128 sum = 0;
  for (uint32_t i = from; i < to; ++i) sum += filter == nullptr || filter[i] != 0 ? values[i] : 0;
  accumulator.sum += sum;
}

// An owner with a row that may or may not belong to the set has no members to speak of (law L6).
void stop_open_members(const Column& set, std::span<const uint32_t> offsets, Reducer& reducer) {
  if (set.states.empty()) return;
  for (size_t lane = 0; lane + 1 < offsets.size(); ++lane) {
    if (is_zero(set.states, offsets[lane], offsets[lane + 1] - offsets[lane])) continue;
    uint32_t row = offsets[lane];
    while (set.states[row] == state::Known) ++row;
    reducer.accumulators()[lane].stop(set.states[row], set.opens.empty() ? 0 : set.opens[row]);
  }
}

// Rows outside the set are as if the filter had not let them through: nobody looks at what they hold.
void leave_members(Pools& pools, const Column& set, uint32_t first, uint32_t lanes, Vector& filter) {
  const int64_t* is_in = set.ints.data() + first;
  if (filter.ints == nullptr) {
    filter.ints = is_in;
    return;
  }
  const int64_t* holds = filter.ints;
  Buffer<int64_t> keep = std::move(filter.own_ints);
  int64_t* both = filter.make_ints(pools);
  for (uint32_t i = 0; i < lanes; ++i) both[i] = holds[i] & is_in[i];
  if (filter.is_all_known()) return;
  const uint8_t* states = filter.states;
  Buffer<uint8_t> keep_states = std::move(filter.own_states);
  uint8_t* left = filter.make_states(pools, 0);
  for (uint32_t i = 0; i < lanes; ++i) left[i] = is_in[i] != 0 ? states[i] : state::Known;
}

// A lane that may not be known: the filter is asked before the value, and the first that is open stands for the whole.
void add_member(Accumulator& accumulator, const Vector& filter, const Vector& values, bool looks_at_states, uint32_t i) {
  const auto stops = [&](const Vector& vector) {
    if (vector.is_known(i)) return false;
    if (vector.state(i) != state::LeftOut) accumulator.stop(vector.state(i), vector.open(i));
    return true;
  };
  if (filter.ints != nullptr && (stops(filter) || filter.ints[i] == 0)) return;
  if (values.ints != nullptr && looks_at_states && stops(values)) return;
  ++accumulator.visited;
  ++accumulator.counted;
  if (values.ints != nullptr) accumulator.sum += values.ints[i];
}

}  // namespace

bool add_runs(Evaluator& evaluator, const program::Aggregate& node, const Batch& batch, Reducer& reducer) {
  const RunContext& context = evaluator.context();
  const bool is_sum = node.kind == AggregateKind::Sum || node.kind == AggregateKind::Average;
  if ((!is_sum && node.kind != AggregateKind::Count) || is_ordered(node) || node.set.mode != program::SetMode::Members ||
      node.set.inherited)
    return false;
  const Frame& outer = batch.frames[0];
  if (outer.rows != nullptr || outer.is_constant) return false;
  const RowsByOwner& index = evaluator.sets().children_of(node.set.table, node.set.path);
  if (!index.is_in_place || index.is_open || !index.doubtful.empty()) return false;
  const bool has_filter = node.filter.valid() && context.plan.proofs[node.filter.value] != plan::Proof::AlwaysTrue;
  if (has_filter && !is_plain_condition(context.program, node.filter)) return false;
  ExprId body = node.body;
  bool looks_at_states = true;
  if (body.valid()) {
    if (is_rational(evaluator.shape(body), evaluator.kind(body)) || !is_read(context.program, body)) return false;
    const plan::Proof proof = context.plan.proofs[body.value];
    looks_at_states =
        proof != plan::Proof::ZeroWhereAbsent && !(proof == plan::Proof::ZeroInSums && node.kind == AggregateKind::Sum);
    if (!looks_at_states) body = std::get<program::IfAbsent>(context.program.at(body).node).operand;
  }
  const std::span<const uint32_t> offsets = std::span(index.offsets).subspan(outer.first, batch.lanes + 1);
  const bool fits = !body.valid() || evaluator.shape(node.body).bound <= plan::IntegerLimit / context.batch;
  const Column* set = evaluator.sets().membership(node.set);
  if (set != nullptr) stop_open_members(*set, offsets, reducer);
  uint32_t lane = 0;
  for (uint32_t first = offsets.front(); first < offsets.back(); first += context.batch) {
    Batch members = batch_of(node.set.table, first, std::min(context.batch, offsets.back() - first), batch.computing);
    members.base = {batch.base.table, NoRow, nullptr, true};
    Vector filter, values;
    if (has_filter) {
      filter = evaluator.eval(node.filter, members, nullptr);
      spread(evaluator.pools(), filter, {}, TypeKind::Truth, members.lanes);
    }
    if (set != nullptr) leave_members(evaluator.pools(), *set, first, members.lanes, filter);
    if (body.valid()) {
      values = evaluator.eval(body, members, nullptr);
      reshape(evaluator.pools(), values, evaluator.shape(body), evaluator.shape(node.body),
              members.lanes);  // accumulators are read in the unit of the whole body
      spread(evaluator.pools(), values, evaluator.shape(node.body), evaluator.kind(node.body), members.lanes);
    }
    const bool is_plain = (!looks_at_states || values.is_all_known()) && filter.is_all_known();
    for (uint32_t at = 0; at < members.lanes;) {
      while (offsets[lane + 1] <= first + at) ++lane;
      const uint32_t end = std::min(offsets[lane + 1] - first, members.lanes);
      Accumulator& accumulator = reducer.accumulators()[lane];
      if (is_plain && !accumulator.is_stopped) add_known(accumulator, values.ints, filter.ints, at, end, fits);
      for (uint32_t i = at; i < end && !is_plain && !accumulator.is_stopped; ++i)
        add_member(accumulator, filter, values, looks_at_states, i);
      at = end;
    }
  }
  return true;
}

}  // namespace plumb::run
