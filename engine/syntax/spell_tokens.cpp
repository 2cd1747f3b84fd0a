#include "syntax/spell_tokens.h"

#include "syntax/builtin_words.h"
#include "syntax/cut_items.h"
#include "syntax/layout_tokens.h"

namespace plumb::syntax {

namespace {

using source::Language;

std::optional<BuiltinKind> builtin_kind(WordUse use) {
  switch (use) {
    case WordUse::Function: return BuiltinKind::Function;
    case WordUse::Type: return BuiltinKind::Type;
    case WordUse::Role: return BuiltinKind::Role;
    case WordUse::AbsenceKind: return BuiltinKind::AbsenceKind;
    case WordUse::Combine: return BuiltinKind::Combine;
    case WordUse::Plain:
    case WordUse::Name:
    case WordUse::Tight:
    case WordUse::Unary: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string spell_token(const Token& token, WordUse use, const TokenContext& context, Language target) {
  const std::string_view written = context.slice(token);
  if (const std::optional<BuiltinKind> kind = builtin_kind(use)) {
    const BuiltinWord* word = find_builtin(*kind, written, context.spelling);
    return std::string(word == nullptr ? written : spelling_of(*word, target));
  }
  if (token.is(TokenKind::LanguageWord) && use != WordUse::Name) return std::string(spelling_of(token.keyword, target));
  if (token.is(TokenKind::ListSep)) return std::string(list_sign(target));
  const std::string_view sign = sign_text(token.kind);
  return std::string(sign.empty() ? written : sign);
}

Uses find_uses(const TokenList& list, const TokenContext& context) {
  Tree unused;
  LineParser parser(unused, context);
  Uses uses;
  std::vector<WordUse> of_line;
  for (const std::vector<Token>& line : cut_lines(list)) {
    if (parser.classify(line, of_line)) continue;
    for (size_t i = 0; i < line.size(); ++i) uses[line[i].begin] = of_line[i];
  }
  return uses;
}

}  // namespace plumb::syntax
