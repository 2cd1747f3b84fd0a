#include <algorithm>

#include "pipeline/words.h"
#include "syntax/find_confusion.h"

namespace plumb::pipeline {

namespace {

using source::Language;

struct SynonymRow {
  std::string_view written;
  std::string_view zh;
};
constexpr SynonymRow Synonyms[] = {
#define PLUMB_SYNONYM(written, zh) {written, zh},
#include "pipeline/synonyms.def"
#undef PLUMB_SYNONYM
};

void add_once(std::vector<std::string>& list, std::string_view one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.emplace_back(one);
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

MeantWords find_meant_words(const std::string& word, Language reader) {
  const std::string written = lower(word);
  const bool is_ascii = std::all_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool is_sign = std::none_of(written.begin(), written.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
  const Language spelling = is_sign ? reader : is_ascii ? Language::En : Language::Zh;
  MeantWords meant;
  meant.is_sign = is_sign;
  for (const std::string& way : syntax::suggest_wording(written, spelling)) add_once(meant.ways, way);
  for (const syntax::Confusion& confusion : syntax::find_wordings(written)) {
    for (const syntax::Keyword keyword : syntax::keywords_meant(confusion)) {
      add_once(meant.words, syntax::spelling_of(keyword, Language::Zh));
    }
  }
  std::vector<Word> words;
  for (const SynonymRow& row : Synonyms) {
    if (row.written != written) continue;
    if (words.empty()) words = all_words();
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.zh == row.zh; });
    if (found == words.end()) continue;
    add_once(meant.ways, spelling == Language::Zh ? found->zh : found->en);
    add_once(meant.words, row.zh);
  }
  return meant;
}

std::vector<std::pair<std::string, std::string>> all_synonyms() {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const SynonymRow& row : Synonyms) rows.emplace_back(row.written, row.zh);
  return rows;
}

}  // namespace plumb::pipeline
