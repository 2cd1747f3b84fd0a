// Sets and aggregates: whose members, what they may see, what nothing gives.
#include <gtest/gtest.h>

#include "check/infer_support.h"

namespace plumb::check::test {

TEST(Sets, AreMembersByTheOneChain) {
  EXPECT_EQ(unit_value("整数", "计数(仪器)"), "");
  EXPECT_EQ(unit_value("元", "合计(往来.金额)"), "R2106");
  EXPECT_EQ(unit_value("元", "合计(往来.金额 经 甲方)"), "");
  EXPECT_EQ(unit_value("元", "合计(往来.金额 经 丙方)"), "R2107");
  EXPECT_EQ(instrument_value("整数", "计数(历年)"), "R2109");
  EXPECT_EQ(instrument_value("整数", "计数(全体 历年)"), "");
  EXPECT_EQ(instrument_value("整数", "计数(同 类别 的 仪器)"), "");
  EXPECT_EQ(codes("测算 试 : 整数 = 计数(参评单位) 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 整数 = 计数(参评仪器.排除 太老) 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 整数 = 计数(参评仪器.排除 太新) 暂定 「例」"), "R2110");
}

TEST(Sets, SeeTheMemberThenTheRowAround) {
  EXPECT_EQ(unit_value("整数", "计数(仪器 当 年限 > 5 且 人数 > 3人)"), "");
  EXPECT_EQ(instrument_value("整数", "计数(同 类别 的 仪器 当 其.原值 > 本.原值)"), "");
  EXPECT_EQ(unit_value("整数", "计数(全体 仪器 当 人数 > 3人)"), "R2114");
  EXPECT_EQ(unit_value("整数", "计数(全体 仪器 当 本.人数 > 3人)"), "");
  EXPECT_EQ(unit_condition("其.人数 > 3人"), "R2112");
}

TEST(Aggregates, SayWhatNothingGives) {
  EXPECT_EQ(unit_value("小时", "平均(仪器.对外)"), "R3311");
  EXPECT_EQ(unit_value("小时", "平均(仪器.对外) 若无 0小时"), "");
  EXPECT_EQ(unit_value("小时", "合计(仪器.对外) 若无 0小时"), "R3312");
  EXPECT_EQ(unit_condition("全部(仪器 当 年限 > 5)"), "R3311");
  EXPECT_EQ(unit_condition("任一(仪器 当 年限 > 5)"), "");
  EXPECT_EQ(unit_value("%", "占比(仪器 当 年限 > 5) 若无 0%"), "");
  EXPECT_EQ(unit_condition("不少于(3, 仪器 当 年限 > 5)"), "");
}

TEST(Aggregates, TakeWhatTheyNeed) {
  EXPECT_EQ(unit_value("小时", "合计(仪器)"), "R3322");
  EXPECT_EQ(unit_value("整数", "计数(仪器.对外)"), "R3323");
  EXPECT_EQ(unit_condition("任一(仪器)"), "R3324");
  EXPECT_EQ(unit_value("小时", "合计(仪器.类别)"), "R3301");
  EXPECT_EQ(unit_value("小时", "中位数(仪器.对外) 若无 0小时"), "");
  EXPECT_EQ(unit_value("小时", "分位(仪器.对外, 25%) 若无 0小时"), "");
  EXPECT_EQ(unit_value("小时", "分位(仪器.对外, 25) 若无 0小时"), "R3303");
}

TEST(Aggregates, OrderByAKeyThatIsUnique) {
  EXPECT_EQ(unit_value("", "末个(历年.等级 按 期次) 若无 合格"), "");
  EXPECT_EQ(unit_value("", "末个(历年.等级) 若无 合格"), "R3325");
  EXPECT_EQ(unit_value("", "末个(历年.等级 按 公布日) 若无 合格"), "R3326");
  EXPECT_EQ(unit_value("整数", "末段连续(历年 当 等级 = 较差 按 期次)"), "");
  EXPECT_EQ(unit_value("", "上次(历年.等级) 若无 合格"), "");
  EXPECT_EQ(unit_value("", "上次(仪器.类别) 若无 通用"), "R3328");
}

TEST(Aggregates, AddNoUnroundedQuotients) {
  const std::string share = "测算 份额 对 仪器 : % = 对外 / (对外 + 1小时) 暂定 「例」\n";
  EXPECT_EQ(codes(share + "测算 试 对 单位 : % = 平均(仪器.份额) 若无 0% 暂定 「例」"), "R3327");
  EXPECT_EQ(codes(share + "测算 试 对 单位 : % = 平均(仪器 各 (四舍五入(份额, 0.01%))) 若无 0% 暂定 「例」"), "");
  EXPECT_EQ(codes(share + "测算 试 对 单位 : % = 最大(仪器.份额) 若无 0% 暂定 「例」"), "");
  EXPECT_EQ(unit_value("%", "平均(仪器 各 (对外 / 满点)) 若无 0%"), "");
}

TEST(Aggregates, OfListedValues) {
  EXPECT_EQ(codes("测算 试 : 数 = 最大(1, 2, 3) 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 小时 = 平均(1小时, 2小时) 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 小时 = 最大(1小时, 2元) 暂定 「例」"), "R3301");
  EXPECT_EQ(codes("测算 试 : 数 = 不同个数(1) 暂定 「例」"), "R3335");
}

TEST(Labels, MeanWhatTheOtherSideSays) {
  EXPECT_EQ(instrument_condition("类别 = 通用"), "");
  EXPECT_EQ(instrument_condition("通用 = 类别"), "");
  EXPECT_EQ(instrument_condition("类别 = 通月"), "R2113");
  EXPECT_NE(rendered("条件 试 对 仪器 = 类别 = 通月 暂定 「例」").find("通用"), std::string::npos);
  EXPECT_EQ(instrument_condition("类别 为 通用、专用"), "");
  EXPECT_EQ(instrument_condition("类别 < 专用"), "R3313");
  EXPECT_EQ(unit_condition("部门.级别 >= 良好"), "");
  EXPECT_EQ(instrument_condition("有 学科 且 学科 为 物理、化学"), "");
  EXPECT_EQ(instrument_condition("有 学科 且 学科 = 物理"), "R3301");
}

TEST(Functions, AreNotExpandedWithoutEnd) {
  std::string chain = "函数 层0(x : 数) : 数 = x + 1 暂定 「例」\n";
  for (int i = 1; i <= 70; ++i) {
    chain += "函数 层" + std::to_string(i) + "(x : 数) : 数 = 层" + std::to_string(i - 1) + "(x) 暂定 「例」\n";
  }
  EXPECT_EQ(codes(chain + "测算 试 : 数 = 层60(1) 暂定 「例」"), "");
  EXPECT_EQ(codes(chain + "测算 试 : 数 = 层70(1) 暂定 「例」"), "R3331");
}

TEST(Functions, BindTheMeasureOfASet) {
  const std::string mean = "函数 均(x : 集 某 量, 无时 : 某 量) : 某 量 = 平均(x) 若无 无时 暂定 「例」\n";
  EXPECT_EQ(codes(mean + "测算 试 对 单位 : 小时 = 均(仪器.对外, 0小时) 暂定 「例」"), "");
  EXPECT_EQ(codes(mean + "测算 试 对 单位 : 小时 = 均(仪器.对外, 0元) 暂定 「例」"), "R3301");
  EXPECT_EQ(codes(mean + "测算 试 对 单位 : 小时 = 均(仪器.机时, 0小时) 暂定 「例」"), "R3304");
  EXPECT_EQ(codes(mean + "测算 试 对 单位 : 小时 = 均(仪器.机时 缺失时 不计, 0小时) 暂定 「例」"), "");
}

TEST(Names, AreSuggestedAndUnglued) {
  EXPECT_EQ(instrument_condition("年陷 > 3"), "R2001");
  EXPECT_NE(rendered("条件 试 对 仪器 = 年陷 > 3 暂定 「例」").find("年限"), std::string::npos);
  EXPECT_EQ(instrument_condition("单位.电话 = 「1」"), "R2102");
  EXPECT_EQ(instrument_condition("类别.长 = 3"), "R2105");
  EXPECT_EQ(codes("测算 试 : 小时 = 总机时 暂定 「例」"), "R2104");
}

}  // namespace plumb::check::test
