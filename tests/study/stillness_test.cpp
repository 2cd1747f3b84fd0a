// Nobody moved: the comparison says what kept them.
#include <gtest/gtest.h>

#include "study/support.h"

namespace plumb::study::test {
namespace {

const Rows FourStill = units({{"甲", "90"}, {"乙", "80"}, {"丙", "70"}, {"丁", "60"}});

TEST(Stillness, TheSameTwice) {
  const auto run = compare_texts(text_of({}), FourStill, text_of({}), FourStill);
  EXPECT_TRUE(run->comparison.stillness.is_still);
  EXPECT_TRUE(run->comparison.stillness.is_identical);
  EXPECT_FALSE(run->comparison.stillness.only_words);
}

TEST(Stillness, OnlyWords) {
  const auto run = compare_texts(text_of({}), FourStill, text_of({.scope = "排除 不评 当 次分 = 0分 依据 通知.一"}), FourStill);
  EXPECT_TRUE(run->comparison.stillness.only_words);
  EXPECT_FALSE(run->comparison.stillness.is_identical);
}

TEST(Stillness, NoGradeReadsTheRule) {
  const auto run = compare_texts(
      text_of({}), FourStill, text_of({.more = "参数 旁的 = 3 暂定 「例」\n测算 半分 对 参评 : 分 = 总分 / 旁的 暂定 「例」\n"}),
      FourStill);
  EXPECT_TRUE(run->comparison.stillness.has_unreached);
  EXPECT_FALSE(run->comparison.stillness.has_reached_same);
  EXPECT_FALSE(run->comparison.stillness.has_reached_moved);
}

std::string dated(const std::string& later) {
  std::string text = text_of({.places = "2"});
  const std::string plain = "参数 优秀名额 = 2 暂定 「例」";
  return text.replace(
      text.find(plain), plain.size(),
      "参数 优秀名额 {\n  2020-01-01 至 2021-12-31 : 2 暂定 「例」\n  2022-01-01 起 : " + later + " 暂定 「例」\n}");
}

TEST(Stillness, AnotherValueOnlyForOtherDates) {
  const auto run = compare_texts(dated("3"), FourStill, dated("4"), FourStill);
  EXPECT_TRUE(run->comparison.stillness.has_dated_elsewhere);
  EXPECT_FALSE(run->comparison.stillness.has_reached_same);
  ASSERT_EQ(run->comparison.parameters.size(), 1U);
  EXPECT_FALSE(run->comparison.parameters[0].value_differs);
}

TEST(Stillness, ReachedWithTheSameValues) {
  const auto run = compare_texts(text_of({}), FourStill, text_of({.score = "得分 缺失时 1分"}), FourStill);
  EXPECT_TRUE(run->comparison.stillness.has_reached_same);
  EXPECT_FALSE(run->comparison.stillness.has_reached_moved);
}

TEST(Stillness, ValuesMoveAndNobodyCrosses) {
  const auto run =
      compare_texts(text_of({}), FourStill, text_of({}), units({{"甲", "90"}, {"乙", "78"}, {"丙", "75.5"}, {"丁", "60"}}));
  const Stillness& still = run->comparison.stillness;
  EXPECT_TRUE(still.has_reached_moved);
  ASSERT_EQ(still.margins.size(), 2U);
  EXPECT_EQ(run->class_name(still.margins[0].in_class), "优秀");
  EXPECT_EQ(still.margins[0].gap, *base::Number::parse("2.5"));
  EXPECT_EQ(run->keys({still.margins[0].inside, still.margins[0].outside}), "乙 丙");
  EXPECT_EQ(still.margins[1].gap, *base::Number::parse("15.5"));
}

TEST(Stillness, NearestToABound) {
  std::string text = text_of({});
  text.erase(text.find("排名 名次"));
  text += "等级 考核 对 参评 {\n  优秀 达线 当 总分 80分 以上 暂定 「例」\n  合格 其余 否则 暂定 「例」\n}\n";
  const auto run = compare_texts(text, FourStill, text, units({{"甲", "90"}, {"乙", "85"}, {"丙", "79"}, {"丁", "60"}}));
  const Stillness& still = run->comparison.stillness;
  ASSERT_TRUE(still.is_still);
  ASSERT_EQ(still.margins.size(), 1U);
  EXPECT_EQ(still.margins[0].gap, base::Number(1));
  EXPECT_EQ(run->keys({still.margins[0].outside}), "丙");
}

}  // namespace
}  // namespace plumb::study::test
