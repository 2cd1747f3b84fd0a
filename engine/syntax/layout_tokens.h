// Tokens with their uses → text: two blanks a level of braces, one blank between words, line ends
// and comments kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/parse_line.h"
#include "syntax/token.h"

namespace plumb::syntax {

struct Piece {
  Token token;  // a Comment, or a token of the program
  WordUse use = WordUse::Plain;
  std::string text;        // as it is to be written
  int line_ends = 0;       // before it, in the source
  bool continues = false;  // no END is before it
};

[[nodiscard]] std::string layout(const std::vector<Piece>& pieces);

// The half-width sign of a kind; empty for kinds that have a text of their own.
[[nodiscard]] std::string_view sign_text(TokenKind kind);
// What stands between the items of a list: 、 or, where keyboards have none, |. Both are read in both spellings.
[[nodiscard]] std::string_view list_sign(source::Language spelling);

}  // namespace plumb::syntax
