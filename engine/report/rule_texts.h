// The words of rules by the spans of a program: laid out alike whatever the file's own layout and spelling, on one line and
// without comments, so that two of them can be compared.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "source/language.h"
#include "source/source.h"

namespace plumb::report {

class RuleTexts {
 public:
  // `sources` must outlive this. Texts are in `spelling`; a file that cannot be turned into it keeps its own.
  RuleTexts(const source::SourceSet& sources, source::Language spelling) : sources_(sources), spelling_(spelling) {}

  // The smallest item, entry or part that has the span in it; empty: there is none.
  [[nodiscard]] std::string text_at(source::Span span);

 private:
  struct OneFile {
    std::vector<source::Span> spans;  // of everything that has words of its own
    std::vector<std::string> texts;   // beside them
  };
  OneFile& file_of(source::FileId file);

  const source::SourceSet& sources_;
  source::Language spelling_;
  std::map<source::FileId, OneFile> files_;
};

}  // namespace plumb::report
