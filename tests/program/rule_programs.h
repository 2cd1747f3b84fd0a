// Programs of the rule files that stand in the repository, for tests of what is true of every program.
#pragma once

#include <string>
#include <vector>

#include "program/program.h"

namespace plumb::program::test {

struct NamedProgram {
  std::string file;
  Program program;
};
// Those without errors: rules, examples, libraries and the cases of tests. Read once.
[[nodiscard]] const std::vector<NamedProgram>& rule_programs();

}  // namespace plumb::program::test
