#include <plumbline/text.h>
#include <plumbline/version.h>

#include <gtest/gtest.h>

#include "facade/two_units.h"

namespace plumbline {
namespace {

TEST(FacadeText, FormatsAndTranslates) {
  const auto laid_out = format("a.plumb", "计量   分 // 说明\n");
  ASSERT_TRUE(laid_out);
  EXPECT_EQ(*laid_out, "计量 分  // 说明\n");
  const auto english = format("a.plumb", *laid_out, Language::English);
  ASSERT_TRUE(english);
  EXPECT_TRUE(english->starts_with("units 分")) << *english;
  EXPECT_EQ(*format("a.plumb", *english, Language::Chinese), *laid_out);
  EXPECT_EQ(spelling_of(*english), Language::English);
  const auto broken = format("a.plumb", "参数 甲 = (1\n");
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.diagnostics()[0].place);
}

TEST(FacadeText, Calculates) {
  EXPECT_EQ(calculate("四舍五入(1/3 + 1/6, 0.1)").line, "0.5");
  EXPECT_EQ(calculate("half_up(1/3 + 1/6, 0.1)", Language::English).line, "0.5");
  const Calculated failed = calculate("1 /");
  EXPECT_TRUE(failed.line.starts_with("error R"));
  EXPECT_TRUE(failed.diagnostics.has_errors());
}

TEST(FacadeText, LooksThingsUp) {
  EXPECT_NE(words("合计", Language::Chinese)->find("sum"), std::string::npos);
  EXPECT_NE(codes("R2001", Language::English)->find("R2001"), std::string::npos);
  EXPECT_EQ(codes("R0000", Language::English).diagnostics()[0].code, "R8010");
  EXPECT_NE(schema("")->find("evaluate\n"), std::string::npos);
  EXPECT_TRUE(schema("evaluate")->find("$schema") != std::string::npos);
  EXPECT_EQ(schema("none").diagnostics()[0].code, "R8012");
  EXPECT_EQ(read_text("/none/such").diagnostics()[0].code, "R8001");
}

TEST_F(TwoUnitsTest, LooksInside) {
  EXPECT_FALSE(dump_text("a", "计量 分\n", Stage::Tokens).text.empty());
  const Dump broken = dump_text("a", "参数 甲 = (1\n", Stage::Tree);
  EXPECT_FALSE(broken.text.empty());
  EXPECT_TRUE(broken.diagnostics.has_errors());
  EXPECT_NE(dump_program(rules_).text.find("满分线"), std::string::npos);
  EXPECT_NE(dump_plan(data_for(rules_))->find("得分"), std::string::npos);
}

TEST(FacadeText, KnowsItsVersion) {
  EXPECT_FALSE(version().empty());
  // A plus sign behind it: built of a tree that differs from the commit.
  EXPECT_TRUE(commit() == "unknown" || commit().substr(0, commit().find('+')).size() == 40) << commit();
}

}  // namespace
}  // namespace plumbline
