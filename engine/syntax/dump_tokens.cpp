#include <fmt/format.h>

#include "syntax/scan_tokens.h"
#include "syntax/syntax.h"
#include "syntax/tokens_of.h"

namespace plumb::syntax {

namespace {

std::string_view kind_name(TokenKind kind) {
#define PLUMB_TOKEN_KIND(value, name, sign, parsed_as) \
  if (kind == TokenKind::value) return name;
#include "syntax/token_kinds.def"
  return {};
}

}  // namespace

std::string dump_tokens(const source::SourceSet& sources, source::FileId file) {
  const source::SourceText& source = sources.text(file);
  diagnostics::Sink unread;  // parse() reports the same
  TokenContext context{source.text(), file, source::Language::Zh, &unread};
  if (!check_text(source, context)) return {};
  context.spelling = detect_spelling(context.text);
  const std::vector<Token> words = match_keywords(scan_tokens(context.text), context);
  const std::optional<TokenList> list = filter_tokens(words, context);
  std::string out;
  if (!list) return out;
  for (const Token& token : list->tokens) {
    const source::Position begin = source.position(token.begin);
    const source::Position end = source.position(token.end);
    out += fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, kind_name(token.kind));
    if (token.is(TokenKind::LanguageWord)) {
      out += fmt::format(" {}", spelling_of(token.keyword, source::Language::En));
    } else if (!token.is(TokenKind::End)) {
      out += fmt::format(" {}", context.slice(token));
    }
    out += '\n';
  }
  return out;
}

}  // namespace plumb::syntax
