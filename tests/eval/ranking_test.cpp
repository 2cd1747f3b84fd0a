// Rankings and cuts against a brute-force reading of law L10, over random scores with many ties.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "eval/program_text.h"
#include "eval/support.h"

namespace plumb::eval::test {
namespace {

std::string rules_of_ranking(const std::string& ties, const std::string& first, const std::string& second) {
  const std::string let_in = ties == "同名次" ? " 并列越线 全进" : "";
  return Dictionary + R"(
参数 优秀数 = )" +
         first + R"( 暂定 「例」
参数 良好数 = )" +
         second + R"( 暂定 「例」
排名 总排名 对 单位 除去 造假 按 得分 缺失时 0分 精确 降序, 次分 取 1分 四舍五入 升序 并列 )" +
         ties + R"( 暂定 「例」
测算 名 对 单位 : 整数 = 名次(总排名) 缺失时 0 暂定 「例」
等级 等 对 单位 {
  一票否决 造假否决 当 造假 定为 较差 切档前 暂定 「例」
  优秀 甲 总排名 前 优秀数 空额 不补 占用下档)" +
         let_in + R"( 暂定 「例」
  良好 乙 总排名 其后 良好数)" +
         let_in + R"( 暂定 「例」
  合格 余 否则 暂定 「例」
}
)";
}

struct TestedUnit {
  std::string key;
  int score = 0, second = 0;
  bool forged = false;
};

std::vector<TestedUnit> any_tested() {
  const int count = *rc::gen::inRange(0, 12);
  std::vector<TestedUnit> units;
  for (int i = 0; i < count; ++i) {
    const std::string key = std::string("U") + (i < 10 ? "0" : "") + std::to_string(i);
    units.push_back({key, *rc::gen::inRange(0, 4), *rc::gen::inRange(0, 3), *rc::gen::inRange(0, 6) == 0});
  }
  return units;
}

Rows rows_of_tested(const std::vector<TestedUnit>& units) {
  Rows rows;
  for (const TestedUnit& unit : units) {
    rows["单位"].push_back(
        {unit.key, std::to_string(unit.score), std::to_string(unit.second), "通用", unit.forged ? "是" : "否"});
  }
  return rows;
}

bool is_better(const TestedUnit& a, const TestedUnit& b) { return a.score != b.score ? a.score > b.score : a.second < b.second; }

int place_of(const std::vector<TestedUnit>& units, const TestedUnit& unit) {
  if (unit.forged) return 0;
  return 1 + static_cast<int>(std::count_if(units.begin(), units.end(),
                                            [&](const TestedUnit& other) { return !other.forged && is_better(other, unit); }));
}

// Ties on a line are let in, and those who came in beyond it are taken from the next cut.
std::map<std::string, std::string> grades_of_tested(const std::vector<TestedUnit>& units, int first, int second) {
  std::map<std::string, std::string> grades;
  for (const TestedUnit& unit : units) {
    const int place = place_of(units, unit);
    const int ahead = place - 1;
    if (unit.forged)
      grades[unit.key] = "较差";
    else if (ahead < first)
      grades[unit.key] = "优秀";
    else
      grades[unit.key] = "合格";
  }
  const auto taken =
      static_cast<int>(std::count_if(grades.begin(), grades.end(), [](const auto& one) { return one.second == "优秀"; }));
  const int left = second - std::max(0, taken - first);
  for (const TestedUnit& unit : units) {
    if (grades[unit.key] == "合格" && place_of(units, unit) - 1 - taken < left) grades[unit.key] = "良好";
  }
  return grades;
}

RC_GTEST_PROP(Ranking, PlacesAndCutsAgreeWithBruteForce, ()) {
  const std::vector<TestedUnit> units = any_tested();
  const int first = *rc::gen::inRange(0, 4);
  const int second = *rc::gen::inRange(0, 4);
  const Evaluated run =
      run_text(rules_of_ranking("同名次", std::to_string(first), std::to_string(second)), rows_of_tested(units));
  const std::map<std::string, std::string> grades = grades_of_tested(units, first, second);
  for (const TestedUnit& unit : units) {
    RC_ASSERT(run.value("名", unit.key) == std::to_string(place_of(units, unit)));
    RC_ASSERT(run.value("等", unit.key) == grades.at(unit.key));
  }
}

RC_GTEST_PROP(Ranking, AReferredTieLeavesTheLineAndAllBelowPending, ()) {
  const std::vector<TestedUnit> units = any_tested();
  const int first = *rc::gen::inRange(0, 4);
  const std::string judgement = "评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」\n";
  const Evaluated run =
      run_text(judgement + rules_of_ranking("移交评议 裁定", std::to_string(first), "2"), rows_of_tested(units));
  for (const TestedUnit& unit : units) {
    const int place = place_of(units, unit);
    if (unit.forged) {
      RC_ASSERT(run.value("等", unit.key) == "较差");
      continue;
    }
    const auto equals = std::count_if(units.begin(), units.end(), [&](const TestedUnit& other) {
      return !other.forged && !is_better(other, unit) && !is_better(unit, other);
    });
    if (place - 1 + equals <= first)
      RC_ASSERT(run.value("等", unit.key) == "优秀");
    else if (place - 1 < first)
      RC_ASSERT(run.value("等", unit.key) == "待定:TiePending");
    else
      RC_ASSERT(run.value("等", unit.key) != "优秀");
  }
}

TEST(Ranking, ADecidedTieFillsTheLineInTheOrderOfItsAnswer) {
  const std::string judgement = "评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」\n";
  Rows rows = rows_of_tested({{"A", 3, 1, false}, {"B", 3, 1, false}, {"C", 3, 1, false}, {"D", 1, 1, false}});
  rows["答复"] = {{"1", "裁定", "A;B;C@等.优秀.甲", "专家组", "C;A;B", ""}, {"2", "裁定", "A;B@等.良好.乙", "专家组", "B;A", ""}};
  const Evaluated run = run_text(judgement + rules_of_ranking("移交评议 裁定", "1", "1"), rows);
  EXPECT_EQ(run.value("等", "C"), "优秀");
  EXPECT_EQ(run.value("等", "B"), "良好");
  EXPECT_EQ(run.value("等", "A"), "合格");
  EXPECT_EQ(run.value("等", "D"), "合格");
  EXPECT_TRUE(run.results.questions.empty());
}

TEST(Ranking, AnAnswerToAnotherTieAsksAgain) {
  const std::string judgement = "评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」\n";
  Rows rows = rows_of_tested({{"A", 3, 1, false}, {"B", 3, 1, false}, {"C", 3, 1, false}});
  rows["答复"] = {{"1", "裁定", "A;B@等.优秀.甲", "专家组", "B;A", ""}};
  const Evaluated run = run_text(judgement + rules_of_ranking("移交评议 裁定", "1", "1"), rows);
  EXPECT_EQ(run.value("等", "A"), "待定:TiePending");
  ASSERT_EQ(run.results.questions.size(), 1u);
  EXPECT_EQ(run.results.questions[0].subject, "A;B;C@等.优秀.甲");
}

TEST(Ranking, AnAnswerThatIsNoOrderOfTheTiedIsFaulty) {
  const std::string judgement = "评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」\n";
  Rows rows = rows_of_tested({{"A", 3, 1, false}, {"B", 3, 1, false}});
  rows["答复"] = {{"1", "裁定", "A;B@等.优秀.甲", "专家组", "A;A", ""}};
  const Evaluated run = run_text(judgement + rules_of_ranking("移交评议 裁定", "1", "1"), rows);
  EXPECT_EQ(run.value("等", "A"), "有误:AnswerOutOfBounds");
}

}  // namespace
}  // namespace plumb::eval::test
