// What a place asks of an expression, as words of a diagnostic. Internal to check.
#pragma once

#include "diagnostics/arg.h"

namespace plumb::check::value_word {

#define PLUMB_VALUE_WORD(name, zh, en) \
  inline diagnostics::Word name() { return {zh, en}; }
#include "check/infer/value_words.def"
#undef PLUMB_VALUE_WORD

}  // namespace plumb::check::value_word
