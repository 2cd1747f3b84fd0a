// Tokens of a rule file: made by scan_tokens() from text, turned into the parser's input by
// filter_tokens(). Spans are bytes. INVARIANT: in order, not overlapping; a scanned token is never
// empty, an END made by the line rule and a bracket put in for a missing one are (`is_made`).
#pragma once

#include <cstdint>
#include <vector>

#include "source/language.h"
#include "syntax/keyword.h"

namespace plumb::syntax {

enum class TokenKind : uint8_t {
#define PLUMB_TOKEN_KIND(value, name, sign, parsed_as) value,
#include "syntax/token_kinds.def"
};

struct Token {
  TokenKind kind = TokenKind::End;
  Keyword keyword{};  // kind == LanguageWord
  uint32_t begin = 0;
  uint32_t end = 0;
  bool starts_line = false;
  bool is_made = false;
  bool opens_authority = false;  // 依据 in front of a name and a text: the document is declared

  [[nodiscard]] bool is(TokenKind wanted) const { return kind == wanted; }
  [[nodiscard]] bool is(Keyword wanted) const { return kind == TokenKind::LanguageWord && keyword == wanted; }
};

// Of the language or a name.
[[nodiscard]] inline bool is_word(const Token& token) { return token.is(TokenKind::Word) || token.is(TokenKind::LanguageWord); }

struct TokenList {
  source::Language spelling = source::Language::Zh;
  std::vector<Token> tokens;
  // Something in the brackets was repaired: [begin, end) in bytes. Syntax errors in there say
  // nothing new.
  struct Damage {
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  std::vector<Damage> damages;
};

}  // namespace plumb::syntax
