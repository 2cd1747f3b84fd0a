// The manual page and the completions of three shells: none of them may miss a word that the program takes, or have one that it
// does not take.
#include "pages.h"

#include <set>

#include <gtest/gtest.h>

namespace plumb::cli {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Every option of every command in the form that a page gives it.
void expect_options(const std::string& page, const std::string& before, size_t from, const std::string& by_dash) {
  for (const Command& command : all_commands()) {
    for (const Option& option : command.options) {
      const std::string name = long_name(option);
      if (name.empty()) continue;
      const std::string shown = before + replaced(name.substr(from), "-", by_dash);
      EXPECT_TRUE(has(page, shown)) << command.name << ": " << shown;
    }
  }
}

TEST(Pages, ManNamesEveryCommandAndOptionInBothLanguages) {
  for (const Language language : {Language::Chinese, Language::English}) {
    const std::string page = render_man(all_commands(), language, "2021-05-10", "0.1.0");
    EXPECT_TRUE(page.find(".TH PLUMB 1 2021-05-10 \"plumb 0.1.0\"") != std::string::npos) << page.substr(0, 200);
    for (const Command& command : all_commands()) EXPECT_TRUE(has(page, "\n.SS plumb " + command.name + "\n")) << command.name;
    expect_options(page, "\\fB", 0, "\\-");
  }
}

// A line that starts with a dot or a quote is a request to roff, unless it is one of ours.
TEST(Pages, ManHasNoRequestThatIsText) {
  const std::set<std::string> ours = {".TH", ".nh", ".ad", ".SH", ".SS", ".PP",  ".TP",
                                      ".br", ".nf", ".fi", ".RS", ".RE", ".\\\""};
  for (const Language language : {Language::Chinese, Language::English}) {
    const std::string page = render_man(all_commands(), language, "2021-05-10", "0.1.0");
    for (size_t begin = 0; begin < page.size(); begin = page.find('\n', begin) + 1) {
      const std::string line = page.substr(begin, page.find('\n', begin) - begin);
      EXPECT_FALSE(line.starts_with('\'')) << line;
      EXPECT_TRUE(!line.starts_with('.') || ours.contains(line.substr(0, line.find(' ')))) << line;
    }
  }
}

TEST(Pages, EveryShellKnowsEveryWord) {
  const std::vector<Command> commands = all_commands();
  const std::string bash = complete_bash(commands), zsh = complete_zsh(commands), fish = complete_fish(commands);
  for (const Command& command : commands) {
    EXPECT_TRUE(has(bash, "\n    " + command.name + ":*)")) << command.name;
    EXPECT_TRUE(has(zsh, "\n        " + command.name + ")\n")) << command.name;
    EXPECT_TRUE(has(fish, "-n __fish_use_subcommand -a " + command.name + " -d '")) << command.name;
  }
  expect_options(bash, "--", 2, "-");
  expect_options(zsh, "--", 2, "-");
  expect_options(fish, " -l ", 2, "-");
  // A value out of a list is offered where it is wanted.
  EXPECT_TRUE(has(bash, "evaluate--format) kind='table json csv'"));
  EXPECT_TRUE(has(zsh, "--format[")) << zsh.substr(0, 500);
  EXPECT_TRUE(has(fish, "-x -a 'table json csv'"));
}

// Both languages stand in the shells that show descriptions; one apostrophe must not end a quoted word.
TEST(Pages, DescriptionsAreQuoted) {
  const std::vector<Command> commands = all_commands();
  for (const std::string& text : {complete_zsh(commands), complete_fish(commands)}) {
    EXPECT_TRUE(has(text, "检查规则文件") && has(text, "check a rule file"));
  }
  EXPECT_TRUE(has(complete_zsh(commands), "one unit'\\''s grade"));
  EXPECT_TRUE(has(complete_fish(commands), "one unit\\'s grade"));
}

}  // namespace
}  // namespace plumb::cli
