// Every rule file of rules/, examples/history and examples/facility: no errors, its 用例 pass, its
// layout is that of fmt in its spelling, and it comes back from the other one.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "diagnostics/render.h"
#include "eval/run_tests.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "rules/published_lists.h"
#include "support/find_folders.h"
#include "syntax/syntax.h"

namespace plumb::tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> rule_files() {
  const fs::path root = support::root();
  std::vector<std::string> files;
  for (const fs::path& folder : {root / "rules", history_folder(), root / "examples" / "facility"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".plumb") {
        files.push_back(entry.path().string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class RuleFile : public testing::TestWithParam<std::string> {};

TEST_P(RuleFile, HasNoErrorsAndNoFindings) {
  const auto rules = pipeline::check_rules(GetParam(), {}, pipeline::library_folders());
  for (const diagnostics::Diagnostic& finding : rules->sink.sorted()) {
    // A file that is only used by others has no assessment of its own, and names that only they
    // use.
    const bool is_library = rules->program.assessment == 0 && finding.row->code == "R4211";
    EXPECT_TRUE(is_library) << diagnostics::render_text(finding, rules->sources, source::Language::Zh, false);
  }
}

TEST_P(RuleFile, PassesItsOwnTests) {
  const auto rules = pipeline::check_rules(GetParam(), {}, pipeline::library_folders());
  ASSERT_FALSE(rules->sink.has_errors());
  diagnostics::Sink sink;
  const auto inputs = pipeline::make_inputs(rules->program, {}, {}, sink);
  if (!inputs) {
    // The tests of a file without an assessment run with the files that use it.
    EXPECT_EQ(rules->program.assessment, 0);
    return;
  }
  for (const eval::TestOutcome& outcome : eval::run_tests(rules->program, *inputs)) {
    EXPECT_GT(outcome.expectations, 0U) << outcome.title;
    for (const eval::FailedExpectation& failure : outcome.failures) {
      const auto place = rules->sources.text(failure.span.file).position(failure.span.begin);
      ADD_FAILURE() << outcome.title << ", line " << place.line << ": failure " << static_cast<int>(failure.failure)
                    << ", fired `" << failure.fired << "`, wanted `" << failure.wanted << "`, column "
                    << (failure.not_given.valid() ? rules->program.at(failure.not_given).name : "-");
    }
  }
}

TEST_P(RuleFile, StandsInTheLayoutOfFmtAndComesBackFromTheOtherSpelling) {
  std::ifstream file(GetParam(), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const source::Language own = pipeline::check_rules(GetParam(), {}, pipeline::library_folders())->spelling;
  const source::Language other = own == source::Language::Zh ? source::Language::En : source::Language::Zh;
  source::SourceSet sources;
  diagnostics::Sink sink;
  const auto laid_out = syntax::format(sources, sources.add("own", text), own, sink);
  ASSERT_TRUE(laid_out.has_value());
  EXPECT_EQ(*laid_out, text) << "run `plumb fmt --write`";
  const auto turned = syntax::format(sources, sources.add("other", *laid_out), other, sink);
  ASSERT_TRUE(turned.has_value());
  const auto back = syntax::format(sources, sources.add("back", *turned), own, sink);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, *laid_out);
}

INSTANTIATE_TEST_SUITE_P(All, RuleFile, testing::ValuesIn(rule_files()),
                         [](const auto& tested) { return "File" + std::to_string(tested.index); });

}  // namespace
}  // namespace plumb::tests
