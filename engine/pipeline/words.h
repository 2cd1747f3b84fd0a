// The words of the language as a table: both spellings, what kind of word, an example.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/texts.h"

namespace plumb::pipeline {

struct Example {
  std::string zh;
  std::string en;
};
struct Word {
  std::string zh;
  std::string en;
  report::TextId kind = report::TextId::WordKeyword;
  Example example;
};

// Keywords in the order of the grammar, builtin words, measures that need no declaration.
[[nodiscard]] std::vector<Word> all_words();
[[nodiscard]] std::vector<Example> all_examples();

// What somebody looks for who looks for a word that the language does not have.
struct MeantWords {
  std::vector<std::string> ways;   // to write it, the likelier first: "超过", ">", "… 以上"
  std::vector<std::string> words;  // of them those that are words of the language, in Chinese
  bool is_sign = false;            // it is a sign of the language, and the ways are words for it
};
// The ways are spelled like the word; a sign's like the reader's language.
[[nodiscard]] MeantWords find_meant_words(const std::string& word, source::Language reader);
// Every row of synonyms.def: what is looked for, and the word.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> all_synonyms();

}  // namespace plumb::pipeline
