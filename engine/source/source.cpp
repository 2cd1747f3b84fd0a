#include "source/source.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace plumb::source {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Marks, overrides and isolates that reorder what a terminal shows.
bool is_bidirectional_control(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

std::uint32_t next_tab_stop(std::uint32_t width) { return (width / TabWidth + 1) * TabWidth; }

// What a code point becomes on one terminal line; tabs are the caller's.
char32_t shown(char32_t c) {
  constexpr char32_t ReturnSign = 0x23CE;
  constexpr char32_t Replacement = 0xFFFD;
  if (c == U'\n') {
    return ReturnSign;
  }
  return is_control(c) || is_bidirectional_control(c) ? Replacement : c;
}

}  // namespace

Span join(Span a, Span b) {
  if (!a.has_place()) {
    return b;
  }
  if (!b.has_place()) {
    return a;
  }
  return {a.file, std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') {
      line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
}

std::string_view SourceText::line(std::uint32_t line) const {
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line < line_count() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') {
    --end;
  }
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t SourceText::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

Position SourceText::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  Position place;
  place.line = line_of(offset);
  std::uint32_t at = line_start(place.line);
  std::uint32_t width = 0;
  // An offset inside a code point belongs to that code point.
  while (at < offset) {
    const base::CodePoint point = base::decode_at(text_, at);
    const auto after = at + static_cast<std::uint32_t>(point.length);
    if (after > offset) {
      break;
    }
    width =
        point.value == U'\t' ? next_tab_stop(width) : width + static_cast<std::uint32_t>(base::display_width(shown(point.value)));
    place.column += 1;
    place.utf16_column += point.value >= 0x10000 ? 2 : 1;
    at = after;
  }
  place.display_column = width + 1;
  return place;
}

std::string_view SourceText::slice(Span span) const {
  const std::size_t end = std::min<std::size_t>(span.end, text_.size());
  const std::size_t begin = std::min<std::size_t>(span.begin, end);
  return std::string_view(text_).substr(begin, end - begin);
}

FileId SourceSet::add(std::string name, std::string text) {
  texts_.emplace_back(std::move(name), std::move(text));
  return static_cast<FileId>(texts_.size() - 1);
}

std::string_view SourceSet::slice(Span span) const {
  return span.has_place() ? texts_[span.file].slice(span) : std::string_view{};
}

std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  offsets.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_continuation(text[i])) {
      offsets.push_back(static_cast<std::uint32_t>(i));
    }
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

std::string printable(std::string_view text, std::uint32_t start_column) {
  std::string out;
  out.reserve(text.size());
  std::uint32_t width = start_column;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_at(text, i);
    i += point.length;
    if (point.value == U'\t') {
      const std::uint32_t stop = next_tab_stop(width);
      out.append(stop - width, ' ');
      width = stop;
      continue;
    }
    const char32_t visible = shown(point.value);
    out += base::encode(visible);
    width += static_cast<std::uint32_t>(base::display_width(visible));
  }
  return out;
}

}  // namespace plumb::source
