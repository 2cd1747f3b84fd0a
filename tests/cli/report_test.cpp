// What a report says beside its figures: other readings, verifications, duties, what a file left out.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

constexpr std::string_view Rules =
    "规则集 「报告」\n"
    "期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「例」\n"
    "计量 元\n"
    "计量 分\n"
    "枚举 档 有序 { 差、好 }\n"
    "数据表 单位 存于 「unit」 {\n"
    "  键 编码 : 文本 存于 「code」\n"
    "  收入 : 元 存于 「income」 值域 [0元, 1000元]\n"
    "  凭证 : 元 存于 「vouchers」 可缺 未填报\n"
    "  提交日 : 日期 存于 「handed_in」 可缺 未填报\n"
    "  备注 : 文本 存于 「remark」 可缺 未填报\n"
    "}\n"
    "参数 满分收入 = 100元 暂定 「例」 另载 200元 不取 「只有一份抄本这样写」\n"
    "参数 宽限 : 元 未载 「没有文件给出」\n"
    "评分 得分 对 单位 满分 100分 暂定 「例」 {\n"
    "  收入分 100分 = 取小(收入 / 满分收入, 100%) 暂定 「例」\n"
    "}\n"
    "等级 结果 对 单位 暂定 「例」 { 好 够分 当 得分 >= 60分 ; 差 其余 否则 }\n"
    "核对 收入与凭证 对 单位 : 收入 = (凭证 缺失时 (收入 + 宽限)) 暂定 「例」\n"
    "条件 按时 对 单位 = 有 提交日 且 提交日 不晚于 2021-04-01 暂定 「例」\n"
    "义务 报送 应 由 单位 对 单位 当 得分 >= 10分 履行 当 按时 暂定 「例」\n"
    "义务 公告 应 由 单位 对 单位 当 得分 >= 10分 暂定 「例」\n";

constexpr std::string_view Rows =
    "编码,收入,凭证,提交日\n"
    "A1,100,100,2021-03-01\n"
    "A2,90,80,2021-05-01\n"
    "A3,70,,2021-03-01\n"
    "A4,4000,10,2021-03-01\n"
    "A5,5,50,\n";

class Report : public testing::Test {
 protected:
  void SetUp() override {
    rules_ = folder_.file("a.plumb", Rules);
    path_ = folder_.path("a.db");
    ASSERT_EQ(run_plumb({"init", "--rules", rules_, "--db", path_}).code, 0);
    loaded_ = run_plumb({"load", "单位", folder_.file("rows.csv", Rows), "--rules", rules_, "--db", path_});
    ASSERT_EQ(loaded_.code, 0) << loaded_.messages;
  }
  [[nodiscard]] Ran run(const std::string& command, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {command, rules_, "--db", path_};
    line.insert(line.end(), more.begin(), more.end());
    return run_plumb(line);
  }
  [[nodiscard]] static bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

  WorkFolder folder_;
  std::string rules_, path_;
  Ran loaded_;
};

TEST_F(Report, OtherReadingsAreToldInEveryForm) {
  const std::string reading = "满分收入 取 200元";
  const Ran table = run("evaluate", {"--other-readings"});
  EXPECT_TRUE(
      has(table.output, "改用 `另载` 的说法 1 处,不是规则文件所取的:\n  " + reading + "(不取的理由「只有一份抄本这样写」)\n"))
      << table.output;
  EXPECT_TRUE(has(table.output, "取另载") && !has(table.output, "不取另载")) << table.output;
  const Ran explained = run("explain", {"--unit", "A1", "--other-readings"});
  EXPECT_TRUE(has(explained.output, "\n    " + reading)) << explained.output;
  EXPECT_TRUE(has(explained.output, "满分收入：200元  〔暂定「例」；改取另一说法，原不取「只有一份抄本这样写」〕"))
      << explained.output;
  const auto json = nlohmann::json::parse(run("evaluate", {"--other-readings", "--format", "json"}).output)["inputs"];
  EXPECT_EQ(json["other_readings"], true);
  ASSERT_EQ(json["readings"].size(), 1U);
  EXPECT_EQ(json["readings"][0],
            nlohmann::json::parse(R"({"name": "满分收入", "reading": "200元", "reason": "只有一份抄本这样写"})"));
  EXPECT_TRUE(has(run("evaluate", {"--other-readings", "--format", "csv"}).output, "," + reading + "\r\n"));
}

TEST_F(Report, WithoutTheOptionNothingIsReadOtherwise) {
  const Ran table = run("evaluate");
  EXPECT_FALSE(has(table.output, "改用")) << table.output;
  EXPECT_TRUE(has(table.output, "不取另载")) << table.output;
  EXPECT_TRUE(has(run("explain", {"--unit", "A1"}).output, "另有说法，不取「只有一份抄本这样写」"));
  const auto json = nlohmann::json::parse(run("evaluate", {"--format", "json"}).output)["inputs"];
  EXPECT_EQ(json["other_readings"], false);
  EXPECT_TRUE(json["readings"].empty());
  EXPECT_TRUE(has(run("evaluate", {"--format", "csv"}).output, "改用另载\r\n"));
}

TEST_F(Report, RowsOfAVerificationThatDifferAndThatAreOpenStandApart) {
  const Ran table = run("evaluate");
  EXPECT_TRUE(has(table.output, "5 行中不符 2 行:A2 左边 90元,右边 80元、A5\n")) << table.output;
  EXPECT_TRUE(has(table.output, "5 行中待定 1 行:A3\n")) << table.output;
  EXPECT_TRUE(has(table.output, "5 行中有误 1 行:A4\n")) << table.output;
  const auto line = nlohmann::json::parse(run("evaluate", {"--format", "json"}).output)["verifies"][0];
  EXPECT_EQ(line["differ"], 2);
  EXPECT_EQ(line["open"], 2);
  EXPECT_EQ(line["pending"], 1);
  EXPECT_EQ(line["faulty"], 1);
  EXPECT_EQ(line["differ_rows"], nlohmann::json::parse(R"(["A2", "A5"])"));
  EXPECT_EQ(line["pending_rows"], nlohmann::json::parse(R"(["A3"])"));
  EXPECT_EQ(line["faulty_rows"], nlohmann::json::parse(R"(["A4"])"));
  EXPECT_TRUE(has(run("explain", {"--unit", "A2"}).output, "【不符的核对（1）】"));
  const Ran open = run("explain", {"--unit", "A3"});
  EXPECT_TRUE(has(open.output, "【待定或有误的核对（1）】") && !has(open.output, "【不符的核对")) << open.output;
}

TEST_F(Report, ADutyIsNotReadAsDone) {
  const Ran table = run("evaluate", {"--table", "单位"});
  EXPECT_TRUE(has(table.output, "负有,已履行") && has(table.output, "负有,未履行") && has(table.output, "不负有"))
      << table.output;
  const Ran csv = run("evaluate", {"--format", "csv"});
  EXPECT_TRUE(has(csv.output, ",报送,报送:履行,公告,")) << csv.output;
  EXPECT_TRUE(has(csv.output, ",负有,已履行,负有,")) << csv.output;
  EXPECT_TRUE(has(csv.output, ",负有,未履行,负有,")) << csv.output;
  EXPECT_TRUE(has(csv.output, ",不负有,,不负有,")) << csv.output;
}

TEST_F(Report, LoadSaysWhatAFileLeftOutAndWhatIsFaulty) {
  EXPECT_TRUE(has(loaded_.messages, "  文件里没有这几列,每一行都作缺失:备注\n")) << loaded_.messages;
  EXPECT_TRUE(has(loaded_.messages, "库里有误的数据 1 处,例如 单位 A4.收入:超出值域;")) << loaded_.messages;
  const Ran sound = run_plumb({"load", "单位", folder_.file("good.csv", "编码,收入,凭证,提交日,备注\nA1,100,,,\n"), "--rules",
                               rules_, "--db", path_, "--replace"});
  EXPECT_FALSE(has(sound.messages, "缺失") || has(sound.messages, "有误")) << sound.messages;
}

constexpr std::string_view QuotaRules =
    "期次 2021 考核期 2020-01-01 至 2020-12-31 暂定 「例」\n"
    "计量 分\n"
    "枚举 档 有序 { 差、中、好 }\n"
    "数据表 单位 { 键 编码 : 文本 ; 组 : 文本 ; 总分 : 分 }\n"
    "排名 次序 对 单位 分组 组 按 总分 精确 降序 并列 全进 暂定 「例」\n"
    "等级 结果 对 单位 暂定 「例」 {\n"
    "  好 择优 次序 前 2 空额 不补 占用下档\n"
    "  中 次优 次序 其后 5 空额 不补\n"
    "  差 其余 否则\n"
    "}\n";

TEST(Quotas, BeyondWhoIsRankedAreToldOnce) {
  const WorkFolder folder;
  const std::string rules = folder.file("q.plumb", QuotaRules), database = folder.path("q.db");
  ASSERT_EQ(run_plumb({"init", "--rules", rules, "--db", database}).code, 0);
  const Ran loaded = run_plumb({"load", "单位", folder.file("rows.csv", "编码,组,总分\nA1,甲,9\nA2,甲,8\nB1,乙,7\nC1,丙,6\n"),
                                "--rules", rules, "--db", database});
  ASSERT_EQ(loaded.code, 0) << loaded.messages;
  const Ran ran = run_plumb({"evaluate", rules, "--db", database});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_NE(ran.messages.find("`择优[丙]` 的名额 2 超过还可以评上的 1 个"), std::string::npos) << ran.messages;
  EXPECT_NE(ran.messages.find("这样的分组有 2 个"), std::string::npos) << ran.messages;
  EXPECT_EQ(ran.messages.find("次优"), std::string::npos) << ran.messages;
}

TEST_F(Report, AFileNamedAfterItsTableIsLoadedAlone) {
  const Ran ran = run_plumb({"load", folder_.file("单位.csv", "编码,收入\nA9,5\n"), "--rules", rules_, "--db", path_});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_TRUE(has(ran.messages, "单位:1 行")) << ran.messages;
  const Ran other = run_plumb({"load", folder_.file("别的.csv", "编码,收入\nA9,5\n"), "--rules", rules_, "--db", path_});
  EXPECT_EQ(other.code, 3);
  EXPECT_TRUE(has(other.messages, "R7020") && has(other.messages, "数据表有:`单位`")) << other.messages;
}

TEST_F(Report, ADateThatIsNoneIsToldByWhatIsWrongWithIt) {
  const auto told = [&](const std::string& date) {
    return run_plumb({"load", "单位", folder_.file("rows.csv", "编码,收入,提交日\nA9,5," + date + "\n"), "--rules", rules_,
                      "--db", path_})
        .messages;
  };
  EXPECT_TRUE(has(told("2022-02-30"), "R7047"));
  EXPECT_TRUE(has(told("2022/2/3"), "写成 2022-02-03"));
  EXPECT_TRUE(has(told("20220203"), "写成 2022-02-03"));
  EXPECT_TRUE(has(told("去年"), "写成 2021-06-15"));
}

}  // namespace
}  // namespace plumb::cli
