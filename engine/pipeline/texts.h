// The words of what the commands write, in both languages; the rows are texts.def, comparison_texts.def and watch_texts.def.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "source/language.h"

namespace plumb::pipeline {

enum class TextId {
#define PLUMB_TEXT(name, zh, en) name,
#include "pipeline/comparison_texts.def"
#include "pipeline/texts.def"
#include "pipeline/watch_texts.def"
#undef PLUMB_TEXT
};

[[nodiscard]] std::string_view text(TextId id, source::Language language);
// {0}, {1} … are filled in order.
[[nodiscard]] std::string filled(TextId id, source::Language language, std::initializer_list<std::string_view> values);

}  // namespace plumb::pipeline
