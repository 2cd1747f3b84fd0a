// The words of this room by name, in both languages; the rows are words_*.def. {0}, {1} … are arguments.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "source/language.h"

namespace plumb::explain {

struct Phrase {
  std::string_view zh, en;
};

namespace word {

#define PLUMB_EXPLAIN_WORD(name, zh, en) inline constexpr Phrase name{zh, en};
#include "explain/words_grade.def"
#include "explain/words_layout.def"
#include "explain/words_open.def"
#include "explain/words_value.def"
#undef PLUMB_EXPLAIN_WORD

}  // namespace word

// The phrase with its arguments put in; an argument that is not given leaves its placeholder.
[[nodiscard]] std::string say(source::Language language, const Phrase& phrase,
                              std::initializer_list<std::string_view> arguments = {});

}  // namespace plumb::explain
