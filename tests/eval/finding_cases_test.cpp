// The test case that a finding shows is ready: put under the program it compiles, in either spelling, it runs, and it is the
// finding that it shows — not a column that it forgot.
#include <gtest/gtest.h>

#include "check/check.h"
#include "check/finding_programs.h"
#include "diagnostics/render.h"
#include "eval/run_tests.h"
#include "syntax/keyword.h"
#include "syntax/syntax.h"

namespace plumb::eval::test {
namespace {

using check::test::FindingProgram;

struct Checked {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;

  [[nodiscard]] std::string errors() const {
    return diagnostics::render_text(sink.sorted(), sources, source::Language::Zh, false);
  }
};

void check_findings(const std::string& text, Checked& checked) {
  const source::FileId file = checked.sources.add("test.plumb", text);
  checked.program = check::check(
      checked.sources, file, [](const std::string&, source::FileId) { return std::nullopt; }, {}, checked.sink);
}

std::vector<std::string> examples_of(const std::string& text) {
  Checked checked;
  check_findings(text, checked);
  std::vector<std::string> examples;
  for (const diagnostics::Diagnostic& one : checked.sink.sorted()) {
    if (!one.example.empty()) examples.push_back(one.example);
  }
  return examples;
}

std::vector<TestOutcome> run_tests_of(const std::string& text, size_t errors) {
  Checked checked;
  check_findings(text, checked);
  EXPECT_EQ(checked.sink.error_count(), errors) << text << checked.errors();
  if (checked.sink.error_count() != errors) return {};
  results::RunInputs inputs;
  inputs.assessment = checked.program.assessment;
  inputs.period_first = *checked.program.period_first;
  inputs.period_last = *checked.program.period_last;
  inputs.reference = *checked.program.reference;
  return run_tests(checked.program, inputs);
}

std::string in_english(const std::string& text) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const std::optional<std::string> turned = syntax::format(sources, sources.add("test.plumb", text), source::Language::En, sink);
  EXPECT_TRUE(turned.has_value()) << text;
  return turned.value_or("");
}

void expect_ready(const std::string& text) {
  Checked plain;
  check_findings(text, plain);
  const std::vector<std::string> examples = examples_of(text);
  EXPECT_FALSE(examples.empty()) << text;
  for (const std::string& example : examples) {
    SCOPED_TRACE(example);
    const std::vector<TestOutcome> outcomes = run_tests_of(text + "\n" + example, plain.sink.error_count());
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_TRUE(outcomes[0].passed);
    EXPECT_GT(outcomes[0].expectations, 0u);
    // What is faulty is so because of the finding: expected to be pending instead, it tells where the fault comes from.
    const source::Language spelling = syntax::detect_spelling(text);
    const std::string faulty(syntax::spelling_of(syntax::Keyword::K_FAULTY, spelling));
    const std::string pending(syntax::spelling_of(syntax::Keyword::K_PENDING, spelling));
    const size_t at = example.rfind(" " + faulty);
    if (at == std::string::npos) continue;
    std::string other = example;
    other.replace(at + 1, faulty.size(), pending);
    const std::vector<TestOutcome> told = run_tests_of(text + "\n" + other, plain.sink.error_count());
    ASSERT_EQ(told.size(), 1u);
    ASSERT_EQ(told[0].failures.size(), 1u);
    const results::PlaceKind kind = told[0].failures[0].place.kind;
    EXPECT_TRUE(kind == results::PlaceKind::ExceptionClash || kind == results::PlaceKind::NoCaseHolds) << static_cast<int>(kind);
  }
}

TEST(FindingCases, AreReady) {
  for (const FindingProgram& program : check::test::finding_programs()) {
    if (program.shows != check::test::Shows::Case) continue;
    SCOPED_TRACE(program.name);
    expect_ready(check::test::finding_text(program.failing));
  }
}

TEST(FindingCases, AreInTheSpellingOfTheFile) {
  for (const FindingProgram& program : check::test::finding_programs()) {
    if (program.shows != check::test::Shows::Case) continue;
    SCOPED_TRACE(program.name);
    expect_ready(in_english(check::test::finding_text(program.failing)));
  }
}

}  // namespace
}  // namespace plumb::eval::test
