// Texts that nobody means well with: each ends in a diagnostic, soon, and never in a crash.
#include <chrono>
#include <random>

#include <gtest/gtest.h>

#include "base/text.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

std::string repeated(const std::string& piece, size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(HostileText, NestedBracketsAreRefusedBeforeParsing) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text = "参数 甲 = " + repeated("(", 100000) + "1" + repeated(")", 100000) + "\n";
  EXPECT_EQ(codes(text), "R1007");
  EXPECT_EQ(codes("评分 a 对 b " + repeated("{ x 1分 ", 5000)), "R1007");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(HostileText, DepthWithoutBracketsIsRefusedToo) {
  EXPECT_EQ(codes("条件 甲 = " + repeated("非 ", 100000) + "a\n"), "R1007");
  EXPECT_EQ(codes("条件 甲 = " + repeated("- ", 100000) + "a\n"), "R1007");
  EXPECT_EQ(codes("条件 甲 = " + repeated("2 ^ ", 100000) + "a\n"), "R1007");
  EXPECT_EQ(codes("条件 甲 = " + repeated("若 a 则 ", 100000) + "a\n"), "R1007");
  EXPECT_EQ(codes("条件 甲 = " + repeated("a + ", 100000) + "a\n"), "R1007");
  EXPECT_EQ(codes("条件 甲 = a " + repeated("缺失时 0 ", 100000) + "\n"), "R1007");
}

TEST(HostileText, WhatIsDeepButAllowedIsParsed) {
  EXPECT_EQ(codes("参数 甲 = " + repeated("(", 190) + "1" + repeated(")", 190) + "\n"), "");
  EXPECT_EQ(codes("条件 甲 = " + repeated("非 ", 190) + "a\n"), "");
  EXPECT_EQ(codes("条件 甲 = " + repeated("a + ", 990) + "a\n"), "");
}

TEST(HostileText, AFileThatIsTooLargeIsRefused) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(codes("参数 甲 = " + std::string(50u << 20, '1')), "R1008");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(HostileText, OneLongLineIsRead) {
  EXPECT_EQ(codes("参数 甲 = " + std::string(1u << 20, '1') + "\n"), "");
  EXPECT_EQ(codes(repeated("参数 甲 = 1 ", 5000)), "");
}

TEST(HostileText, TruncatedUtf8IsNotDropped) {
  const std::string text = "参数 甲 = 1 // 注";
  EXPECT_EQ(codes(text), "");
  EXPECT_EQ(codes(text.substr(0, text.size() - 1)), "R1001");
  EXPECT_EQ(codes("\xFF"), "R1001");
  EXPECT_EQ(codes("参数 \xED\xA0\x80 = 1\n"), "R1001");
}

TEST(HostileText, ManyMistakesEndSoon) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(codes(repeated("参数 = = 甲\n", 2000)), "");
  EXPECT_NE(codes("范围 a 取自 b {\n" + repeated("  纳入 = 甲\n", 2000) + "}\n"), "");
  EXPECT_NE(codes(repeated("条件 ", 20000)), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(HostileText, EmptyTextsAreFine) {
  EXPECT_EQ(codes(""), "");
  EXPECT_EQ(codes("\xEF\xBB\xBF// 只有注释\n\n;;\n"), "");
  EXPECT_EQ(format_text("", Language::Zh), "");
}

// Whatever comes, parsing ends; what it makes can be dumped; spans lie in the text.
void survive(const std::string& text) {
  Parsed parsed = parse_text(text);
  static_cast<void>(dump_tree(parsed.tree, parsed.sources, true));
  static_cast<void>(dump_tokens(parsed.sources, 0));
  static_cast<void>(render_text(parsed.sink.sorted(), parsed.sources, Language::Zh, false));
  for (const diagnostics::Diagnostic& d : parsed.sink.sorted()) {
    ASSERT_LE(d.span.begin, d.span.end);
    ASSERT_LE(d.span.end, text.size() + 1);
  }
  for (const Expr& expr : parsed.tree.exprs) ASSERT_LE(expr.span.end, text.size());
}

TEST(HostileText, RandomBytes) {
  const unsigned seed = 4711;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t i = 0; i < 200; ++i) text += static_cast<char>(random() & 0xFFu);
    survive(text);
    // The same made readable, so that the scanner sees it.
    for (char& c : text) c = static_cast<char>(c & 0x7F);
    survive(text);
  }
}

TEST(HostileText, RandomWordsOfTheLanguage) {
  const unsigned seed = 815;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> signs = {"{",  "}",  "(", ")",      "[",          "]",      ",",  "、", ":",
                                          "=",  "<",  "-", "+",      "*",          "/",      "^",  ".",  ";",
                                          "\n", "\n", "1", "50万元", "2021-01-01", "「文」", "名", "甲", "%"};
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (size_t i = 0; i < 40; ++i) {
      const bool is_sign = random() % 2 == 0;
      const auto keyword = static_cast<Keyword>(random() % static_cast<unsigned>(keyword_count()));
      text += is_sign ? signs[random() % signs.size()] : std::string(spelling_of(keyword, Language::Zh));
      text += ' ';
    }
    survive(text);
  }
}

// Rule files with a piece cut out, doubled or moved.
TEST(HostileText, DamagedRuleFiles) {
  const unsigned seed = 1234;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::string text = read_file(root() / "tests/syntax/cases/good/sketch.plumb");
  ASSERT_GT(text.size(), 1000u);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = text;
    const size_t at = random() % damaged.size();
    const size_t length = random() % 40;
    if (random() % 2 == 0) {
      damaged.erase(at, length);
    } else {
      damaged.insert(at, damaged.substr(random() % damaged.size(), length));
    }
    survive(damaged);
  }
}

}  // namespace

}  // namespace plumb::syntax::test
