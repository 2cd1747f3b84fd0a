// The words of type_words.def by name. Internal to program.
#pragma once

#include <string_view>

#include "source/language.h"

namespace plumb::program::word {

#define PLUMB_TYPE_WORD(name, zh, en) \
  inline constexpr std::string_view name(source::Language language) { return language == source::Language::Zh ? zh : en; }
#include "program/type_words.def"
#undef PLUMB_TYPE_WORD

}  // namespace plumb::program::word
