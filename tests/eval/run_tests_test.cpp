// The tests of a rule file: what fails, and what the failure tells.
#include <gtest/gtest.h>

#include "eval/program_text.h"
#include "eval/support.h"

namespace plumb::eval::test {
namespace {

const std::string Rules1 = R"(
参数 线 = 60分 暂定 「例」
范围 参评 取自 单位 {
  纳入 过线 当 得分 缺失时 0分 线 以上 暂定 「例」
  排除 造假的 当 造假 暂定 「例」
}
测算 倍 对 单位 : 分 = 次分 * 2 暂定 「例」
测算 档 对 单位 : 分 {
  规则 常 当 次分 1分 以上 则 1分 暂定 「例」
  否则 0分 暂定 「例」
}
)";

// The one test of the text, run.
TestOutcome outcome_of(const std::string& steps) {
  const std::unique_ptr<Rules> rules = check_text(Dictionary + Rules1 + "用例 「例」 {\n" + steps + "}\n");
  EXPECT_EQ(rules->problems, "");
  const std::vector<TestOutcome> outcomes = run_tests(rules->program, rules->inputs());
  return outcomes.empty() ? TestOutcome{} : outcomes.front();
}

TEST(RunTests, PassWithPinsAndRules) {
  const TestOutcome outcome = outcome_of(R"(
  给定 单位 甲 { 得分 70分, 次分 1.5分, 造假 否 }
  给定 单位 乙 { 得分 缺失 未填报, 造假 是 }
  设 乙.倍 = 7分
  期望 甲 在 参评, 因 纳入 过线, 而非 排除 造假的
  期望 乙 不在 参评
  期望 甲.倍 = 3分
  期望 乙.倍 = 7分
  期望 甲.档 = 1分, 因 常
)");
  EXPECT_TRUE(outcome.passed);
  EXPECT_EQ(outcome.expectations, 5u);
}

TEST(RunTests, APinnedParameterMovesTheLine) {
  EXPECT_TRUE(outcome_of("  给定 单位 甲 { 得分 50分, 造假 否 }\n  设 线 = 50分\n  期望 甲 在 参评\n").passed);
}

TEST(RunTests, AFalseExpectationShowsWhatWasFound) {
  const TestOutcome outcome = outcome_of("  给定 单位 甲 { 次分 2分 }\n  期望 甲.倍 = 5分\n");
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(outcome.failures[0].failure, TestFailure::DoesNotHold);
  EXPECT_EQ(outcome.failures[0].found, program::Value(base::Number(4)));
}

TEST(RunTests, AColumnThatIsNotGivenIsNamed) {
  const TestOutcome outcome = outcome_of("  给定 单位 甲 { 得分 70分 }\n  期望 甲.倍 = 5分\n");
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(outcome.failures[0].failure, TestFailure::IsOpen);
  ASSERT_TRUE(outcome.failures[0].not_given.valid());
  const std::unique_ptr<Rules> rules = check_text(Dictionary);
  EXPECT_EQ(rules->program.at(outcome.failures[0].not_given).name, "次分");
}

TEST(RunTests, AnotherRuleThanExpectedIsNamed) {
  const TestOutcome outcome = outcome_of(R"(
  给定 单位 甲 { 得分 70分, 造假 是 }
  期望 甲 不在 参评, 因 纳入 过线, 而非 排除 造假的
)");
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(outcome.failures[0].failure, TestFailure::RuleHolds);
  EXPECT_EQ(outcome.failures[0].wanted, "造假的");
  EXPECT_EQ(outcome.failures[0].fired, "过线, 造假的");
}

TEST(RunTests, APinnedPendingValueLeavesWhatNeedsItPending) {
  EXPECT_TRUE(outcome_of("  给定 单位 甲 { 得分 70分 }\n  设 甲.倍 = 待定\n  期望 甲.倍 待定\n").passed);
}

}  // namespace
}  // namespace plumb::eval::test
