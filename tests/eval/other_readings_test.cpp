// A dry run with what other copies say (law L8): each reading stands for the figure that it is written behind.
#include <gtest/gtest.h>

#include "eval/support.h"

namespace plumb::eval::test {
namespace {

const char* const Text = R"(规则集 「例」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2020-12-31 暂定 「例」
计量 元
计量 分
枚举 结果 有序 { 较差、合格、良好、优秀 }
数据表 单位 存于 「unit」 {
  键 名 : 文本
  得分 : 分 值域 [0分, 100分]
  造假 : 真假
}
数据表 整改记录 存于 「mending」 { 键 单位 : 单位 ; 公布 : 日期 }
数据表 评议记录 存于 「answer」 作 答复表 {
  键 序号 : 文本
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
}
排名 次序 对 单位 按 得分 精确 降序 并列 同名次 暂定 「例」
等级 等 对 单位 依次 {
  一票否决 造假否决 当 造假 定为 较差 切档前 暂定 「例」 另载 合格 不取 「草案」
  优秀 甲 次序 前 1 空额 不补 并列越线 全进 不占下档 暂定 「例」 另载 2 不取 「草案」
  良好 乙 当 得分 50分 以上 暂定 「例」 另载 得分 90分 以上 不取 「草案」
  合格 丙 否则 暂定 「例」
}
评议 意见 对 单位 : 分 由 专家组 值域 0分 至 10分 取 平均 至少 1 人 记于 评议记录 暂定 「例」 另载 20分 不取 「草案」
后果 整改 应 由 科技部 对 单位 当 得分 不满 40分 期限 1年 自 2021-01-01 取月末 暂定 「例」 另载 6个月 不取 「草案」
后果 罚款 应 由 科技部 对 单位 当 得分 不满 40分 总额 100元 暂定 「例」 另载 200元 不取 「草案」
后果 提醒 应 由 科技部 对 单位 当 得分 不满 40分 暂定 「例」 另载 得分 不满 60分 不取 「草案」
时段 整改期 对 单位 取自 整改记录 自 公布 为期 1年 取月末 暂定 「例」 另载 1个月 不取 「草案」
条件 在整改 对 单位 = 整改期 在期内 暂定 「例」
范围 高分 取自 单位 { 纳入 够分 当 得分 90分 以上 暂定 「例」 另载 得分 80分 以上 不取 「草案」 }
测算 档 对 单位 : 分 = 查表 得分 {
  [60分, 100分] : 5分 暂定 「例」 另载 6分 不取 「草案」
  [0分, 60分) : 0分
} 暂定 「例」
评分 总 对 单位 满分 100分 暂定 「例」 {
  子 60分 = 50% 暂定 「例」 另载 80分 不取 「草案」
  丑 40分 = 50% 暂定 「例」 另载 25% 不取 「草案」
}
参数 及格线 = 50分 暂定 「例」 另载 60分 不取 「草案」
条件 及格 对 单位 = 得分 及格线 以上 暂定 「例」
清单 情形 对 单位 至少 1 暂定 「例」 另载 2 不取 「草案」 {
  规则 过半 当 得分 50分 以上 暂定 「例」
  规则 有假 当 造假 暂定 「例」
}
枚举 评语 有序 { 差、好 }
测算 评语为 对 单位 : 评语 = 若 得分 50分 以上 则 好 否则 差 暂定 「例」
评议 评分意见 对 单位 : 分 由 专家组 值域 按 评语为 {
  好 : [4分, 5分] 暂定 「例」 另载 8分 不取 「草案」
  差 : [0分, 3分]
} 取 平均 至少 1 人 记于 评议记录 暂定 「例」
分配 钱 对 单位 总额 100元 按 得分 粒度 1元 余数 最大余数 并列 按 名 精确 升序 暂定 「例」 另载 200元 不取 「草案」
)";

Evaluated run_reading(bool other_readings) {
  std::unique_ptr<Rules> rules = check_text(Text, other_readings);
  EXPECT_EQ(rules->problems, "");
  return run_rows(std::move(rules), {{"单位", {{"A", "95", "否"}, {"B", "80", "否"}, {"C", "55", "否"}, {"D", "30", "是"}}},
                                     {"整改记录", {{"A", "2020-06-01"}}},
                                     {"评议记录", {{"1", "意见", "A", "专家组", "15"}, {"2", "评分意见", "A", "专家组", "7"}}}});
}

struct Row {
  const char* definition;
  const char* key;
  const char* taken;
  const char* other;
};

TEST(OtherReadings, AreTakenInADryRunOnly) {
  const Evaluated taken = run_reading(false);
  const Evaluated other = run_reading(true);
  for (const Row& row : {Row{"等", "A", "优秀", "优秀"},
                         {"等", "B", "良好", "优秀"},
                         {"等", "C", "良好", "合格"},
                         {"等", "D", "较差", "合格"},
                         {"意见", "A", "有误:AnswerOutOfBounds", "15"},
                         {"提醒", "C", "否", "是"},
                         {"在整改", "A", "是", "否"},
                         {"高分", "B", "否", "是"},
                         {"档", "A", "5", "6"},
                         {"子", "A", "30", "40"},
                         {"丑", "A", "20", "10"},
                         {"情形", "A", "是", "否"},
                         {"及格", "C", "是", "否"},
                         {"评分意见", "A", "有误:AnswerOutOfBounds", "7"},
                         {"钱", "A", "37", "73"}}) {
    EXPECT_EQ(taken.value(row.definition, row.key), row.taken) << row.definition << " " << row.key;
    EXPECT_EQ(other.value(row.definition, row.key), row.other) << row.definition << " " << row.key;
  }
  ASSERT_EQ(taken.results.norms.size(), 3u);
  EXPECT_EQ(taken.results.norms[0].deadlines.at(0), program::Value(base::parse_date("2022-01-01").value()));
  EXPECT_EQ(other.results.norms[0].deadlines.at(0), program::Value(base::parse_date("2021-07-01").value()));
  EXPECT_EQ(taken.results.norms[1].amounts.at(0), program::Value(base::Number(100)));
  EXPECT_EQ(other.results.norms[1].amounts.at(0), program::Value(base::Number(200)));
}

}  // namespace
}  // namespace plumb::eval::test
