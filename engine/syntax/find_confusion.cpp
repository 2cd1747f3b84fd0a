#include "syntax/find_confusion.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "syntax/keyword_table.h"
#include "syntax/layout_tokens.h"
#include "syntax/token_words.h"

namespace plumb::syntax {

namespace {

struct Row {
  std::string_view written;
  TokenKind kind;
  std::array<Keyword, 2> keywords;
  int count;
};

using enum Keyword;

#define PLUMB_NO_ROW(...)
#define PLUMB_SIGN_ROW(written, sign) {written, TokenKind::sign, {}, 1},
#define PLUMB_WORD_ROW(written, word) {written, TokenKind::LanguageWord, {word}, 1},

constexpr Row Wordings[] = {
#define PLUMB_SAYS_SIGN PLUMB_SIGN_ROW
#define PLUMB_SAYS_WORD PLUMB_WORD_ROW
#define PLUMB_SAYS_WORDS(written, first, second) {written, TokenKind::LanguageWord, {first, second}, 2},
#define PLUMB_MIS_SIGN PLUMB_NO_ROW
#define PLUMB_MIS_WORD PLUMB_NO_ROW
#define PLUMB_MIS_QUOTE PLUMB_NO_ROW
#include "syntax/confusions.def"
#undef PLUMB_SAYS_SIGN
#undef PLUMB_SAYS_WORD
#undef PLUMB_SAYS_WORDS
#undef PLUMB_MIS_SIGN
#undef PLUMB_MIS_WORD
};

constexpr Row Signs[] = {
#define PLUMB_SAYS_SIGN PLUMB_NO_ROW
#define PLUMB_SAYS_WORD PLUMB_NO_ROW
#define PLUMB_SAYS_WORDS PLUMB_NO_ROW
#define PLUMB_MIS_SIGN PLUMB_SIGN_ROW
#define PLUMB_MIS_WORD PLUMB_WORD_ROW
#include "syntax/confusions.def"
#undef PLUMB_MIS_SIGN
#undef PLUMB_MIS_WORD
#undef PLUMB_MIS_QUOTE
};

constexpr QuoteMarks Quotes[] = {
#define PLUMB_MIS_SIGN PLUMB_NO_ROW
#define PLUMB_MIS_WORD PLUMB_NO_ROW
#define PLUMB_MIS_QUOTE(open, close) {open, close},
#include "syntax/confusions.def"
};

Confusion confusion_of(const Row& row) {
  Confusion confusion{row.written, {}};
  for (int i = 0; i < row.count; ++i) confusion.meant.push_back({row.kind, row.keywords[static_cast<size_t>(i)]});
  return confusion;
}

std::string spelled(const Meant& meant, source::Language spelling) {
  if (meant.kind == TokenKind::LanguageWord) return std::string(spelling_of(meant.keyword, spelling));
  return std::string(meant.kind == TokenKind::ListSep ? list_sign(spelling) : sign_text(meant.kind));
}

// The other way to write the same, if there is one: a sign, or a word behind the number.
std::string other_way(const Meant& meant, source::Language spelling) {
  const auto behind = [&](Keyword word) { return "… " + std::string(spelling_of(word, spelling)); };
  if (meant.kind == TokenKind::Ge) return behind(K_OR_MORE);
  if (meant.kind == TokenKind::Le) return behind(K_OR_LESS);
  if (meant.kind != TokenKind::LanguageWord) return {};
  if (meant.keyword == K_EXCEEDS) return std::string(sign_text(TokenKind::Gt));
  return meant.keyword == K_BELOW ? std::string(sign_text(TokenKind::Lt)) : std::string{};
}

std::string all_spelled(const Confusion& confusion, source::Language spelling) {
  std::string text;
  for (const Meant& meant : confusion.meant) text += (text.empty() ? "" : " ") + spelled(meant, spelling);
  return text;
}

}  // namespace

std::vector<Confusion> find_wordings(std::string_view written) {
  std::vector<Confusion> found;
  for (const Row& row : Wordings) {
    if (row.written == written) found.push_back(confusion_of(row));
  }
  return found;
}

std::string meant_text(const Confusion& confusion, source::Language spelling) { return all_spelled(confusion, spelling); }

std::vector<Keyword> keywords_meant(const Confusion& confusion) {
  std::vector<Keyword> keywords;
  for (const Meant& meant : confusion.meant) {
    if (meant.kind == TokenKind::LanguageWord) keywords.push_back(meant.keyword);
    if (meant.kind == TokenKind::Ge) keywords.push_back(K_OR_MORE);
    if (meant.kind == TokenKind::Le) keywords.push_back(K_OR_LESS);
  }
  return keywords;
}

std::optional<Confusion> find_sign(std::string_view text) {
  for (const Row& row : Signs) {
    if (text.starts_with(row.written)) return confusion_of(row);
  }
  return std::nullopt;
}

std::optional<QuoteMarks> find_quotes(std::string_view text) {
  for (const QuoteMarks& marks : Quotes) {
    if (text.starts_with(marks.open)) return marks;
  }
  return std::nullopt;
}

diagnostics::Bilingual meant_words(const Confusion& confusion, source::Language spelling) {
  const std::string first = "`" + all_spelled(confusion, spelling) + "`";
  const std::string other = other_way(confusion.meant.front(), spelling);
  if (other.empty()) return {first, first};
  const diagnostics::Bilingual joint = word_for(TokenWord::Either);
  return {first + joint.zh + "`" + other + "`", first + joint.en + "`" + other + "`"};
}

std::vector<GluedWording> find_glued_wordings(std::string_view name, source::Language spelling) {
  constexpr size_t ShortestWording = 6;  // two characters
  std::vector<GluedWording> found;
  if (spelling == source::Language::En) return found;
  for (const Row& row : Wordings) {
    const bool is_sign = row.kind != TokenKind::LanguageWord;
    const KeywordRole role = is_sign ? KeywordRole::Infix : row_of(row.keywords[0]).role;
    const bool joins = role == KeywordRole::Infix || role == KeywordRole::Reserved;
    const size_t at = name.find(row.written);
    if (!joins || row.written.size() < ShortestWording || at == std::string_view::npos) continue;
    const std::string_view right = name.substr(at + row.written.size());
    if (right.empty() || (at == 0 && (right[0] < '0' || right[0] > '9'))) continue;
    found.push_back({name.substr(0, at), row.written,
                     std::string(name.substr(0, at)) + (at == 0 ? "" : " ") + all_spelled(confusion_of(row), spelling) + " " +
                         std::string(right)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const GluedWording& a, const GluedWording& b) { return a.written.size() > b.written.size(); });
  return found;
}

std::vector<std::string> suggest_wording(std::string_view name, source::Language spelling) {
  std::vector<std::string> words;
  for (const Confusion& confusion : find_wordings(name)) {
    words.push_back(all_spelled(confusion, spelling));
    const std::string other = other_way(confusion.meant.front(), spelling);
    if (!other.empty()) words.push_back(other);
  }
  return words;
}

}  // namespace plumb::syntax
