#include "syntax/offer_repairs.h"

#include <algorithm>
#include <string>

#include "diagnostics/catalogue_text.h"
#include "diagnostics/suggest_names.h"
#include "syntax/cut_items.h"
#include "syntax/find_confusion.h"
#include "syntax/keyword_table.h"
#include "syntax/layout_tokens.h"

namespace plumb::syntax {

namespace {

using enum Keyword;

// A wording is noticed up to this many tokens behind it: `原值 大于 50万元` may still go on as a bound.
constexpr size_t LookBack = 3;
constexpr size_t LongestWording = 6;  // greater than or equal to

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

size_t first_of_window(size_t at) { return at > LookBack ? at - LookBack : 0; }

// --- everyday wordings

std::vector<Token> meant_tokens(const Confusion& confusion, const Token& first, const Token& last) {
  std::vector<Token> tokens;
  for (const Meant& meant : confusion.meant) {
    Token token;
    token.kind = meant.kind;
    token.keyword = meant.keyword;
    token.begin = tokens.empty() ? first.begin : last.end;
    token.end = last.end;
    token.starts_line = tokens.empty() && first.starts_line;
    token.is_made = !tokens.empty();
    tokens.push_back(token);
  }
  return tokens;
}

void offer_wordings_from(const TokenContext& context, const std::vector<Token>& line, size_t from, std::vector<Repair>& repairs) {
  for (size_t count = std::min(LongestWording, line.size() - from); count > 0; --count) {
    const Token& first = line[from];
    const Token& last = line[from + count - 1];
    if (!is_word(first) || !is_word(last)) continue;
    const std::string written = lower(context.text.substr(first.begin, last.end - first.begin));
    std::vector<Confusion> meanings = find_wordings(written);
    // IF, And: the word itself in capital letters.
    if (const std::optional<Keyword> keyword = find_keyword(written, context.spelling); keyword && first.is(TokenKind::Word)) {
      meanings.push_back({{}, {{TokenKind::LanguageWord, *keyword}}});
    }
    for (const Confusion& meaning : meanings) {
      const source::Span span = context.span(first.begin, last.end);
      repairs.push_back({with_tokens(line, from, from + count, meant_tokens(meaning, first, last)),
                         [&context, span, meaning, is_ours = count == 1 && first.is(TokenKind::LanguageWord)] {
                           const std::string found(context.text.substr(span.begin, span.end - span.begin));
                           // 或 in a list is a word of the language, only not here.
                           if (is_ours) {
                             context.sink->report(diag::WrongSeparator{found, meant_text(meaning, context.spelling)}, span);
                           } else {
                             context.sink->report(diag::EverydayWording{found, meant_words(meaning, context.spelling)}, span);
                           }
                         }});
    }
  }
}

void offer_wordings(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  for (size_t from = std::min(at, line.size() - 1) + 1; from-- > first_of_window(at);)
    offer_wordings_from(context, line, from, repairs);
}

// --- signs

bool is_separator(const Token& token) {
  using enum TokenKind;
  for (const TokenKind kind : {Comma, ListSep, Colon, Eq, Dot}) {
    if (token.is(kind)) return true;
  }
  return false;
}

void offer_separators(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  for (const size_t place : {at, at - 1}) {
    if (place >= line.size() || !is_separator(line[place])) continue;
    using enum TokenKind;
    for (const TokenKind kind : {ListSep, Comma, Colon, Eq}) {
      // A list's sign for another, a sign that introduces for another.
      const bool is_list = kind == ListSep || kind == Comma;
      const bool was_list = !line[place].is(Colon) && !line[place].is(Eq);
      if (line[place].is(kind) || is_list != was_list) continue;
      Token token = line[place];
      token.kind = kind;
      repairs.push_back({with_tokens(line, place, place + 1, {token}),
                         [&context, found = line[place], kind] {
                           context.sink->report(
                               diag::WrongSeparator{std::string(context.slice(found)),
                                                    kind == ListSep ? list_sign(context.spelling) : sign_text(kind)},
                               context.span(found));
                         },
                         place != at});
    }
  }
}

// 机时 = 1600小时 in a given row.
void offer_without_sign(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  if (at >= line.size() || !line[at].is(TokenKind::Eq)) return;
  repairs.push_back({with_tokens(line, at, at + 1, {}),
                     [&context, found = line[at]] {
                       context.sink->report(diag::NeedlessSign{std::string(context.slice(found))}, context.span(found));
                     },
                     true});
}

void offer_without_repetition(const TokenContext& context, const std::vector<Token>& line, size_t at,
                              std::vector<Repair>& repairs) {
  for (size_t place = std::min(at + 1, line.size()); place-- > first_of_window(at);) {
    if (place == 0 || line[place].kind != line[place - 1].kind || line[place].is_made ||
        context.slice(line[place]) != context.slice(line[place - 1]))
      continue;
    repairs.push_back({with_tokens(line, place, place + 1, {}),
                       [&context, again = line[place]] {
                         context.sink->report(diag::WrittenTwice{std::string(context.slice(again))}, context.span(again));
                       },
                       place != at});
  }
}

// --- slips of the keyboard

// One letter off; in English also another ending: whenever, included.
bool is_slip(std::string_view written, std::string_view word, source::Language spelling) {
  constexpr size_t ShortestZh = 6;  // two characters
  constexpr size_t ShortestEn = 4;
  constexpr size_t LongestEnding = 4;
  const bool is_zh = spelling == source::Language::Zh;
  if (word.size() < (is_zh ? ShortestZh : ShortestEn)) return false;
  if (!is_zh && written.starts_with(word)) return written.size() <= word.size() + LongestEnding;
  return diagnostics::edit_distance(written, word) == 1;
}

void offer_spellings(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs) {
  for (const size_t place : {at, at - 1}) {
    if (place >= line.size() || !line[place].is(TokenKind::Word)) continue;
    const std::string written(context.slice(line[place]));
    for (int i = 0; i < keyword_count(); ++i) {
      const auto keyword = static_cast<Keyword>(i);
      const std::string word(spelling_of(keyword, context.spelling));
      if (!is_slip(written, word, context.spelling)) continue;
      Token token = line[place];
      token.kind = TokenKind::LanguageWord;
      token.keyword = keyword;
      repairs.push_back({with_tokens(line, place, place + 1, {token}),
                         [&context, found = line[place], word] {
                           context.sink->report(diag::MisspeltWord{std::string(context.slice(found)), word}, context.span(found));
                         },
                         true});
    }
  }
}

// --- what was left out

Token made_before(const std::vector<Token>& line, size_t at) {
  Token token;
  token.begin = token.end = at == 0 ? (line.empty() ? 0 : line[0].begin) : line[at - 1].end;
  token.is_made = true;
  return token;
}

void offer_missing(const TokenContext& context, const std::vector<Token>& line, const SyntaxError& error,
                   std::vector<Repair>& repairs) {
  const size_t at = error.at;
  // At the end of a line or a block anything may be missing: then all that could follow is named.
  if (at >= line.size() || line[at].is(TokenKind::End) || line[at].is(TokenKind::RBrace)) return;
  const bool is_lone_text = at == error.item_start && line[at].is(TokenKind::Text);
  if (line[at].starts_line && !is_lone_text) return;
  const auto offer = [&](Token token, std::string word) {
    const source::Span span = context.span(line[at]);
    repairs.push_back({with_tokens(line, at, at, {token}),
                       [&context, span, found = line[at], word = std::move(word)] {
                         context.sink->report(diag::MissingWord{std::string(context.slice(found)), word}, span);
                       },
                       true});
  };
  using enum TokenKind;
  for (const TokenKind kind : {Colon, Eq, ListSep, Comma, LBrace}) {
    if (!error.expected.has(kind)) continue;
    Token token = made_before(line, at);
    token.kind = kind;
    offer(token, std::string(kind == ListSep ? list_sign(context.spelling) : sign_text(kind)));
  }
  const LinePart entry = damaged_part(line, at, error.item_start);
  const auto is_there = [&](Keyword keyword) {
    for (size_t i = entry.begin; i < entry.end && i < line.size(); ++i) {
      if (line[i].is(keyword)) return true;
    }
    return false;
  };
  // What is said once is not what is missing. 别名 and 原名 would fit nearly everywhere.
  for (const Keyword keyword :
       {K_USE,    K_TEST,      K_WHEN, K_OF,     K_TAKEN_FROM, K_BASIS,   K_ASSUMED, K_THEN,   K_OTHERWISE,
        K_BY,     K_BY_WHOM,   K_TIES, K_TAKING, K_FROM_DATE,  K_LASTING, K_TO,      K_AMOUNT, K_PERIOD,
        K_ISSUED, K_FULFILLED, K_TERM, K_MUST,   K_RECORDED,   K_RANGE,   K_BECAUSE}) {
    // Where a name may stand the word would be read as one.
    const KeywordRole role = row_of(keyword).role;
    const bool is_name = error.expected.has(Word) && role != KeywordRole::Reserved && role != KeywordRole::Infix;
    const bool opens = keyword == K_USE || keyword == K_TEST;
    if (!error.expected.has(keyword) || is_name || is_there(keyword) || opens != is_lone_text) continue;
    Token token = made_before(line, at);
    token.kind = TokenKind::LanguageWord;
    token.keyword = keyword;
    offer(token, std::string(spelling_of(keyword, context.spelling)));
  }
}

}  // namespace

std::vector<Token> with_tokens(const std::vector<Token>& line, size_t begin, size_t end, const std::vector<Token>& tokens) {
  std::vector<Token> changed(line.begin(), line.begin() + static_cast<ptrdiff_t>(begin));
  changed.insert(changed.end(), tokens.begin(), tokens.end());
  changed.insert(changed.end(), line.begin() + static_cast<ptrdiff_t>(end), line.end());
  return changed;
}

std::vector<Repair> offer_repairs(const TokenContext& context, const std::vector<Token>& line, const SyntaxError& error) {
  std::vector<Repair> repairs;
  if (line.empty()) return repairs;
  offer_joins(context, line, error.at, repairs);
  offer_wordings(context, line, error.at, repairs);
  offer_bounds(context, line, error.at, repairs);
  offer_separators(context, line, error.at, repairs);
  offer_without_repetition(context, line, error.at, repairs);
  offer_splits(context, line, error.at, repairs);
  offer_spellings(context, line, error.at, repairs);
  offer_without_sign(context, line, error.at, repairs);
  offer_missing(context, line, error, repairs);
  return repairs;
}

}  // namespace plumb::syntax
