#include "syntax/cut_items.h"

#include <utility>

#include "syntax/filter_tokens.h"
#include "syntax/keyword_table.h"

namespace plumb::syntax {

namespace {

// The braces that are open before a token, outermost first.
std::vector<size_t> open_braces(const std::vector<Token>& line, size_t at) {
  std::vector<size_t> open;
  for (size_t i = 0; i < at; ++i) {
    if (line[i].is(TokenKind::LBrace)) open.push_back(i);
    if (line[i].is(TokenKind::RBrace)) open.pop_back();
  }
  return open;
}

// The next END or closing brace of the same block, from `at` on.
size_t entry_end(const std::vector<Token>& line, size_t at) {
  size_t depth = 0;
  for (; at < line.size(); ++at) {
    if (depth == 0 && (line[at].is(TokenKind::End) || line[at].is(TokenKind::RBrace))) return at;
    if (line[at].is(TokenKind::LBrace)) ++depth;
    if (line[at].is(TokenKind::RBrace)) --depth;
  }
  return at;
}

size_t entry_begin(const std::vector<Token>& line, size_t brace, size_t at) {
  size_t begin = brace + 1;
  size_t depth = 0;
  for (size_t i = begin; i < at; ++i) {
    if (line[i].is(TokenKind::LBrace)) ++depth;
    if (line[i].is(TokenKind::RBrace)) --depth;
    if (depth == 0 && line[i].is(TokenKind::End)) begin = i + 1;
  }
  return begin;
}

// Whether an item starts here, side by side with one before it.
bool starts_item(const std::vector<Token>& line, size_t at) {
  if (opens_authority(line, at)) return true;
  if (!line[at].is(TokenKind::LanguageWord) || !opens_item(line[at].keyword) || at + 1 >= line.size()) return false;
  const Token& next = line[at + 1];
  if (!may_be_name(next) && !next.is(TokenKind::Text) && !next.is(TokenKind::Number)) return false;
  if (at == 0) return true;
  // A word that wants a name before it: then it is a name.
  const Token& before = line[at - 1];
  const bool is_led = before.is(TokenKind::LanguageWord) && row_of(before.keyword).role != KeywordRole::Reserved &&
                      row_of(before.keyword).role != KeywordRole::Plain;
  return !is_led && !before.is(TokenKind::Dot) && !before.is(TokenKind::ListSep) && !before.is(TokenKind::Comma);
}

size_t next_item(const std::vector<Token>& line, size_t at, size_t item_start) {
  size_t depth = 0;
  for (size_t i = item_start; i < line.size(); ++i) {
    if (depth == 0 && i > item_start && i >= at && starts_item(line, i)) return i;
    if (line[i].is(TokenKind::LBrace)) ++depth;
    if (line[i].is(TokenKind::RBrace)) --depth;
  }
  return line.size();
}

}  // namespace

std::vector<std::vector<Token>> cut_lines(const TokenList& list) {
  std::vector<std::vector<Token>> lines;
  std::vector<Token> line;
  size_t depth = 0;
  for (const Token& token : list.tokens) {
    if (token.is(TokenKind::LBrace)) ++depth;
    if (token.is(TokenKind::RBrace)) --depth;
    if (depth > 0 || !token.is(TokenKind::End)) {
      line.push_back(token);
    } else if (!line.empty()) {
      lines.push_back(std::exchange(line, {}));
    }
  }
  return lines;
}

LinePart damaged_part(const std::vector<Token>& line, size_t at, size_t item_start) {
  std::vector<size_t> braces = open_braces(line, at);
  while (!braces.empty()) {
    const size_t brace = braces.back();
    braces.pop_back();
    const LinePart entry{entry_begin(line, brace, at), entry_end(line, at)};
    if (entry.begin < entry.end) return entry;
    at = brace;  // nothing in it: the entry around
  }
  return {item_start, next_item(line, at, item_start)};
}

}  // namespace plumb::syntax
