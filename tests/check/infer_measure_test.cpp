// Types with measures (law L3): what may be joined, what a quotient is, where ratios and bare numbers part.
#include <gtest/gtest.h>

#include "check/infer_support.h"

namespace plumb::check::test {

TEST(Measures, AreAddedOnlyToTheirKind) {
  EXPECT_EQ(instrument_value("小时", "对外 + 10小时"), "");
  EXPECT_EQ(instrument_value("小时", "对外 + 原值"), "R3302");
  EXPECT_EQ(instrument_value("小时", "对外 + 1"), "R3350");
  EXPECT_EQ(instrument_value("元", "原值 + 5元"), "");
}

TEST(Measures, ProductsAndQuotientsCarryMeasures) {
  EXPECT_EQ(instrument_value("元/小时", "原值 / 满点"), "");
  EXPECT_EQ(instrument_value("%", "对外 / 满点"), "");
  EXPECT_EQ(instrument_value("元", "原值 / 满点 * 对外"), "");
  EXPECT_EQ(instrument_value("小时", "对外 * 1.5"), "");
  EXPECT_EQ(instrument_value("小时", "对外 * 50%"), "");
  EXPECT_EQ(instrument_value("小时", "对外 / 满点"), "R3301");
}

TEST(Measures, RatioIsNoBareNumber) {
  EXPECT_EQ(codes("测算 试 : % = 25% 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : % = 0.25 暂定 「例」"), "R3303");
  EXPECT_NE(rendered("测算 试 : % = 0.25 暂定 「例」").find("25%"), std::string::npos);
  EXPECT_EQ(codes("条件 试 = 25% = 0.25 暂定 「例」"), "R3303");
  EXPECT_EQ(codes("测算 试 : % = 50% / 25% 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : % = 50% * 2 暂定 「例」"), "");
}

TEST(Measures, CountsOverCountsAreARatio) {
  EXPECT_EQ(unit_value("%", "计数(参评仪器) / 计数(仪器) 除数为零时 0%"), "");
  EXPECT_EQ(unit_value("数", "名额 / 4"), "");
  EXPECT_EQ(unit_value("元", "合计(仪器.原值) / 计数(仪器) 除数为零时 0元"), "");
}

TEST(Measures, PointsAreNotSquaredNorAddedToRatios) {
  EXPECT_EQ(codes("测算 试 : 分 = 5 * 2分 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 = 2分 * 2分 暂定 「例」"), "R3314");
  EXPECT_EQ(codes("测算 试 = 2分 + 50% 暂定 「例」"), "R3302");
}

TEST(Measures, PowersHaveConstantWholeExponents) {
  EXPECT_EQ(codes("测算 试 : 数 = 3 ^ 2 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 数 = 3 ^ 0.5 暂定 「例」"), "R3318");
  EXPECT_EQ(instrument_value("数", "年限 ^ -1"), "R3318");
}

TEST(Measures, StepsAndPlacesArePositiveConstants) {
  EXPECT_EQ(instrument_value("数", "每满(对外, 100小时)"), "");
  EXPECT_EQ(instrument_value("数", "数值(原值, 1元)"), "");
  EXPECT_EQ(instrument_value("数", "每满(对外, 0小时)"), "R3319");
  EXPECT_EQ(instrument_value("小时", "四舍五入(对外, 0.1小时)"), "");
  EXPECT_EQ(instrument_value("小时", "四舍五入(对外, 0.1)"), "R3350");
  EXPECT_EQ(instrument_value("小时", "四舍五入(对外, 对外)"), "R3319");
}

TEST(Measures, RootsStatePlaceAndMode) {
  EXPECT_EQ(codes("测算 试 : 数 = 平方根(2, 0.01, 四舍五入) 暂定 「例」"), "");
  EXPECT_EQ(codes("测算 试 : 数 = 平方根(2, 0.01, 取月末) 暂定 「例」"), "R3334");
  EXPECT_EQ(instrument_value("小时", "平方根(对外, 1小时, 四舍五入)"), "R3336");
  EXPECT_EQ(codes("测算 试 : 数 = 平方根(1 - 名额, 0.01, 四舍五入) 暂定 「例」"), "R3338");
}

TEST(Measures, AllHitsJoinNumbersLabelsAndTexts) {
  const auto joined = [](const std::string& general, const std::string& special) {
    return codes("测算 试 对 仪器 = 查表 类别 全部命中 {\n  通用 : " + general + "\n  专用 : " + special + "\n} 暂定 「例」");
  };
  EXPECT_EQ(joined("1小时", "2小时"), "");
  EXPECT_EQ(joined("结果.优秀", "结果.合格"), "");
  EXPECT_EQ(joined("「甲」", "「乙」"), "");
  EXPECT_EQ(joined("2020-01-01", "2020-02-01"), "R3301");
  EXPECT_EQ(joined("是", "否"), "R3301");
}

TEST(Dates, AreComparedAndMovedByDays) {
  EXPECT_EQ(unit_condition("成立日 + 30天 不晚于 基准日"), "");
  EXPECT_EQ(unit_condition("成立日 + 1年 不晚于 基准日"), "R3317");
  EXPECT_EQ(unit_condition("推后(成立日, 1年, 取月末) 不晚于 基准日"), "");
  EXPECT_EQ(unit_condition("推后(成立日, 1年) 不晚于 基准日"), "R3334");
  EXPECT_EQ(unit_value("整数", "相隔日数(成立日, 基准日)"), "");
  EXPECT_EQ(unit_value("整数", "基准日 - 成立日"), "R3316");
  EXPECT_EQ(unit_condition("年份(成立日) >= 1990"), "");
}

}  // namespace plumb::check::test
