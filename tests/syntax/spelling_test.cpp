#include <gtest/gtest.h>

#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

TEST(Spelling, IsThatOfTheFirstItem) {
  EXPECT_EQ(detect_spelling("// scope\n参数 甲 = 1\n"), Language::Zh);
  EXPECT_EQ(detect_spelling("// 参数\nparameter a = 1\n"), Language::En);
  EXPECT_EQ(detect_spelling("basis n 「x」 { }\n"), Language::En);
  EXPECT_EQ(detect_spelling(""), Language::Zh);
}

TEST(Spelling, PhrasesAreMergedGreedily) {
  EXPECT_EQ(codes("condition a of b = x no later than y and not z\n"), "");
  EXPECT_EQ(codes("condition a of b = x 5 or more\n"), "");
  EXPECT_EQ(codes("condition a of b = x / y if divided by zero 0 > z if absent 1\n"), "");
  EXPECT_EQ(codes("condition a of b = x not in whole c and d in force\n"), "");
  // Blanks only, on one line.
  EXPECT_EQ(codes("condition a of b = x 5 or\n more\n"), "R1003");
}

TEST(Spelling, WordsOfTheOtherOneAreNamed) {
  EXPECT_EQ(codes("条件 甲 对 乙 = a and b\n"), "R1009");
  EXPECT_EQ(underlined("条件 甲 对 乙 = a and b\n"), "and");
  EXPECT_EQ(codes("参数 甲 = 1\nscope a 取自 b {\n  纳入 c\n}\n"), "R1009");
  EXPECT_EQ(codes("condition a of b = c 且 d\n"), "R1009");
  // Words that may be names are names.
  EXPECT_EQ(codes("参数 term = 1\n"), "");
}

TEST(Spelling, FullWidthSignsAreTheSame) {
  const auto tree = [](const std::string& text) {
    const Parsed parsed = parse_text(text);
    EXPECT_FALSE(parsed.sink.has_errors());
    return dump_tree(parsed.tree, parsed.sources, false);
  };
  EXPECT_EQ(tree("测算 甲 对 乙：％＝取大（１２．５％，c＋１）；参数 丙＝３\n"),
            tree("测算 甲 对 乙 : % = 取大(12.5%, c+1); 参数 丙 = 3\n"));
}

TEST(Format, KeepsCommentsAndBlankLines) {
  EXPECT_EQ(format_text("// 头\n\n\n\n参数 甲=1//尾\n   // 独行\n范围 甲 取自 乙｛\n纳入 一   当 "
                        "a≥１ 且\nb\n依据 通知 . 二 、 通知.三\n//末\n｝",
                        Language::Zh),
            "// 头\n\n参数 甲 = 1  //尾\n// 独行\n范围 甲 取自 乙 {\n  纳入 一 当 a >= １ 且\n    "
            "b\n    依据 通知.二、通知.三\n"
            "  //末\n}\n");
}

TEST(Format, TurnsWordsIntoTheOtherSpelling) {
  EXPECT_EQ(format_text("测算 甲 对 乙 : 小时/日期 = 合计(丙.合计) 若无 0小时 缺失时 { 未填报 : 不计 }\n", Language::En),
            "measure 甲 of 乙 : 小时/date = sum(丙.合计) if none 0小时 if absent { not_reported : not "
            "counted }\n");
  EXPECT_EQ(format_text("table t {\n  key term : text as name // x\n  key : many date may lack not_reported\n}\n", Language::Zh),
            "数据表 t {\n  键 term : 文本 作 名称  // x\n  key : 多个 日期 可缺 未填报\n}\n");
}

TEST(Format, RefusesATextWithMistakes) { EXPECT_TRUE(format_text("参数 甲 = = 1\n", Language::Zh).starts_with("not formatted")); }

TEST(Format, RefusesNamesThatTheOtherSpellingReadsOtherwise) {
  const std::string text = format_text("条件 甲 对 乙 = a 或 more\n", Language::En);
  EXPECT_NE(text.find("R1015"), std::string::npos) << text;
}

}  // namespace

}  // namespace plumb::syntax::test
