// Every finding that is promised is made, by a program that has one slip, and is not made where that is put right.
#include <set>

#include <gtest/gtest.h>

#include "check/check.h"
#include "check/finding_programs.h"
#include "diagnostics/render.h"

namespace plumb::check::test {
namespace {

struct Found {
  std::set<std::string> codes;
  bool shows_case = false;
  std::string rendered;
};

Found find(const std::string& text) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("test.plumb", text);
  (void)check(
      sources, file, [](const std::string&, source::FileId) { return std::nullopt; }, {}, sink);
  Found found;
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    found.codes.insert(std::string(one.row->code));
    found.shows_case = found.shows_case || !one.example.empty();
  }
  found.rendered = diagnostics::render_text(sink.sorted(), sources, source::Language::Zh, false);
  return found;
}

TEST(FindingTable, EachProgramHasItsOneFinding) {
  for (const FindingProgram& program : finding_programs()) {
    SCOPED_TRACE(program.name);
    const Found failing = find(finding_text(program.failing));
    EXPECT_EQ(failing.codes, std::set<std::string>{program.code}) << failing.rendered;
    EXPECT_EQ(failing.shows_case, program.shows == Shows::Case) << failing.rendered;
  }
}

TEST(FindingTable, TheSamePutRightHasNone) {
  for (const FindingProgram& program : finding_programs()) {
    SCOPED_TRACE(program.name);
    EXPECT_EQ(find(finding_text(program.clean)).rendered, "");
  }
}

}  // namespace
}  // namespace plumb::check::test
