#include "docs/read_document.h"

#include <sstream>

namespace plumb::docs {

std::vector<Block> read_document(const std::string& text) {
  std::vector<Block> blocks;
  std::istringstream lines(text);
  std::string line, chapter;
  bool inside = false;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.starts_with("```")) {
      if (!inside) {
        Block block;
        std::istringstream words(line.substr(3));
        words >> block.kind;
        std::getline(words >> std::ws, block.option);
        block.chapter = chapter;
        block.line = number;
        blocks.push_back(block);
      }
      inside = !inside;
    } else if (inside) {
      blocks.back().text += line + "\n";
    } else if (line.starts_with("# ") || line.starts_with("## ")) {
      chapter = line;
    }
  }
  return blocks;
}

}  // namespace plumb::docs
