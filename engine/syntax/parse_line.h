// One line of items (what stands between two ENDs outside braces) → items of the tree, or the first
// mistake in it. Hides the parser runtime from the rest of the room. Throws nothing.
#pragma once

#include <bitset>
#include <memory>
#include <optional>
#include <vector>

#include "syntax/filter_tokens.h"
#include "syntax/token.h"
#include "syntax/tree.h"

namespace plumb::syntax {

// What could have stood at a place.
struct ExpectedSet {
  std::bitset<64> kinds;      // by TokenKind
  std::bitset<512> keywords;  // by Keyword
  bool line_end = false;

  [[nodiscard]] bool has(TokenKind kind) const { return kinds.test(static_cast<size_t>(kind)); }
  [[nodiscard]] bool has(Keyword keyword) const { return keywords.test(static_cast<size_t>(keyword)); }
};

struct SyntaxError {
  size_t at = 0;          // index in the line's tokens; their count: the end of the line
  size_t item_start = 0;  // of the item that it is in
  ExpectedSet expected;
};

// What a token is to the layout and to the other spelling.
enum class WordUse : uint8_t {
  Plain,  // a keyword or a sign
  Name,   // keeps its text
  Function,
  Type,
  Role,
  AbsenceKind,
  Combine,  // a name that is translated when it is a builtin word
  Tight,    // a sign without blanks: the bracket of a call, the / of a type
  Unary,    // a sign minus
};

class LineParser {
 public:
  // The tree and the context outlive the parser.
  LineParser(Tree& tree, const TokenContext& context);
  ~LineParser();

  // No error: the items are in the tree. An error: the tree is as before.
  [[nodiscard]] std::optional<SyntaxError> parse_items(const std::vector<Token>& line);
  [[nodiscard]] std::optional<SyntaxError> parse_expr(const std::vector<Token>& line, ExprId& root);
  // A use for each token of the line; the tree stays as it is.
  [[nodiscard]] std::optional<SyntaxError> classify(const std::vector<Token>& line, std::vector<WordUse>& uses);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace plumb::syntax
