#include "syntax/quote_text.h"

#include <algorithm>

#include "syntax/scan_tokens.h"
#include "syntax/spell_tokens.h"
#include "syntax/syntax.h"

namespace plumb::syntax {

namespace {

size_t numeral_length(std::string_view text) {
  size_t length = 0;
  while (length < text.size() && ((text[length] >= '0' && text[length] <= '9') || text[length] == '.')) ++length;
  return length;
}

bool is_wordy(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Where the text had no blank, and the other spelling needs one: around |, and between words. 、 has room of its own.
bool needs_blank(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty()) return false;
  if (before == "|" || after == "|") return true;
  return (is_wordy(before.back()) || before.back() == ')') && is_wordy(after.front());
}

}  // namespace

QuotedText::QuotedText(const source::SourceSet& sources, source::FileId file, source::Language target, const NameFor& name_for)
    : source_(sources.text(file)) {
  diagnostics::Sink unheard;  // what is quoted was checked before
  const std::string_view text = source_.text();
  const TokenContext context{text, file, detect_spelling(text), &unheard};
  const std::optional<TokenList> list = filter_tokens(match_keywords(scan_tokens(text), context), context);
  if (!list) return;
  const Uses uses = find_uses(*list, context);
  for (const Token& token : list->tokens) {
    if (token.is_made || token.is(TokenKind::End)) continue;
    const auto use = uses.find(token.begin);
    const WordUse as = use == uses.end() ? WordUse::Plain : use->second;
    Word word{token.begin, token.end, spell_token(token, as, context, target), false};
    const bool is_keyword = token.is(TokenKind::LanguageWord) && as != WordUse::Name;
    word.stands_apart = is_keyword || token.is(TokenKind::ListSep);
    if (token.is(TokenKind::Quantity)) {
      const size_t split = numeral_length(word.text);
      word.text = word.text.substr(0, split) + name_for(word.text.substr(split));
    } else if (!is_keyword && word.text == context.slice(token) && may_be_name(token)) {
      word.text = name_for(word.text);
    }
    words_.push_back(std::move(word));
  }
}

std::string QuotedText::at(source::Span span) const {
  const std::string_view text = source_.text();
  const auto before = [](const Word& word, uint32_t place) { return word.begin < place; };
  std::string out;
  uint32_t done = span.begin;
  const Word* last = nullptr;
  for (auto word = std::lower_bound(words_.begin(), words_.end(), span.begin, before);
       word != words_.end() && word->end <= span.end; ++word) {
    const bool touches = last != nullptr && last->end == word->begin && (last->stands_apart || word->stands_apart);
    if (touches && needs_blank(last->text, word->text)) out += ' ';
    out += text.substr(done, word->begin - done);
    out += word->text;
    done = word->end;
    last = &*word;
  }
  out += text.substr(done, span.end - done);
  return out;
}

}  // namespace plumb::syntax
