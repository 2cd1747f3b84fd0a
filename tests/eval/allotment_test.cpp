// Parts of an amount in whole grains: they add up, keep their bounds and stay within one grain of proportion.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "eval/program_text.h"
#include "eval/support.h"

namespace plumb::eval::test {
namespace {

using base::Number;

const std::string Head = "分配 经费 对 单位 总额 ";

Rows rows_of_receivers(const std::vector<int>& weights) {
  Rows rows;
  for (size_t i = 0; i < weights.size(); ++i) {
    rows["单位"].push_back({"U" + std::to_string(10 + i), "1", std::to_string(weights[i]), "通用", "否"});
  }
  return rows;
}

Number part(const Evaluated& run, size_t row) {
  return std::get<Number>(run.results.at(run.rules->definition("经费"), static_cast<uint32_t>(row)));
}

RC_GTEST_PROP(Allotment, WholeGrainsAddUpWithinOneOfProportion, ()) {
  const auto weights =
      *rc::gen::container<std::vector<int>>(static_cast<size_t>(*rc::gen::inRange(1, 9)), rc::gen::inRange(0, 30));
  const int amount = *rc::gen::inRange(0, 500);
  const bool goes_by_key = *rc::gen::arbitrary<bool>();
  int sum = 0;
  for (const int weight : weights) sum += weight;
  RC_PRE(sum > 0);
  const std::string remainder = goes_by_key ? "余数 按 编号 精确 降序" : "余数 最大余数 并列 按 编号 精确 升序";
  const Evaluated run =
      run_text(Dictionary + Head + std::to_string(amount) + "万元 按 次分 粒度 1万元 " + remainder + " 暂定 「例」\n",
               rows_of_receivers(weights));
  Number total;
  for (size_t i = 0; i < weights.size(); ++i) {
    const Number got = part(run, i).divided_by(Number(10000));
    const Number fair = Number::of(int64_t{amount} * weights[i], sum);
    total += got;
    RC_ASSERT(got.is_integer());
    // A key goes round whole shares, too; the largest remainder is one that is there.
    RC_ASSERT(got == fair.floor() || got == (goes_by_key ? fair.floor() + Number(1) : fair.ceiling()));
  }
  RC_ASSERT(total == Number(amount));
}

TEST(Allotment, BoundsHoldAndTheRestIsSharedAnew) {
  const Evaluated run = run_text(
      Dictionary + Head + "100万元 按 次分 粒度 1万元 余数 最大余数 并列 按 编号 精确 升序 至少 10万元 至多 60万元 暂定 「例」\n",
      rows_of_receivers({98, 1, 1}));
  EXPECT_EQ(part(run, 0), Number(600000));
  EXPECT_EQ(part(run, 1), Number(200000));
  EXPECT_EQ(part(run, 2), Number(200000));
}

TEST(Allotment, AnAmountThatTheBoundsCannotMeetIsFaulty) {
  const Evaluated run =
      run_text(Dictionary + Head + "10万元 按 次分 粒度 1万元 余数 最大余数 并列 按 编号 精确 升序 至少 10万元 暂定 「例」\n",
               rows_of_receivers({1, 1}));
  EXPECT_EQ(run.value("经费", "U10"), "有误:BrokenPromise");
}

TEST(Allotment, AReferredTieWaitsAndIsDecidedByItsAnswer) {
  const std::string rules = Dictionary + "评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」\n" + Head +
                            "10万元 按 次分 粒度 1万元 余数 最大余数 并列 移交评议 裁定 暂定 「例」\n";
  Rows rows = rows_of_receivers({1, 1, 1});
  const Evaluated open = run_text(rules, rows);
  EXPECT_EQ(open.value("经费", "U10"), "待定:TiePending");
  ASSERT_EQ(open.results.questions.size(), 1u);
  EXPECT_EQ(open.results.questions[0].subject, "U10;U11;U12@经费");
  rows["答复"] = {{"1", "裁定", "U10;U11;U12@经费", "专家组", "U12;U10;U11", ""}};
  const Evaluated run = run_text(rules, rows);
  EXPECT_EQ(run.value("经费", "U12"), "4");
  EXPECT_EQ(run.value("经费", "U10"), "3");
}

}  // namespace
}  // namespace plumb::eval::test
