// Everyday wordings → what the language writes instead; the rows are confusions.def.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/arg.h"
#include "source/language.h"
#include "syntax/token.h"

namespace plumb::syntax {

struct Meant {
  TokenKind kind = TokenKind::LanguageWord;
  Keyword keyword{};  // kind == LanguageWord
};

// One wording and one meaning of it: one word or sign, or two words.
struct Confusion {
  std::string_view written;
  std::vector<Meant> meant;
};

// All meanings of a wording, the likelier first. English wordings in lower case.
[[nodiscard]] std::vector<Confusion> find_wordings(std::string_view written);
// The sign that stands at the start of `text` and is none of the language's; the longest.
[[nodiscard]] std::optional<Confusion> find_sign(std::string_view text);
// The marks that open a text here and are not 「」.
struct QuoteMarks {
  std::string_view open, close;
};
[[nodiscard]] std::optional<QuoteMarks> find_quotes(std::string_view text);

// What to write instead, in the words of a file: `超过` or `>`.
[[nodiscard]] diagnostics::Bilingual meant_words(const Confusion& confusion, source::Language spelling);
// The same without marks around it, and one way only.
[[nodiscard]] std::string meant_text(const Confusion& confusion, source::Language spelling);
// The words of the language in it, and those of the other way to write the same.
[[nodiscard]] std::vector<Keyword> keywords_meant(const Confusion& confusion);
// As above for a name that stands for nothing: 真 for 是; empty when it is no such wording.
[[nodiscard]] std::vector<std::string> suggest_wording(std::string_view name, source::Language spelling);

// A comparison or a joining word in everyday words inside a name: 原值大于50万元, 小于100万元.
struct GluedWording {
  std::string_view left;     // what stands before it
  std::string_view written;  // 大于
  std::string apart;         // 原值 超过 50万元
};
// All of them, the longest wording first; empty for English.
[[nodiscard]] std::vector<GluedWording> find_glued_wordings(std::string_view name, source::Language spelling);

}  // namespace plumb::syntax
