#include "pipeline/show_example.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "diagnostics/example.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

using diagnostics::ExampleMark;
using Lines = std::vector<std::string>;

std::string marked(ExampleMark mark, std::string_view line) {
  std::string out;
  switch (mark) {
    case ExampleMark::None: out = "  "; break;
    case ExampleMark::Failing: out = "✗ "; break;
    case ExampleMark::Corrected: out = "✓ "; break;
  }
  out += line;
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

std::string show_as_written(std::string_view text) {
  std::string out;
  for (const diagnostics::ExampleLine& line : diagnostics::example_lines(text)) out += marked(line.mark, line.text);
  return out;
}

// What is run and every file, a line each; rule texts in English spelling. Empty: one of them cannot be laid out.
std::optional<Lines> lines_in_english(const diagnostics::ExampleSide& side) {
  Lines lines;
  for (const std::string& command : side.commands) lines.push_back("$ " + command);
  for (const diagnostics::ExampleFile& file : side.files) {
    std::string text = file.text;
    if (file.name.ends_with(".plumb")) {
      source::SourceSet sources;
      diagnostics::Sink sink;
      const std::optional<std::string> laid_out =
          syntax::format(sources, sources.add(file.name, file.text), source::Language::En, sink);
      if (!laid_out) return std::nullopt;
      text = *laid_out;
    }
    if (file.name != diagnostics::ExampleRules) lines.push_back("== " + file.name);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return lines;
}

// The longest common subsequence stands unmarked; examples are short, so a table will do.
std::string show_difference(const Lines& failing, const Lines& corrected) {
  const size_t rows = failing.size();
  const size_t columns = corrected.size();
  std::vector<std::vector<size_t>> common(rows + 1, std::vector<size_t>(columns + 1, 0));
  for (size_t i = rows; i-- > 0;) {
    for (size_t j = columns; j-- > 0;) {
      common[i][j] = failing[i] == corrected[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string out;
  size_t i = 0;
  size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && failing[i] == corrected[j]) {
      out += marked(ExampleMark::None, failing[i]);
      ++i;
      ++j;
    } else if (i < rows && (j == columns || common[i + 1][j] >= common[i][j + 1])) {
      out += marked(ExampleMark::Failing, failing[i++]);
    } else {
      out += marked(ExampleMark::Corrected, corrected[j++]);
    }
  }
  return out;
}

}  // namespace

std::string show_example(std::string_view text, source::Language language) {
  // Repetitions would be written out.
  const bool has_repetition = text.find("⟦") != std::string_view::npos;
  if (language == source::Language::Zh || has_repetition) return show_as_written(text);
  const diagnostics::Example example = diagnostics::read_example(text);
  const std::optional<Lines> failing = lines_in_english(example.failing);
  const std::optional<Lines> corrected = lines_in_english(example.corrected);
  return failing && corrected ? show_difference(*failing, *corrected) : show_as_written(text);
}

}  // namespace plumb::pipeline
