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

// A code that never comes alone, and what it comes with.
const std::map<std::string, Codes>& companions() {
  static const std::map<std::string, Codes> table = {};
  return table;
}

Codes expected_codes(const std::string& code) {
  Codes codes = {code};
  if (const auto found = companions().find(code); found != companions().end()) {
    codes.insert(found->second.begin(), found->second.end());
  }
  return codes;
}

class Examples : public testing::TestWithParam<ExampleText> {};

TEST_P(Examples, FailAndAreCorrected) {
  const std::string code(GetParam().code);
  const Row* row = find_row(code);
  ASSERT_NE(row, nullptr) << "engine/diagnostics/examples/" << code
                          << ".txt: the catalogue has no such code";
  const Example example = read_example(GetParam().text);
  const ExampleRun failing = run_side(example.failing);
  EXPECT_EQ(Codes(failing.codes.begin(), failing.codes.end()), expected_codes(code))
      << "engine/diagnostics/examples/" << code << ".txt, the ✗ form:\n"
      << failing.output;
  if (row->severity == Severity::Error) {
    EXPECT_NE(failing.exit_code, 0) << failing.output;
  }
  const ExampleRun corrected = run_side(example.corrected);
  EXPECT_EQ(corrected.codes, std::vector<std::string>{})
      << "engine/diagnostics/examples/" << code << ".txt, the ✓ form:\n"
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
