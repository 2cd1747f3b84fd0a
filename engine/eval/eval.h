// The reference meaning: program + data → results. Short and obviously right; speed comes second.
//
// Values are computed on demand and remembered, a definition at a time and a row at a time, so that what is
// needed is exactly what the reading order of law L6 needs. No exception leaves; what goes wrong with
// the data is a value (Pending, Faulty) with its place.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"
#include "results/trace.h"

namespace plumb::eval {

inline constexpr int DigitLimit = 20000;              // digits of one number (law L6: a limit on values)
inline constexpr uint64_t MemberLimit = 200'000'000;  // members of one set

struct Options {
  // Called now and then with the share of definitions done (0 … 1000); false asks to stop.
  std::function<bool(int)> progress;
};

[[nodiscard]] results::Results evaluate(const program::Program& program, const data::Data& data, const results::RunInputs& inputs,
                                        const Options& options = {});

// One definition of one row, traced. Populations, rankings and cuts are taken from `results` (of the same
// program, data and inputs); the value found must equal theirs, else it is our own mistake (base/internal_error.h).
[[nodiscard]] results::Trace trace_definition(const program::Program& program, const data::Data& data,
                                              const results::Results& results, program::DefinitionId definition, uint32_t row);

// An expression of no row (the calculator; a test's expectation).
[[nodiscard]] program::Value evaluate_expression(const program::Program& program, const data::Data& data,
                                                 const results::Results& results, program::ExprId expr);

// An expression seen from rows: rows[0] is frame 0, rows[1] the row around it, … ; none: evaluate_expression.
// For explanations: the parts of a condition and the quotients inside a formula have no step in a trace.
[[nodiscard]] program::Value evaluate_on_rows(const program::Program& program, const data::Data& data,
                                              const results::Results& results, program::ExprId expr,
                                              std::span<const program::RowRef> rows);

}  // namespace plumb::eval
