// Rules and parameters by name: what says something else, what is only worded otherwise, what no grade reads.
#include <gtest/gtest.h>

#include "study/support.h"

namespace plumb::study::test {
namespace {

const Rows One = units({{"甲", "90"}});

std::string rules_between(const Parts& before, const Parts& after) {
  return compare_texts(text_of(before), One, text_of(after), One)->rules();
}

TEST(CompareRules, AddedRemovedChanged) {
  const Parts plain;
  const Parts more{.more = "测算 半分 对 参评 : 分 = 总分 / 2 暂定 「例」\n"};
  EXPECT_EQ(rules_between(plain, more), "added 半分 (not reached)\n");
  EXPECT_EQ(rules_between(more, plain), "removed 半分 (not reached)\n");
  EXPECT_EQ(rules_between(plain, {.score = "得分 缺失时 1分"}), "changed 总分\n");
  EXPECT_EQ(rules_between(plain, {.scope = "排除 不评 当 次分 = 2分 暂定 「例」"}), "changed 参评.不评\n");
  EXPECT_EQ(rules_between(plain, {.ties = "全不进"}), "changed 名次\nchanged 考核.择优\nchanged 考核.次优\n");
  EXPECT_EQ(rules_between(plain, {.grade = "一票否决 造假否决 当 造假 定为 合格 切档前 暂定 「例」"}), "changed 考核.造假否决\n");
}

TEST(CompareRules, AnotherBasisIsNoOtherRule) {
  EXPECT_EQ(rules_between({}, {.scope = "排除 不评 当 次分 = 0分 依据 通知.一"}), "reworded 参评.不评\n");
  EXPECT_EQ(rules_between({}, {.scope = "排除   不评 当 次分 = 0分 暂定 「别的理由」"}), "reworded 参评.不评\n");
}

TEST(CompareRules, AValueThatIsNotGivenIsAnotherRule) {
  EXPECT_EQ(rules_between({}, {.scope = "排除 不评 当 次分 = 0分 未载 「例」"}), "changed 参评.不评\n");
}

TEST(CompareRules, ARenamedRuleIsTheSame) {
  std::string renamed = text_of({});
  for (size_t at = renamed.find("总分"); at != std::string::npos; at = renamed.find("总分", at + 1))
    renamed.replace(at, std::string("总分").size(), "得数");
  renamed.replace(renamed.find("测算 得数"), std::string("测算 得数").size(), "测算 得数 原名 「总分」");
  const auto run = compare_texts(text_of({}), One, renamed, One);
  EXPECT_EQ(run->rules().find("added"), std::string::npos) << run->rules();
  EXPECT_EQ(run->rules().find("removed"), std::string::npos) << run->rules();
  EXPECT_EQ(run->rules().find("changed"), std::string::npos) << run->rules();
  EXPECT_TRUE(run->comparison.definitions.empty());
  const auto back = compare_texts(renamed, One, text_of({}), One);
  EXPECT_EQ(back->rules().find("added"), std::string::npos) << back->rules();
}

TEST(CompareRules, ParametersWithBases) {
  const auto run = compare_texts(text_of({}), One, text_of({.places = "3"}), One);
  ASSERT_EQ(run->comparison.parameters.size(), 1U);
  const ParameterChange& change = run->comparison.parameters[0];
  EXPECT_EQ(change.name, "优秀名额");
  EXPECT_TRUE(change.value_differs);
  EXPECT_TRUE(change.is_reached);
  EXPECT_EQ(change.before.value, program::Value(base::Number(2)));
  EXPECT_EQ(change.after.value, program::Value(base::Number(3)));
  ASSERT_NE(change.after.bases, nullptr);
  ASSERT_EQ(change.after.bases->size(), 1U);
  EXPECT_EQ(change.after.bases->front().reason, "例");
  EXPECT_EQ(run->rules(), "");
}

TEST(CompareRules, RowsOfADefinitionThatDiffer) {
  const auto run = compare_texts(text_of({}), units({{"甲", "90"}, {"乙", "80"}, {"丙", "70"}}), text_of({}),
                                 units({{"甲", "90"}, {"乙", "80.5"}, {"丙", "60"}}));
  const auto& list = run->comparison.definitions;
  const auto found = std::find_if(list.begin(), list.end(), [&](const DefinitionChange& one) {
    return run->before.rules->program.at(one.before).name == "总分";
  });
  ASSERT_NE(found, list.end());
  EXPECT_EQ(found->rows, 3U);
  EXPECT_EQ(found->differ, 2U);
  ASSERT_EQ(found->first.size(), 2U);
  EXPECT_EQ(found->first[0].key, "丙");
  EXPECT_EQ(run->comparison.scores_differ, 2U);
  EXPECT_EQ(run->comparison.places_differ, 0U);
}

}  // namespace
}  // namespace plumb::study::test
