// Many questions about one finished run: traces and values of parts, for explanations.
//
// In: a program, its data and the results of a run over both; all three must outlive the inspector. What is
// not asked for is taken from the results. Indexes over the data are made once and kept between questions, so
// that the second question about a large table costs nothing.
#pragma once

#include <memory>
#include <span>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"
#include "results/trace.h"

namespace plumb::eval {

class Evaluator;

class Inspector {
 public:
  Inspector(const program::Program& program, const data::Data& data, const results::Results& results);
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;
  ~Inspector();

  // As trace_definition.
  [[nodiscard]] results::Trace trace(program::DefinitionId definition, uint32_t row);
  // As evaluate_on_rows.
  [[nodiscard]] program::Value value(program::ExprId expr, std::span<const program::RowRef> rows);
  // Those of the run and those that the questions met; ids of values found here count into them.
  [[nodiscard]] const std::vector<results::Place>& places() const;

 private:
  const program::Program& program_;
  const data::Data& data_;
  const results::Results& results_;
  std::unique_ptr<Evaluator> evaluator_;  // of the questions about parts
};

}  // namespace plumb::eval
