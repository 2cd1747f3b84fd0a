// The examples of the catalogue: for each code a failing program and its correction, embedded when
// the program is built. Their form is told in examples/README.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::diagnostics {

struct ExampleText {
  std::string_view code;  // "R2001"
  std::string_view text;  // as its file has it
};

// In the order of the codes.
[[nodiscard]] std::span<const ExampleText> all_examples();
// Of a catalogue row's code; none for a code that has no example.
[[nodiscard]] std::optional<std::string_view> find_example(std::string_view code);

// The file that stands before the first `== name`.
inline constexpr std::string_view ExampleRules = "rules.plumb";

struct ExampleFile {
  std::string name;
  std::string text;         // UTF-8
  bool is_gb18030 = false;  // the encoding that it is to be written in
};

// What is run and on which files. Without commands: the rule file is checked.
struct ExampleSide {
  std::vector<std::string> commands;
  std::vector<ExampleFile> files;
};

struct Example {
  ExampleSide failing;
  ExampleSide corrected;
};

// Marks are taken off, repetitions are written out.
[[nodiscard]] Example read_example(std::string_view text);

// The mark that a line of an example starts with.
enum class ExampleMark { None, Failing, Corrected };
struct ExampleLine {
  ExampleMark mark;
  std::string_view text;  // without mark and line end
};
[[nodiscard]] std::vector<ExampleLine> example_lines(std::string_view text);

}  // namespace plumb::diagnostics
