// Blanks that are missing (原值50万元以上) and blanks too many (50 万元, 数据 表).
#include <optional>
#include <string>

#include "diagnostics/catalogue_text.h"
#include "syntax/find_confusion.h"
#include "syntax/keyword_table.h"
#include "syntax/offer_repairs.h"
#include "syntax/scan_tokens.h"

namespace plumb::syntax {

namespace {

// Where a mistake is noticed, it may already be two words behind.
constexpr size_t SplitLookBack = 2;

// The one token that a piece of a word is; none when it is several or nothing.
std::optional<Token> scan_piece(const TokenContext& context, uint32_t begin, uint32_t end) {
  Scanner scanner(context.text.substr(begin, end - begin));
  std::optional<Token> token = scanner.next();
  if (!token || token->end != end - begin) return std::nullopt;
  token->begin += begin;
  token->end += begin;
  if (token->is(TokenKind::Word)) {
    if (const std::optional<Keyword> keyword = find_keyword(context.slice(*token), context.spelling)) {
      token->kind = TokenKind::LanguageWord;
      token->keyword = *keyword;
    }
  }
  return token;
}

// The word cut at [cut, cut + size): what stands before and behind, and the keyword between.
void offer_split(const TokenContext& context, const std::vector<Token>& line, size_t place, uint32_t cut, std::string_view word,
                 Keyword keyword, std::vector<Repair>& repairs) {
  const Token& whole = line[place];
  const uint32_t cut_end = cut + static_cast<uint32_t>(word.size());
  std::vector<Token> tokens;
  if (cut > whole.begin) {
    const std::optional<Token> left = scan_piece(context, whole.begin, cut);
    if (!left) return;
    tokens.push_back(*left);
  }
  Token middle;
  middle.kind = TokenKind::LanguageWord;
  middle.keyword = keyword;
  middle.begin = cut;
  middle.end = cut_end;
  tokens.push_back(middle);
  if (cut_end < whole.end) {
    const std::optional<Token> right = scan_piece(context, cut_end, whole.end);
    if (!right) return;
    tokens.push_back(*right);
  }
  tokens.front().starts_line = whole.starts_line;
  std::string apart;
  for (const Token& token : tokens) apart += (apart.empty() ? "" : " ") + std::string(context.slice(token));
  repairs.push_back({with_tokens(line, place, place + 1, tokens),
                     [&context, whole, word = std::string(word), apart] {
                       context.sink->report(diag::GluedWord{std::string(context.slice(whole)), word, apart}, context.span(whole));
                     },
                     word.size() <= 3});
}

}  // namespace

// 大于50万元: an everyday wording that the number behind it is glued to.
void offer_wording(const TokenContext& context, const std::vector<Token>& line, size_t place, std::vector<Repair>& repairs) {
  const Token& whole = line[place];
  const std::string_view text = context.slice(whole);
  for (size_t size = 3; size < text.size(); size += 3) {
    const std::optional<Token> right = scan_piece(context, whole.begin + static_cast<uint32_t>(size), whole.end);
    if (!right || right->is(TokenKind::Word)) continue;
    for (const Confusion& meaning : find_wordings(text.substr(0, size))) {
      Token sign;
      sign.kind = meaning.meant.front().kind;
      sign.keyword = meaning.meant.front().keyword;
      sign.begin = whole.begin;
      sign.end = right->begin;
      sign.starts_line = whole.starts_line;
      repairs.push_back({with_tokens(line, place, place + 1, {sign, *right}), [&context, span = context.span(sign), meaning] {
                           context.sink->report(
                               diag::EverydayWording{std::string(meaning.written), meant_words(meaning, context.spelling)}, span);
                         }});
    }
  }
}

// 1,600 and 1,234,567元: the number without its commas.
void offer_plain_number(const TokenContext& context, const std::vector<Token>& line, size_t place, std::vector<Repair>& repairs) {
  constexpr size_t GroupSize = 3;
  if (!line[place].is(TokenKind::Number)) return;
  Token whole = line[place];
  size_t end = place + 1;
  const auto is_group = [&](const Token& token) {
    const std::string_view text = context.slice(token);
    size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    return (token.is(TokenKind::Number) || token.is(TokenKind::Quantity)) && digits == GroupSize;
  };
  while (end + 1 < line.size() && line[end].is(TokenKind::Comma) && line[end].begin == whole.end &&
         line[end + 1].begin == line[end].end && is_group(line[end + 1])) {
    whole.end = line[end + 1].end;
    whole.kind = line[end + 1].kind;
    end += 2;
  }
  if (end == place + 1) return;
  std::string plain;
  for (size_t i = place; i < end; i += 2) plain += context.slice(line[i]);
  repairs.push_back(
      {with_tokens(line, place, end, {whole}), [&context, whole, plain] {
         context.sink->report(diag::NumberWithCommas{std::string(context.slice(whole)), plain}, context.span(whole));
       }});
}

void offer_splits(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  if (context.spelling == source::Language::En) return;
  for (size_t back = 0; back <= SplitLookBack && back <= at; ++back) {
    const size_t place = at - back;
    if (place >= line.size()) continue;
    const Token& whole = line[place];
    if (!whole.is(TokenKind::Word) && !whole.is(TokenKind::Quantity)) continue;
    offer_wording(context, line, place, repairs);
    const std::string_view text = context.slice(whole);
    for (int i = 0; i < keyword_count(); ++i) {
      const auto keyword = static_cast<Keyword>(i);
      const std::string_view word = row_of(keyword).zh;
      if (text.size() <= word.size()) continue;
      for (size_t found = text.find(word); found != std::string_view::npos; found = text.find(word, found + word.size())) {
        offer_split(context, line, place, whole.begin + static_cast<uint32_t>(found), word, keyword, repairs);
      }
    }
  }
}

void offer_joins(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  for (size_t back = 0; back <= SplitLookBack && back <= at; ++back) {
    const size_t place = at - back;
    if (place + 1 >= line.size() || line[place + 1].starts_line) continue;
    offer_plain_number(context, line, place, repairs);
    const Token& left = line[place];
    const Token& right = line[place + 1];
    if (left.end == right.begin || right.is_made || left.is_made) continue;
    Token joined = left;
    joined.end = right.end;
    const std::string glued = std::string(context.slice(left)) + std::string(context.slice(right));
    const bool is_measure = right.is(TokenKind::Word) || right.is(TokenKind::PercentSign) ||
                            (is_word(right) && row_of(right.keyword).role == KeywordRole::Plain);
    // 条款 四.2 「…」: the number of a clause.
    const bool is_clause = place > 0 && line[place - 1].is(TokenKind::Dot);
    if (left.is(TokenKind::Number) && is_measure && !is_clause) {
      joined.kind = TokenKind::Quantity;
      repairs.push_back({with_tokens(line, place, place + 2, {joined}), [&context, joined, left, right, glued] {
                           context.sink->report(
                               diag::MeasureApart{std::string(context.slice(left)), std::string(context.slice(right)), glued},
                               context.span(joined));
                         }});
    }
    if (!is_word(left) || !is_word(right) || context.spelling == source::Language::En) continue;
    if (const std::optional<Keyword> keyword = find_keyword(glued, context.spelling)) {
      joined.kind = TokenKind::LanguageWord;
      joined.keyword = *keyword;
      repairs.push_back({with_tokens(line, place, place + 2, {joined}),
                         [&context, joined, glued] { context.sink->report(diag::TornWord{glued}, context.span(joined)); }});
    }
  }
}

}  // namespace plumb::syntax
