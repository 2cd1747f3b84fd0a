// Absence is in the types (law L5): every use settles it, by a value, a guard or a convention.
#include <gtest/gtest.h>

#include "check/infer_support.h"

namespace plumb::check::test {

TEST(Absence, IsRefusedWhereAValueIsUsed) {
  EXPECT_EQ(instrument_value("小时", "机时"), "R3304");
  EXPECT_EQ(instrument_condition("机时 > 10小时"), "R3304");
  EXPECT_EQ(instrument_value("小时", "机时 + 对外"), "R3304");
  EXPECT_EQ(unit_value("小时", "合计(仪器.机时)"), "R3304");
  EXPECT_NE(rendered("条件 试 对 仪器 = 机时 > 1小时 暂定 「例」").find("待核实"), std::string::npos);
}

TEST(Absence, IsSettledByAValue) {
  EXPECT_EQ(instrument_value("小时", "机时 缺失时 0小时"), "");
  EXPECT_EQ(instrument_value("小时", "机时 缺失时 { 未填报 : 0小时 ⏎ 待核实 : 8小时 }"), "");
  EXPECT_EQ(instrument_value("小时", "机时 缺失时 { 未填报 : 0小时 }"), "R3304");
  EXPECT_EQ(instrument_value("小时", "机时 缺失时 0元"), "R3301");
  EXPECT_EQ(instrument_value("小时", "对外 缺失时 0小时"), "R3308");
}

TEST(Absence, IsLeftOutInAggregatesOnly) {
  EXPECT_EQ(unit_value("小时", "合计(仪器.机时 缺失时 不计)"), "");
  EXPECT_EQ(instrument_value("小时", "机时 缺失时 不计"), "R3306");
  EXPECT_EQ(unit_value("小时", "合计(仪器 各 (机时 缺失时 0小时 + 对外))"), "");
}

TEST(Absence, IsGuardedLeftToRight) {
  EXPECT_EQ(instrument_condition("有 机时 且 机时 > 10小时"), "");
  EXPECT_EQ(instrument_condition("缺 机时 或 机时 > 10小时"), "");
  EXPECT_EQ(instrument_condition("有 机时 或 机时 > 10小时"), "R3304");
  EXPECT_EQ(instrument_condition("机时 > 10小时 且 有 机时"), "R3304");
  EXPECT_EQ(instrument_value("小时", "若 有 机时 则 机时 否则 0小时"), "");
  EXPECT_EQ(unit_value("小时", "合计(仪器.机时 当 有 机时)"), "");
  EXPECT_EQ(instrument_condition("缺 机时(未填报)"), "");
  EXPECT_EQ(instrument_condition("缺 机时(没听说)"), "R2111");
}

TEST(Absence, OfAReferenceGoesWithWhatIsReadThroughIt) {
  EXPECT_EQ(unit_condition("上级.部门.级别 = 优秀"), "R3304");
  EXPECT_EQ(unit_condition("有 上级 且 上级.部门.级别 = 优秀"), "");
  EXPECT_EQ(unit_condition("部门.级别 = 优秀"), "");
}

TEST(Absence, OfAScopeIsProvedByMembership) {
  EXPECT_EQ(unit_value("小时", "均值"), "R3305");
  EXPECT_EQ(codes("测算 试 对 参评单位 : 小时 = 均值 暂定 「例」"), "");
  EXPECT_EQ(instrument_value("小时", "单位.均值"), "R3305");
  EXPECT_EQ(instrument_value("小时", "若 单位 在 参评单位 则 单位.均值 否则 0小时"), "");
  EXPECT_EQ(codes("测算 试 : 小时 = 最大(参评单位.均值) 若无 0小时 暂定 「例」"), "");
}

TEST(Absence, IsRuledOutByTheRulesOfAScope) {
  const std::string scope =
      "范围 在用 取自 仪器 { 纳入 有数 当 有 机时 且 机时 > 0小时 暂定 「例」\n"
      "  排除 单位不参评 当 单位 不在 参评单位 暂定 「例」 }\n";
  EXPECT_EQ(codes(scope + "测算 试 对 在用 : 小时 = 机时 暂定 「例」"), "");
  EXPECT_EQ(codes(scope + "测算 试 对 在用 : 小时 = 单位.均值 暂定 「例」"), "");
  EXPECT_EQ(codes(scope + "测算 试 对 单位 : 小时 = 合计(在用.机时) 暂定 「例」"), "");
  const std::string either = "范围 在用 取自 仪器 { 纳入 有数 当 有 机时 暂定 「例」\n  纳入 老的 当 年限 > 3 暂定 「例」 }\n";
  EXPECT_EQ(codes(either + "测算 试 对 在用 : 小时 = 机时 暂定 「例」"), "R3304");
}

TEST(Absence, ConventionsSettleOnceForAll) {
  const std::string convention = "缺失约定 约定 暂定 「例」 { 仪器.机时 未填报 : 0小时 ⏎ 仪器.机时 待核实 : 不计 }\n";
  EXPECT_EQ(codes(convention + "测算 试 对 单位 : 小时 = 合计(仪器.机时) 暂定 「例」"), "");
  EXPECT_EQ(codes(convention + "测算 试 对 仪器 : 小时 = 机时 暂定 「例」"), "R3304");
  EXPECT_EQ(codes(convention + "测算 试 对 仪器 : 小时 = 机时 缺失时 { 待核实 : 1小时 } 暂定 「例」"), "");
}

}  // namespace plumb::check::test
