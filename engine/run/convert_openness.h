// Lanes as the operators of room population take them in, and back. Internal to run.
#pragma once

#include "population/openness.h"
#include "run/run_context.h"

namespace plumb::run {

// Why a lane is not known; known where it is.
[[nodiscard]] inline population::Openness openness_of(const Lane& lane) {
  return lane.state == state::Known ? population::Openness{} : population::Openness{lane.state, lane.open};
}
[[nodiscard]] inline population::Openness open_code(uint32_t code) { return {state::Open, code}; }
// What stands instead of a value; known without one where it is known.
[[nodiscard]] inline Lane lane_of(const population::Openness& openness) {
  return {.state = openness.state, .open = openness.open};
}
[[nodiscard]] inline population::Truth truth_of(const Lane& lane) { return {openness_of(lane), lane.integer != 0}; }
[[nodiscard]] population::Quantity quantity_of(const Lane& lane, const Shape& shape);

// In results a whole truth, or the open value.
[[nodiscard]] Value value_of(const population::Openness& openness);

// What rules that no document gives leave open, in the name of a row or of none.
[[nodiscard]] population::Openness basis_of(const RunContext& context, const std::vector<program::Basis>& bases,
                                            DefinitionId definition, uint32_t row);
// Open at the definition and the row that break a promise (law L11).
[[nodiscard]] population::Openness breach_of(const RunContext& context, DefinitionId definition,
                                             const population::Breach& breach);

}  // namespace plumb::run
