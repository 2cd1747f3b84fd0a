// The fenced blocks of a Markdown document, by chapter.
//
// In: the text. Out: blocks in order. A chapter starts at a heading of one or two `#`. The word after the fence and what
// follows it say what a block is: `plumb`, `plumb error=R2001`, `plumb parse`, `console`; others are prose.
#pragma once

#include <string>
#include <vector>

namespace plumb::docs {

struct Block {
  std::string kind;     // "plumb", "console" …
  std::string option;   // "error=R2001", "parse", ""
  std::string chapter;  // its heading
  std::string text;     // with a line end after each line
  int line = 0;         // of the fence, 1-based
};

[[nodiscard]] std::vector<Block> read_document(const std::string& text);

}  // namespace plumb::docs
