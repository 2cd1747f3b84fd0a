// Every example of the catalogue does what it says: the failing form reports its code and nothing
// else, the corrected form reports nothing.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "diagnostics/catalogue.h"
#include "diagnostics/example.h"
#include "diagnostics/run_example.h"

namespace plumb::diagnostics {

// The code alone in the name of a failed case.
void PrintTo(const ExampleText& example, std::ostream* out) { *out << example.code; }

namespace {

using Codes = std::set<std::string>;

// Rows that only sum others up.
const std::map<std::string, Codes>& summed_up() {
  static const std::map<std::string, Codes> table = {
      {"R7036", {"R7028"}},
      {"R8004", {"R2001"}},
  };
  return table;
}

// What was reported, once each. Left aside beside another code: notes, of what is not decided, and
// what a run says of itself as a whole.
Codes told_codes(const ExampleRun& run, const std::string& code) {
  static const Codes of_the_run = {"R6030", "R6031", "R7038"};
  Codes codes;
  for (const std::string& reported : run.codes) {
    const Row* row = find_row(reported);
    const bool is_aside = of_the_run.contains(reported) || row == nullptr || row->severity == Severity::Note;
    if (reported == code || !is_aside) {
      codes.insert(reported);
    }
  }
  if (const auto found = summed_up().find(code); found != summed_up().end()) {
    for (const std::string& other : found->second) {
      codes.erase(other);
    }
  }
  return codes;
}

class Examples : public testing::TestWithParam<ExampleText> {};

TEST_P(Examples, FailAndAreCorrected) {
  const std::string code(GetParam().code);
  const Row* row = find_row(code);
  ASSERT_NE(row, nullptr) << "engine/diagnostics/examples/" << code << ".txt: the catalogue has no such code";
  const Example example = read_example(GetParam().text);
#ifdef __SANITIZE_ADDRESS__
  if (GetParam().text.find("ulimit -v") != std::string_view::npos) {
    GTEST_SKIP() << "the sanitizer reserves more address space than the example leaves";
  }
#endif
  const ExampleRun failing = run_side(example.failing);
  EXPECT_EQ(told_codes(failing, code), Codes{code}) << "engine/diagnostics/examples/" << code << ".txt, the ✗ form:\n"
                                                    << failing.output;
  // What is open in a run is told as its result, and a run with results is no failure.
  const bool is_of_a_result = code.starts_with("R6");
  if (row->severity == Severity::Error && !is_of_a_result) {
    EXPECT_NE(failing.exit_code, 0) << failing.output;
  }
  const ExampleRun corrected = run_side(example.corrected);
  EXPECT_EQ(told_codes(corrected, code), Codes{}) << "engine/diagnostics/examples/" << code << ".txt, the ✓ form:\n"
                                                  << corrected.output;
  EXPECT_EQ(corrected.exit_code, 0) << corrected.output;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Examples, testing::ValuesIn(all_examples()),
                         [](const auto& of) { return std::string(of.param.code); });

TEST(ReadExample, TellsTheTwoForms) {
  const Example example = read_example("$ plumb test rules.plumb\n甲\n✗   乙\n✓   丙\n✓\n== 表.csv GB18030\n丁\n");
  EXPECT_EQ(example.failing.commands, std::vector<std::string>{"plumb test rules.plumb"});
  ASSERT_EQ(example.failing.files.size(), 2U);
  EXPECT_EQ(example.failing.files[0].name, "rules.plumb");
  EXPECT_EQ(example.failing.files[0].text, "甲\n  乙\n");
  EXPECT_EQ(example.corrected.files[0].text, "甲\n  丙\n\n");
  EXPECT_EQ(example.corrected.files[1].name, "表.csv");
  EXPECT_TRUE(example.corrected.files[1].is_gb18030);
}

TEST(ReadExample, WritesRepetitionsOut) {
  const auto text = [](const char* written) { return read_example(written).failing.files[0].text; };
  EXPECT_EQ(text("a⟦(×3⟧b⟦)×2⟧c\n"), "a(((b))c\n");
  EXPECT_EQ(text("  ⟦x# = #×2⟧\n"), "  x1 = 1\n  x2 = 2\n");
  EXPECT_EQ(text("⟦ without an end\n"), "⟦ without an end\n");
}

}  // namespace
}  // namespace plumb::diagnostics
