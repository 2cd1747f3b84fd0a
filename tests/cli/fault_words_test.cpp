// How explanations word what is wrong with data, who is in quarantine, and what was made of several answers.
#include <gtest/gtest.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

constexpr std::string_view FaultRules =
    "规则集 「有误」\n"
    "期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「例」\n"
    "计量 元\n"
    "计量 小时\n"
    "计量 分\n"
    "枚举 档 有序 { 差、好 }\n"
    "枚举 类别 { 通用、专用 }\n"
    "数据表 单位 存于 「unit」 {\n"
    "  键 编码 : 文本 存于 「code」\n"
    "  名称 : 文本 存于 「name」 作 名称\n"
    "  停用 : 真假 存于 「closed」\n"
    "}\n"
    "数据表 仪器 存于 「instrument」 {\n"
    "  键 编号 : 文本 存于 「code」\n"
    "  单位 : 单位 存于 「unit_code」\n"
    "  类别 : 类别 存于 「kind」\n"
    "  机时 : 小时 小数 1 存于 「hours」 值域 [0小时, 8784小时]\n"
    "}\n"
    "数据表 评议记录 作 答复表 {\n"
    "  键 序号 : 整数\n"
    "  事项 : 文本 作 事项\n"
    "  对象 : 文本 作 对象\n"
    "  评议人 : 文本 作 评议人\n"
    "  答复 : 文本 作 答复\n"
    "  理由 : 文本 可缺 未填报 作 理由\n"
    "  日期 : 日期 可缺 未填报 作 日期\n"
    "  指纹 : 文本 可缺 未填报 作 指纹\n"
    "}\n"
    "范围 参评 取自 单位 { 纳入 在用 当 非 停用 暂定 「例」 }\n"
    "测算 平均机时 对 参评 : 小时 = 平均(仪器.机时) 若无 0小时 暂定 「例」\n"
    "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
    "  机时分 60分 = 封顶(平均机时 / 1600小时, 100%) 暂定 「例」\n"
    "  管理 40分 = 评议 管理评议 : 分 由 专家组 值域 0分 至 40分 取 平均 至少 2 人 记于 评议记录 暂定 「例」\n"
    "}\n"
    "评议 认定较差 对 参评 : 真假 由 初审组、终审组 取 末级 记于 评议记录 暂定 「例」\n"
    "排名 次序 对 参评 除去 认定较差 按 得分 精确 降序 并列 同名次 暂定 「例」\n"
    "等级 结果 对 参评 暂定 「例」 {\n"
    "  差 认定 当 认定较差\n"
    "  好 择优 次序 前 1 并列越线 全进 空额 不补\n"
    "  差 其余 否则\n"
    "}\n";

class FaultWords : public testing::Test {
 protected:
  void SetUp() override {
    rules_ = folder_.file("a.plumb", FaultRules);
    ASSERT_EQ(run_plumb({"init", "--rules", rules_, "--db", path_}).code, 0);
    load("单位", "编码,名称,停用\nA1,甲,否\nA2,乙,否\nA3,丙,是\nA4,丁,否\n");
    load("仪器",
         "编号,单位,类别,机时\nI1,A1,通用,1200\nI2,A1,通用,9999\nI3,A2,专用,1000\nI6,A4,通用,\nI7,A4,通用,700\nI7,A4,通用,700\n");
    load("评议记录",
         "序号,事项,对象,评议人,答复\n1,管理评议,A1,甲,30\n2,管理评议,A1,乙,33\n3,管理评议,A2,甲,30\n4,管理评议,A4,甲,30\n"
         "5,管理评议,A4,乙,50\n6,认定较差,A1,初审组,是\n7,认定较差,A1,终审组,否\n");
  }
  void load(const std::string& table, std::string_view rows) const {
    const Ran loaded =
        run_plumb({"load", table, folder_.file(table + ".csv", rows), "--rules", rules_, "--db", path_, "--replace"});
    ASSERT_EQ(loaded.code, 0) << loaded.messages;
  }
  [[nodiscard]] std::string explain(const std::string& unit, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"explain", rules_, "--db", path_, "--unit", unit};
    line.insert(line.end(), more.begin(), more.end());
    return run_plumb(line).output;
  }
  [[nodiscard]] static bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

  WorkFolder folder_;
  std::string rules_, path_ = folder_.path("a.db");
};

TEST_F(FaultWords, NoMarkStandsForNothing) {
  for (const char* unit : {"A1", "A2", "A4"}) {
    for (const char* language : {"zh", "en"}) {
      const std::string told = explain(unit, {"--lang", language});
      for (const char* stray : {" \n", "：\n", "：）", " ）", ": )", " )", "：：", ":\n", "计入 0 行", "counted: 0"}) {
        EXPECT_FALSE(has(told, stray)) << unit << " has '" << stray << "':\n" << told;
      }
    }
  }
  EXPECT_TRUE(has(explain("A1"), "有误：「仪器」I2，机时 超出值域：9999")) << explain("A1");
  EXPECT_TRUE(has(explain("A4"), "有误：丁（A4），「管理评议」的答复超出规定：50")) << explain("A4");
  EXPECT_TRUE(has(explain("A4"), "有误：「仪器」I7，键重复  ⟨")) << explain("A4");
}

TEST_F(FaultWords, ARowThatBelongsToNobodyIsNamed) {
  load("仪器", "编号,单位,类别,机时\nI1,A1,通用,1200\nI5,A9,通用,800\n");
  EXPECT_TRUE(has(explain("A1"), "所读的表中有不知属于谁的错行：「仪器」I5，单位 所指的行不存在：A9")) << explain("A1");
}

TEST_F(FaultWords, ARowInQuarantineIsSaidToBe) {
  const std::string told = explain("A4", {"--quarantine", "A4=查"});
  EXPECT_TRUE(told.starts_with("丁（A4）：已隔离\n")) << told;
  EXPECT_TRUE(has(told, "因隔离而不计入「参评」") && !has(told, "不在「参评」之内")) << told;
  const std::string kept = explain("A4", {"--quarantine-keeping", "A4=查"});
  EXPECT_FALSE(has(kept, "因隔离而不计入")) << kept;
}

TEST_F(FaultWords, SeveralAnswersSayHowTheyBecomeOne) {
  const std::string told = explain("A1");
  EXPECT_TRUE(has(told, "2 份答复取平均\n")) << told;
  EXPECT_TRUE(has(told, "2 级答复以最末一级的为准\n")) << told;
  EXPECT_FALSE(has(explain("A2"), "份答复取平均")) << "one answer is no average";
}

}  // namespace
}  // namespace plumb::cli
