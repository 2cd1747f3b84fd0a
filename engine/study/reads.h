// What a definition reads directly, and everything that it rests on. Internal to study.
#pragma once

#include <vector>

#include "program/program.h"

namespace plumb::study {

struct Reads {
  std::vector<program::DefinitionId> definitions;  // ascending, each once
  std::vector<program::ParameterId> parameters;
  std::vector<program::ColumnId> columns;
  bool run_dates = false;  // the period, the reference date, the number of the assessment
};
[[nodiscard]] Reads reads_of(const program::Program& program, program::DefinitionId id);
[[nodiscard]] Reads reads_of(const program::Program& program, program::ExprId root);

// By id: does a definition rest on it, however far down?
struct Reach {
  std::vector<bool> definitions, parameters;
};
[[nodiscard]] Reach reach_of(const program::Program& program, const std::vector<program::DefinitionId>& roots);

}  // namespace plumb::study
