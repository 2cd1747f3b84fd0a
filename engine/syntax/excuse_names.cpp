#include "syntax/excuse_names.h"

#include <string>

#include "base/text.h"
#include "syntax/keyword_table.h"

namespace plumb::syntax {

namespace {

bool opens(const Token& token) { return token.is(TokenKind::LanguageWord) && row_of(token.keyword).role == KeywordRole::Opener; }

// 三.1: from the word on, as far as points lead.
std::string dotted(const TokenContext& context, const std::vector<Token>& line, size_t at) {
  std::string text(context.slice(line[at]));
  for (; at + 2 < line.size() && line[at + 1].is(TokenKind::Dot); at += 2) text += "." + std::string(context.slice(line[at + 2]));
  return text;
}

void excuse(const TokenContext& context, std::string_view name) {
  context.sink->excuse(base::is_nfc(name) ? std::string(name) : base::to_nfc(name));
}

}  // namespace

void excuse_names(const TokenContext& context, const std::vector<Token>& line, const LinePart& part) {
  // Of an item that lacks an entry nothing is said that the entry might have settled.
  if (part.begin > 0 && !line.empty()) {
    size_t item = part.begin;
    for (size_t depth = 0; item-- > 0;) {
      if (line[item].is(TokenKind::RBrace)) ++depth;
      if (line[item].is(TokenKind::LBrace) && depth > 0) --depth;
      if (depth == 0 && item + 1 < line.size() && line[item].is(TokenKind::LanguageWord) && opens_item(line[item].keyword) &&
          may_be_name(line[item + 1])) {
        excuse(context, context.slice(line[item + 1]));
        break;
      }
    }
  }
  if (part.begin < line.size() && line[part.begin].is(Keyword::K_USE)) context.sink->excuse_all_names();
  // An item whose name was forgotten: any name may be meant for it.
  const bool is_item =
      part.begin + 1 < line.size() && line[part.begin].is(TokenKind::LanguageWord) && opens_item(line[part.begin].keyword);
  if (is_item && !line[part.begin + 1].is(TokenKind::Word) && !line[part.begin + 1].is(TokenKind::Text))
    context.sink->excuse_all_names();
  bool is_enum = false;
  size_t entry = part.begin;  // where the entry began that we are in
  for (size_t i = part.begin; i < part.end && i < line.size(); ++i) {
    const Token& token = line[i];
    if (token.is(Keyword::K_ENUM)) is_enum = true;
    if (token.is(TokenKind::End) || token.is(TokenKind::LBrace)) {
      entry = i + 1;
      continue;
    }
    const bool is_name = may_be_name(token) || token.is(TokenKind::Number);
    if (!is_name) continue;
    const bool is_led = i > part.begin && (opens(line[i - 1]) || line[i - 1].is(Keyword::K_ALIAS));
    // An entry without an opening word starts with its name; one of a grade with the grade and its own name.
    const bool is_first = i == entry || (i == entry + 1 && !opens(line[entry]));
    if (!is_led && !is_first && !is_enum) continue;
    excuse(context, context.slice(token));
    excuse(context, dotted(context, line, i));
  }
}

}  // namespace plumb::syntax
