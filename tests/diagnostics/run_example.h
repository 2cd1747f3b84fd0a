// An example of the catalogue, run as its reader would: its files in a folder of their own, its
// commands by a shell, or the rule file checked.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/example.h"

namespace plumb::diagnostics {

struct ExampleRun {
  int exit_code = -1;
  std::vector<std::string> codes;  // as reported, in order, with repetitions
  std::string output;              // both streams, for a readable failure
};

[[nodiscard]] ExampleRun run_side(const ExampleSide& side);

}  // namespace plumb::diagnostics
