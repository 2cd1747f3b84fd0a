// The calculator: exact, one line for each, going on after a mistake.
#include <gtest/gtest.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

TEST(Calc, IsExactInBothSpellings) {
  const Ran ran = run_plumb({"calc"},
                            "1/3\n0.1 + 0.2\n2 ^ 100\n8 / 4 / 2\n-2 ^ 2\n"
                            "四舍五入(2.345, 0.01)\nhalf_up(2.345, 0.01)\n"
                            "50万元 + 3元\n25% * 4分\n推后(2021-01-31, 1个月, 取月末)\n");
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_EQ(ran.output, "1/3\n0.3\n1267650600228229401496703205376\n1\n-4\n2.35\n2.35\n50.0003万元\n1分\n2021-02-28\n");
}

TEST(Calc, BlankLinesAskNothing) {
  const Ran ran = run_plumb({"calc"}, "1 + 1\n\n  \t\n\r\n2 + 2\n   ");
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_EQ(ran.output, "2\n4\n");
}

TEST(Calc, DurationsAreOne) {
  const auto hints = [](const char* expression, std::string_view hint) {
    return run_plumb({"calc", expression}).messages.find(hint) != std::string::npos;
  };
  EXPECT_TRUE(hints("1年 + 2个月", "14个月"));
  EXPECT_TRUE(hints("30天 + 1天", "31天"));
  EXPECT_TRUE(hints("1年 * 2", "24个月"));
  EXPECT_TRUE(hints("1年 + 3天", "推后(推后(日期, 12个月, 取月末), 3天, 取月末)"));
  EXPECT_TRUE(hints("1年 > 11个月", "R3361"));
}

TEST(Calc, GoesOnAfterMistakes) {
  const Ran ran = run_plumb({"calc"}, "1 +\n1/0\n5小时 + 3元\n2 + 2\n");
  EXPECT_EQ(ran.code, 2);
  std::vector<std::string> lines;
  for (size_t at = 0; at < ran.output.size();) {
    const size_t end = ran.output.find('\n', at);
    lines.push_back(ran.output.substr(at, end - at));
    at = end + 1;
  }
  ASSERT_EQ(lines.size(), 4U) << ran.output;
  for (size_t i = 0; i < 3; ++i) EXPECT_TRUE(lines[i].starts_with("error R")) << lines[i];
  EXPECT_EQ(lines[3], "4");
}

TEST(Calc, AFractionStandsApartFromItsMeasure) {
  // 100/3万元 divides by 3万元.
  EXPECT_EQ(run_plumb({"calc", "100万元 / 3"}).output, "100/3 万元\n");
  EXPECT_EQ(run_plumb({"calc", "100/3万元"}).output, "1/300 1/元\n");
  EXPECT_EQ(run_plumb({"calc", "10元 / 4"}).output, "2.5元\n");
  EXPECT_EQ(run_plumb({"calc", "100% / 3"}).output, "100/3 %\n");
  EXPECT_EQ(run_plumb({"calc", "1/3"}).output, "1/3\n");
}

// --lang; else the language of the expression's letters; else that of the surroundings.
TEST(Calc, MessagesAreInOneLanguage) {
  const std::string zh = "错误";
  EXPECT_EQ(run_plumb({"calc", "取大(1)"}).messages.find(zh), 0U);
  EXPECT_EQ(run_plumb({"calc", "larger(1)"}).messages.find(zh), std::string::npos);
  EXPECT_EQ(run_plumb({"calc", "1元 + larger(1)"}).messages.find(zh), 0U);
  EXPECT_EQ(run_plumb({"--lang", "en", "calc", "取大(1)"}).messages.find(zh), std::string::npos);
  EXPECT_EQ(run_plumb({"--lang", "zh", "calc", "larger(1)"}).messages.find(zh), 0U);
  EXPECT_EQ(run_plumb({"calc", "1 +"}).messages.find(zh), run_plumb({"calc", "2 ^ 0.5"}).messages.find(zh));
}

TEST(Calc, SaysWhatItsLimitIs) {
  const Ran ran = run_plumb({"calc", "2^100000000"});
  EXPECT_EQ(ran.output, "error R3351\n");
  EXPECT_NE(ran.messages.find("1000"), std::string::npos) << ran.messages;
  EXPECT_EQ(run_plumb({"calc", "2^1000"}).code, 0);
}

TEST(Calc, TakesAnArgument) {
  EXPECT_EQ(run_plumb({"calc", "1 + 1"}).output, "2\n");
  EXPECT_EQ(run_plumb({"calc", "("}).code, 2);
}

}  // namespace
}  // namespace plumb::cli
