// Public suites as rows, and what became of each row: it agrees, or it is left out for a named reason.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plumb::conformance {

using Json = nlohmann::json;

// Why a case is not run. Thrown by the printers at the first node that our language does not have;
// the reasons stand in README.md, by this name.
struct LeftOut {
  std::string reason;
};

// "agrees" and the reasons, with counts.
using Tally = std::map<std::string, size_t>;
inline constexpr const char* Agrees = "agrees";

// One row a line; empty if the file is absent, which fails the test in CI and leaves no count right elsewhere.
[[nodiscard]] std::vector<Json> read_rows(const std::string& file);

// The table under `## title` of tests/conformance/README.md.
[[nodiscard]] Tally read_expected_tally(const std::string& title);

// Skipped, with the reason, where the suites are not beside the repository.
class SuiteTest : public testing::Test {
 protected:
  void SetUp() override;
};

}  // namespace plumb::conformance
