#include "syntax/glued_keyword.h"

#include "base/text.h"

namespace plumb::syntax {

namespace {

bool is_candidate(Keyword keyword) {
  const KeywordRole role = row_of(keyword).role;
  return role == KeywordRole::Reserved || role == KeywordRole::Infix;
}

// One character is part of too many names (有效, 其他, 在用), so that these count between two names
// only.
bool is_split_by(std::string_view name, std::string_view word, Keyword keyword) {
  if (row_of(keyword).role != KeywordRole::Infix) return false;
  const size_t at = name.find(word);
  return at != std::string_view::npos && at > 0 && at + word.size() < name.size();
}

}  // namespace

std::optional<Keyword> glued_keyword(std::string_view name, source::Language language) {
  if (language == source::Language::En) return std::nullopt;
  std::optional<Keyword> best;
  size_t best_rank = 0;
  for (int i = 0; i < keyword_count(); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    const std::string_view word = row_of(keyword).zh;
    if (!is_candidate(keyword) || name.size() <= word.size()) continue;
    size_t rank = 0;
    if (base::code_point_count(word) == 1) {
      rank = is_split_by(name, word, keyword) ? 1 : 0;
    } else if (name.ends_with(word)) {
      rank = 2 * word.size() + 1;
    } else if (name.starts_with(word)) {
      rank = 2 * word.size();
    } else {
      rank = is_split_by(name, word, keyword) ? word.size() : 0;  // 原值超过50万元
    }
    if (rank > best_rank) {
      best = keyword;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace plumb::syntax
