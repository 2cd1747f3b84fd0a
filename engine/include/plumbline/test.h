// The test cases that stand in rule files. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "plumbline/diagnostic.h"
#include "plumbline/rules.h"

namespace plumbline {

struct TestFailure {
  std::uint32_t line = 0;
  std::string expected;  // the words of the expectation
  Text message;
};
struct TestCase {
  std::string title, file;
  std::uint32_t line = 0;
  bool passed = true;
  std::vector<TestFailure> failures;
};
struct TestReport {
  std::vector<TestCase> cases;  // in the order of the files
  std::size_t passed = 0, failed = 0;
  Diagnostics failures;  // every expectation that failed, with its place
  std::string json;      // all of it (schema "test")
};

// Each case over the rows that it gives itself; no database is needed. A failed case is a value of the report, not a reason for
// having none. Cases of the standard library run where it is tested itself, not with the rules that use it.
[[nodiscard]] Result<TestReport> run_test_cases(const Rules& rules);

}  // namespace plumbline
