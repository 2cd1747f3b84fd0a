// A dry run: another assessment with its period and reference date, and what the record says of it.
#include <gtest/gtest.h>

#include "cli/two_tables.h"

namespace plumb::cli {
namespace {

class Shift : public testing::Test {
 protected:
  [[nodiscard]] static bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
  TwoTables tables_;
};

TEST_F(Shift, TheFileSaysWhatIsUsual) {
  const Ran table = tables_.evaluate();
  EXPECT_EQ(table.code, 0) << table.messages;
  EXPECT_TRUE(has(table.output, "期次 2022  考核期 2021-01-01 至 2021-12-31  基准日 2022-05-10\n")) << table.output;
  EXPECT_FALSE(has(table.output, "移用")) << table.output;
  EXPECT_TRUE(has(tables_.evaluate({"--format", "json"}).output, "\"shifted\": false"));
}

TEST_F(Shift, AssessmentTakesPeriodAndReferenceAlong) {
  const Ran table = tables_.evaluate({"--assessment", "2021"});
  EXPECT_EQ(table.code, 0) << table.messages;
  EXPECT_TRUE(has(table.output, "期次 2021  考核期 2020-01-01 至 2020-12-31  基准日 2021-05-10\n")) << table.output;
  EXPECT_TRUE(has(table.output, "移用:规则文件写的是 期次 2022  考核期 2021-01-01 至 2021-12-31  基准日 2022-05-10"))
      << table.output;
  const Ran json = tables_.evaluate({"--assessment", "2021", "--format", "json"});
  EXPECT_TRUE(has(json.output, "\"shifted\": true")) << json.output;
  EXPECT_TRUE(has(json.output, "\"period_first\": \"2020-01-01\"")) << json.output;
  EXPECT_TRUE(has(json.output, "\"period_first\": \"2021-01-01\"")) << "the defaults stand beside: " << json.output;
  const Ran csv = tables_.evaluate({"--assessment", "2021", "--format", "csv", "--lang", "en"});
  EXPECT_TRUE(has(csv.output, "Assessment,Period first,Period last,Reference date,Provisional,Other readings\r\n")) << csv.output;
  EXPECT_TRUE(has(csv.output, ",2021,2020-01-01,2020-12-31,2021-05-10,no,no\r\n")) << csv.output;
}

// 本期, the rows of histories that are seen and dated parameters follow.
TEST_F(Shift, RulesSeeTheOtherAssessment) {
  const std::string before = tables_.evaluate({"--table", "单位", "--lang", "en"}).output;
  const std::string shifted = tables_.evaluate({"--table", "单位", "--lang", "en", "--assessment", "2021"}).output;
  // 第几期 本期, 以前 rows of history, 得分 against 600 and 300 hours.
  EXPECT_TRUE(has(before, "2022")) << before;
  EXPECT_TRUE(has(before, "  A1   甲    true    2022     2      16.75")) << before;
  EXPECT_TRUE(has(shifted, "  A1   甲    true    2021     1       33.5")) << shifted;
}

TEST_F(Shift, PeriodAndReferenceStillReplaceTheirs) {
  const Ran ran = tables_.evaluate({"--assessment", "2021", "--period", "2019-07-01..2020-06-30"});
  EXPECT_TRUE(has(ran.output, "期次 2021  考核期 2019-07-01 至 2020-06-30  基准日 2021-05-10\n")) << ran.output;
  const Ran both = tables_.evaluate({"--assessment", "2021", "--period", "2019-07-01..2020-06-30", "--as-of", "2020-09-01"});
  EXPECT_TRUE(has(both.output, "期次 2021  考核期 2019-07-01 至 2020-06-30  基准日 2020-09-01\n")) << both.output;
}

TEST_F(Shift, ExplanationsSayWhichRunTheyAreOf) {
  const Ran told = tables_.explain("A1", {"--assessment", "2021"});
  EXPECT_EQ(told.code, 0) << told.messages;
  EXPECT_TRUE(has(told.output, "期次 2021  考核期 2020-01-01 至 2020-12-31  基准日 2021-05-10")) << told.output;
  EXPECT_TRUE(has(told.output, "移用")) << told.output;
}

TEST_F(Shift, WrongAssessmentsAreRefused) {
  for (const char* wrong : {"next", "2021.5", "-1", "99999999999999999999", ""}) {
    const Ran ran = tables_.evaluate({"--assessment", wrong});
    EXPECT_EQ(ran.code, wrong[0] == '\0' ? 0 : 2) << wrong << ran.messages;
  }
  EXPECT_TRUE(has(tables_.evaluate({"--assessment", "next"}).messages, "R8021"));
}

// The twelfth assessment says nothing of years: nobody must believe that last year's period is still in use.
TEST_F(Shift, AssessmentsThatAreNoYearsWantTheirDates) {
  std::string text(two_table_rules());
  text.replace(text.find("期次 2022"), std::string_view("期次 2022").size(), "期次 12");
  tables_.rules = tables_.folder.file("b.plumb", text);
  const Ran ran = tables_.evaluate({"--assessment", "11"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(has(ran.messages, "R8022")) << ran.messages;
  EXPECT_EQ(tables_.evaluate({"--assessment", "11", "--period", "2020-01-01..2020-12-31"}).code, 2);
  const Ran good = tables_.evaluate({"--assessment", "11", "--period", "2020-01-01..2020-12-31", "--as-of", "2021-05-10"});
  EXPECT_TRUE(has(good.output, "期次 11  考核期 2020-01-01 至 2020-12-31  基准日 2021-05-10")) << good.output << good.messages;
}

TEST_F(Shift, LeapDaysStayLastDays) {
  std::string text(two_table_rules());
  const std::string_view old = "期次 2022 考核期 2021-01-01 至 2021-12-31 基准日 2022-05-10";
  text.replace(text.find(old), old.size(), "期次 2020 考核期 2019-03-01 至 2020-02-29 基准日 2020-02-29");
  tables_.rules = tables_.folder.file("b.plumb", text);
  const Ran back = tables_.evaluate({"--assessment", "2019"});
  EXPECT_TRUE(has(back.output, "考核期 2018-03-01 至 2019-02-28  基准日 2019-02-28")) << back.output << back.messages;
  const Ran on = tables_.evaluate({"--assessment", "2024"});
  EXPECT_TRUE(has(on.output, "考核期 2023-03-01 至 2024-02-29  基准日 2024-02-29")) << on.output << on.messages;
}

}  // namespace
}  // namespace plumb::cli
