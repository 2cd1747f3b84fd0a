// Text → raw tokens, the same as grammar/PlumbLexer.g4 makes (a test compares the two on every rule
// file). By hand, since the generated lexer caches its states for ASCII only and took 85 % of a
// cold parse.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/token.h"

namespace plumb::syntax {

// In: valid UTF-8. Blanks are left out; comments and line ends are tokens here.
class Scanner {
 public:
  explicit Scanner(std::string_view text);
  [[nodiscard]] std::optional<Token> next();

 private:
  [[nodiscard]] char32_t peek(size_t at, size_t& length) const;
  [[nodiscard]] char32_t peek(size_t at) const;
  [[nodiscard]] size_t skip_digits(size_t at) const;
  [[nodiscard]] size_t skip_letters(size_t at) const;
  [[nodiscard]] std::optional<size_t> date_end(size_t at) const;
  [[nodiscard]] Token number();
  [[nodiscard]] Token text(char32_t open, size_t length);
  [[nodiscard]] Token sign(char32_t first, size_t length);
  [[nodiscard]] Token make(TokenKind kind, size_t end);

  std::string_view text_;
  size_t at_ = 0;
};

[[nodiscard]] std::vector<Token> scan_tokens(std::string_view text);

}  // namespace plumb::syntax
