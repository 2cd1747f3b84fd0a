// Frames as golden texts: what stands here is what a reader sees in a terminal whose wide
// characters take two cells.
#include <gtest/gtest.h>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/render.h"

namespace plumb::diagnostics {
namespace {

struct Frame : ::testing::Test {
  source::SourceSet sources;
  Sink sink;

  source::FileId add(const char* text) { return sources.add("甲.plumb", text); }

  // The first place where `part` stands in the file.
  source::Span at(source::FileId file, std::string_view part) {
    const std::size_t begin = sources.text(file).text().find(part);
    EXPECT_NE(begin, std::string_view::npos) << part;
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + part.size())};
  }

  std::string zh() { return render_text(sink.sorted(), sources, Language::Zh, false); }
  std::string en() { return render_text(sink.sorted(), sources, Language::En, false); }
};

TEST_F(Frame, MarksStandUnderWideCharacters) {
  const auto file = add("测算 平均 = 合计(机吋) / 台数\n");
  sink.report(diag::UnknownName{.name = "机吋"}, at(file, "机吋")).suggest({"机时", "计时"});
  EXPECT_EQ(zh(),
            "错误[R2001]: 没有名为 `机吋` 的定义\n"
            " --> 甲.plumb:1:12\n"
            "  |\n"
            "1 | 测算 平均 = 合计(机吋) / 台数\n"
            "  |                  ^^^^\n"
            "  |\n"
            "  = 提示: 是否想写 `机时`、`计时`\n");
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `机吋`\n"
            " --> 甲.plumb:1:12\n"
            "  |\n"
            "1 | 测算 平均 = 合计(机吋) / 台数\n"
            "  |                  ^^^^\n"
            "  |\n"
            "  = hint: did you mean `机时`, `计时`\n");
}

TEST_F(Frame, TwoPlacesHaveTwoMarks) {
  const auto file = add("参数 甲 = 1\n\n\n\n参数 甲 = 2\n");
  const source::Span first = at(file, "甲");
  const source::Span second{file, first.begin + 18, first.end + 18};
  ASSERT_EQ(sources.slice(second), "甲");
  sink.report(diag::DuplicateName{.name = "甲"}, second).label(first, label::FirstDeclaredHere{});
  EXPECT_EQ(zh(),
            "错误[R2002]: 名字 `甲` 声明了两次\n"
            " --> 甲.plumb:5:4\n"
            "  |\n"
            "1 | 参数 甲 = 1\n"
            "  |      -- 先在这里声明\n"
            "...\n"
            "5 | 参数 甲 = 2\n"
            "  |      ^^\n"
            "  |\n"
            "  = 提示: 给其中一个改名\n");
}

TEST_F(Frame, TwoMarksOnOneLineAndALineBetween) {
  const auto file = add("a b\nbetween\nc d\n");
  sink.report(diag::UnknownName{.name = "d"}, at(file, "d"))
      .label(at(file, "c"), label::OtherOneHere{})
      .label(at(file, "b"), label::DeclaredHere{});
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `d`\n"
            " --> 甲.plumb:3:3\n"
            "  |\n"
            "1 | a b\n"
            "  |   - declared here\n"
            "2 | between\n"
            "3 | c d\n"
            "  | - the other one is here\n"
            "  |   ^\n");
}

TEST_F(Frame, AnotherFileHasItsOwnBlock) {
  const auto file = add("x\n");
  const auto other = sources.add("乙.plumb", "a\ny\n");
  sink.report(diag::DuplicateName{.name = "x"}, at(file, "x")).label(at(other, "y"), label::FirstDeclaredHere{});
  EXPECT_EQ(en(),
            "error[R2002]: the name `x` is declared twice\n"
            " --> 甲.plumb:1:1\n"
            "  |\n"
            "1 | x\n"
            "  | ^\n"
            " ::: 乙.plumb:2:1\n"
            "  |\n"
            "2 | y\n"
            "  | - first declared here\n"
            "  |\n"
            "  = hint: rename one of the two\n");
}

TEST_F(Frame, TabsAreShownAsBlanks) {
  const auto file = add("\t评\tx = y\t\n");
  sink.report(diag::UnknownName{.name = "x"}, at(file, "x"));
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `x`\n"
            " --> 甲.plumb:1:4\n"
            "  |\n"
            "1 |     评  x = y\n"
            "  |         ^\n");
}

TEST_F(Frame, AMarkMayItselfHoldATab) {
  const auto file = add("ab\tc\n");
  sink.report(diag::UnknownName{.name = "x"}, at(file, "b\tc"));
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `x`\n"
            " --> 甲.plumb:1:2\n"
            "  |\n"
            "1 | ab  c\n"
            "  |  ^^^^\n");
}

TEST_F(Frame, SeveralLinesShowTheFirstAndTheLast) {
  const auto file = add("x {\n  一\n  二\n  三\n}\n");
  sink.report(diag::DuplicateName{.name = "x"}, at(file, "x {\n  一\n  二\n  三\n}\n"));
  EXPECT_EQ(en(),
            "error[R2002]: the name `x` is declared twice\n"
            " --> 甲.plumb:1:1\n"
            "  |\n"
            "1 | x {\n"
            "  | ^^^\n"
            "...\n"
            "5 | }\n"
            "  | ^\n"
            "  |\n"
            "  = hint: rename one of the two\n");
}

TEST_F(Frame, ALastLineIsMarkedFromItsText) {
  const auto file = add("a = (b +\n    c)\n");
  sink.report(diag::UnclosedText{.closing = "」"}, {file, 0, 3}).label(at(file, "(b +\n    c)"), label::OtherOneHere{});
  EXPECT_EQ(en(),
            "error[R1005]: the text is never closed, `」` is missing\n"
            " --> 甲.plumb:1:1\n"
            "  |\n"
            "1 | a = (b +\n"
            "  | ^^^\n"
            "  |     ----\n"
            "2 |     c)\n"
            "  |     -- the other one is here\n"
            "  |\n"
            "  = hint: add `」` on the same line\n");
}

TEST_F(Frame, EndOfFileHasAPlace) {
  const auto file = add("x = (\n");
  sink.report(diag::UnclosedBracket{.bracket = "(", .closing = ")"}, {file, 6, 6}).label(at(file, "("), label::DeclaredHere{});
  EXPECT_EQ(en(),
            "error[R1004]: the bracket `(` is never closed\n"
            " --> 甲.plumb:2:1\n"
            "  |\n"
            "1 | x = (\n"
            "  |     - declared here\n"
            "2 |\n"
            "  | ^\n"
            "  |\n"
            "  = hint: add `)` where it should end\n");
}

TEST_F(Frame, EndOfFileWithoutLineEnd) {
  const auto file = add("评");
  sink.report(diag::UnknownName{.name = "x"}, {file, 3, 3});
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `x`\n"
            " --> 甲.plumb:1:2\n"
            "  |\n"
            "1 | 评\n"
            "  |   ^\n");
}

TEST_F(Frame, BrokenBytesAndControlsAreHarmless) {
  const auto file = add("a\x1b[31m\xFF b\r\n");
  sink.report(diag::BadUtf8{}, at(file, "\xFF"));
  EXPECT_EQ(en(),
            "error[R1001]: this is not UTF-8\n"
            " --> 甲.plumb:1:7\n"
            "  |\n"
            "1 | a\uFFFD[31m\uFFFD b\n"
            "  |       ^\n"
            "  |\n"
            "  = hint: save the file as UTF-8\n");
}

TEST_F(Frame, GutterFitsTheLargestLineNumber) {
  const auto file = add("\n\n\n\n\n\n\n\n\nx\n");
  sink.report(diag::UnknownName{.name = "x"}, at(file, "x"));
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `x`\n"
            "  --> 甲.plumb:10:1\n"
            "   |\n"
            "10 | x\n"
            "   | ^\n");
}

TEST_F(Frame, NoPlaceNoFrame) {
  sink.report(diag::FileNotFound{.path = "规则.plumb"});
  EXPECT_EQ(zh(),
            "错误[R8001]: 找不到文件 `规则.plumb`\n"
            "  = 提示: 核对路径;相对路径从当前目录算起\n");
}

TEST_F(Frame, NotesWitnessesAndExamplesFollow) {
  const auto file = add("x\n");
  sink.report(diag::UnknownName{.name = "x"}, at(file, "x"))
      .note(label::OtherOneHere{})
      .witness("原值", "499,999元")
      .witness("台数", "0台")
      .with_example("用例 「甲」 {\n  给定 x\n}\n");
  EXPECT_EQ(zh(),
            "错误[R2001]: 没有名为 `x` 的定义\n"
            " --> 甲.plumb:1:1\n"
            "  |\n"
            "1 | x\n"
            "  | ^\n"
            "  |\n"
            "  = 说明: 另一个在这里\n"
            "  = 见例: 原值 = 499,999元, 台数 = 0台\n"
            "  = 可用作用例:\n"
            "      用例 「甲」 {\n"
            "        给定 x\n"
            "      }\n");
}

TEST_F(Frame, ALongLineIsShownAroundItsMark) {
  const std::string text = std::string(100000, 'a') + " 错 " + std::string(100000, 'b');
  const auto file = add(text.c_str());
  sink.report(diag::UnknownName{.name = "错"}, at(file, "错"));
  EXPECT_EQ(en(),
            "error[R2001]: there is nothing named `错`\n"
            " --> 甲.plumb:1:100002\n"
            "  |\n"
            "1 | …" +
                std::string(39, 'a') + " 错 " + std::string(116, 'b') +
                "…\n"
                "  |  " +
                std::string(40, ' ') + "^^\n");
}

TEST_F(Frame, ColourOnlyAddsSequences) {
  const auto file = add("x\n");
  sink.report(diag::DuplicateName{.name = "x"}, at(file, "x"));
  std::string coloured = render_text(sink.sorted(), sources, Language::En, true);
  EXPECT_NE(coloured.find("\x1b[1;31m"), std::string::npos);
  for (std::size_t i; (i = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(i, coloured.find('m', i) - i + 1);
  }
  EXPECT_EQ(coloured, en());
}

TEST(RenderArg, SpeaksTheReadersLanguage) {
  EXPECT_EQ(render_arg(Word{"小时", "hours"}, Language::Zh), "小时");
  EXPECT_EQ(render_arg(Word{"小时", "hours"}, Language::En), "hours");
  EXPECT_EQ(render_arg(WordList{{{"逗号", "comma"}, {"名字", "name"}}}, Language::Zh), "逗号、名字");
  EXPECT_EQ(render_arg(WordList{{{"逗号", "comma"}, {"名字", "name"}}}, Language::En), "comma, name");
  EXPECT_EQ(render_arg(NamePath{{"甲", "乙", "甲"}}, Language::En), "`甲` → `乙` → `甲`");
  EXPECT_EQ(render_arg(Count(-3), Language::En), "-3");
  EXPECT_EQ(render_arg(Name("a\nb"), Language::En), "`a⏎b`");
  EXPECT_EQ(fill("{{{1}}} {0}", {Text("a"), Number("250/3")}, Language::En), "{250/3} a");
}

}  // namespace
}  // namespace plumb::diagnostics
