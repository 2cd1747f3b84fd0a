// What the commands write as JSON is what `plumb schema` promises, for sound, faulty, pending and quarantined data.
#include <gtest/gtest.h>

#include "commands/commands.h"
#include "commands/validate_json.h"
#include "support/own_folder.h"

namespace plumb::cli {

using support::Folder;

namespace {

using Json = nlohmann::json;

constexpr std::string_view SchemaRules =
    "规则集 「格式」\n"
    "期次 2021 考核期 2020-01-01 至 2020-12-31 暂定 「例」\n"
    "计量 元\n"
    "计量 万元 = 10000元\n"
    "计量 小时\n"
    "计量 分\n"
    "枚举 档 有序 { 差、中、好 }\n"
    "数据表 单位 存于 「unit」 { 键 编码 : 文本 存于 「code」 ; 名称 : 文本 存于 「name」 作 名称 }\n"
    "数据表 仪器 存于 「instrument」 {\n"
    "  键 编号 : 文本 存于 「code」\n"
    "  单位 : 单位 存于 「unit_code」\n"
    "  机时 : 小时 小数 1 存于 「hours」 值域 [0小时, 8784小时] 可缺 未填报\n"
    "  购置日 : 日期 存于 「bought」\n"
    "}\n"
    "数据表 历年结果 存于 「past」 作 历史 { 键 单位 : 单位 存于 「unit_code」 ; 键 期次 : 整数 存于 「assessment」 作 期次 ; "
    "等级 : 档 存于 「grade」 ; 公布日 : 日期 存于 「told」 }\n"
    "数据表 评议记录 存于 「answer」 作 答复表 {\n"
    "  键 序号 : 整数 存于 「id」 ; 事项 : 文本 存于 「question」 作 事项 ; 对象 : 文本 存于 「subject」 作 对象\n"
    "  评议人 : 文本 存于 「judge」 作 评议人 ; 答复 : 文本 存于 「answer」 作 答复\n"
    "}\n"
    "参数 满分线 = 300小时 暂定 「例」\n"
    "时段 整改 对 单位 取自 历年结果 自 公布日 为期 1年 取月末 当 等级 = 差 暂定 「例」\n"
    "范围 参评 取自 单位 { 纳入 都算 暂定 「例」 ; 排除 整改期 当 整改 在期内 暂定 「例」 }\n"
    "测算 比重 对 仪器 : % = (机时 缺失时 0小时) / 满分线 暂定 「例」\n"
    "测算 到期 对 仪器 : 日期 = 推后(购置日, 1年, 取月末) 暂定 「例」\n"
    "测算 原机时 对 仪器 : 小时 = 机时 缺失时 本项缺失 「未填报」 暂定 「例」\n"
    "测算 全部机时 : 小时 = 合计(仪器.机时 缺失时 不计) 暂定 「例」\n"
    "测算 台数 对 单位 : 整数 = 计数(仪器) 暂定 「例」\n"
    "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
    "  用时 60分 = 取小(合计(仪器.机时 缺失时 不计) / 满分线, 100%) 暂定 「例」\n"
    "  评价 40分 = 评议 打分 : 分 由 专家组 值域 0分 至 40分 取 平均 至少 1 人 记于 评议记录 暂定 「例」\n"
    "}\n"
    "排名 次序 对 参评 按 得分 精确 降序, 编码 精确 升序 并列 不会并列 暂定 「例」\n"
    "等级 结果 对 参评 暂定 「例」 {\n"
    "  好 前一 次序 前 1 空额 不补\n"
    "  差 其余 否则\n"
    "}\n"
    "范围 受奖 取自 参评 { 纳入 好的 当 结果 = 好 暂定 「例」 }\n"
    "分配 奖金 对 受奖 总额 3万元 按 得分 粒度 1万元 余数 最大余数 并列 按 编码 精确 升序 暂定 「例」\n"
    "后果 改正 应 由 主管部门 对 参评 当 结果 = 差 期限 1年 自 基准日 取月末 暂定 「例」\n"
    "核对 家数 : 计数(参评) = 2 暂定 「例」\n"
    "核对 有仪器 对 单位 : 计数(仪器) > 0 暂定 「例」\n"
    "用例 「成立」 { 给定 单位 甲 { 名称 「甲」 } ; 期望 甲.台数 = 0 }\n"
    "用例 「不成立」 { 给定 单位 甲 { 名称 「甲」 } ; 期望 甲.台数 = 1 }\n";

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    rules_ = folder_.file("a.plumb", SchemaRules);
    database_ = folder_.path("a.db");
    const Outcome made = run_init({.rules = rules_, .database = database_}, console_);
    ASSERT_EQ(made.code, ExitCode::Ok) << made.messages;
    load("单位", "编码,名称\nA1,甲\nA2,乙\nA3,丙\n");
    load("仪器", "编号,单位,机时,购置日\nI1,A1,100,2016-02-29\nI2,A1,,2018-01-01\nI3,A2,290.5,2019-01-01\n");
    load("历年结果", "单位,期次,等级,公布日\nA3,2020,差,2020-12-01\n");
    load("评议记录", "序号,事项,对象,评议人,答复\n1,打分,A1,专家组,30\n2,打分,A2,专家组,35.5\n");
  }
  void load(const std::string& table, std::string_view rows) {
    const Outcome loaded = run_load(
        {.rules = rules_, .database = database_, .what = {table, folder_.file("rows.csv", rows)}, .replace = true}, console_);
    ASSERT_EQ(loaded.code, ExitCode::Ok) << loaded.messages;
  }
  [[nodiscard]] Json schema(const std::string& name) const { return Json::parse(run_schema(name, console_).output); }
  static void expect_valid(const Json& schema, const std::string& text, const std::string& what) {
    const Json json = Json::parse(text, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << what << text.substr(0, 200);
    for (const std::string& finding : validate_json(schema, json)) ADD_FAILURE() << what << ": " << finding;
  }
  [[nodiscard]] Outcome evaluate(std::vector<std::string> quarantine = {}, std::string assessment = "") const {
    EvaluateCommand command;
    command.rules = rules_;
    command.database = database_;
    command.assessment = std::move(assessment);
    command.quarantine = std::move(quarantine);
    command.format = "json";
    command.all_tables = true;
    return run_evaluate(command, console_);
  }
  [[nodiscard]] Outcome checked(const std::string& rules) const {
    CheckCommand command;
    command.rules = rules;
    command.as_json = true;
    return run_check(command, console_);
  }
  [[nodiscard]] Outcome explain(const std::string& unit, const std::string& why_not = "") const {
    ExplainCommand command;
    command.rules = rules_;
    command.database = database_;
    command.unit = unit;
    command.why_not = why_not;
    command.format = "json";
    return run_explain(command, console_);
  }

  Console console_;
  Folder folder_;
  std::string rules_, database_;
};

TEST_F(Schema, Evaluate) {
  const Json wanted = schema("evaluate");
  const Outcome whole = evaluate();
  EXPECT_EQ(whole.code, ExitCode::Findings) << whole.messages;
  expect_valid(wanted, whole.output, "whole");
  expect_valid(wanted, evaluate({"A1=核查"}).output, "quarantined");
  expect_valid(wanted, evaluate({}, "2020").output, "shifted");
  load("评议记录", "序号,事项,对象,评议人,答复\n1,打分,A1,专家组,30\n");
  expect_valid(wanted, evaluate().output, "pending");
  load("仪器", "编号,单位,机时,购置日\nI1,A1,-1,2016-02-29\nI2,A1,,2018-01-01\nI3,A9,290.5,2019-01-01\n");
  expect_valid(wanted, evaluate().output, "faulty");
}

// Counts and places are numbers; every other quantity is a string with its measure beside it.
TEST_F(Schema, NumbersAndStrings) {
  const Json json = Json::parse(evaluate().output);
  const Json& unit = json["units"][0];
  EXPECT_EQ(unit["key"], "A2");
  EXPECT_EQ(unit["place"], 1);
  EXPECT_EQ(unit["values"]["台数"], 1);
  EXPECT_EQ(unit["values"]["得分"], (Json{{"value", "93.6"}, {"measure", "分"}}));
  EXPECT_EQ(unit["values"]["奖金"], (Json{{"value", "3"}, {"measure", "万元"}}));
  EXPECT_EQ(json["globals"]["全部机时"], (Json{{"value", "390.5"}, {"measure", "小时"}}));
  EXPECT_EQ(json["rankings"][0]["strata"][0]["rows"][0]["place"], 1);
}

TEST_F(Schema, Explain) {
  const Json wanted = schema("explain");
  for (const char* unit : {"A1", "A2", "A3", "仪器:I1", "仪器:I2"}) expect_valid(wanted, explain(unit).output, unit);
  expect_valid(wanted, explain("A1", "好").output, "why not");
}

TEST_F(Schema, CheckAndTest) {
  expect_valid(schema("check"), checked(rules_).output, "sound");
  const std::string wrong = folder_.file("b.plumb", "规则集 「错」\n测算 a = b\n参数 c = 1 暂定 「例」\n");
  expect_valid(schema("check"), checked(wrong).output, "wrong");
  const Outcome tested = run_test({.rules = rules_, .as_json = true}, console_);
  EXPECT_EQ(tested.code, ExitCode::Findings);
  expect_valid(schema("test"), tested.output, "tests");
}

TEST(ValidateJson, FindsWhatDoesNotHold) {
  const Json wanted = Json::parse(R"({"type": "object", "required": ["a"], "additionalProperties": false, "properties": {
    "a": {"$ref": "#/$defs/n"}, "b": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^x+$"}]}},
    "$defs": {"n": {"type": "integer", "minimum": 0}}})");
  const auto findings = [&](const char* text) { return validate_json(wanted, Json::parse(text)).size(); };
  EXPECT_EQ(findings(R"({"a": 1})"), 0U);
  EXPECT_EQ(findings(R"({"a": 1, "b": "xx"})"), 0U);
  EXPECT_EQ(findings(R"({})"), 1U);
  EXPECT_EQ(findings(R"({"a": -1})"), 1U);
  EXPECT_GE(findings(R"({"a": 1.5})"), 2U);
  EXPECT_EQ(findings(R"({"a": 1, "c": 2})"), 1U);
  EXPECT_EQ(findings(R"({"a": 1, "b": "y"})"), 1U);
  EXPECT_EQ(validate_json(Json::parse(R"({"maximum": 3})"), 4).size(), 1U);
}

}  // namespace
}  // namespace plumb::cli
