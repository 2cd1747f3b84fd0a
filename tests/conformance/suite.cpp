#include "conformance/suite.h"

#include <fstream>

#include "support/find_folders.h"

namespace plumb::conformance {

namespace {

std::string trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::vector<Json> read_rows(const std::string& file) {
  std::ifstream stream(support::shared_folder("conformance/" + file).path / "conformance" / file);
  std::vector<Json> rows;
  for (std::string line; std::getline(stream, line);) rows.push_back(Json::parse(line));
  return rows;
}

Tally read_expected_tally(const std::string& title) {
  std::ifstream readme(support::root() / "tests" / "conformance" / "README.md");
  Tally tally;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("## ")) inside = line == "## " + title;
    if (!inside || !line.starts_with("| ")) continue;
    const size_t second = line.find('|', 1);
    const size_t third = line.find('|', second + 1);
    const std::string count = trimmed(line.substr(second + 1, third - second - 1));
    // The head of the table and the line below it have no count.
    if (count.empty() || count.find_first_not_of("0123456789") != std::string::npos) continue;
    EXPECT_LT(third + 4, line.size()) << "no reason: " << line;
    tally[trimmed(line.substr(1, second - 1))] = std::stoul(count);
  }
  return tally;
}

void SuiteTest::SetUp() {
  const support::SharedFolder shared = support::shared_folder("conformance");
  if (!shared.absence.empty()) GTEST_SKIP() << shared.absence;
}

}  // namespace plumb::conformance
