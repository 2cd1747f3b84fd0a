// Exit codes, help, languages and colours.
#include <gtest/gtest.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

TEST(Usage, WrongLinesAreRefusedInBothLanguages) {
  struct Wrong {
    std::vector<std::string> line;
    const char* code;
  };
  const std::vector<Wrong> wrong = {{{}, "R8009"},
                                    {{"nonsense"}, "R80"},
                                    {{"check"}, "R8007"},
                                    {{"check", "a", "b"}, "R8006"},
                                    {{"evaluate", "a"}, "R8007"},
                                    {{"dump", "a", "--stage", "soup"}, "R8023"},
                                    {{"check", "/no/such/file"}, "R8001"},
                                    {{"schema", "soup"}, "R8012"},
                                    {{"codes", "R0"}, "R8010"},
                                    {{"words", "soup"}, "R8011"}};
  for (const Wrong& one : wrong) {
    for (const char* language : {"zh", "en"}) {
      std::vector<std::string> line = one.line;
      line.insert(line.end(), {"--lang", language});
      const Ran ran = run_plumb(line);
      EXPECT_EQ(ran.code, 2) << ran.messages;
      EXPECT_EQ(ran.output, "");
      EXPECT_NE(ran.messages.find(one.code), std::string::npos) << ran.messages;
      EXPECT_EQ(ran.messages.find("error[") != std::string::npos, std::string_view(language) == "en") << ran.messages;
    }
  }
}

TEST(Usage, HelpNamesEveryCommandInBothLanguages) {
  const Ran zh = run_plumb({"--help"});
  const Ran en = run_plumb({"--help", "--lang", "en"});
  EXPECT_EQ(zh.code, 0);
  EXPECT_EQ(en.code, 0);
  EXPECT_NE(zh.output, en.output);
  for (const char* name :
       {"check", "evaluate", "explain", "test", "fmt", "calc", "codes", "words", "dump", "init", "load", "schema"}) {
    EXPECT_NE(zh.output.find(name), std::string::npos) << name;
    const Ran help = run_plumb({name, "--help", "--lang", "en"});
    EXPECT_EQ(help.code, 0) << name;
    EXPECT_NE(help.output.find("plumb " + std::string(name)), std::string::npos) << help.output;
  }
}

TEST(Usage, NothingIsColouredAwayFromATerminal) {
  const WorkFolder folder;
  const std::string rules = folder.file("bad.plumb", "规则集 「x」\n测算 a = \n");
  for (const char* setting : {"NO_COLOR=1", "NO_COLOR="}) {
    const Ran ran = run_plumb({"check", rules}, "", {setting});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ((ran.output + ran.messages).find('\033'), std::string::npos);
  }
}

TEST(Usage, CheckTellsFindingsFromErrors) {
  const WorkFolder folder;
  EXPECT_EQ(run_plumb({"check", folder.file("a.plumb", small_rules())}).code, 0);
  const Ran bad = run_plumb({"check", folder.file("b.plumb", "规则集 「x」\n测算 a = b\n"), "--format", "json"});
  EXPECT_EQ(bad.code, 2);
  EXPECT_EQ(bad.messages, "");
  EXPECT_NE(bad.output.find("\"errors\": 1"), std::string::npos) << bad.output;
}

TEST(Format, ChecksWritesAndTurnsSpellings) {
  const WorkFolder folder;
  const std::string rules = folder.file("a.plumb", "期次   2021\n");
  EXPECT_EQ(run_plumb({"fmt", "--check", rules}).code, 1);
  EXPECT_EQ(run_plumb({"fmt", rules, "--spelling", "en"}).output, "assessment 2021\n");
  EXPECT_EQ(run_plumb({"fmt", "--write", rules}).code, 0);
  EXPECT_EQ(read_text(rules), "期次 2021\n");
  EXPECT_EQ(run_plumb({"fmt", "--check", rules}).code, 0);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.plumb"});
}

TEST(TestCommand, TellsPassedFromFailed) {
  const WorkFolder folder;
  const Ran good = run_plumb({"test", folder.file("a.plumb", small_rules())});
  EXPECT_EQ(good.code, 0) << good.messages;
  std::string failing(small_rules());
  failing.replace(failing.find("150小时 }"), std::string_view("150小时 }").size(), "149小时 }");
  const Ran bad = run_plumb({"test", folder.file("b.plumb", failing)});
  EXPECT_EQ(bad.code, 1);
  EXPECT_NE(bad.messages.find("R6020"), std::string::npos) << bad.messages;
}

}  // namespace
}  // namespace plumb::cli
