// The words of the language as a table: both spellings, what kind of word, an example.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/texts.h"

namespace plumb::pipeline {

struct Example {
  std::string zh;
  std::string en;
};
struct Word {
  std::string zh;
  std::string en;
  TextId kind = TextId::WordKeyword;
  Example example;
};

// Keywords in the order of the grammar, builtin words, measures that need no declaration.
[[nodiscard]] std::vector<Word> all_words();
[[nodiscard]] std::vector<Example> all_examples();

}  // namespace plumb::pipeline
