// Raw tokens → the parser's input: words become keywords, line ends become END, brackets are
// paired.
//
// The line rule: an item or entry ends where its line ends, unless a round or square bracket is
// open, the line stops at something that wants more (a sign, a comma, an Infix word), or the next
// line starts with something that belongs to the line before (a sign other than minus, a Clause or
// Infix word, `{`).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/token.h"

namespace plumb::syntax {

struct TokenContext {
  std::string_view text;
  source::FileId file = source::NoFile;
  source::Language spelling = source::Language::Zh;
  diagnostics::Sink* sink = nullptr;

  [[nodiscard]] source::Span span(uint32_t begin, uint32_t end) const { return {file, begin, end}; }
  [[nodiscard]] source::Span span(const Token& token) const { return {file, token.begin, token.end}; }
  [[nodiscard]] std::string_view slice(const Token& token) const { return text.substr(token.begin, token.end - token.begin); }
};

// Words to keywords of the file's spelling; English phrases merged, the longest first. Reports and
// drops characters that mean nothing, reports look-alikes, texts left open, and keywords of the
// other spelling that may not be names. Comments and line ends are gone; `starts_line` tells of
// them.
[[nodiscard]] std::vector<Token> match_keywords(const std::vector<Token>& raw, const TokenContext& context);

// Pairs brackets (reports and repairs those that have no partner) and applies the line rule. The
// last token is an END. Empty when something nests deeper than the limits (reported): then nothing
// may parse it.
[[nodiscard]] std::optional<TokenList> filter_tokens(const std::vector<Token>& words, const TokenContext& context);

// Whether the words from `at` are 依据 通知 「…」: the document's declaration, not a clause of a
// line before.
[[nodiscard]] bool opens_authority(const std::vector<Token>& words, size_t at);
// A line can't end with it: a sign, an opening bracket, an Infix word, a word in front of an
// operand.
[[nodiscard]] bool wants_more(const Token& token);
// A word, or a keyword that may be a name.
[[nodiscard]] bool may_be_name(const Token& token);

}  // namespace plumb::syntax
