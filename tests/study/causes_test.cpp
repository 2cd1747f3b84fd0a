// One small pair of runs for each cause of a move, by its definition in the reference.
#include <gtest/gtest.h>

#include "eval/program_text.h"
#include "study/support.h"

namespace plumb::study::test {
namespace {

const std::vector<std::pair<std::string, std::string>> Four = {{"甲", "90"}, {"乙", "80"}, {"丙", "70"}, {"丁", "60"}};

TEST(Causes, OwnScoreAndThoseItPasses) {
  const auto run =
      compare_texts(text_of({}), units(Four), text_of({}), units({{"甲", "90"}, {"乙", "80"}, {"丙", "85"}, {"丁", "60"}}));
  EXPECT_EQ(run->path("丙"), "良好→优秀");
  EXPECT_EQ(run->causes("丙"), "Own");
  EXPECT_EQ(run->values("丙"), "总分 70→85");
  EXPECT_EQ(run->origin(run->move("丙")->values[0].origin), "rows");
  EXPECT_EQ(run->move("丙")->old_among_new, 3U);
  EXPECT_EQ(run->keys(run->move("丙")->passed.units), "乙");
  // 乙 kept its score: 丙 went past it.
  EXPECT_EQ(run->path("乙"), "优秀→良好");
  EXPECT_EQ(run->causes("乙"), "Others");
  EXPECT_EQ(run->keys(run->move("乙")->passed_by.units), "丙");
  EXPECT_TRUE(run->move("乙")->values.empty());
  EXPECT_EQ(run->comparison.moves.size(), 2U);
}

TEST(Causes, BothOwnAndOthersWhereNeitherIsEnough) {
  // 乙 loses 8 points and 丙 gains 8: with either alone 乙 would still be second.
  const auto run = compare_texts(text_of({}), units({{"甲", "90"}, {"乙", "80"}, {"丙", "65"}}), text_of({}),
                                 units({{"甲", "90"}, {"乙", "72"}, {"丙", "73"}}));
  EXPECT_EQ(run->causes("乙"), "Own+Others");
  EXPECT_EQ(run->causes("丙"), "Own+Others");
}

TEST(Causes, EachAloneWouldDo) {
  // 乙 falls far and 丙 rises far: without its own fall it would have been passed, without 丙's rise it would have fallen.
  const auto run = compare_texts(text_of({}), units({{"甲", "90"}, {"乙", "80"}, {"丙", "70"}}), text_of({}),
                                 units({{"甲", "90"}, {"乙", "60"}, {"丙", "85"}}));
  EXPECT_EQ(run->causes("乙"), "Own|Others");
}

TEST(Causes, TheLineMoves) {
  const auto run = compare_texts(text_of({}), units(Four), text_of({.places = "3"}), units(Four));
  EXPECT_EQ(run->path("丙"), "良好→优秀");
  EXPECT_EQ(run->causes("丙"), "Line");
  EXPECT_EQ(run->move("丙")->lines, std::vector<std::string>{"优秀"});
  EXPECT_EQ(run->path("丁"), "合格→良好");
  EXPECT_EQ(run->causes("丁"), "Line");
  const Comparison& made = run->comparison;
  ASSERT_GE(made.lines.size(), 2U);
  EXPECT_EQ(made.lines[0].places_before, 2U);
  EXPECT_EQ(made.lines[0].places_after, 3U);
  ASSERT_EQ(made.lines[0].parameters.size(), 1U);
  EXPECT_EQ(made.parameters[made.lines[0].parameters[0]].name, "优秀名额");
  EXPECT_EQ(run->keys(made.lines[0].in), "丙");
  EXPECT_EQ(run->keys(made.lines[1].in), "丁");
  EXPECT_TRUE(made.lines[0].out.empty());
}

TEST(Causes, ARuleBehindTheScore) {
  const auto run = compare_texts(text_of({}), units(Four),
                                 text_of({.score = "若 得分 缺失时 0分 = 80分 则 50分 否则 得分 缺失时 0分"}), units(Four));
  EXPECT_EQ(run->causes("乙"), "Own");
  EXPECT_EQ(run->origin(run->move("乙")->values[0].origin), "总分");
  EXPECT_EQ(run->rules(), "changed 总分\n");
  EXPECT_EQ(run->causes("丙"), "Others");
  EXPECT_EQ(run->keys(run->move("丙")->passed.units), "乙");
}

TEST(Causes, InAndOutByWhichRule) {
  Rows rows = units(Four);
  rows["单位"][0][3] = "专用";
  const auto run =
      compare_texts(text_of({}), rows,
                    text_of({.scope = "排除 不评 当 次分 = 0分 暂定 「例」\n 排除 专用的 当 类别 = 专用 暂定 「例」"}), rows);
  EXPECT_EQ(run->path("甲"), "优秀→outside");
  EXPECT_EQ(run->causes("甲"), "Scope");
  ASSERT_EQ(run->move("甲")->scopes.size(), 1U);
  EXPECT_EQ(run->move("甲")->scopes[0].rule, "专用的");
  EXPECT_TRUE(run->move("甲")->scopes[0].held_after);
  EXPECT_EQ(run->origin(run->move("甲")->origin), "参评.专用的");
  // Its place is free: the others move up.
  EXPECT_EQ(run->causes("丙"), "Others");
  EXPECT_EQ(run->keys(run->move("丙")->left.units), "甲");
  EXPECT_EQ(run->keys(run->comparison.scope_out), "甲");
  EXPECT_TRUE(run->comparison.scope_in.empty());
}

TEST(Causes, Veto) {
  Rows rows = units(Four);
  rows["单位"][1][4] = "是";
  const auto run = compare_texts(text_of({}), units(Four), text_of({}), rows);
  EXPECT_EQ(run->path("乙"), "优秀→较差");
  EXPECT_EQ(run->causes("乙"), "Veto");
  EXPECT_EQ(run->move("乙")->decided_by, std::vector<std::string>{"造假否决"});
  EXPECT_EQ(run->values("乙"), "造假 否→是");
  EXPECT_EQ(run->causes("丙"), "Others");
}

const std::string Judged = "评议 认定较差 对 参评 : 真假 由 专家组 取 末级 记于 答复 暂定 「例」\n";
Parts judged() {
  return {.without = "认定较差",
          .grade = "较差 认定 当 认定较差 暂定 「例」",
          .ties = "移交评议 裁定",
          .more = "评议 裁定 对 参评 由 专家组 取 末级 记于 答复 暂定 「例」\n" + Judged};
}
Rows with_answers(Rows rows, const std::string& of, const std::string& answer) {
  int number = 0;
  for (const auto& unit : rows["单位"]) {
    rows["答复"].push_back({std::to_string(++number), "认定较差", unit[0], "专家组", unit[0] == of ? answer : "否", ""});
  }
  return rows;
}

TEST(Causes, Judgement) {
  const auto run = compare_texts(text_of(judged()), with_answers(units(Four), "甲", "否"), text_of(judged()),
                                 with_answers(units(Four), "甲", "是"));
  EXPECT_EQ(run->path("甲"), "优秀→较差");
  EXPECT_EQ(run->causes("甲"), "Judgement");
  EXPECT_EQ(run->values("甲"), "认定较差 否→是");
  EXPECT_EQ(run->causes("丙"), "Others");
}

TEST(Causes, Pending) {
  const auto run = compare_texts(text_of(judged()), with_answers(units(Four), "甲", "否"), text_of(judged()), units(Four));
  EXPECT_EQ(run->comparison.moves.size(), 4U);
  EXPECT_EQ(run->path("甲"), "优秀→pending");
  EXPECT_EQ(run->causes("甲"), "Open");
}

TEST(Causes, TieLetInTakesAPlaceFromNobody) {
  const auto run =
      compare_texts(text_of({}), units(Four), text_of({}), units({{"甲", "90"}, {"乙", "80"}, {"丙", "80"}, {"丁", "60"}}));
  EXPECT_EQ(run->path("丙"), "良好→优秀");
  EXPECT_EQ(run->causes("丙"), "Own");
  EXPECT_EQ(run->path("乙"), "");
}

TEST(Causes, TieThatIsNotLetInShutsOut) {
  const Parts strict{.ties = "全不进"};
  const auto run = compare_texts(text_of(strict), units(Four), text_of(strict),
                                 units({{"甲", "90"}, {"乙", "80"}, {"丙", "80"}, {"丁", "60"}}));
  EXPECT_EQ(run->path("乙"), "优秀→合格");  // neither cut has room for the two
  // The place that the tie left empty is not filled, so the line under 良好 moved up by one as well.
  EXPECT_EQ(run->causes("乙"), "Others+Line");
  EXPECT_EQ(run->path("丙"), "良好→合格");
}

TEST(Causes, TiesAtAnEqualScoreAreTheirOwnGroup) {
  const Rows rows = units({{"甲", "80"}, {"乙", "80"}, {"丙", "80"}, {"丁", "60"}});
  const auto run = compare_texts(text_of({}), rows, text_of({.places = "1"}), rows);
  EXPECT_TRUE(run->comparison.moves.empty());  // all three are let in either way
}

TEST(Causes, UnitsOnOneSide) {
  const auto run =
      compare_texts(text_of({}), units(Four), text_of({}), units({{"甲", "90"}, {"丙", "70"}, {"戊", "75"}, {"丁", "60"}}));
  EXPECT_EQ(run->path("乙"), "优秀→missing");
  EXPECT_EQ(run->causes("乙"), "Row");
  EXPECT_EQ(run->path("戊"), "missing→优秀");
  EXPECT_EQ(run->causes("戊"), "Row");
  EXPECT_EQ(run->path("丁"), "");
}

TEST(Causes, ColumnsRankedWithoutAScore) {
  const std::string text = eval::test::Dictionary + R"(
排名 名次 对 单位 按 次分 精确 降序 并列 同名次 暂定 「例」
等级 考核 对 单位 {
  优秀 择优 名次 前 1 空额 不补 并列越线 全进 暂定 「例」
  合格 其余 否则 暂定 「例」
}
)";
  Rows before = units(Four);
  Rows after = before;
  before["单位"][0][2] = after["单位"][0][2] = "2";
  after["单位"][1][2] = "3";
  const auto run = compare_texts(text, before, text, after);
  EXPECT_EQ(run->path("乙"), "合格→优秀");
  EXPECT_EQ(run->causes("乙"), "Own");
  EXPECT_EQ(run->values("乙"), "次分 1→3");
  EXPECT_EQ(run->causes("甲"), "Others");
  EXPECT_FALSE(run->comparison.middle_gain.has_value());
  EXPECT_EQ(run->comparison.scores_differ, 0U);
}

// --- grades by bounds instead of places ---

std::string bounded(const std::string& bound, const std::string& score = "得分 缺失时 0分") {
  std::string text = text_of({.score = score});
  text.erase(text.find("排名 名次"));
  return text + "参数 优秀线 = " + bound +
         " 暂定 「例」\n等级 考核 对 参评 {\n  优秀 达线 当 总分 优秀线 以上 暂定 「例」\n"
         "  合格 其余 否则 暂定 「例」\n}\n";
}

TEST(Causes, BoundCrossedByTheUnit) {
  const auto run = compare_texts(bounded("80分"), units(Four), bounded("80分"),
                                 units({{"甲", "90"}, {"乙", "79"}, {"丙", "81"}, {"丁", "60"}}));
  EXPECT_EQ(run->causes("乙"), "Own");
  EXPECT_EQ(run->causes("丙"), "Own");
  EXPECT_EQ(run->values("丙"), "总分 70→81");
}

TEST(Causes, BoundMoves) {
  const auto run = compare_texts(bounded("80分"), units(Four), bounded("70分"), units(Four));
  EXPECT_EQ(run->path("丙"), "合格→优秀");
  EXPECT_EQ(run->causes("丙"), "Line");
  EXPECT_EQ(run->origin(run->move("丙")->origin), "优秀线");
}

TEST(Causes, UnitAndBoundBothMove) {
  const Rows later = units({{"甲", "90"}, {"乙", "74"}, {"丙", "75"}, {"丁", "76"}});
  // 丙: 70 against 80, then 75 against 75: neither alone; 丁: 60, then 76: neither; 乙: 80 falls to 74: its own.
  const auto run = compare_texts(bounded("80分"), units(Four), bounded("75分"), later);
  EXPECT_EQ(run->causes("丙"), "Own+Line");
  EXPECT_EQ(run->causes("丁"), "Own+Line");
  EXPECT_EQ(run->causes("乙"), "Own");
}

}  // namespace
}  // namespace plumb::study::test
