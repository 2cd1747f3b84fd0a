// What people write from everyday language, with blanks too many or too few, without a sign: told by what was meant,
// once, at its place.
#include <gtest/gtest.h>

#include "diagnostics/catalogue_names.h"
#include "syntax/find_confusion.h"
#include "syntax/read_numeral.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

struct Slip {
  const char* text;
  const char* code;
  const char* marked;   // what is underlined
  const char* instead;  // what the hint says to write
};

void PrintTo(const Slip& slip, std::ostream* out) { *out << slip.text; }

class Slips : public testing::TestWithParam<Slip> {};

TEST_P(Slips, AreToldByWhatWasMeant) {
  const Slip& slip = GetParam();
  EXPECT_EQ(codes(slip.text), slip.code);
  EXPECT_EQ(underlined(slip.text), slip.marked);
  const Parsed parsed = parse_text(slip.text);
  for (const Language language : {Language::Zh, Language::En}) {
    const std::string rendered = render_text(parsed.sink.sorted(), parsed.sources, language, false);
    EXPECT_NE(rendered.find(slip.instead), std::string::npos) << rendered;
  }
  // The item is kept: nothing that uses its name is a mistake.
  EXPECT_EQ(parsed.tree.items.size(), 1U);
}

const Slip Chinese[] = {
    {"条件 甲 对 乙 = a 大于 5万元\n", "R1017", "大于", "`超过`"},
    {"条件 甲 对 乙 = a 大于5万元\n", "R1017", "大于", "`超过`"},
    {"条件 甲 对 乙 = a 小于 5万元\n", "R1017", "小于", "`不满`"},
    {"条件 甲 对 乙 = a 大于等于 5万元 暂定 「x」\n", "R1017", "大于等于", "以上"},
    {"条件 甲 对 乙 = a 不小于 5万元\n", "R1017", "不小于", "`>=`"},
    {"条件 甲 对 乙 = a 不低于 5万元\n", "R1017", "不低于", "`>=`"},
    {"条件 甲 对 乙 = a 不超过 5万元\n", "R1017", "不超过", "`<=`"},
    {"条件 甲 对 乙 = a 等于 b\n", "R1017", "等于", "`=`"},
    {"条件 甲 对 乙 = a 不等于 b\n", "R1017", "不等于", "`!=`"},
    {"条件 甲 对 乙 = a 是 b\n", "R1019", "是", "`为`"},
    {"参数 甲 为 5\n", "R1019", "为", "`=`"},
    {"参数 甲 是 5\n", "R1019", "是", "`=`"},
    {"枚举 甲 { 乙 或 丙 }\n", "R1019", "或", "`、`"},
    {"条件 甲 对 乙 = a 超过 5万元 以上\n", "R1030", "以上", "以上"},
    {"条件 甲 对 乙 = a 5万元 以上 且 不满 9万元\n", "R1031", "不满 9万元", "`a 不满 9万元`"},
    {"条件 甲 对 乙 = 丙.a 5万元 以上 或 2万元 以下\n", "R1031", "2万元 以下", "`丙.a 2万元 以下`"},
    {"用例 「甲」 { 给定 乙 丙 { a = 5 } }\n", "R1032", "=", "`=`"},
    {"等级 甲 对 乙 { 好 一 当 a 暂定 「例」 ; 差 二 暂定 「例」 }\n", "R1023", "暂定", "`否则`"},
    {"条件 甲 对 乙 = a 并且 b\n", "R1017", "并且", "`且`"},
    {"条件 甲 对 乙 = a 或者 b\n", "R1017", "或者", "`或`"},
    {"条件 甲 对 乙 = a = 1 和 b = 2\n", "R1017", "和", "`且`"},
    {"条件 甲 对 乙 = a 为 b 和 c\n", "R1017", "和", "`、`"},
    {"范围 甲 取自 乙 {\n  纳入 一 如果 a\n}\n", "R1017", "如果", "`当`"},
    {"范围 甲 取自 乙 {\n  纳入 一 若 a\n}\n", "R1019", "若", "`当`"},
    {"测算 甲 对 乙 = 如果 a 则 1 否则 2\n", "R1017", "如果", "`若`"},
    {"测算 甲 对 乙 = 若 a 则 1 否则如果 b 则 2 否则 3\n", "R1017", "否则如果", "`否则 若`"},
    {"测算 甲 对 乙 = 若 a 那么 1 否则 2\n", "R1017", "那么", "`则`"},
    {"参数 甲 = 5 根据 通知.二\n", "R1017", "根据", "`依据`"},
    {"排名 甲 对 乙 按 a 精确 从高到低 并列 同名次\n", "R1017", "从高到低", "`降序`"},
    {"条件 甲 对 乙 = a == b\n", "R1017", "==", "`=`"},
    {"条件 甲 对 乙 = a => b\n", "R1017", "=>", "`>=`"},
    {"条件 甲 对 乙 = a ≧ b\n", "R1017", "≧", "`>=`"},
    {"条件 甲 对 乙 = a && b\n", "R1017", "&&", "`且`"},
    {"条件 甲 对 乙 = a || b\n", "R1017", "||", "`或`"},
    {"条件 甲 对 乙 = !a\n", "R1017", "!", "`非`"},
    {"参数 甲 := 5\n", "R1017", ":=", "`=`"},
    {"参数 甲 = 5 依据 通知。二\n", "R1017", "。", "`.`"},
    {"参数 甲 = 50 万元 依据 通知.二\n", "R1018", "50 万元", "`50万元`"},
    {"参数 甲 = 50 % 依据 通知.二\n", "R1018", "50 %", "`50%`"},
    {"条件 甲 对 乙 = a 50　万元 以上\n", "R1018", "50　万元", "`50万元`"},
    {"条件 甲 对 乙 = a 为 b，c\n", "R1019", "，", "`、`"},
    {"参数 甲 = 取小(a、b)\n", "R1019", "、", "`,`"},
    {"核对 甲 = 计数(x) = 9\n", "R1019", "=", "`:`"},
    {"参数 甲 = = 5\n", "R1020", "=", "`=`"},
    {"条件 甲 对 乙 = a 50万元以上\n", "R1021", "50万元以上", "`50万元 以上`"},
    {"条件 甲 对 乙 = a 超过50万元\n", "R1021", "超过50万元", "`超过 50万元`"},
    {"参数 甲 = 5 依剧 通知.二\n", "R1022", "依剧", "`依据`"},
    {"参教 甲 = 5\n", "R1022", "参教", "`参数`"},
    {"核对 甲 计数(x) = 9\n", "R1023", "计数", "`:`"},
    {"范围 甲 取自 乙 {\n  排除 一 a = 1\n}\n", "R1023", "a", "`当`"},
    {"数据 表 甲 { 键 乙 : 文本 }\n", "R1024", "数据 表", "`数据表`"},
    {"参数 甲 = 5 暂定 ‘理由’\n", "R1026", "‘理由’", "‘ ’"},
    {"参数 甲 = 5 暂定 《理由》\n", "R1026", "《理由》", "《 》"},
    {"参数 甲 = 5 暂定 《理由」\n", "R1026", "《理由」", "《 》"},
    {"范围 甲 取自 乙\n  纳入 一 当 a\n}\n", "R1027", "", "`{`"},
    {"评分 甲 对 乙 满分 9分 {\n  丙 9分 {\n    丁 9分 = a\n}\n", "R1027", "", "`}`"},
    {"用例 「甲」 {\n  给定 单位 乙 部门 丙, 级别 丁 }\n  期望 a\n}\n", "R1027", "", "`{`"},
    {"参数 甲 = 5 暂定 通知未载;取上期」\n", "R1028", "通知未载;取上期」", "`「`"},
    {"参数 甲 = 1,600小时\n", "R1029", "1,600小时", "`1600小时`"},
};
INSTANTIATE_TEST_SUITE_P(Chinese, Slips, testing::ValuesIn(Chinese));

const Slip English[] = {
    {"condition a of b = c greater than 5yuan\n", "R1017", "greater than", "`exceeds`"},
    {"condition a of b = c is less than 5yuan\n", "R1017", "is less than", "`below`"},
    {"condition a of b = c equals d\n", "R1017", "equals", "`=`"},
    {"condition a of b = c AND d\n", "R1017", "AND", "`and`"},
    {"condition a of b = c && d\n", "R1017", "&&", "`and`"},
    {"condition a of b = c == d\n", "R1017", "==", "`=`"},
    {"measure a of b = if c then 1 else 2\n", "R1017", "else", "`otherwise`"},
    {"measure a of b = if c then 1 else if d then 2 otherwise 3\n", "R1017", "else if", "`otherwise if`"},
    {"scope a from b {\n  include c if d\n}\n", "R1019", "if", "`when`"},
    {"parameter a is 5\n", "R1019", "is", "`=`"},
    {"scope a from b {\n  include c unless d\n}\n", "R1017", "unless", "`when not`"},
    {"measure a for b = 1\n", "R1017", "for", "`of`"},
    {"parameter a = 5 yuan assumed \"x\"\n", "R1018", "5 yuan", "`5yuan`"},
    {"paramter a = 5\n", "R1022", "paramter", "`parameter`"},
};
INSTANTIATE_TEST_SUITE_P(English, Slips, testing::ValuesIn(English));

TEST(NoSlips, WhatTheLanguageKnowsIsNoSlip) {
  EXPECT_EQ(codes("条件 甲 对 乙 = a ≥ 1 且 b ≤ 2 且 c ≠ 3\n"), "");
  EXPECT_EQ(codes("参数 甲 = 5 暂定 “理由”\n参数 乙 = 5 暂定 \"理由\"\n"), "");
  // Everyday words are names wherever a name may stand.
  EXPECT_EQ(codes("参数 大于 = 5\n条件 如果 对 乙 = 大于 超过 3\n"), "");
  EXPECT_EQ(codes("参数 甲 = 取小(1,600)\n"), "");
}

// What is missing before a basis is told there, and the word of the basis is no name.
TEST(NoSlips, ABasisIsNotReadAsAValue) {
  EXPECT_EQ(codes("条件 甲 对 乙 = a 或 暂定 「例」\n"), "R1003");
  EXPECT_EQ(underlined("条件 甲 对 乙 = a 或 暂定 「例」\n"), "暂定");
  EXPECT_EQ(codes("参数 甲 = 未载 「例」\n参数 乙 = 5\n"), "R1003");
}

TEST(Numerals, InWordsAreToldInDigits) {
  EXPECT_EQ(codes("评议 甲 对 乙 由 专家组 至少 三 人\n"), "R1025");
  EXPECT_EQ(underlined("评议 甲 对 乙 由 专家组 至少 三 人\n"), "三");
}

TEST(NoSlips, NamesOfWhatIsLeftOutAreExcused) {
  Parsed parsed = parse_text("测算 甲 别名 a 对 乙 = * 2\n枚举 丙 { 丁 戊 : }\n");
  ASSERT_EQ(parsed.sink.error_count(), 2U);
  for (const char* name : {"甲", "a", "丙", "丁", "戊"}) parsed.sink.report(diag::UnknownName{name});
  EXPECT_EQ(parsed.sink.error_count(), 2U);
  parsed.sink.report(diag::UnknownName{"己"});
  EXPECT_EQ(parsed.sink.error_count(), 3U);
}

TEST(Numerals, AreReadWithTheirMeasure) {
  const std::pair<const char*, const char*> rows[] = {{"一年", "1年"},     {"三个月", "3个月"},     {"五十万元", "50万元"},
                                                      {"十五日", "15日"},  {"百分之二十五", "25%"}, {"二〇二一年", "2021年"},
                                                      {"三百二十", "320"}, {"两千零五元", "2005元"}};
  for (const auto& [word, digits] : rows) EXPECT_EQ(read_numeral(word).value_or(""), digits) << word;
  EXPECT_EQ(read_numeral("年"), std::nullopt);
  EXPECT_EQ(read_numeral("year"), std::nullopt);
}

TEST(Wordings, EachSaysWhatToWrite) {
  for (const char* written : {
#define PLUMB_SAYS_SIGN(written, sign) written,
#define PLUMB_SAYS_WORD(written, word) written,
#define PLUMB_SAYS_WORDS(written, first, second) written,
#define PLUMB_MIS_SIGN(written, sign)
#define PLUMB_MIS_WORD(written, word)
#define PLUMB_MIS_QUOTE(open, close)
#include "syntax/confusions.def"
       }) {
    const std::vector<Confusion> meanings = find_wordings(written);
    ASSERT_FALSE(meanings.empty()) << written;
    for (const Confusion& meaning : meanings) {
      for (const Language spelling : {Language::Zh, Language::En})
        EXPECT_GT(meant_words(meaning, spelling).zh.size(), 2U) << written;
    }
  }
}

TEST(Wordings, InsideANameAreFound) {
  const std::vector<GluedWording> found = find_glued_wordings("原值大于等于50万元", Language::Zh);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().left, "原值");
  EXPECT_EQ(found.front().apart, "原值 >= 50万元");
  EXPECT_TRUE(find_glued_wordings("greaterthan", Language::En).empty());
}

}  // namespace

}  // namespace plumb::syntax::test
