// Texts and byte spans. The engine speaks in byte offsets only; lines, columns and display columns
// are made here and nowhere else.
// In: the bytes of a file as read (also broken UTF-8: what is wrong with a text must be shown in
// it). Out: positions, lines, slices. A SourceSet owns its texts; views into them live as long as
// it does.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::source {

using FileId = std::uint32_t;
inline constexpr FileId NoFile = 0xFFFFFFFFU;

// A half-open range [begin, end) of byte offsets in one file. A default span has no place (a
// finding about a database or a command line).
struct Span {
  FileId file = NoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool has_place() const { return file != NoFile; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span over both; a span without place yields the other. Both in one file.
[[nodiscard]] Span join(Span a, Span b);

// Line and column are 1-based. `column` counts code points, `utf16_column` UTF-16 units (editors),
// `display_column` terminal cells: wide CJK takes 2, a tab goes to the next multiple of TabWidth.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t utf16_column = 1;
  std::uint32_t display_column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

inline constexpr std::uint32_t TabWidth = 4;

class SourceText {
 public:
  // The text is at most 4 GiB - 1; readers refuse far smaller files (R1008).
  SourceText(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  // Never 0. A final line end starts one more, empty line, so that the end of file has a place.
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  // Line `line` (1-based) without its line end (\n or \r\n).
  [[nodiscard]] std::string_view line(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_start(std::uint32_t line) const { return line_starts_[line - 1]; }
  // Offsets past the end count as the end.
  [[nodiscard]] Position position(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  // The bytes of a span of this text; clipped to the text.
  [[nodiscard]] std::string_view slice(Span span) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

class SourceSet {
 public:
  FileId add(std::string name, std::string text);
  [[nodiscard]] std::size_t count() const { return texts_.size(); }
  // `file` must come from add() of this set.
  [[nodiscard]] const SourceText& text(FileId file) const { return texts_[file]; }
  [[nodiscard]] std::string_view slice(Span span) const;

 private:
  std::deque<SourceText> texts_;  // a deque: references stay good when a `use` adds a file
};

// Byte offset of every code point of valid UTF-8, with the length as a last entry: turns the
// code-point indexes of a parser runtime into byte offsets.
[[nodiscard]] std::vector<std::uint32_t> code_point_offsets(std::string_view text);

// A text made safe for one line of a terminal: tabs become blanks up to the next tab stop (counted
// from `start_column`, 0-based), line ends a return sign, other control characters, bidirectional
// controls and bad UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text, std::uint32_t start_column = 0);

}  // namespace plumb::source
