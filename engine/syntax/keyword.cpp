#include "syntax/keyword.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "syntax/keyword_table.h"

namespace plumb::syntax {

namespace {

constexpr KeywordRow Rows[] = {
#define PLUMB_KEYWORD(token, zh, en, role) {#token, zh, en, KeywordRole::role},
#include "../../grammar/keywords.def"
#undef PLUMB_KEYWORD
};
constexpr size_t RowCount = std::size(Rows);

constexpr std::string_view spelling(size_t row, source::Language language) {
  return language == source::Language::Zh ? Rows[row].zh : Rows[row].en;
}

using Order = std::array<uint16_t, RowCount>;

constexpr Order order_by(source::Language language) {
  Order order{};
  for (size_t i = 0; i < RowCount; ++i) order[i] = static_cast<uint16_t>(i);
  std::sort(order.begin(), order.end(), [&](uint16_t a, uint16_t b) { return spelling(a, language) < spelling(b, language); });
  return order;
}

constexpr Order ByZh = order_by(source::Language::Zh);
constexpr Order ByEn = order_by(source::Language::En);

const Order& order_of(source::Language language) { return language == source::Language::Zh ? ByZh : ByEn; }

}  // namespace

const KeywordRow& row_of(Keyword keyword) { return Rows[static_cast<size_t>(keyword)]; }

std::string_view spelling_of(Keyword keyword, source::Language language) {
  return spelling(static_cast<size_t>(keyword), language);
}

int keyword_count() { return static_cast<int>(RowCount); }

std::optional<Keyword> find_keyword(std::string_view text, source::Language language) {
  const Order& order = order_of(language);
  const auto* at = std::lower_bound(order.begin(), order.end(), text,
                                    [&](uint16_t row, std::string_view wanted) { return spelling(row, language) < wanted; });
  if (at == order.end() || spelling(*at, language) != text) return std::nullopt;
  return static_cast<Keyword>(*at);
}

std::vector<Keyword> phrases_of(std::string_view first_word) {
  std::vector<Keyword> found;
  const auto* at = std::lower_bound(ByEn.begin(), ByEn.end(), first_word, [](uint16_t row, std::string_view wanted) {
    return spelling(row, source::Language::En) < wanted;
  });
  for (; at != ByEn.end() && spelling(*at, source::Language::En).starts_with(first_word); ++at) {
    const std::string_view phrase = spelling(*at, source::Language::En);
    if (phrase.size() > first_word.size() && phrase[first_word.size()] == ' ') {
      found.push_back(static_cast<Keyword>(*at));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](Keyword a, Keyword b) {
    return spelling_of(a, source::Language::En).size() > spelling_of(b, source::Language::En).size();
  });
  return found;
}

bool may_be_name(Keyword keyword) {
  const KeywordRole role = row_of(keyword).role;
  return role != KeywordRole::Reserved && role != KeywordRole::Infix && row_of(keyword).en.find(' ') == std::string_view::npos;
}

bool opens_item(Keyword keyword) {
  using enum Keyword;
  static constexpr Keyword Openers[] = {
      K_RULESET,   K_ASSESSMENT, K_AUTHORITY, K_USE,       K_UNITS,     K_ENUM,        K_TABLE,  K_ABSENCE_CONVENTION,
      K_PARAMETER, K_FUNCTION,   K_CONDITION, K_CHECKLIST, K_SPAN,      K_SCOPE,       K_VERIFY, K_MEASURE,
      K_SCORE,     K_JUDGEMENT,  K_RANKING,   K_GRADE,     K_ALLOTMENT, K_CONSEQUENCE, K_DUTY,   K_TEST};
  return std::find(std::begin(Openers), std::end(Openers), keyword) != std::end(Openers);
}

}  // namespace plumb::syntax
