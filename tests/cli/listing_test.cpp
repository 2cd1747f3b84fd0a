// Every table can be listed, every row explained and quarantined; what is wrong is told wherever it is.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/two_tables.h"

namespace plumb::cli {
namespace {

class Listing : public testing::Test {
 protected:
  [[nodiscard]] static bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
  TwoTables tables_;
};

TEST_F(Listing, ATableByEveryNameOfIt) {
  for (const char* name : {"仪器", "instrument"}) {
    const Ran ran = tables_.evaluate({"--table", name});
    EXPECT_EQ(ran.code, 0) << ran.messages;
    EXPECT_TRUE(has(ran.output, "仪器(3)")) << ran.output;
    EXPECT_TRUE(has(ran.output, "≈33.3333")) << ran.output;
    EXPECT_FALSE(has(ran.output, "合计(")) << "the units are not asked for: " << ran.output;
  }
  const Ran wrong = tables_.evaluate({"--table", "义器"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(has(wrong.messages, "R8024") && has(wrong.messages, "仪器")) << wrong.messages;
}

TEST_F(Listing, ATableThatNothingIsDefinedOf) {
  const Ran ran = tables_.evaluate({"--table", "历年结果"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(has(ran.messages, "R8029") && has(ran.messages, "`单位`、`仪器`")) << ran.messages;
}

TEST_F(Listing, AllTablesBesideTheUnits) {
  const Ran ran = tables_.evaluate({"--all"});
  EXPECT_TRUE(has(ran.output, "合计(2)") && has(ran.output, "\n仪器(3)") && has(ran.output, "\n单位(2)")) << ran.output;
  EXPECT_FALSE(has(ran.output, "\n历年结果(")) << "nothing is defined of it: " << ran.output;
}

TEST_F(Listing, ValuesOfTheWholeAreInTheTable) {
  const Ran ran = tables_.evaluate();
  EXPECT_TRUE(has(ran.output, "总的值(2)\n  总斤数  24\n  台数     2\n")) << ran.output;
}

TEST_F(Listing, JsonHoldsEveryDefinition) {
  const auto plain = nlohmann::json::parse(tables_.evaluate({"--format", "json"}).output);
  EXPECT_TRUE(plain["tables"].empty());
  const auto json = nlohmann::json::parse(tables_.evaluate({"--format", "json", "--all"}).output);
  ASSERT_EQ(json["tables"].size(), 2U);
  const auto& instruments = json["tables"][1];
  EXPECT_EQ(instruments["table"], "仪器");
  ASSERT_EQ(instruments["rows"].size(), 3U);
  EXPECT_EQ(instruments["rows"][0]["key"], "I1");
  EXPECT_EQ(instruments["rows"][0]["values"]["斤数"], 14);
  EXPECT_EQ(instruments["rows"][0]["values"]["比重"]["value"], "100/3");
  EXPECT_EQ(instruments["rows"][0]["values"]["忙"], true);
  size_t described = 0;
  for (const auto& one : json["definitions"]) described += one["table"] == "仪器" ? 1 : 0;
  EXPECT_EQ(described, instruments["rows"][0]["values"].size());
}

TEST_F(Listing, CsvHoldsOneTable) {
  const Ran ran = tables_.evaluate({"--format", "csv", "--table", "仪器"});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_TRUE(has(ran.output, "编号,名称,忙,比重 (%),≈比重 (%),斤数,")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\r\nI1,I1,是,100÷3,33.333333,14,")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\r\nI2,I2,否,1÷6,0.166667,4,")) << ran.output;
  for (const std::vector<std::string>& many : {std::vector<std::string>{"--all"}, {"--table", "仪器", "--table", "单位"}}) {
    std::vector<std::string> line = {"--format", "csv"};
    line.insert(line.end(), many.begin(), many.end());
    const Ran refused = tables_.evaluate(line);
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.output, "");
    EXPECT_TRUE(has(refused.messages, "R8025")) << refused.messages;
  }
}

TEST_F(Listing, RowsOfAnyTableAreExplained) {
  for (const char* name : {"仪器:I1", "instrument:I1", "仪器：I1"}) {
    const Ran ran = tables_.explain(name);
    EXPECT_EQ(ran.code, 0) << ran.messages;
    EXPECT_TRUE(has(ran.output, "比重") && has(ran.output, "100/3")) << ran.output;
  }
  EXPECT_TRUE(has(tables_.explain("A1").output, "结果")) << "a bare code means the graded unit";
  EXPECT_EQ(tables_.explain("I1").code, 2);
  EXPECT_EQ(tables_.explain("仪器:I9").code, 2);
  EXPECT_EQ(tables_.explain("A1", {"--why-not", "好"}).code, 0);
  const Ran ungraded = tables_.explain("仪器:I1", {"--why-not", "好"});
  EXPECT_EQ(ungraded.code, 2);
  EXPECT_TRUE(has(ungraded.messages, "R8027")) << ungraded.messages;
}

TEST_F(Listing, RowsWithoutDefinitionsShowTheirCells) {
  const Ran ran = tables_.explain("历年结果:A1|2021");
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_TRUE(has(ran.output, "【数据】\n  单位：A1") && has(ran.output, "期次：2021  ⟨历年结果.期次")) << ran.output;
}

TEST_F(Listing, FaultyRowsSaySo) {
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,100,7\nI1,A1,0.5,2\nI3,A2,-5,3\n");
  EXPECT_TRUE(has(tables_.explain("仪器:I1").output, "【有误的数据】\n  仪器 I1:键重复\n"));
  EXPECT_TRUE(has(tables_.explain("仪器:I3").output, "【有误的数据】\n  仪器 I3.机时:超出值域(-5)\n"));
}

// Nothing of the grades reads the weight: the units get theirs, and the fault is told all the same.
TEST_F(Listing, FaultsThatNoUnitNeedsAreTold) {
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,100,-7\nI2,A1,0.5,2\nI3,A2,290,3\n");
  for (const char* format : {"table", "json", "csv"}) {
    const Ran ran = tables_.evaluate({"--format", format});
    EXPECT_EQ(ran.code, 0) << ran.messages;
    EXPECT_TRUE(has(ran.messages, "R7038") && has(ran.messages, "仪器 I1.重量") && has(ran.messages, "有误的单位 0 个"))
        << ran.messages;
  }
  const Ran table = tables_.evaluate();
  EXPECT_TRUE(has(table.output, "有误的数据(1)\n  仪器 I1.重量  超出值域  -7")) << table.output;
  EXPECT_TRUE(has(table.output, "有误的值(2)\n  斤数    I1")) << table.output;
  const auto json = nlohmann::json::parse(tables_.evaluate({"--format", "json"}).output);
  ASSERT_EQ(json["faulty_values"].size(), 2U);
  EXPECT_EQ(json["faulty_values"][0]["definition"], "斤数");
  EXPECT_EQ(json["faulty_values"][0]["first_rows"][0], "I1");
  EXPECT_EQ(json["faulty_values"][1]["count"], 1);
}

// A column that no rule reads is not read, unless all faults are asked for.
TEST_F(Listing, FaultsOfUnreadColumnsOnRequest) {
  std::string text(two_table_rules());
  const std::string_view reader =
      "测算 斤数 对 仪器 : 整数 = 重量 * 2 暂定 「例」\n测算 总斤数 : 整数 = 合计(仪器.斤数) 暂定 「例」\n";
  text.erase(text.find(reader), reader.size());
  tables_.rules = tables_.folder.file("b.plumb", text);
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,100,-7\nI2,A1,0.5,2\nI3,A2,290,3\n");
  EXPECT_EQ(tables_.evaluate().messages, "");
  const Ran ran = tables_.evaluate({"--all-faults"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(has(ran.output, "仪器 I1.重量") && has(ran.messages, "R7038")) << ran.output << ran.messages;
}

TEST_F(Listing, AFaultThatHoldsUpAllSaysHowToGoOn) {
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,-100,7\nI2,A1,0.5,2\nI3,A2,290,3\n");
  const Ran ran = tables_.evaluate();
  EXPECT_EQ(ran.code, DataError);
  EXPECT_TRUE(has(ran.output, "没有结果的(2)")) << "the ranking waits: " << ran.output;
  EXPECT_TRUE(has(ran.output, "    --quarantine A1=理由\n    --quarantine 仪器:I1=理由\n")) << ran.output;
  const Ran json = tables_.evaluate({"--format", "json", "--lang", "en"});
  EXPECT_TRUE(has(json.messages, "--quarantine A1=REASON")) << json.messages;
  // Both ways do what they promise.
  const Ran unit = tables_.evaluate({"--quarantine", "A1=核查中"});
  EXPECT_EQ(unit.code, 0) << unit.output << unit.messages;
  EXPECT_TRUE(has(unit.output, "隔离  1") && has(unit.output, "单位 A1  核查中")) << unit.output;
  const Ran row = tables_.evaluate({"--quarantine", "仪器:I1=待更正"});
  EXPECT_EQ(row.code, 0) << row.output << row.messages;
  EXPECT_TRUE(has(row.output, "临时结果") && has(row.output, "仪器 I1  待更正")) << row.output;
  EXPECT_TRUE(has(tables_.explain("A1", {"--quarantine", "仪器:I1=待更正"}).output, "隔离 仪器 I1:待更正"));
}

TEST_F(Listing, DuplicatesAreQuarantinedTogether) {
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,100,7\nI1,A1,0.5,2\nI3,A2,290,3\n");
  EXPECT_EQ(tables_.evaluate().code, DataError);
  const Ran ran = tables_.evaluate({"--quarantine", "仪器:I1=两行"});
  EXPECT_EQ(ran.code, 0) << ran.output << ran.messages;
}

// Whose row it is cannot be told: it blocks its table, and only the row form helps.
TEST_F(Listing, ARowWithoutOwnerIsQuarantinedByItsKey) {
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A9,100,7\nI2,A1,0.5,2\nI3,A2,290,3\n");
  const Ran ran = tables_.evaluate();
  EXPECT_EQ(ran.code, DataError);
  EXPECT_TRUE(has(ran.output, "    --quarantine 仪器:I1=理由\n")) << ran.output;
  EXPECT_EQ(tables_.evaluate({"--quarantine", "仪器:I1=查无单位"}).code, 0);
}

TEST_F(Listing, CsvIsSafeInSpreadsheetsAndReadsBack) {
  tables_.load("单位", "编码,名称\nA1,=1+1\n-A2,\"甲,乙\"\"丙\"\"\"\n'A3,＝SUM(A1)\n");
  const Ran ran = tables_.evaluate({"--format", "csv"});
  EXPECT_TRUE(ran.output.starts_with("\xEF\xBB\xBF编号,")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\r\nA1,'=1+1,")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\r\n'-A2,\"甲,乙\"\"丙\"\"\",")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\r\n''A3,'＝SUM(A1),")) << ran.output;
  EXPECT_FALSE(has(ran.output, "/")) << "a slash would make a date: " << ran.output;
}

// "differs" alone sends the reader to an SQL shell: both sides are told.
TEST_F(Listing, AVerificationTellsBothSides) {
  tables_.rules = tables_.folder.file("b.plumb", std::string(two_table_rules()) +
                                                     "核对 家数 : 计数(单位) = 3 暂定 「例」\n"
                                                     "核对 不多 对 单位 : 合计(仪器.机时) 200小时 以下 暂定 「例」\n");
  const Ran zh = tables_.evaluate();
  EXPECT_EQ(zh.code, 1);
  EXPECT_TRUE(has(zh.output, "家数  不符  左边 2,右边 3\n")) << zh.output;
  EXPECT_TRUE(has(zh.output, "2 行中不符 1 行:A2 左边 290小时,右边 200小时\n")) << zh.output;
  const auto json = nlohmann::json::parse(tables_.evaluate({"--format", "json"}).output);
  EXPECT_EQ(json["verifies"][0]["left"], 2);
  EXPECT_EQ(json["verifies"][0]["right"], 3);
  EXPECT_EQ(json["verifies"][1]["left"]["value"], "290");
}

// A hundred units that wait for one row are one finding, not a hundred lines of it; each of them is named.
TEST_F(Listing, UnitsThatWaitForTheSameAreToldTogether) {
  std::string units = "编码,名称\nA1,甲\nA2,乙\n";
  for (int i = 0; i < 100; ++i) units += "B" + std::to_string(i) + ",别家\n";
  tables_.load("单位", units);
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,-100,7\nI3,A2,290,3\n");
  const Ran ran = tables_.evaluate();
  EXPECT_EQ(ran.code, DataError);
  EXPECT_TRUE(has(ran.output, "没有结果的(102)\n  有误 102 个:数据有误:`仪器` 的 `I1.机时`:超出值域\n")) << ran.output;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(has(ran.output, " B" + std::to_string(i))) << i;
  const Ran csv = tables_.evaluate({"--format", "csv"});
  EXPECT_TRUE(has(csv.output, "有误:数据有误:`仪器` 的 `I1.机时`:超出值域")) << csv.output;
}

}  // namespace
}  // namespace plumb::cli
