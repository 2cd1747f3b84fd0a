#include "syntax/report_syntax.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "diagnostics/catalogue_text.h"
#include "syntax/keyword_table.h"
#include "syntax/layout_tokens.h"
#include "syntax/read_numeral.h"
#include "syntax/token_words.h"

namespace plumb::syntax {

namespace {

using diagnostics::Bilingual;
using enum Keyword;

constexpr size_t MostWords = 5;

bool is_bound_word(Keyword keyword) { return keyword == K_OR_MORE || keyword == K_OR_LESS; }

// Words inside expressions: the groups (a value, an operator) stand for them.
bool is_expression_word(Keyword keyword) {
  for (const Keyword leads_on : {K_WHEN, K_THEN, K_OTHERWISE, K_TO, K_OF_GROUP}) {
    if (keyword == leads_on) return false;
  }
  const KeywordRole role = row_of(keyword).role;
  return role == KeywordRole::Reserved || role == KeywordRole::Infix;
}

class Describer {
 public:
  Describer(ExpectedSet expected, source::Language spelling) : left_(expected), spelling_(spelling) {}

  std::vector<Bilingual> run() {
    using enum TokenKind;
    const bool after_operand = left_.has(Star);
    const bool wants_value = left_.has(Number) && left_.has(LParen);
    const bool begins_item = left_.has(K_PARAMETER) && left_.has(K_SCOPE);
    const bool may_end = begins_item && !left_.has(Word);
    if (begins_item) drop_if([](syntax::Keyword keyword) { return opens_item(keyword); });
    if (after_operand) {
      // What goes on with the item says more than what goes on with the expression.
      drop_if([](syntax::Keyword keyword) { return is_expression_word(keyword) && !is_bound_word(keyword); });
      add_keywords(false);
      add(TokenWord::Operator, true);
      add(TokenWord::Comparison, left_.has(Lt));
      add(TokenWord::Value, left_.has(Number));
      drop({Plus, Minus, Star, Slash, Power, Dot, Number, Quantity, Date, Text, Word, LParen, LBracket, ListSep});
      drop({Eq, Ne, Lt, Le, Gt, Ge});
    } else if (wants_value) {
      add(TokenWord::Value, true);
      drop({Number, Quantity, Date, Text, LParen, Word, Minus, LBracket});
      drop_if([](syntax::Keyword keyword) { return row_of(keyword).role != KeywordRole::Infix; });
    } else if (left_.has(Word)) {
      add(TokenWord::Name, true);
      drop({Word});
      drop_if([](syntax::Keyword keyword) {
        return row_of(keyword).role != KeywordRole::Reserved && row_of(keyword).role != KeywordRole::Infix;
      });
    }
    if (left_.has(Lt)) {
      add(TokenWord::Comparison, true);
      drop({Eq, Ne, Lt, Le, Gt, Ge});
      drop({K_EXCEEDS, K_BELOW, K_NOT_LATER, K_NOT_EARLIER, K_STARTS_WITH, K_IS_ONE_OF, K_IS_NONE_OF, K_MEMBER, K_NOT_MEMBER,
            K_IN_FORCE, K_NOT_IN_FORCE});
    }
    if (left_.has(K_HALF_UP)) {
      add(TokenWord::RoundingMode, true);
      drop({K_HALF_UP, K_HALF_DOWN, K_HALF_EVEN, K_AWAY, K_TRUNCATE, K_CEILING, K_FLOOR});
    }
    add_signs();
    add_keywords(false);
    add(TokenWord::Basis, left_.has(K_ASSUMED));
    // What would end the entry or begin another one comes last.
    if (left_.has(RBrace)) words_.push_back(quoted("}"));
    add_keywords(true);
    if (left_.line_end || left_.has(End)) add(TokenWord::LineEnd, true);
    add(TokenWord::Item, may_end);
    if (words_.size() > MostWords) words_.resize(MostWords);
    return words_;
  }

 private:
  void add(TokenWord id, bool is_there) {
    if (is_there) words_.push_back(word_for(id));
  }
  void drop(std::initializer_list<TokenKind> kinds) {
    for (const TokenKind kind : kinds) left_.kinds.reset(static_cast<size_t>(kind));
  }
  void drop(std::initializer_list<Keyword> keywords) {
    for (const Keyword keyword : keywords) left_.keywords.reset(static_cast<size_t>(keyword));
  }
  template <class Test>
  void drop_if(Test test) {
    for (int i = 0; i < keyword_count(); ++i) {
      if (test(static_cast<Keyword>(i))) left_.keywords.reset(static_cast<size_t>(i));
    }
  }

  void add_signs() {
    using enum TokenKind;
    add(TokenWord::Date, left_.has(Date));
    add(TokenWord::Number, left_.has(Number));
    add(TokenWord::Quantity, left_.has(Quantity));
    add(TokenWord::Text, left_.has(Text));
    static constexpr std::pair<TokenKind, const char*> Signs[] = {
        {Eq, "="},       {Colon, ":"}, {LBrace, "{"},   {LParen, "("},      {RParen, ")"}, {LBracket, "["},
        {RBracket, "]"}, {Comma, ","}, {ListSep, "、"}, {PercentSign, "%"}, {Dot, "."}};
    for (const auto& [kind, text] : Signs) {
      if (left_.has(kind)) words_.push_back(quoted(kind == ListSep ? list_sign(spelling_) : text));
    }
  }

  void add_keywords(bool openers) {
    for (int i = 0; i < keyword_count(); ++i) {
      const auto keyword = static_cast<Keyword>(i);
      const bool is_basis = keyword == K_BASIS || keyword == K_ASSUMED || keyword == K_NOT_GIVEN || keyword == K_ALSO_SAYS;
      const bool is_opener = row_of(keyword).role == KeywordRole::Opener;
      if (left_.has(keyword) && !is_basis && is_opener == openers) {
        words_.push_back(quoted(spelling_of(keyword, spelling_)));
        drop({keyword});
      }
    }
  }

  static Bilingual quoted(std::string_view text) {
    const std::string shown = "`" + std::string(text) + "`";
    return {shown, shown};
  }

  ExpectedSet left_;
  source::Language spelling_;
  std::vector<Bilingual> words_;
};

bool is_comparison_sign(const Token& token) {
  using enum TokenKind;
  for (const TokenKind kind : {Eq, Ne, Lt, Le, Gt, Ge}) {
    if (token.is(kind)) return true;
  }
  return token.is(K_EXCEEDS) || token.is(K_BELOW) || token.is(K_NOT_LATER) || token.is(K_NOT_EARLIER);
}

}  // namespace

Bilingual word_for(TokenWord id) {
  static constexpr struct {
    const char* zh;
    const char* en;
  } Words[] = {
#define PLUMB_TOKEN_WORD(id, zh, en) {zh, en},
#include "syntax/token_words.def"
#undef PLUMB_TOKEN_WORD
  };
  const auto& row = Words[static_cast<size_t>(id)];
  return {row.zh, row.en};
}

void report_syntax(const TokenContext& context, const std::vector<Token>& line, const SyntaxError& error) {
  std::vector<Bilingual> expected = Describer(error.expected, context.spelling).run();
  // A line that goes on with the line before: what is missing is missing there.
  const bool is_on_new_line = error.at > 0 && error.at < line.size() && line[error.at].starts_line &&
                              !line[error.at - 1].is(TokenKind::LBrace) && !line[error.at - 1].is(TokenKind::End);
  const bool at_end = is_on_new_line || error.at >= line.size() || line[error.at].is_made || line[error.at].is(TokenKind::End);
  if (at_end) {
    // Where the thing is missing: right behind what was written.
    const uint32_t end = error.at == 0 ? 0 : line[std::min(error.at, line.size()) - 1].end;
    context.sink->report(diag::UnexpectedLineEnd{{std::move(expected)}}, context.span(end, end));
    return;
  }
  const Token& found = line[error.at];
  if (is_comparison_sign(found) && error.expected.has(TokenKind::Star) && !error.expected.has(TokenKind::Lt)) {
    context.sink->report(diag::ChainedComparison{}, context.span(found));
    return;
  }
  const bool wants_number = error.expected.has(TokenKind::Number) || error.expected.has(TokenKind::Quantity);
  if (found.is(TokenKind::Word) && wants_number) {
    const std::string written(context.slice(found));
    if (const std::optional<std::string> digits = read_numeral(written)) {
      context.sink->report(diag::NumeralInWords{written, *digits}, context.span(found));
      return;
    }
  }
  context.sink->report(diag::UnexpectedToken{std::string(context.slice(found)), {std::move(expected)}}, context.span(found));
}

}  // namespace plumb::syntax
