// The builtin words in both spellings; the rows are builtin_words.def. The English word is the id
// of a builtin. A word means what its place says: 日期 is a type after `:`, a function before `(`,
// a role after `作`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "source/language.h"

namespace plumb::syntax {

enum class BuiltinKind : uint8_t { Function, Type, Role, AbsenceKind, Combine };

struct BuiltinWord {
  std::string_view zh;
  std::string_view en;  // the id
  BuiltinKind kind;
};

[[nodiscard]] std::span<const BuiltinWord> builtin_words();

// The word written so in a spelling; null when there is none of this kind. Static data.
[[nodiscard]] const BuiltinWord* find_builtin(BuiltinKind kind, std::string_view text, source::Language language);
[[nodiscard]] const BuiltinWord* find_builtin_by_id(BuiltinKind kind, std::string_view id);

// The id ("sum") of a word written in a spelling ("合计").
[[nodiscard]] std::optional<std::string_view> builtin_id(BuiltinKind kind, std::string_view text, source::Language language);

[[nodiscard]] constexpr std::string_view spelling_of(const BuiltinWord& word, source::Language language) {
  return language == source::Language::Zh ? word.zh : word.en;
}

}  // namespace plumb::syntax
