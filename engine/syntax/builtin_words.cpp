#include "syntax/builtin_words.h"

namespace plumb::syntax {

namespace {

constexpr BuiltinWord Words[] = {
#define PLUMB_BUILTIN(zh, en, kind) {zh, en, BuiltinKind::kind},
#include "syntax/builtin_words.def"
#undef PLUMB_BUILTIN
};

}  // namespace

std::span<const BuiltinWord> builtin_words() { return Words; }

const BuiltinWord* find_builtin(BuiltinKind kind, std::string_view text, source::Language language) {
  for (const BuiltinWord& word : Words) {
    if (word.kind == kind && spelling_of(word, language) == text) return &word;
  }
  return nullptr;
}

const BuiltinWord* find_builtin_by_id(BuiltinKind kind, std::string_view id) {
  return find_builtin(kind, id, source::Language::En);
}

std::optional<std::string_view> builtin_id(BuiltinKind kind, std::string_view text, source::Language language) {
  const BuiltinWord* word = find_builtin(kind, text, language);
  return word == nullptr ? std::nullopt : std::optional(word->en);
}

}  // namespace plumb::syntax
