// The picture under a title: source lines with their marks. Only the text renderer uses it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "source/source.h"

namespace plumb::diagnostics {

// A place to underline. The primary one gives the position in the arrow line.
struct Mark {
  source::Span span;
  std::string text;  // already in the reader's language; may be empty
  bool is_primary = false;
};

// ANSI sequences, all empty without colour.
struct Palette {
  std::string severity;
  std::string gutter;
  std::string bold;
  std::string reset;
};

// The number of columns that line numbers need; at least 1.
[[nodiscard]] std::uint32_t gutter_width(const std::vector<Mark>& marks, const source::SourceSet& sources);

// Every mark has a place; those in the file of the first mark come first. Lines end with \n.
[[nodiscard]] std::string render_frame(const std::vector<Mark>& marks, const source::SourceSet& sources, std::uint32_t width,
                                       const Palette& palette);

}  // namespace plumb::diagnostics
