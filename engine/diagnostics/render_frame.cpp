// Source lines with underlines. All widths are measured on the printable text that is shown, so
// that tabs, wide characters and broken bytes stand above their marks.
#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"
#include "diagnostics/frame.h"

namespace plumb::diagnostics {
namespace {

// A longer line is shown in part, around its first mark.
constexpr std::uint32_t WidestLine = 160;
constexpr std::uint32_t LeadBeforeMark = 40;
// Bytes looked at to find the part: no code point takes more than four.
constexpr std::uint32_t BytesPerColumn = 4;

// The part of a mark that lies on one line.
struct Piece {
  std::uint32_t begin;
  std::uint32_t end;
  const Mark* mark;
  bool is_last;  // the label stands behind the last piece
};

using Pieces = std::map<std::uint32_t, std::vector<Piece>>;  // by line

std::uint32_t width_of(std::string_view text, std::uint32_t start_column = 0) {
  return static_cast<std::uint32_t>(base::display_width(source::printable(text, start_column)));
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::uint32_t line_end(const source::SourceText& text, std::uint32_t line) {
  return text.line_start(line) + static_cast<std::uint32_t>(text.line(line).size());
}

void add_pieces(const Mark& mark, const source::SourceText& text, Pieces& pieces) {
  const auto size = static_cast<std::uint32_t>(text.text().size());
  const std::uint32_t begin = std::min(mark.span.begin, size);
  std::uint32_t end = std::clamp(mark.span.end, begin, size);
  const std::uint32_t first = text.line_of(begin);
  if (text.line_of(end) > first) {
    // Blanks at the end would draw a mark under a line that has nothing of it.
    while (end > begin && is_blank(text.text()[end - 1])) {
      --end;
    }
  }
  const std::uint32_t last = text.line_of(end);
  if (first == last) {
    // A mark on the line end itself stands one column behind the text.
    pieces[first].push_back({std::min(begin, line_end(text, first)), end, &mark, true});
    return;
  }
  pieces[first].push_back({begin, line_end(text, first), &mark, false});
  std::uint32_t indent = text.line_start(last);
  while (indent < end && is_blank(text.text()[indent])) {
    ++indent;
  }
  pieces[last].push_back({indent, end, &mark, true});
}

// The shown part of a line, in offsets.
struct Window {
  std::uint32_t begin;
  std::uint32_t end;
  bool is_cut_left;
  bool is_cut_right;
};

std::uint32_t code_point_start(std::string_view text, std::uint32_t offset) {
  while (offset > 0 && offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) {
    --offset;
  }
  return offset;
}

Window choose_window(const source::SourceText& text, std::uint32_t line, std::uint32_t mark) {
  const std::uint32_t begin = text.line_start(line);
  const std::uint32_t end = line_end(text, line);
  const bool is_long = end - begin > WidestLine * BytesPerColumn || width_of(text.line(line)) > WidestLine;
  if (!is_long) {
    return {begin, end, false, false};
  }
  Window window{begin, end, false, false};
  if (mark - begin > LeadBeforeMark * BytesPerColumn) {
    window.begin = code_point_start(text.text(), mark - LeadBeforeMark);
    window.is_cut_left = window.begin > begin;
  }
  if (end - window.begin > WidestLine) {
    window.end = code_point_start(text.text(), window.begin + WidestLine);
    window.is_cut_right = true;
  }
  return window;
}

class FrameWriter {
 public:
  FrameWriter(std::uint32_t width, const Palette& palette) : width_(width), palette_(palette) {}

  void write_file(const source::SourceText& text, const Mark& at, bool is_first, const Pieces& pieces) {
    const source::Position place = text.position(at.span.begin);
    out_ += std::string(width_, ' ') + palette_.gutter + (is_first ? "-->" : ":::") + palette_.reset + " " +
            source::printable(text.name()) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + "\n";
    write_gutter("");
    out_ += "\n";
    std::uint32_t shown = 0;
    for (const auto& [line, on_line] : pieces) {
      if (shown != 0 && line > shown + 2) {
        out_ += palette_.gutter + "..." + palette_.reset + "\n";
      } else if (shown != 0 && line == shown + 2) {
        write_line(text, shown + 1, choose_window(text, shown + 1, text.line_start(shown + 1)));
      }
      write_marked_line(text, line, on_line);
      shown = line;
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void write_gutter(const std::string& number) {
    out_ += palette_.gutter + std::string(width_ - number.size(), ' ') + number + " |" + palette_.reset;
  }

  void write_line(const source::SourceText& text, std::uint32_t line, const Window& window) {
    write_gutter(std::to_string(line));
    std::string shown = window.is_cut_left ? "…" : "";
    shown += source::printable(text.text().substr(window.begin, window.end - window.begin));
    shown += window.is_cut_right ? "…" : "";
    shown.erase(shown.find_last_not_of(' ') + 1);
    out_ += (shown.empty() ? "" : " ") + shown + "\n";
  }

  void write_marked_line(const source::SourceText& text, std::uint32_t line, std::vector<Piece> pieces) {
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
    const Window window = choose_window(text, line, pieces.front().begin);
    write_line(text, line, window);
    for (const Piece& piece : pieces) {
      const std::uint32_t begin = std::clamp(piece.begin, window.begin, window.end);
      const std::uint32_t end = std::clamp(piece.end, begin, window.end);
      const std::uint32_t before = width_of(text.text().substr(window.begin, begin - window.begin));
      const std::uint32_t under = width_of(text.text().substr(begin, end - begin), before);
      write_gutter("");
      out_ += std::string(1 + before + (window.is_cut_left ? 1 : 0), ' ');
      out_ += piece.mark->is_primary ? palette_.severity : palette_.gutter;
      out_ += std::string(std::max<std::uint32_t>(under, 1), piece.mark->is_primary ? '^' : '-');
      if (piece.is_last && !piece.mark->text.empty()) {
        out_ += " " + piece.mark->text;
      }
      out_ += palette_.reset + "\n";
    }
  }

  std::uint32_t width_;
  const Palette& palette_;
  std::string out_;
};

}  // namespace

std::uint32_t gutter_width(const std::vector<Mark>& marks, const source::SourceSet& sources) {
  std::uint32_t last_line = 1;
  for (const Mark& mark : marks) {
    last_line = std::max(last_line, sources.text(mark.span.file).line_of(mark.span.end));
  }
  return static_cast<std::uint32_t>(std::to_string(last_line).size());
}

std::string render_frame(const std::vector<Mark>& marks, const source::SourceSet& sources, std::uint32_t width,
                         const Palette& palette) {
  std::vector<source::FileId> files;
  for (const Mark& mark : marks) {
    if (std::find(files.begin(), files.end(), mark.span.file) == files.end()) {
      files.push_back(mark.span.file);
    }
  }
  FrameWriter writer(width, palette);
  for (const source::FileId file : files) {
    Pieces pieces;
    const Mark* first = nullptr;
    for (const Mark& mark : marks) {
      if (mark.span.file == file) {
        first = first == nullptr ? &mark : first;
        add_pieces(mark, sources.text(file), pieces);
      }
    }
    writer.write_file(sources.text(file), *first, file == files.front(), pieces);
  }
  return writer.take();
}

}  // namespace plumb::diagnostics
