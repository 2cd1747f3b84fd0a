// Chinese numerals: 三个月 → 3个月, 五十万元 → 50万元, 百分之五十 → 50%. The language takes digits only; this is for
// the message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumb::syntax {

// What to write instead of a word that starts with a Chinese numeral (its units stay); none for any other word.
[[nodiscard]] std::optional<std::string> read_numeral(std::string_view word);

}  // namespace plumb::syntax
