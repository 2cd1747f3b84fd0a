// Cases in which the two evaluators once differed, made small: they agree now, in every way.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "agreement/compare_ways.h"
#include "support/find_folders.h"

namespace plumb::agreement {
namespace {

TEST(KeptCases, AgreeInEveryWay) {
  const std::filesystem::path folder = support::root() / "tests" / "agreement" / "kept";
  size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".case") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream stream(entry.path());
    std::stringstream text;
    text << stream.rdbuf();
    const std::optional<Case> read = parse_case(text.str());
    ASSERT_TRUE(read);
    Ways ways;
    ways.runs.clear();
    for (const uint32_t threads : {1U, 2U, 8U}) {
      for (const uint32_t batch : {1U, 7U, 1024U}) ways.runs.push_back({threads, batch});
    }
    ways.shuffle = 1;
    ways.by_store = true;
    ways.by_memory = true;
    const Verdict verdict = compare_ways(*read, ways);
    EXPECT_EQ(verdict.errors, "");
    for (const std::string& one : verdict.differences) ADD_FAILURE() << one;
    EXPECT_EQ(to_text(*read), text.str()) << "as it is written";
    ++cases;
  }
  EXPECT_GT(cases, 0U);
}

}  // namespace
}  // namespace plumb::agreement
