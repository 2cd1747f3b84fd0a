// Findings over a whole rule file: each slip is found at its line, and the same file put right has none.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "check/check.h"
#include "support/find_folders.h"

namespace plumb::check::test {

namespace {

// "R4201@12" in reading order.
std::vector<std::string> findings(const std::string& name) {
  const auto path = support::root() / "tests" / "check" / "cases" / "findings" / name;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream text;
  text << file.rdbuf();
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId id = sources.add(name, text.str());
  const Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  (void)check(sources, id, none, {}, sink);
  std::vector<std::string> found;
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    found.push_back(std::string(one.row->code) + "@" + std::to_string(sources.text(id).line_of(one.span.begin)));
  }
  return found;
}

TEST(Findings, EachSlipIsFoundWhereItStands) {
  const std::vector<std::string> wanted = {
      "R4202@5",   // a clause that no rule cites
      "R4203@6",   // a clause that is said to give no rule, and has one
      "R4211@19",  // a parameter that nothing uses
      "R4213@21",  // 1000元 against 1000万元
      "R4201@22",  // no basis
      "R4212@22",  // exceeds here, or more there
      "R4208@25",  // below the declared range
      "R4209@29",  // two cases that can both apply
      "R4209@30",  // a multiple of a column is as good as the column
      "R4205@33",  // 40 + 30 beside 100
      "R4206@34",  // 50 points in a line of 40
      "R4207@35",  // 15 points in a line of 30
      "R4214@40",  // a condition below a cut
  };
  EXPECT_EQ(findings("slips.plumb"), wanted);
}

TEST(Findings, TheSameFilePutRightHasNone) { EXPECT_EQ(findings("put_right.plumb"), std::vector<std::string>()); }

}  // namespace

}  // namespace plumb::check::test
