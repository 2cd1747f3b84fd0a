// The scanner by hand makes the tokens that the generated lexer makes.
#include "syntax/scan_tokens.h"

#include <random>

#include <antlr4-runtime.h>
#include <gtest/gtest.h>

#include "PlumbLexer.h"
#include "base/text.h"
#include "source/source.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

TokenKind kind_of(size_t type) {
  switch (type) {
    case PlumbLexer::LINE_COMMENT: return TokenKind::Comment;
    case PlumbLexer::NEWLINE: return TokenKind::Newline;
    case PlumbLexer::DATE: return TokenKind::Date;
    case PlumbLexer::QUANTITY: return TokenKind::Quantity;
    case PlumbLexer::NUMBER: return TokenKind::Number;
    case PlumbLexer::TEXT: return TokenKind::Text;
    case PlumbLexer::OPEN_TEXT: return TokenKind::OpenText;
    case PlumbLexer::WORD: return TokenKind::Word;
    case PlumbLexer::PERCENT_SIGN: return TokenKind::PercentSign;
    case PlumbLexer::LPAREN: return TokenKind::LParen;
    case PlumbLexer::RPAREN: return TokenKind::RParen;
    case PlumbLexer::LBRACE: return TokenKind::LBrace;
    case PlumbLexer::RBRACE: return TokenKind::RBrace;
    case PlumbLexer::LBRACKET: return TokenKind::LBracket;
    case PlumbLexer::RBRACKET: return TokenKind::RBracket;
    case PlumbLexer::COMMA: return TokenKind::Comma;
    case PlumbLexer::LISTSEP: return TokenKind::ListSep;
    case PlumbLexer::SEMICOLON: return TokenKind::Semicolon;
    case PlumbLexer::COLON: return TokenKind::Colon;
    case PlumbLexer::DOT: return TokenKind::Dot;
    case PlumbLexer::PLUS: return TokenKind::Plus;
    case PlumbLexer::MINUS: return TokenKind::Minus;
    case PlumbLexer::STAR: return TokenKind::Star;
    case PlumbLexer::SLASH: return TokenKind::Slash;
    case PlumbLexer::POWER: return TokenKind::Power;
    case PlumbLexer::EQ: return TokenKind::Eq;
    case PlumbLexer::NE: return TokenKind::Ne;
    case PlumbLexer::LE: return TokenKind::Le;
    case PlumbLexer::GE: return TokenKind::Ge;
    case PlumbLexer::LT: return TokenKind::Lt;
    case PlumbLexer::GT: return TokenKind::Gt;
    default: return TokenKind::BadCharacter;
  }
}

void expect_same_tokens(const std::string& text, const std::string& name) {
  antlr4::ANTLRInputStream input(text);
  PlumbLexer lexer(&input);
  lexer.removeErrorListeners();
  const std::vector<uint32_t> offsets = source::code_point_offsets(text);
  const std::vector<Token> ours = scan_tokens(text);
  size_t at = 0;
  for (const auto& token : lexer.getAllTokens()) {
    if (token->getType() == PlumbLexer::BLANK) continue;
    ASSERT_LT(at, ours.size()) << name;
    const Token& mine = ours[at++];
    ASSERT_EQ(static_cast<int>(mine.kind), static_cast<int>(kind_of(token->getType())))
        << name << " at byte " << mine.begin << ": " << token->getText();
    ASSERT_EQ(mine.begin, offsets[token->getStartIndex()]) << name;
    ASSERT_EQ(mine.end, offsets[token->getStopIndex() + 1]) << name << ": " << token->getText();
  }
  EXPECT_EQ(at, ours.size()) << name;
}

TEST(Scanner, AgreesWithTheGrammarOnEveryRuleFile) {
  size_t files = 0;
  for (const auto& path : all_rule_files()) {
    const std::string text = read_file(path);
    if (base::first_bad_utf8(text)) continue;
    expect_same_tokens(text, path.string());
    ++files;
  }
  EXPECT_GE(files, 5u);
}

TEST(Scanner, AgreesWithTheGrammarOnRandomText) {
  const unsigned seed = 20210615;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {
      "2021", "-06", "-15", "年", "6",  "月",   "日", "１２", "．", ".",  "5",  "%",  "％", "万元", "name", "名",  "_x", "「",
      "」",   "\"",  "“",   "”",  "\n", "\r\n", "\r", " ",    "\t", "　", "//", "/",  "(",  "（",   ")",    "{",   "}",  "[",
      "]",    ",",   "，",  "、", ";",  "；",   ":",  "：",   "+",  "-",  "−",  "*",  "×",  "÷",    "^",    "=",   "!=", "!",
      "<>",   "<=",  "<",   ">=", ">",  "≠",    "≤",  "≥",    "#",  "@",  "а",  "Ａ", "𠀀", "。",   "é",    "🙂"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t i = 0; i < 30; ++i) text += pieces[random() % pieces.size()];
    expect_same_tokens(text, text);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace

}  // namespace plumb::syntax::test
