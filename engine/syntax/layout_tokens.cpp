#include "syntax/layout_tokens.h"

#include <algorithm>

namespace plumb::syntax {

namespace {

// 、 takes its own room; | stands between blanks.
bool is_tight_list(const Piece& piece) {
  return piece.token.is(TokenKind::ListSep) && piece.text != list_sign(source::Language::En);
}

bool needs_blank(const Piece& left, const Piece& right) {
  using enum TokenKind;
  if (right.token.is(LBrace) || left.token.is(LBrace) || right.token.is(RBrace)) return true;
  if (left.token.is(LParen) || left.token.is(LBracket) || left.token.is(Dot) || is_tight_list(left)) return false;
  // [0万元, ): an interval without an end.
  if (left.token.is(Comma) && (right.token.is(RParen) || right.token.is(RBracket))) return true;
  if (right.token.is(RParen) || right.token.is(RBracket) || right.token.is(Dot) || is_tight_list(right)) return false;
  if (right.token.is(Comma) || right.token.is(End)) return false;
  if (left.use == WordUse::Unary || left.use == WordUse::Tight || right.use == WordUse::Tight) return false;
  return true;
}

constexpr size_t Indent = 2;

}  // namespace

std::string_view sign_text(TokenKind kind) {
#define PLUMB_TOKEN_KIND(value, name, sign, parsed_as) \
  if (kind == TokenKind::value) return sign;
#include "syntax/token_kinds.def"
  return {};
}

std::string_view list_sign(source::Language spelling) { return spelling == source::Language::Zh ? "、" : "|"; }

std::string layout(const std::vector<Piece>& pieces) {
  std::string out;
  size_t depth = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    const bool is_comment = piece.token.is(TokenKind::Comment);
    if (piece.token.is(TokenKind::RBrace)) depth -= std::min<size_t>(depth, 1);
    if (i == 0 || piece.line_ends > 0) {
      if (i > 0) out += piece.line_ends > 1 ? "\n\n" : "\n";
      const bool continues = piece.continues && !is_comment && !piece.token.is(TokenKind::RBrace);
      out.append((depth + (continues ? 1 : 0)) * Indent, ' ');
    } else if (is_comment) {
      out += "  ";
    } else if (needs_blank(pieces[i - 1], piece)) {
      out += ' ';
    }
    out += piece.text;
    if (piece.token.is(TokenKind::LBrace)) ++depth;
  }
  if (!out.empty()) out += '\n';
  return out;
}

}  // namespace plumb::syntax
