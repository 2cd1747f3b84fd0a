#include "run/convert_openness.h"

namespace plumb::run {

using population::Openness;

population::Quantity quantity_of(const Lane& lane, const Shape& shape) {
  if (lane.state != state::Known) return {openness_of(lane), {}};
  return {{}, number_of(lane, shape)};
}

Value value_of(const Openness& openness) {
  program::Type truth;
  truth.kind = TypeKind::Truth;
  return openness.is_known() ? Value(true) : to_value(lane_of(openness), truth, {});
}

Openness basis_of(const RunContext& context, const std::vector<program::Basis>& bases, DefinitionId definition, uint32_t row) {
  return all_given(bases) ? Openness{} : open_code(context.not_given_code(definition, row));
}

Openness breach_of(const RunContext& context, DefinitionId definition, const population::Breach& breach) {
  const TableId table = context.program.at(definition).table;
  return openness_of(context.faulty({.kind = PlaceKind::BrokenPromise,
                                     .definition = definition,
                                     .table = table,
                                     .row = breach.row,
                                     .detail = breach.same_as == NoRow ? breach.found : context.key_of(table, breach.same_as)}));
}

}  // namespace plumb::run
