// Which definitions and parameters a definition rests on, however far down: for the assumptions that a report
// must name. Static: what could be read, not only what was.
#pragma once

#include <vector>

#include "program/program.h"

namespace plumb::report {

struct Reads {
  std::vector<bool> definitions;  // by DefinitionId
  std::vector<bool> parameters;   // by ParameterId
};

// The roots themselves are in it. Ids that are not valid are passed over.
[[nodiscard]] Reads collect_reads(const program::Program& program, const std::vector<program::DefinitionId>& roots);

// Every basis that a definition carries: its own, and those of its cases, rules, entries and table rows.
[[nodiscard]] std::vector<const program::Basis*> bases_of(const program::Program& program, program::DefinitionId id);

}  // namespace plumb::report
