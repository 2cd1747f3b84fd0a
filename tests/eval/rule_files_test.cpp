// Every rule file of the repository passes its own tests; those of cases/ are named by what they claim.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "eval/support.h"
#include "support/find_folders.h"

namespace plumb::eval::test {
namespace {

std::vector<std::string> rule_files() {
  const std::filesystem::path root = support::root();
  std::vector<std::string> files;
  for (const char* part : {"rules", "stdlib", "examples", "tests/eval/cases"}) {
    if (!std::filesystem::exists(root / part)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / part)) {
      if (entry.path().extension() == ".plumb") files.push_back(std::filesystem::relative(entry.path(), root).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(RuleFiles, PassTheirOwnTests) {
  size_t tests = 0;
  for (const std::string& file : rule_files()) {
    const std::unique_ptr<Rules> rules = check_file(file);
    EXPECT_EQ(rules->problems, "") << file;
    if (!rules->problems.empty()) continue;
    EXPECT_EQ(failures_of(*rules), "") << file;
    tests += rules->program.tests.size();
  }
  EXPECT_GT(tests, 40u);
}

}  // namespace
}  // namespace plumb::eval::test
