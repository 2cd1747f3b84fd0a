// The words of reports and lists, in both languages; the rows are texts.def and comparison_texts.def.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "source/language.h"

namespace plumb::report {

enum class TextId {
#define PLUMB_TEXT(name, zh, en) name,
#include "report/comparison_texts.def"
#include "report/texts.def"
#undef PLUMB_TEXT
};

[[nodiscard]] std::string_view text(TextId id, source::Language language);
// {0}, {1} … are filled in order.
[[nodiscard]] std::string filled(TextId id, source::Language language, std::initializer_list<std::string_view> values);

}  // namespace plumb::report
