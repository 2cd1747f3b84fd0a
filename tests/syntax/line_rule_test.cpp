// Where an item or entry ends, and how a mistake stays where it is.
#include <gtest/gtest.h>

#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

size_t items(const std::string& text) {
  const Parsed parsed = parse_text(text);
  EXPECT_FALSE(parsed.sink.has_errors()) << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  return parsed.tree.items.size();
}

TEST(LineRule, AnItemEndsWhereItsLineEnds) {
  EXPECT_EQ(items("参数 甲 = 1\n参数 乙 = 2\n"), 2u);
  EXPECT_EQ(items("参数 甲 = 1; 参数 乙 = 2；参数 丙 = 3"), 3u);
  EXPECT_EQ(items("参数 甲 = 1   参数 乙 = 2"), 2u);
  EXPECT_EQ(items("参数 甲 = 1\r\n参数 乙 = 2\r\n"), 2u);
}

TEST(LineRule, SignsJoinLines) {
  EXPECT_EQ(items("参数 甲 =\n 1\n + 2\n * 3 /\n 4\n"), 1u);
  EXPECT_EQ(items("参数 甲\n = 1\n"), 1u);
  EXPECT_EQ(items("条件 甲 对 乙 = a\n 且 b 且\n c\n"), 1u);
  EXPECT_EQ(items("参数 甲 = 合计(\n a,\n b\n )\n"), 1u);
  EXPECT_EQ(items("条件 甲 对 乙 = a 为 b、\n c\n 、d\n"), 1u);
  EXPECT_EQ(items("参数 甲 = 1  // 注\n  依据 通知.二\n"), 1u);
}

TEST(LineRule, AMinusDoesNotJoin) { EXPECT_EQ(codes("参数 甲 = 1\n - 2\n"), "R1003"); }

TEST(LineRule, ClausesJoinLines) {
  EXPECT_EQ(items("后果 补助 应\n  由 财政部\n  对 单位\n  当 等级 = 优秀\n  期限 1年\n  自 "
                  "公布日\n  依据 通知.一\n"),
            1u);
  EXPECT_EQ(items("排名 甲 对 乙\n  除去 丙\n  按 总分 精确 降序\n  并列 同名次\n"), 1u);
  EXPECT_EQ(items("范围 甲 取自 乙\n{\n 纳入 丙\n}\n"), 1u);
}

TEST(LineRule, ADocumentAtTheStartOfALineIsAnItem) {
  EXPECT_EQ(items("参数 甲 = 1\n依据 通知 「某号」 发布 2021-05-10 { 条款 二 「范围」 }\n"), 2u);
  EXPECT_EQ(items("参数 甲 = 1\n依据 通知.二\n"), 1u);
}

TEST(LineRule, ColumnsMayBeNamedByClauses) {
  EXPECT_EQ(items("数据表 甲 {\n  键 编号 : 文本\n  期限 : 日期\n  由 别名 judge : 文本\n  范围 : "
                  "文本 值域 [0, 5]\n"
                  "    可缺 未填报\n  对 : 文本\n}\n"),
            1u);
  const Parsed parsed = parse_text("数据表 甲 {\n  编号 : 文本\n  期限 : 日期\n    可缺 未填报\n  自 : 日期\n}\n");
  EXPECT_EQ(std::get<TableItem>(parsed.tree.items[0].node).columns.size(), 3u);
}

TEST(LineRule, GivenCellsMayBeNamedByClauses) {
  const Parsed parsed = parse_text("用例 「甲」 {\n  给定 单位 乙 {\n    部门 丙\n    期限 1年\n    由 丁, 满分 5分\n  }\n}\n");
  ASSERT_FALSE(parsed.sink.has_errors());
  EXPECT_EQ(std::get<TestItem>(parsed.tree.items[0].node).steps[0].rows[0].cells.size(), 4u);
}

TEST(LineRule, PartsMayBeNamedByClauses) {
  const Parsed parsed = parse_text(
      "评分 总分 对 单位 满分 100分 {\n  机时 25分 = a\n    封顶于 5分\n  期限 10分 = b\n  总额 = "
      "c\n}\n");
  ASSERT_FALSE(parsed.sink.has_errors());
  EXPECT_EQ(std::get<ScoreItem>(parsed.tree.items[0].node).root.parts.size(), 3u);
}

TEST(LineRule, RowsOfALookupMayStartWithAComparison) {
  EXPECT_EQ(items("测算 甲 对 乙 = 查表 a {\n  < 5 : 1\n  超过 7 : 2\n  [5, 7] : 3\n}\n"), 1u);
}

TEST(LineRule, OtherwiseGoesWithItsIf) {
  EXPECT_EQ(items("测算 甲 对 乙 {\n  规则 丙 当 a 则 若 b 则 1\n    否则 2\n  否则 3\n}\n"), 1u);
}

// --- recovery

TEST(Recovery, AMistakeNeverHidesTheNextItem) {
  const Parsed parsed = parse_text("参数 甲 = * 1\n参数 乙 = 2\n参数 = 3\n参数 丁 = 4\n");
  EXPECT_EQ(parsed.sink.error_count(), 2u);
  EXPECT_EQ(parsed.tree.items.size(), 2u);
}

TEST(Recovery, AMistakeInAnEntryLeavesTheOthers) {
  const Parsed parsed = parse_text("范围 甲 取自 乙 {\n  纳入 一 当 * 1\n  纳入 二 当 a = 1\n  纳入 三 * 1\n  排除 四 当 b\n}\n");
  EXPECT_EQ(parsed.sink.error_count(), 2u);
  ASSERT_EQ(parsed.tree.items.size(), 1u);
  EXPECT_EQ(std::get<ScopeItem>(parsed.tree.items[0].node).entries.size(), 2u);
}

TEST(Recovery, ItemsSideBySide) {
  const Parsed parsed = parse_text("参数 甲 = * 1 参数 乙 = 2\n");
  EXPECT_EQ(parsed.sink.error_count(), 1u);
  EXPECT_EQ(parsed.tree.items.size(), 1u);
}

TEST(Recovery, AnUnclosedBracketIsClosedBeforeTheNextItem) {
  EXPECT_EQ(codes("参数 甲 = (1 + 2\n参数 乙 = 3\n"), "R1004");
  EXPECT_EQ(underlined("参数 甲 = (1 + 2\n参数 乙 = 3\n"), "(");
  EXPECT_EQ(codes("范围 甲 取自 乙 {\n  纳入 一 当 (a\n  排除 二 当 b\n}\n"), "R1004");
  EXPECT_EQ(codes("评分 总分 对 单位 满分 9分 {\n  机时 9分 = a\n等级 丙 对 单位 {\n  优 一 当 "
                  "b\n}\n参数 乙 = 3\n"),
            "R1027");
  EXPECT_EQ(codes("范围 甲 取自 乙 {\n  纳入 一\n"), "R1027");
  EXPECT_EQ(codes("参数 甲 = 1)\n"), "R1014");
  EXPECT_EQ(codes("参数 甲 = 1\n}\n参数 乙 = 2\n"), "R1014");
}

TEST(Recovery, UnclosedTextsAndBadCharacters) {
  EXPECT_EQ(codes("规则集 「甲\n参数 乙 = 1\n"), "R1005");
  EXPECT_EQ(codes("用例 「甲 {\n  期望 a = 1\n}\n"), "R1005");
  EXPECT_EQ(codes("参数 甲 = 1 #\n参数 乙 = 2\n"), "R1002");
  EXPECT_EQ(underlined("参数 а1 = 1\n"), "а");
  EXPECT_EQ(codes("参数 а1 = 1\n"), "R1006");
  EXPECT_EQ(codes("参数 Ａ1 = 1\n"), "R1006");
}

TEST(Recovery, NamesWhatWasExpectedInTheSpellingOfTheFile) {
  const Parsed parsed = parse_text("scope a from b {\n  include c whenever d\n}\n");
  const std::string text = render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  EXPECT_NE(text.find("`when`"), std::string::npos) << text;
  EXPECT_EQ(text.find("K_"), std::string::npos) << text;
}

TEST(Recovery, PointsAtTheNarrowestPlace) {
  EXPECT_EQ(underlined("条件 甲 对 乙 = a = = b\n"), "=");
  EXPECT_EQ(underlined("核对 甲 计数(x) = 9\n"), "计数");
  EXPECT_EQ(underlined("条件 甲 对 乙 = a < b < c\n"), "<");
  EXPECT_EQ(underlined("条件 甲 对 乙 = a 且 b 或 c\n"), "a 且 b 或 c");
}

}  // namespace

}  // namespace plumb::syntax::test
