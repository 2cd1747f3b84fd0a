// What may be expected at a place, in words; the rows are token_words.def.
#pragma once

#include <cstdint>

#include "diagnostics/arg.h"

namespace plumb::syntax {

enum class TokenWord : uint8_t {
#define PLUMB_TOKEN_WORD(id, zh, en) id,
#include "syntax/token_words.def"
#undef PLUMB_TOKEN_WORD
};

[[nodiscard]] diagnostics::Bilingual word_for(TokenWord id);

}  // namespace plumb::syntax
