#include <algorithm>

#include "diagnostics/catalogue_text.h"
#include "syntax/layout_tokens.h"
#include "syntax/scan_tokens.h"
#include "syntax/spell_tokens.h"
#include "syntax/syntax.h"
#include "syntax/tokens_of.h"

namespace plumb::syntax {

namespace {

using source::Language;

// The lines of items of a text; empty when something in it was reported.
std::optional<TokenList> list_tokens(const TokenContext& context) {
  const std::vector<Token> words = match_keywords(scan_tokens(context.text), context);
  return filter_tokens(words, context);
}

std::string comment_text(std::string_view text) {
  const size_t last = text.find_last_not_of(" \t");
  return std::string(text.substr(0, last + 1));
}

// Program tokens and comments in the order of the text, with the line ends between them.
std::vector<Piece> make_pieces(const TokenList& list, const Uses& uses, const TokenContext& context, Language target) {
  std::vector<Piece> pieces;
  const std::vector<Token>& tokens = list.tokens;
  size_t next = 0;
  int line_ends = 0;
  bool ended = true;
  uint32_t covered = 0;
  for (const Token& raw : scan_tokens(context.text)) {
    if (raw.is(TokenKind::Newline)) {
      ++line_ends;
      continue;
    }
    Piece piece;
    if (raw.is(TokenKind::Comment)) {
      piece.token = raw;
      piece.text = comment_text(context.slice(raw));
    } else {
      if (raw.begin < covered) continue;  // a further word of a phrase
      for (; next < tokens.size() && tokens[next].is_made; ++next) ended = true;
      if (next >= tokens.size() || tokens[next].begin != raw.begin) {
        // A semicolon that ends nothing: the line rule has no END for it.
        continue;
      }
      piece.token = tokens[next++];
      covered = piece.token.end;
      const auto use = uses.find(piece.token.begin);
      if (use != uses.end()) piece.use = use->second;
      piece.text = spell_token(piece.token, piece.use, context, target);
      piece.continues = !ended;
      ended = piece.token.is(TokenKind::End) || piece.token.is(TokenKind::LBrace);
    }
    piece.line_ends = pieces.empty() ? 0 : std::min(line_ends, 2);
    line_ends = 0;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// The names that the other spelling reads as something else, for the report.
void report_lost_name(const std::vector<Piece>& pieces, const TokenContext& context, const std::string& formatted,
                      Language target) {
  diagnostics::Sink unread;
  const TokenContext other{formatted, context.file, target, &unread};
  const std::vector<Token> words = match_keywords(scan_tokens(formatted), other);
  size_t at = 0;
  for (const Piece& piece : pieces) {
    if (piece.token.is(TokenKind::Comment)) continue;
    const bool is_name = piece.use != WordUse::Plain && may_be_name(piece.token);
    const bool is_kept = at < words.size() && other.slice(words[at]) == piece.text && (!is_name || may_be_name(words[at]));
    if (!is_kept) {
      context.sink->report(diag::NameIsKeyword{std::string(context.slice(piece.token))}, context.span(piece.token));
      return;
    }
    ++at;
  }
  const Token first = pieces.empty() ? Token{} : pieces.front().token;
  context.sink->report(diag::NameIsKeyword{std::string(context.slice(first))}, context.span(first));
}

// Both texts say the same: names are written alike, all else dumps alike.
bool is_same_program(const Tree& before, const source::SourceSet& sources, const std::string& formatted) {
  source::SourceSet after;
  const source::FileId file = after.add("formatted", formatted);
  diagnostics::Sink sink;
  const Tree tree = parse(after, file, sink);
  return !sink.has_errors() && dump_tree(before, sources, false) == dump_tree(tree, after, false);
}

}  // namespace

std::optional<std::string> format(const source::SourceSet& sources, source::FileId file, Language spelling,
                                  diagnostics::Sink& sink) {
  const size_t errors = sink.error_count();
  const Tree tree = parse(sources, file, sink);
  if (sink.error_count() > errors) return std::nullopt;
  const TokenContext context{sources.text(file).text(), file, tree.spelling, &sink};
  const std::optional<TokenList> list = list_tokens(context);
  if (!list) return std::nullopt;
  const std::vector<Piece> pieces = make_pieces(*list, find_uses(*list, context), context, spelling);
  std::string formatted = layout(pieces);
  if (!is_same_program(tree, sources, formatted)) {
    report_lost_name(pieces, context, formatted, spelling);
    return std::nullopt;
  }
  return formatted;
}

}  // namespace plumb::syntax
