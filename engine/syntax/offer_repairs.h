// A syntax error → lines in which one likely mistake is put right, the likeliest first. Nothing is sure here: the
// caller parses each and keeps the first that helps.
//
// What they cost is bounded by the number of candidates (a few dozen) for each error.
#pragma once

#include <functional>
#include <vector>

#include "syntax/filter_tokens.h"
#include "syntax/parse_line.h"

namespace plumb::syntax {

struct Repair {
  std::vector<Token> line;
  std::function<void()> report;  // says what was wrong, once the repair is taken
  bool is_guess = false;         // counts only when the whole entry parses then
};

[[nodiscard]] std::vector<Repair> offer_repairs(const TokenContext& context, const std::vector<Token>& line,
                                                const SyntaxError& error);

// Parts of it (offer_splits.cpp): words of one line that are glued or torn.
void offer_splits(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs);
void offer_joins(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs);
// Another part (offer_bounds.cpp): a bound that is written twice, or without what it is a bound of.
void offer_bounds(const TokenContext& context, const std::vector<Token>& line, size_t at, std::vector<Repair>& repairs);

// The line with the tokens [begin, end) replaced.
[[nodiscard]] std::vector<Token> with_tokens(const std::vector<Token>& line, size_t begin, size_t end,
                                             const std::vector<Token>& tokens);

}  // namespace plumb::syntax
