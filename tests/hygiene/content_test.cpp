// Words and shapes that do not belong in the repository. Each check is a function over one file,
// tried on a bad sample too.
#include <algorithm>

#include <gtest/gtest.h>

#include "hygiene/read_tree.h"
#include "hygiene/scan_code.h"

namespace plumb::hygiene {
namespace {

using Findings = std::vector<std::string>;

std::string place(const File& file, std::size_t offset, std::string_view what) {
  return file.path + ":" + std::to_string(line_of(file.text, offset)) + ": " + std::string(what);
}

Findings find_floating_point(const File& file) {
  const std::string code = scan_code(file.text).code;
  Findings findings;
  for (const std::string_view word : {"double", "float"}) {
    if (has_word(code, word)) {
      findings.push_back(file.path + ": floating point (" + std::string(word) + ")");
    }
  }
  return findings;
}

Findings find_length(const File& file) {
  constexpr std::ptrdiff_t MostLines = 400;
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  return lines > MostLines ? Findings{file.path + ": " + std::to_string(lines) + " lines"} : Findings{};
}

// Written in halves, so that this file does not find itself.
const std::vector<std::string>& left_over_marks() {
  static const std::vector<std::string> marks = {
      "TO"
      "DO",
      "FIX"
      "ME",
      "XX"
      "X",
      "HA"
      "CK"};
  return marks;
}

Findings find_left_over_marks(const File& file) {
  Findings findings;
  for (const std::string& mark : left_over_marks()) {
    if (has_word(file.text, mark)) {
      findings.push_back(file.path + ": " + mark);
    }
  }
  return findings;
}

// Places and papers outside the repository: a reader has none of them.
Findings find_outside_paths(const File& file) {
  Findings findings;
  for (const std::string& word : std::vector<std::string>{"/wo"
                                                          "rk/",
                                                          "HOUSE"
                                                          ".md",
                                                          "LANGUAGE"
                                                          ".md",
                                                          "STYLE"
                                                          ".md",
                                                          "before-"
                                                          "stop"}) {
    if (const std::size_t at = file.text.find(word); at != std::string::npos) {
      findings.push_back(place(file, at, word));
    }
  }
  return findings;
}

// The end of the bracket that opens at `open`, in code without literals.
std::size_t closing(std::string_view code, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    depth += code[i] == '(' ? 1 : code[i] == ')' ? -1 : 0;
    if (depth == 0) {
      return i;
    }
  }
  return code.size();
}

bool is_prose(std::string_view literal) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] == ' ' && is_letter(literal[i - 1]) && is_letter(literal[i + 1])) {
      return true;
    }
  }
  return has_ideograph(literal);
}

Findings find_emitted_prose(const File& file) {
  const ScannedCode scanned = scan_code(file.text);
  Findings findings;
  for (const std::string_view call : {"report(", ".label(", ".note("}) {
    for (std::size_t at = scanned.code.find(call); at != std::string::npos; at = scanned.code.find(call, at + 1)) {
      const std::size_t end = closing(scanned.code, at + call.size() - 1);
      for (const Literal& literal : scanned.literals) {
        if (literal.offset > at && literal.offset < end && is_prose(literal.text)) {
          findings.push_back(place(file, literal.offset, "prose at an emit site: " + literal.text));
        }
      }
    }
  }
  return findings;
}

// Characters that are syntax, not words for a reader.
const std::vector<std::string>& files_with_own_characters() {
  static const std::vector<std::string> paths = {
      "engine/base/date.cpp",  // a date literal is written 2021年6月15日
  };
  return paths;
}

bool is_exempt(const std::string& path) {
  const auto& paths = files_with_own_characters();
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

// User-visible words stand in .def tables, in both languages.
Findings find_chinese_literals(const File& file) {
  Findings findings;
  for (const Literal& literal : scan_code(file.text).literals) {
    if (has_ideograph(literal.text) && !is_exempt(file.path)) {
      findings.push_back(place(file, literal.offset, "words outside a .def table: " + literal.text));
    }
  }
  return findings;
}

Findings find_header_form(const File& file) {
  Findings findings;
  if (!file.text.starts_with("// ")) {
    findings.push_back(file.path + ": a header starts with its contract");
  }
  if (file.text.find("#pragma once") == std::string::npos) {
    findings.push_back(file.path + ": no #pragma once");
  }
  if (file.text.find("#include <iostream>") != std::string::npos) {
    findings.push_back(file.path + ": <iostream> in a header");
  }
  return findings;
}

Findings find_text_form(const File& file) {
  Findings findings;
  if (!file.text.empty() && file.text.back() != '\n') {
    findings.push_back(file.path + ": no line end at the end");
  }
  if (const std::size_t at = file.text.find(" \n"); at != std::string::npos) {
    findings.push_back(place(file, at, "blanks at the end of a line"));
  }
  if (const std::size_t at = file.text.find('\r'); at != std::string::npos) {
    findings.push_back(place(file, at, "a carriage return"));
  }
  return findings;
}

Findings find_vague_name(const File& file) {
  Findings findings;
  const std::string name = file.path.substr(file.path.rfind('/') + 1);
  for (const std::string_view word : {"util", "helper", "manager", "misc", "handler", "processor"}) {
    if (name.find(word) != std::string::npos) {
      findings.push_back(file.path + ": a name that says nothing");
    }
  }
  return findings;
}

// Tests ask support/find_folders.h where the repository is and what lies beside it.
Findings find_own_way(const File& file) {
  if (file.path.starts_with("tests/support/")) return {};
  Findings findings;
  for (const Literal& literal : scan_code(file.text).literals) {
    const bool is_folder = literal.text.ends_with("_ROOT") || literal.text.ends_with("_SHARED");
    if (is_folder && literal.text.starts_with("PLUMB_")) findings.push_back(place(file, literal.offset, literal.text));
  }
  return findings;
}

using Check = Findings (*)(const File&);

std::string run_check(Check check, const std::vector<std::string_view>& folders, const std::vector<std::string_view>& endings) {
  Findings findings;
  for (const std::string_view folder : folders) {
    for (const File& file : read_files(folder, endings)) {
      for (std::string& finding : check(file)) {
        findings.push_back(std::move(finding));
      }
    }
  }
  return listed(findings);
}

const std::vector<std::string_view> Code = {".h", ".cpp"};
const std::vector<std::string_view> Everything = {".h",     ".cpp",  ".def", ".g4",       ".plumb", ".md",       ".txt",
                                                  ".cmake", ".json", "run",  "plumbline", "_modes", "_coverage", "_cases"};

TEST(Content, EngineHasNoFloatingPoint) { EXPECT_EQ(run_check(find_floating_point, {"engine"}, Code), ""); }
TEST(Content, FilesAreShort) { EXPECT_EQ(run_check(find_length, {"."}, {".h", ".cpp", ".g4", ".plumb"}), ""); }
TEST(Content, NothingIsLeftOver) { EXPECT_EQ(run_check(find_left_over_marks, {"."}, Everything), ""); }
TEST(Content, NoPathLeadsOutside) { EXPECT_EQ(run_check(find_outside_paths, {"."}, Everything), ""); }
TEST(Content, EmitSitesHaveNoProse) { EXPECT_EQ(run_check(find_emitted_prose, {"engine"}, {".cpp"}), ""); }
TEST(Content, WordsStandInTables) { EXPECT_EQ(run_check(find_chinese_literals, {"engine", "cli"}, Code), ""); }
TEST(Content, HeadersStateTheirContract) { EXPECT_EQ(run_check(find_header_form, {"engine", "cli"}, {".h"}), ""); }
TEST(Content, TextsAreClean) {
  EXPECT_EQ(run_check(find_text_form, {"engine", "cli", "grammar", "rules", "stdlib", "tests"},
                      {".h", ".cpp", ".def", ".g4", ".plumb", "CMakeLists.txt"}),
            "");
}
TEST(Content, TestsFindTheirFilesInOneWay) { EXPECT_EQ(run_check(find_own_way, {"tests"}, {".h", ".cpp"}), ""); }
TEST(Content, FileNamesSayWhatTheyDo) { EXPECT_EQ(run_check(find_vague_name, {"engine", "cli", "tests"}, Code), ""); }

TEST(Content, EveryCheckCanFail) {
  const auto fails = [](Check check, const char* text) { return !check({"engine/x.cpp", text}).empty(); };
  EXPECT_TRUE(fails(find_floating_point, "double x;\n"));
  EXPECT_TRUE(fails(find_floating_point, "const float y{};\n"));
  EXPECT_FALSE(fails(find_floating_point, "// a double\nint doubled; auto s = \"float\";\n"));
  EXPECT_TRUE(fails(find_length, std::string(401, '\n').c_str()));
  EXPECT_FALSE(fails(find_length, std::string(400, '\n').c_str()));
  for (const std::string& mark : left_over_marks()) {
    EXPECT_TRUE(fails(find_left_over_marks, ("// " + mark + ": later\n").c_str()));
  }
  EXPECT_FALSE(fails(find_left_over_marks, "METHODS\n"));
  EXPECT_TRUE(fails(find_outside_paths,
                    "see /wo"
                    "rk/x\n"));
  EXPECT_TRUE(fails(find_emitted_prose, "sink.report(diag::X{.name = \"not a name\"}, span);\n"));
  EXPECT_TRUE(fails(find_emitted_prose, "sink.report(diag::X{}, f(a))\n  .label(s, \"这里\");\n"));
  EXPECT_FALSE(fails(find_emitted_prose, "sink.report(diag::X{.name = \"if\"}, span);\n"));
  EXPECT_TRUE(fails(find_chinese_literals, "auto s = \"小时\";\n"));
  EXPECT_FALSE(fails(find_chinese_literals, "auto s = \"，\";  // 逗号\n"));
  EXPECT_TRUE(fails(find_header_form, "#pragma once\n"));
  EXPECT_TRUE(fails(find_header_form, "// x\n#pragma once\n#include <iostream>\n"));
  EXPECT_FALSE(fails(find_header_form, "// x\n#pragma once\n"));
  EXPECT_TRUE(fails(find_text_form, "a"));
  EXPECT_TRUE(fails(find_text_form, "a \nb\n"));
  EXPECT_TRUE(fails(find_text_form, "a\r\n"));
  EXPECT_FALSE(find_vague_name({"engine/x/string_util.cpp", ""}).empty());
  EXPECT_TRUE(fails(find_own_way, "auto at = std::getenv(\"PLUMB_ROOT\");\n"));
  EXPECT_FALSE(fails(find_own_way, "auto at = support::root();  // \"PLUMB_ROOT\"\n"));
}

TEST(ScanCode, TellsLiteralsFromComments) {
  const ScannedCode scanned = scan_code("a(\"x\\\"y\", 'c', 1'000, R\"d(raw \" )\" )d\"); // \"no\"\n/* \"no\" */ b");
  ASSERT_EQ(scanned.literals.size(), 2U);
  EXPECT_EQ(scanned.literals[0].text, "x\\\"y");
  EXPECT_EQ(scanned.literals[1].text, "raw \" )\" ");
  EXPECT_TRUE(has_word(scanned.code, "000"));
  EXPECT_TRUE(has_word(scanned.code, "b"));
  EXPECT_FALSE(has_word(scanned.code, "no"));
}

}  // namespace
}  // namespace plumb::hygiene
