// A light reading of C++: comments and literals apart from code. Good enough for checks about
// words; it knows raw strings and digit separators, not trigraphs or line splices.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::hygiene {

struct Literal {
  std::size_t offset;  // of the opening quote, in the original text
  std::string text;    // without quotes, escapes as written
};

struct ScannedCode {
  std::string code;  // same length as the text; comments and literals are blanked, line ends kept
  std::vector<Literal> literals;
};

[[nodiscard]] ScannedCode scan_code(std::string_view text);

// Whether `word` stands in the text with no identifier character on either side.
[[nodiscard]] bool has_word(std::string_view text, std::string_view word);

[[nodiscard]] std::size_t line_of(std::string_view text, std::size_t offset);

// Whether the text has a CJK ideograph (U+3400 to U+9FFF).
[[nodiscard]] bool has_ideograph(std::string_view text);

}  // namespace plumb::hygiene
