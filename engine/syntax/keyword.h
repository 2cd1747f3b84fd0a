// The keywords of the language as ids with two spellings; the rows are grammar/keywords.def.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "source/language.h"

namespace plumb::syntax {

enum class Keyword : uint16_t {
#define PLUMB_KEYWORD(token, zh, en, role) token,
#include "../../grammar/keywords.def"
#undef PLUMB_KEYWORD
};

enum class KeywordRole : uint8_t { Reserved, Opener, Clause, Infix, Plain };

struct KeywordRow {
  std::string_view token;  // "K_SCOPE"
  std::string_view zh;
  std::string_view en;
  KeywordRole role;
};

[[nodiscard]] const KeywordRow& row_of(Keyword keyword);
[[nodiscard]] std::string_view spelling_of(Keyword keyword, source::Language language);
[[nodiscard]] int keyword_count();

}  // namespace plumb::syntax
