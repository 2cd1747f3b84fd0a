// The words of what the commands say beside results, in both languages; the rows are texts.def.
#pragma once

#include <plumbline/diagnostic.h>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace plumb::cli {

enum class Say {
#define PLUMB_SAY(name, zh, en) name,
#include "commands/texts.def"
#undef PLUMB_SAY
};

[[nodiscard]] std::string_view pattern_of(Say id, plumbline::Language language);

// {0}, {1} … are filled in order.
template <class... Values>
[[nodiscard]] std::string say(Say id, plumbline::Language language, const Values&... values) {
  return fmt::format(fmt::runtime(pattern_of(id, language)), values...);
}

}  // namespace plumb::cli
