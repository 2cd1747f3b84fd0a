#include <algorithm>
#include <charconv>

#include "diagnostics/example.h"

namespace plumb::diagnostics {
namespace {

constexpr std::string_view FailingMark = "✗";
constexpr std::string_view CorrectedMark = "✓";
constexpr std::string_view FileMark = "== ";
constexpr std::string_view CommandMark = "$ ";
constexpr std::string_view EncodingMark = " GB18030";
constexpr std::string_view RepeatOpen = "⟦";
constexpr std::string_view RepeatTimes = "×";
constexpr std::string_view RepeatClose = "⟧";

// The mark and the one blank behind it.
std::string_view without_mark(std::string_view line, std::string_view mark) {
  line.remove_prefix(mark.size());
  return line.starts_with(' ') ? line.substr(1) : line;
}

// `#` is the number of a copy, `##` that of the next one.
std::string numbered(std::string_view text, int number) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_doubled = text.substr(i).starts_with("##");
    out += text[i] == '#' ? std::to_string(is_doubled ? number + 1 : number) : std::string(1, text[i]);
    i += is_doubled ? 1 : 0;
  }
  return out;
}

// A line with its first repetition written out, and its line end.
std::string written_out(std::string_view line) {
  const std::size_t open = line.find(RepeatOpen);
  const std::size_t close = line.find(RepeatClose);
  const std::size_t times = line.rfind(RepeatTimes, close);
  if (open == std::string_view::npos || close == std::string_view::npos || times == std::string_view::npos || times < open) {
    return std::string(line) + "\n";
  }
  const std::size_t begin = open + RepeatOpen.size();
  const std::size_t number = times + RepeatTimes.size();
  const std::string_view text = line.substr(begin, times - begin);
  int count = 0;
  std::from_chars(line.data() + number, line.data() + close, count);
  const std::string_view rest = line.substr(close + RepeatClose.size());
  const bool is_alone = rest.empty() && line.substr(0, open).find_first_not_of(' ') == std::string_view::npos;
  const std::string before(line.substr(0, open));
  std::string out = is_alone ? "" : before;
  for (int i = 1; i <= count; ++i) {
    out += is_alone ? before + numbered(text, i) + "\n" : numbered(text, i);
  }
  return is_alone ? out : out + written_out(rest);
}

void add_line(ExampleSide& side, std::string_view line) {
  if (line.starts_with(CommandMark)) {
    side.commands.emplace_back(line.substr(CommandMark.size()));
    return;
  }
  if (line.starts_with(FileMark)) {
    std::string_view name = line.substr(FileMark.size());
    const bool is_gb18030 = name.ends_with(EncodingMark);
    if (is_gb18030) {
      name.remove_suffix(EncodingMark.size());
    }
    side.files.push_back({std::string(name), "", is_gb18030});
    return;
  }
  if (side.files.empty()) {
    side.files.push_back({std::string(ExampleRules), "", false});
  }
  side.files.back().text += written_out(line);
}

}  // namespace

std::vector<ExampleLine> example_lines(std::string_view text) {
  std::vector<ExampleLine> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with(FailingMark)) {
      lines.push_back({ExampleMark::Failing, without_mark(line, FailingMark)});
    } else if (line.starts_with(CorrectedMark)) {
      lines.push_back({ExampleMark::Corrected, without_mark(line, CorrectedMark)});
    } else {
      lines.push_back({ExampleMark::None, line});
    }
  }
  return lines;
}

Example read_example(std::string_view text) {
  Example example;
  for (const ExampleLine& line : example_lines(text)) {
    if (line.mark != ExampleMark::Corrected) {
      add_line(example.failing, line.text);
    }
    if (line.mark != ExampleMark::Failing) {
      add_line(example.corrected, line.text);
    }
  }
  return example;
}

std::optional<std::string_view> find_example(std::string_view code) {
  for (const ExampleText& example : all_examples()) {
    if (example.code == code) {
      return example.text;
    }
  }
  return std::nullopt;
}

}  // namespace plumb::diagnostics
