// A rule file's own words for a reader of the other language: keywords, builtin words and signs in that spelling, names
// as the caller says, texts and numbers as they are.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "source/language.h"
#include "source/source.h"

namespace plumb::syntax {

// A name (a unit, too) in the reader's language; the same text where it has no other.
using NameFor = std::function<std::string(const std::string& name)>;

class QuotedText {
 public:
  // The text has no errors. The sources outlive it.
  QuotedText(const source::SourceSet& sources, source::FileId file, source::Language target, const NameFor& name_for);

  // The words at a span, blanks between them as they were.
  [[nodiscard]] std::string at(source::Span span) const;

 private:
  struct Word {
    uint32_t begin = 0, end = 0;
    std::string text;
    bool stands_apart = false;  // a keyword, or what parts a list
  };

  const source::SourceText& source_;
  std::vector<Word> words_;  // in the order of the text
};

}  // namespace plumb::syntax
