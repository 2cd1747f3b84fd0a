// What a reader is told about commands: the same in both languages, in columns, with examples; slips get a suggestion.
#include <sstream>

#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/run_program.h"

namespace plumb::cli {
namespace {

constexpr const char* Commands[] = {"check", "test", "evaluate", "explain", "init",   "load",
                                    "fmt",   "calc", "words",    "codes",   "schema", "dump"};

bool has_chinese(const std::string& text) {
  for (const char32_t one : base::decode(text)) {
    if (one >= 0x4E00 && one <= 0x9FFF) return true;
  }
  return false;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Help, EveryCommandShowsAnExampleInBothLanguages) {
  for (const char* command : Commands) {
    const Ran zh = run_plumb({command, "--help"});
    const Ran en = run_plumb({command, "--help", "--lang", "en"});
    EXPECT_TRUE(has(zh.output, "\n例\n  plumb " + std::string(command))) << zh.output;
    EXPECT_TRUE(has(en.output, "\nExamples\n  plumb " + std::string(command))) << en.output;
    EXPECT_EQ(lines_of(zh.output).size() > 5, lines_of(en.output).size() > 5);
  }
}

// Names of tables and grades in examples are those of the rule files, whatever the reader's language.
TEST(Help, EnglishIsEnglish) {
  for (const char* command : Commands) {
    for (const std::string& line : lines_of(run_plumb({command, "--help", "--lang", "en"}).output)) {
      EXPECT_TRUE(line.starts_with("  plumb ") || !has_chinese(line)) << line;
    }
  }
  EXPECT_FALSE(has_chinese(run_plumb({"--help", "--lang", "en"}).output));
}

TEST(Help, LinesFitAndColumnsLineUp) {
  for (const char* language : {"zh", "en"}) {
    for (const char* command : Commands) {
      size_t column = 0;
      bool is_in_options = false;
      for (const std::string& line : lines_of(run_plumb({command, "--help", "--lang", language}).output)) {
        EXPECT_LE(base::display_width(line), 100 + (line.starts_with("  plumb ") ? 20 : 0)) << line;
        is_in_options = line.empty() ? false : is_in_options || line == "选项" || line == "Options";
        if (!is_in_options || !line.starts_with("  --")) continue;
        const size_t gap = line.find("  ", 2);
        ASSERT_NE(gap, std::string::npos) << line;
        const auto at = static_cast<size_t>(base::display_width(line.substr(0, line.find_first_not_of(' ', gap))));
        EXPECT_TRUE(column == 0 || column == at) << command << ": " << line;
        column = at;
      }
    }
  }
}

TEST(Help, SlipsGetTheNearest) {
  struct Slip {
    std::vector<std::string> line;
    const char* wanted;
  };
  const Slip slips[] = {{{"evalute", "a"}, "evaluate"},
                        {{"evaluate", "a", "--db", "b", "--fromat", "json"}, "--format"},
                        {{"evaluate", "a", "--bd", "b"}, "--db"},
                        {{"evaluate", "a", "--db", "b", "--assesment", "2021"}, "--assessment"},
                        {{"load", "a", "--rules", "r", "--db", "b", "--repalce"}, "--replace"},
                        {{"explain", "a", "--db", "b", "--unit", "c", "--whynot", "d"}, "--why-not"},
                        {{"evaluate", "a", "--db", "b", "--format", "jsn"}, "json"},
                        {{"check", "a", "--lang", "zz"}, "zh"}};
  for (const Slip& slip : slips) {
    for (const char* language : {"zh", "en"}) {
      std::vector<std::string> line = slip.line;
      if (line.back() != "zz") line.insert(line.end(), {"--lang", language});
      const Ran ran = run_plumb(line);
      EXPECT_EQ(ran.code, 2);
      EXPECT_TRUE(has(ran.messages, slip.wanted)) << line[0] << ": " << ran.messages;
    }
  }
}

// What the parser says is English: nothing of it reaches a Chinese reader.
TEST(Help, RefusalsAreInTheReadersLanguage) {
  for (const std::vector<std::string>& line : {std::vector<std::string>{"evaluate", "a"},
                                               {"evaluate", "a", "--db"},
                                               {"evaluate"},
                                               {"evaluate", "a", "--db", "b", "--format", "soup"},
                                               {"load", "a"},
                                               {"dump", "a", "--stage", "soup"},
                                               {"init"}}) {
    const Ran ran = run_plumb(line);
    EXPECT_EQ(ran.code, 2);
    for (const char* word : {"required", "not in", "missing", "RULES", "TEXT", "expected"}) {
      EXPECT_FALSE(has(ran.messages, word)) << ran.messages;
    }
  }
  EXPECT_TRUE(has(run_plumb({"evaluate", "a"}).messages, "--db 数据库"));
  EXPECT_TRUE(has(run_plumb({"evaluate", "a", "--lang", "en"}).messages, "--db DB"));
}

TEST(Help, TheOverviewListsEveryExitCode) {
  for (const char* language : {"zh", "en"}) {
    const Ran ran = run_plumb({"--help", "--lang", language});
    for (const char* code : {"\n  0   ", "\n  1   ", "\n  2   ", "\n  3   ", "\n  4   ", "\n  5   ", "\n  6   ", "\n  70  "}) {
      EXPECT_TRUE(has(ran.output, code)) << code << ran.output;
    }
  }
}

}  // namespace
}  // namespace plumb::cli
