// What a reader sees, word for word, in both languages.
#include <cstdlib>

#include <gtest/gtest.h>

#include "explain/support.h"
#include "support/apply_modes.h"

namespace plumb::explain {
namespace {

using source::Language;

struct TextCase {
  const char* name;  // of the golden files: name.zh.txt, name.en.txt
  const char* key;
  bool is_why_not;
  bool is_open = false;  // over the run whose grades wait
  bool is_tied = false;  // over the run whose ties are decided
};

constexpr TextCase TextCases[] = {
    {"excellent", "U1", false},        // a full tree: parts, sets, answers, a row left out of scope
    {"settled_absence", "U2", false},  // one cell taken as zero, one not counted
    {"tied", "U3", false},
    {"vetoed", "U5", false},
    {"not_central", "U6", false},
    {"excluded", "U7", false},
    {"why_not_top", "U2", true},
    {"why_not_vetoed", "U5", true},
    {"why_not_best", "U1", true},
    {"why_not_outside", "U7", true},
    {"pending", "U8", false, true},  // an answer is missing
    {"faulty", "U4", false, true},   // a cell is out of its range
    {"why_not_pending", "U1", true, true},
    {"decided_tie", "T3", false, false, true},  // below one line, above the next
    {"why_not_decided", "T1", true, false, true},
};

class ExplainText : public testing::TestWithParam<TextCase> {
 protected:
  void SetUp() override {
    if (support::are_rules_rewritten()) GTEST_SKIP() << support::RulesRewritten;
  }
};

void expect_golden(const TextCase& one, Language language, const char* ending) {
  const SmallRun& run = one.is_tied ? tied_run() : one.is_open ? open_run() : small_run();
  ASSERT_EQ(run.problems, "");
  const Explanation made = one.is_why_not ? run.not_why(one.key, language) : run.unit(one.key, language);
  const std::string text = render_text(made);
  EXPECT_EQ(text, golden(std::string(one.name) + ending, text));
}

TEST_P(ExplainText, InChinese) { expect_golden(GetParam(), Language::Zh, ".zh.txt"); }
TEST_P(ExplainText, InEnglish) { expect_golden(GetParam(), Language::En, ".en.txt"); }

INSTANTIATE_TEST_SUITE_P(Cases, ExplainText, testing::ValuesIn(TextCases),
                         [](const testing::TestParamInfo<TextCase>& one) { return std::string(one.param.name); });

TEST(ExplainGoldens, AreNotRewrittenInCi) {
  EXPECT_TRUE(std::getenv("CI") == nullptr || std::getenv("GOLDEN_UPDATE") == nullptr);
}

}  // namespace
}  // namespace plumb::explain
