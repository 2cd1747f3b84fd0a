#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "diagnostics/catalogue_text.h"
#include "syntax/filter_tokens.h"
#include "syntax/find_confusion.h"
#include "syntax/keyword_table.h"

namespace plumb::syntax {

namespace {

using source::Language;

Language other(Language language) { return language == Language::Zh ? Language::En : Language::Zh; }

struct Match {
  Keyword keyword;
  size_t words;
};

// Words of one line with blanks between them only: in the raw list nothing else is between them
// then.
bool phrase_follows(const std::vector<Token>& raw, size_t at, std::string_view phrase, std::string_view text, size_t& words) {
  words = 0;
  while (!phrase.empty()) {
    const size_t blank = phrase.find(' ');
    const std::string_view word = phrase.substr(0, blank);
    if (at + words >= raw.size() || !raw[at + words].is(TokenKind::Word)) return false;
    const Token& token = raw[at + words];
    if (text.substr(token.begin, token.end - token.begin) != word) return false;
    ++words;
    phrase = blank == std::string_view::npos ? std::string_view{} : phrase.substr(blank + 1);
  }
  return true;
}

std::optional<Match> match_at(const std::vector<Token>& raw, size_t at, const TokenContext& context, Language language) {
  const std::string_view word = context.slice(raw[at]);
  if (language == Language::En) {
    for (const Keyword keyword : phrases_of(word)) {
      size_t words = 0;
      if (phrase_follows(raw, at, spelling_of(keyword, language), context.text, words)) {
        return Match{keyword, words};
      }
    }
  }
  if (const std::optional<Keyword> keyword = find_keyword(word, language)) return Match{*keyword, 1};
  return std::nullopt;
}

// A keyword of the other spelling counts where it can be nothing else: words that are never names,
// and words that open an item at the start of a line outside braces and are followed by a name.
std::optional<Match> match_foreign(const std::vector<Token>& raw, size_t at, const TokenContext& context, bool may_open) {
  const std::optional<Match> match = match_at(raw, at, context, other(context.spelling));
  if (!match) return std::nullopt;
  const KeywordRole role = row_of(match->keyword).role;
  if (role == KeywordRole::Reserved || role == KeywordRole::Infix) return match;
  const size_t next = at + match->words;
  const bool has_follower =
      next < raw.size() &&
      (raw[next].is(TokenKind::Text) || (raw[next].is(TokenKind::Word) && !match_at(raw, next, context, context.spelling)));
  if (may_open && raw[at].starts_line && has_follower && opens_item(match->keyword)) return match;
  return std::nullopt;
}

// Where a name holds a letter that is reported, neither it nor what was meant is a second mistake.
void check_letters(const Token& token, const TokenContext& context) {
  const std::string_view text = context.slice(token);
  std::string intended;
  bool has_look_alike = false;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      intended += text[at++];
      continue;
    }
    const base::CodePoint point = base::decode_at(text, at);
    const char32_t like = base::is_confusable_with_ascii(point.value);
    // Full-width digits are accepted (they are digits to the language, too).
    const bool is_digit = point.value >= U'０' && point.value <= U'９';
    if (like == 0 || is_digit) {
      intended += text.substr(at, point.length);
    } else {
      has_look_alike = true;
      const uint32_t begin = token.begin + static_cast<uint32_t>(at);
      const source::Span span = context.span(begin, begin + static_cast<uint32_t>(point.length));
      const std::string code = fmt::format("U+{:04X}", static_cast<uint32_t>(point.value));
      if (like == base::InvisibleLookAlike) {
        context.sink->report(diag::BadCharacter{std::string(text.substr(at, point.length)), code}, span);
      } else {
        context.sink->report(diag::ConfusableCharacter{std::string(text.substr(at, point.length)), code, base::encode(like)},
                             span);
        intended += base::encode(like);
      }
    }
    at += point.length;
  }
  if (!has_look_alike) return;
  context.sink->excuse(std::string(text));
  context.sink->excuse(std::move(intended));
}

std::string closing_mark(std::string_view text) {
  if (text.starts_with("「")) return "」";
  if (text.starts_with("“")) return "”";
  return "\"";
}

bool may_be_mistaken(const Token& token) {
  using enum TokenKind;
  for (const TokenKind kind : {BadCharacter, Eq, Lt, Gt, Colon, Star, ListSep}) {
    if (token.is(kind)) return true;
  }
  return false;
}

// A full stop is a point only between two words that touch it: 通知。二.
bool may_stand_for(const Confusion& found, const Token& token, const TokenContext& context) {
  if (found.meant.front().kind != TokenKind::Dot) return true;
  const size_t behind = token.begin + found.written.size();
  const auto is_wordy = [&](size_t at) {
    return at < context.text.size() &&
           (static_cast<unsigned char>(context.text[at]) >= 0xE4 || (context.text[at] >= '0' && context.text[at] <= '9'));
  };
  return token.begin >= 3 && is_wordy(token.begin - 3) && is_wordy(behind);
}

// A sign of other languages (==, &&) or a text between other marks becomes what was meant; reported.
bool replace_sign(Token& token, const TokenContext& context) {
  if (!may_be_mistaken(token)) return false;
  const std::string_view rest = context.text.substr(token.begin);
  const std::optional<Confusion> found = find_sign(rest);
  if (found && may_stand_for(*found, token, context)) {
    token.kind = found->meant.front().kind;
    token.keyword = found->meant.front().keyword;
    token.end = token.begin + static_cast<uint32_t>(found->written.size());
    context.sink->report(diag::EverydayWording{std::string(context.slice(token)), meant_words(*found, context.spelling)},
                         context.span(token));
    return true;
  }
  const std::optional<QuoteMarks> marks = token.is(TokenKind::BadCharacter) ? find_quotes(rest) : std::nullopt;
  if (!marks) return false;
  // The closing one may be right, as long as the opening one is not.
  const std::string_view good = "」";
  const size_t own = rest.find(marks->close, marks->open.size());
  const size_t close = std::min(own, rest.find(good));
  if (close == std::string_view::npos || close > rest.find('\n')) return false;
  token.kind = TokenKind::Text;
  token.end = token.begin + static_cast<uint32_t>(close + (close == own ? marks->close : good).size());
  context.sink->report(diag::WrongQuotes{std::string(marks->open) + " " + std::string(marks->close)}, context.span(token));
  return true;
}

// A closing mark stands behind it on its line, and no opening one before that: it is told there.
bool is_in_unopened_text(const Token& token, const TokenContext& context) {
  const std::string_view rest = context.text.substr(token.end);
  const size_t close = rest.find("」");
  const bool is_mark = context.slice(token) == "」";
  return !is_mark && close != std::string_view::npos && close < rest.find('\n') && close < rest.find("「");
}

bool leads_text(const Token& token) {
  using enum Keyword;
  for (const Keyword keyword : {K_ASSUMED, K_NOT_TAKEN, K_NO_RULE, K_FINGERPRINT, K_FORMERLY, K_STORED, K_ORIGIN, K_RULESET,
                                K_USE, K_TEST, K_NOT_GIVEN, K_SELF_ABSENT}) {
    if (token.is(keyword)) return true;
  }
  return false;
}

// A closing mark without an opening one: the text began behind the word that wants one, or at the
// blank before. The words since then become the text; reported.
bool close_text(std::vector<Token>& words, const Token& close, const TokenContext& context) {
  if (context.slice(close) != "」" && context.slice(close) != "”") return false;
  size_t begin = words.size();
  while (begin > 0 && !words[begin - 1].starts_line && !leads_text(words[begin - 1])) --begin;
  if (begin == 0 || !leads_text(words[begin - 1])) {
    begin = words.size();
    uint32_t edge = close.begin;
    while (begin > 0 && words[begin - 1].end == edge) edge = words[--begin].begin;
  }
  if (begin >= words.size()) return false;
  Token text = words[begin];
  text.kind = TokenKind::Text;
  text.end = close.end;
  text.opens_authority = false;
  words.erase(words.begin() + static_cast<ptrdiff_t>(begin), words.end());
  words.push_back(text);
  context.sink->report(diag::UnopenedText{context.slice(close) == "」" ? "「" : "“"}, context.span(text));
  return true;
}

// A text that was left open takes the rest of its line. The brace at the end of it opens the block
// that follows, and without it everything in the block would be a mistake.
std::optional<Token> split_brace(Token& open, const TokenContext& context) {
  const std::string_view text = context.slice(open);
  const size_t last = text.find_last_not_of(" \t\r");
  if (last == std::string_view::npos || last == 0 || text[last] != '{') return std::nullopt;
  Token brace;
  brace.kind = TokenKind::LBrace;
  brace.begin = open.begin + static_cast<uint32_t>(last);
  brace.end = brace.begin + 1;
  open.end = brace.begin;
  return brace;
}

}  // namespace

bool may_be_name(const Token& token) {
  return token.is(TokenKind::Word) || (token.is(TokenKind::LanguageWord) && may_be_name(token.keyword));
}

std::vector<Token> match_keywords(const std::vector<Token>& raw, const TokenContext& context) {
  std::vector<Token> words;
  words.reserve(raw.size());
  bool starts_line = true;
  uint32_t bad_until = 0;
  int depth = 0;  // of braces
  for (size_t at = 0; at < raw.size(); ++at) {
    Token token = raw[at];
    if (replace_sign(token, context)) {
      while (at + 1 < raw.size() && raw[at + 1].begin < token.end) ++at;
      token.starts_line = starts_line;
      starts_line = false;
      words.push_back(token);
      continue;
    }
    switch (token.kind) {
      case TokenKind::Newline: starts_line = true; continue;
      case TokenKind::Comment: continue;
      case TokenKind::BadCharacter: {
        if (is_in_unopened_text(token, context)) continue;
        if (close_text(words, token, context)) {
          starts_line = false;
          continue;
        }
        // One report for a run of them.
        const base::CodePoint point = base::decode_at(context.text, token.begin);
        if (bad_until != token.begin || bad_until == 0) {
          context.sink->report(
              diag::BadCharacter{std::string(context.slice(token)), fmt::format("U+{:04X}", static_cast<uint32_t>(point.value))},
              context.span(token));
        }
        bad_until = token.end;
        continue;
      }
      case TokenKind::OpenText:
        context.sink->report(diag::UnclosedText{closing_mark(context.slice(token))}, context.span(token));
        token.kind = TokenKind::Text;
        token.starts_line = starts_line;
        starts_line = false;
        if (std::optional<Token> brace = split_brace(token, context)) {
          words.push_back(token);
          token = *brace;
        }
        break;
      case TokenKind::Word: {
        const bool may_open = depth == 0 && (words.empty() || !wants_more(words.back()));
        if (const std::optional<Match> match = match_at(raw, at, context, context.spelling)) {
          token.kind = TokenKind::LanguageWord;
          token.keyword = match->keyword;
          token.end = raw[at + match->words - 1].end;
          at += match->words - 1;
        } else if (const std::optional<Match> foreign = match_foreign(raw, at, context, may_open)) {
          token.kind = TokenKind::LanguageWord;
          token.keyword = foreign->keyword;
          token.end = raw[at + foreign->words - 1].end;
          at += foreign->words - 1;
          context.sink->report(diag::MixedSpelling{std::string(context.slice(token)),
                                                   std::string(spelling_of(foreign->keyword, context.spelling))},
                               context.span(token));
        } else {
          check_letters(token, context);
        }
        break;
      }
      case TokenKind::Quantity: check_letters(token, context); break;
      case TokenKind::End:
      case TokenKind::LanguageWord:
      case TokenKind::Number:
      case TokenKind::Date:
      case TokenKind::Text:
      case TokenKind::PercentSign:
      case TokenKind::LParen:
      case TokenKind::RParen:
      case TokenKind::LBrace:
      case TokenKind::RBrace:
      case TokenKind::LBracket:
      case TokenKind::RBracket:
      case TokenKind::Comma:
      case TokenKind::ListSep:
      case TokenKind::Semicolon:
      case TokenKind::Colon:
      case TokenKind::Dot:
      case TokenKind::Plus:
      case TokenKind::Minus:
      case TokenKind::Star:
      case TokenKind::Slash:
      case TokenKind::Power:
      case TokenKind::Eq:
      case TokenKind::Ne:
      case TokenKind::Le:
      case TokenKind::Ge:
      case TokenKind::Lt:
      case TokenKind::Gt: break;
    }
    if (token.is(TokenKind::LBrace)) ++depth;
    if (token.is(TokenKind::RBrace)) --depth;
    token.starts_line = starts_line;
    starts_line = false;
    words.push_back(token);
  }
  return words;
}

}  // namespace plumb::syntax
