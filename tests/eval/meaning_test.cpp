// Laws of meaning on small rule sets: absence, open values, populations, exceptions, judgements, allotment. Every
// definition of every row is also traced, which aborts if a trace disagrees with the run.
#include <algorithm>

#include <gtest/gtest.h>

#include "eval/program_text.h"
#include "eval/support.h"
#include "results/compare_results.h"

namespace plumb::eval::test {
namespace {

// Evaluates, and traces everything.
Evaluated traced(const std::string& rules, const Rows& rows, const std::vector<results::RunInputs::Quarantine>& out = {}) {
  std::unique_ptr<Rules> checked = check_text(Dictionary + rules);
  EXPECT_EQ(checked->problems, "");
  Evaluated run = run_rows(std::move(checked), rows, out);
  const program::Program& program = run.rules->program;
  for (uint32_t d = 0; d < program.definitions.size(); ++d) {
    for (uint32_t row = 0; row < run.results.definitions[d].values.size(); ++row) {
      const results::Trace trace = trace_definition(program, run.data, run.results, program::DefinitionId{d}, row);
      EXPECT_FALSE(trace.steps.empty());
    }
  }
  return run;
}

const std::vector<std::vector<std::string>> Units = {
    {"A", "90", "1", "通用", "否"}, {"B", "80.5", "2", "专用", "否"}, {"C", "", "3", "通用", "是"}};

std::vector<std::vector<std::string>> instruments() {
  return {{"1", "A", "100", "60", "通用", "2019-01-31"},
          {"2", "A", "", "40", "通用", "2020-02-29"},
          {"3", "A", "#待核实", "50", "专用", "2020-03-01"},
          {"4", "B", "300.5", "50", "专用", "2018-05-10"}};
}

TEST(Meaning, AbsenceIsSettledByKindOrLeavesTheRowOut) {
  const Evaluated run = traced(R"(
测算 和 对 单位 : 小时 = 合计(仪器.机时 缺失时 不计) 暂定 「例」
测算 均 对 单位 : 小时 = 平均(仪器.机时 缺失时 { 未填报 : 0小时, 待核实 : 不计 }) 若无 7小时 暂定 「例」
测算 台 对 单位 : 整数 = 计数(仪器 当 有 机时) 暂定 「例」
测算 比 对 单位 : % = 占比(仪器 当 有 机时) 若无 100% 暂定 「例」
测算 实分 对 单位 : 分 = 得分 缺失时 0分 暂定 「例」
)",
                               {{"单位", Units}, {"仪器", instruments()}});
  EXPECT_EQ(run.value("和", "A"), "100");
  EXPECT_EQ(run.value("均", "A"), "50");
  EXPECT_EQ(run.value("均", "C"), "7");
  EXPECT_EQ(run.value("台", "A"), "1");
  EXPECT_EQ(run.value("比", "A"), "100/3");
  EXPECT_EQ(run.value("比", "C"), "100");
  EXPECT_EQ(run.value("实分", "C"), "0");
}

TEST(Meaning, AFaultHurtsOnlyWhatNeedsIt) {
  auto rows = instruments();
  rows[3][2] = "abc";
  const Evaluated run = traced(R"(
测算 和 对 单位 : 小时 = 合计(仪器.机时 缺失时 不计) 暂定 「例」
测算 价和 对 单位 : 万元 = 合计(仪器.价) 暂定 「例」
测算 全和 : 小时 = 合计(全体 仪器 各 (机时 缺失时 不计)) 暂定 「例」
)",
                               {{"单位", Units}, {"仪器", rows}});
  EXPECT_EQ(run.value("和", "A"), "100");
  EXPECT_EQ(run.value("和", "B"), "有误:DataFault");
  EXPECT_EQ(run.value("价和", "B"), "50");
  EXPECT_EQ(run.value("全和"), "有误:DataFault");
}

TEST(Meaning, ARowWithoutOwnerBlocksWhatReadsItsTable) {
  auto rows = instruments();
  rows[3][1] = "X";
  const Evaluated run = traced("测算 台 对 单位 : 整数 = 计数(仪器) 暂定 「例」\n", {{"单位", Units}, {"仪器", rows}});
  EXPECT_EQ(run.value("台", "A"), "有误:TableBlocked");
}

TEST(Meaning, ARepeatedReferenceHurtsTheOwnerThatItNames) {
  const Evaluated run = traced(R"(
数据表 证书 {
  键 编号 : 文本
  单位 : 单位 唯一
  效期 : 小时
}
测算 证数 对 单位 : 整数 = 计数(证书) 暂定 「例」
测算 全部证 : 整数 = 计数(全体 证书) 暂定 「例」
)",
                               {{"单位", Units}, {"证书", {{"1", "A", "1"}, {"2", "B", "2"}, {"3", "A", "3"}}}});
  EXPECT_EQ(run.value("证数", "A"), "有误:DataFault");
  EXPECT_EQ(run.value("证数", "B"), "1");
  EXPECT_EQ(run.value("证数", "C"), "0");
  EXPECT_EQ(run.value("全部证"), "3");
}

TEST(Meaning, QuarantineTakesARowOutOfEveryPopulation) {
  auto rows = instruments();
  rows[3][2] = "abc";
  std::unique_ptr<Rules> rules = check_text(Dictionary + R"(
测算 全和 : 小时 = 合计(全体 仪器 各 (机时 缺失时 不计)) 暂定 「例」
测算 台 对 单位 : 整数 = 计数(仪器) 暂定 「例」
)");
  ASSERT_EQ(rules->problems, "");
  const program::TableId table = rules->table("仪器");
  const Evaluated run = run_rows(std::move(rules), {{"单位", Units}, {"仪器", rows}}, {{table, "4", "例", false}});
  EXPECT_EQ(run.value("全和"), "100");
  EXPECT_EQ(run.value("台", "B"), "0");
}

TEST(Meaning, ExclusionWinsAndAnExceptionLiftsIt) {
  const Evaluated run = traced(R"(
范围 参评 取自 单位 {
  纳入 有分 当 有 得分 暂定 「例」
  纳入 有次分 当 次分 3分 以上 暂定 「例」
  排除 通用的 当 类别 = 通用 暂定 「例」
  纳入 特许 例外于 通用的 当 造假 暂定 「例」
}
测算 家 : 整数 = 计数(参评) 暂定 「例」
测算 除 : 整数 = 计数(参评.排除 通用的) 暂定 「例」
)",
                               {{"单位", Units}});
  EXPECT_EQ(run.value("参评", "A"), "否");
  EXPECT_EQ(run.value("参评", "B"), "是");
  EXPECT_EQ(run.value("参评", "C"), "是");
  EXPECT_EQ(run.value("家"), "2");
  EXPECT_EQ(run.value("除"), "1");
}

TEST(Meaning, AnExceptionGivesItsValueAndTwoAtOneLevelClash) {
  const std::string rules = R"(
测算 档 对 单位 : 分 {
  规则 常 当 得分 缺失时 0分 50分 以上 则 1分 暂定 「例」
  规则 专 例外于 常 当 类别 = 专用 则 2分 暂定 「例」
  规则 假 当 造假 则 3分 暂定 「例」
  否则 0分 暂定 「例」
}
)";
  auto units = Units;
  units.push_back({"D", "60", "1", "通用", "是"});
  const Evaluated run = traced(rules, {{"单位", units}});
  EXPECT_EQ(run.value("档", "A"), "1");
  EXPECT_EQ(run.value("档", "B"), "2");
  EXPECT_EQ(run.fired("档", "B"), 1);
  EXPECT_EQ(run.value("档", "C"), "3");
  EXPECT_EQ(run.value("档", "D"), "有误:ExceptionClash");
}

TEST(Meaning, GroupsCompareARowWithItsPeers) {
  const Evaluated run = traced(R"(
测算 同类 对 仪器 : 整数 = 计数(同 类别 的 仪器) 暂定 「例」
测算 更贵 对 仪器 : 整数 = 计数(同 类别 的 仪器 当 其.价 > 本.价) 暂定 「例」
测算 中位 : 万元 = 中位数(全体 仪器 各 (价)) 若无 0万元 暂定 「例」
测算 低档 : 万元 = 分位(全体 仪器 各 (价), 25%) 若无 0万元 暂定 「例」
)",
                               {{"单位", Units}, {"仪器", instruments()}});
  EXPECT_EQ(run.value("同类", "1"), "2");
  EXPECT_EQ(run.value("更贵", "2"), "1");
  EXPECT_EQ(run.value("更贵", "1"), "0");
  EXPECT_EQ(run.value("中位"), "50");
  EXPECT_EQ(run.value("低档"), "40");
}

TEST(Meaning, SpansAreHalfOpen) {
  const std::string rules =
      "时段 保修 对 单位 取自 仪器 自 购置日 为期 3年 取月末 暂定 「例」\n条件 在保 对 单位 = 保修 在期内 暂定 「例」\n";
  Rows rows = {{"单位", Units}, {"仪器", {{"4", "B", "1", "50", "专用", "2018-05-10"}}}};
  EXPECT_EQ(traced(rules, rows).value("在保", "B"), "否");
  rows["仪器"][0][5] = "2018-05-11";
  EXPECT_EQ(traced(rules, rows).value("在保", "B"), "是");
}

// --- judgements ---

const std::string Judged =
    "评议 观感 对 单位 : 分 由 专家组 值域 0分 至 10分 粒度 0.5分 取 平均 至少 2 人 记于 答复 暂定 「例」\n"
    "测算 加倍 对 单位 : 分 = 观感 * 2 暂定 「例」\n";

TEST(Meaning, AJudgementWaitsForEnoughAnswersWithinBounds) {
  const Evaluated run = traced(Judged, {{"单位", Units},
                                        {"答复",
                                         {{"1", "观感", "A", "甲", "8", ""},
                                          {"2", "观感", "A", "乙", "7.5", ""},
                                          {"3", "观感", "B", "甲", "8", ""},
                                          {"4", "观感", "C", "甲", "8.2", ""},
                                          {"5", "观感", "C", "乙", "8", ""}}}});
  EXPECT_EQ(run.value("加倍", "A"), "15.5");
  EXPECT_EQ(run.value("加倍", "B"), "待定:JudgementPending");
  EXPECT_EQ(run.value("加倍", "C"), "有误:AnswerOutOfBounds");
  ASSERT_EQ(run.results.questions.size(), 1u);
  EXPECT_EQ(run.results.questions[0].subject, "B");
  EXPECT_EQ(run.results.questions[0].answers, 1u);
}

TEST(Meaning, AnAnswerToAnotherQuestionIsStale) {
  Rows rows = {{"单位", Units}, {"答复", {{"1", "观感", "A", "甲", "8", ""}}}};
  const std::string print = traced(Judged, rows).results.questions[0].fingerprint;
  rows["答复"] = {{"1", "观感", "A", "甲", "8", print}, {"2", "观感", "A", "乙", "8", print}, {"3", "观感", "B", "乙", "8", "x"}};
  const Evaluated run = traced(Judged, rows);
  EXPECT_EQ(run.value("观感", "A"), "8");
  EXPECT_EQ(run.value("观感", "B"), "有误:StaleAnswer");
}

// --- grades beyond one plain cut ---

TEST(Meaning, AnOpenFindingLeavesEveryCutOpen) {
  const Evaluated run =
      traced(R"(
评议 定差 对 单位 : 真假 由 专家组 取 末级 记于 答复 暂定 「例」
排名 序 对 单位 按 次分 精确 降序 并列 同名次 暂定 「例」
等级 等 对 单位 {
  较差 认定 当 定差 暂定 「例」
  优秀 甲 序 前 1 并列越线 全进 暂定 「例」
  合格 余 否则 暂定 「例」
}
)",
             {{"单位", Units}, {"答复", {{"1", "定差", "A", "专家组", "是", ""}, {"2", "定差", "B", "专家组", "否", ""}}}});
  EXPECT_EQ(run.value("等", "A"), "较差");
  EXPECT_EQ(run.value("等", "B"), "待定:JudgementPending");
  EXPECT_EQ(run.value("等", "C"), "待定:JudgementPending");
}

TEST(Meaning, ALateVetoKeepsThePlaceAndVacanciesMoveOnWhereFilled) {
  const Evaluated run = traced(R"(
排名 序 对 单位 按 次分 精确 降序 并列 全不进 暂定 「例」
等级 等 对 单位 {
  一票否决 假 当 造假 不优于 合格 切档后 暂定 「例」
  优秀 甲 序 前 40% 向上取整 空额 递补 暂定 「例」
  良好 乙 序 其后 1 暂定 「例」
  合格 余 否则 暂定 「例」
}
)",
                               {{"单位",
                                 {{"A", "1", "5", "通用", "是"},
                                  {"B", "1", "4", "通用", "否"},
                                  {"C", "1", "4", "通用", "否"},
                                  {"D", "1", "1", "通用", "否"}}}});
  EXPECT_EQ(run.value("等", "A"), "合格");
  EXPECT_EQ(run.fired("等", "A"), 0);
  EXPECT_EQ(run.value("等", "B"), "良好");
  EXPECT_EQ(run.value("等", "C"), "良好");
  EXPECT_EQ(run.value("等", "D"), "合格");
  ASSERT_EQ(run.results.cuts.size(), 2u);
  EXPECT_EQ(run.results.cuts[0].size, 2u);
  EXPECT_EQ(run.results.cuts[0].taken, 1u);
  EXPECT_EQ(run.results.cuts[1].size, 2u);
}

TEST(Meaning, PartsOfAnAmountAddUpExactly) {
  const Evaluated run = traced(R"(
分配 经费 对 单位 总额 100万元 按 次分 粒度 1万元 余数 最大余数 并列 按 编号 精确 升序 暂定 「例」
测算 总 : 万元 = 合计(全体 单位 各 (经费)) 暂定 「例」
)",
                               {{"单位",
                                 {{"A", "1", "1", "通用", "否"},
                                  {"B", "1", "1", "通用", "否"},
                                  {"C", "1", "1", "通用", "否"},
                                  {"D", "1", "0", "通用", "否"}}}});
  EXPECT_EQ(run.value("经费", "A"), "34");
  EXPECT_EQ(run.value("经费", "B"), "33");
  EXPECT_EQ(run.value("经费", "D"), "0");
  EXPECT_EQ(run.value("总"), "100");
}

// --- order, history, limits ---

TEST(Meaning, FirstLastAndEndingRunGoByTheirKey) {
  const std::string rules = R"(
测算 最早 对 单位 : 万元 = 首个(仪器.价 按 编号) 若无 0万元 暂定 「例」
测算 最晚 对 单位 : 万元 = 末个(仪器.价 按 编号) 若无 0万元 暂定 「例」
测算 连续 对 单位 : 整数 = 末段连续(仪器 当 价 50万元 以下 按 编号) 暂定 「例」
)";
  const Evaluated run = traced(rules, {{"单位", Units}, {"仪器", instruments()}});
  EXPECT_EQ(run.value("最早", "A"), "60");
  EXPECT_EQ(run.value("最晚", "A"), "50");
  EXPECT_EQ(run.value("连续", "A"), "2");
  EXPECT_EQ(run.value("最早", "C"), "0");
}

TEST(Meaning, StrataAreRankedAndCutByThemselves) {
  const Evaluated run = traced(R"(
排名 序 对 单位 分组 类别 按 次分 精确 降序 并列 连续名次 暂定 「例」
测算 名 对 单位 : 整数 = 名次(序) 缺失时 0 暂定 「例」
等级 等 对 单位 {
  优秀 甲 序 前 50% 去尾 并列越线 全进 暂定 「例」
  合格 余 否则 暂定 「例」
}
)",
                               {{"单位",
                                 {{"A", "1", "5", "通用", "否"},
                                  {"B", "1", "5", "通用", "否"},
                                  {"C", "1", "4", "通用", "否"},
                                  {"D", "1", "1", "专用", "否"}}}});
  EXPECT_EQ(run.value("名", "B"), "1");
  EXPECT_EQ(run.value("名", "C"), "2");
  EXPECT_EQ(run.value("名", "D"), "1");
  EXPECT_EQ(run.value("等", "A"), "优秀");  // one place of three by half, and the tie is let in
  EXPECT_EQ(run.value("等", "B"), "优秀");
  EXPECT_EQ(run.value("等", "C"), "合格");
  EXPECT_EQ(run.value("等", "D"), "合格");
  EXPECT_EQ(run.results.rankings[0].strata.size(), 2u);
}

TEST(Meaning, ANumberBeyondTheLimitIsAValueWithItsPlace) {
  const Evaluated run = traced("测算 大 : 数 = (10 ^ 900) ^ 30 暂定 「例」\n测算 中 : 数 = 10 ^ 300 暂定 「例」\n", {});
  EXPECT_EQ(run.value("大"), "有误:LimitReached");
  EXPECT_EQ(run.value("中").size(), 301u);
}

TEST(Meaning, TwoRunsOverShuffledRowsAgree) {
  const std::string rules = "测算 和 对 单位 : 小时 = 合计(仪器.机时 缺失时 不计) 暂定 「例」\n";
  auto rows = instruments();
  const Evaluated first = traced(rules, {{"单位", Units}, {"仪器", rows}});
  std::reverse(rows.begin(), rows.end());
  const Evaluated second = traced(rules, {{"单位", Units}, {"仪器", rows}});
  EXPECT_TRUE(results::compare_results(first.rules->program, first.results, second.results).empty());
  rows[0][2] = "1";
  const Evaluated other = traced(rules, {{"单位", Units}, {"仪器", rows}});
  const std::vector<std::string> differences = results::compare_results(first.rules->program, first.results, other.results);
  ASSERT_EQ(differences.size(), 1u);
  EXPECT_EQ(differences[0], "和[1]: 300.5 / 1");
  EXPECT_EQ(results::dump_results(other.rules->program, other.data, other.results),
            "和[A] = 100  #0\n和[B] = 1  #0\n和[C] = 0  #0\n");
}

}  // namespace
}  // namespace plumb::eval::test
