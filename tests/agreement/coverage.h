// What occurred in generated cases, so that a test says what it has tried: by name, with how often.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "data/data.h"
#include "plan/plan.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::agreement {

class Coverage {
 public:
  Coverage();
  void count(const program::Program& program, const plan::Plan& plan, const data::Data& data, const results::Results& results);
  void add(const std::string& what, size_t times = 1) { counts_[what] += times; }

  // One line a group.
  [[nodiscard]] std::string show() const;
  // Names that never occurred.
  [[nodiscard]] std::string missing() const;

 private:
  void count_program(const program::Program& program, const plan::Plan& plan);
  void count_results(const program::Program& program, const results::Results& results);

  std::map<std::string, size_t> counts_;
};

}  // namespace plumb::agreement
