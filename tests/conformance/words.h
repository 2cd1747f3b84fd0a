// The words of our language in one spelling, from the tables of the syntax room.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "syntax/builtin_words.h"
#include "syntax/keyword.h"

namespace plumb::conformance {

struct Words {
  source::Language language = source::Language::Zh;

  [[nodiscard]] std::string key(syntax::Keyword keyword) const { return std::string(syntax::spelling_of(keyword, language)); }
  // The id is the English word: "sum".
  [[nodiscard]] std::string function(std::string_view id) const {
    const syntax::BuiltinWord* word = syntax::find_builtin_by_id(syntax::BuiltinKind::Function, id);
    if (word == nullptr) throw std::logic_error("no builtin function " + std::string(id));
    return std::string(syntax::spelling_of(*word, language));
  }
  // "number", "text", …
  [[nodiscard]] std::string type(std::string_view id) const {
    const syntax::BuiltinWord* word = syntax::find_builtin_by_id(syntax::BuiltinKind::Type, id);
    if (word == nullptr) throw std::logic_error("no builtin type " + std::string(id));
    return std::string(syntax::spelling_of(*word, language));
  }
};

}  // namespace plumb::conformance
