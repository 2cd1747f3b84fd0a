// `plumb watch` as a process of its own: files are saved the way editors do it, and what it says is read while it runs.
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

namespace fs = std::filesystem;

class Watch : public testing::Test {
 protected:
  Watch() {
    EXPECT_EQ(run_plumb({"init", rules_, "--db", database_}).code, 0);
    load(small_rows());
  }
  ~Watch() override {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
  }

  void load(std::string_view rows) const {
    const std::string file = folder_.file("rows.csv", rows);
    EXPECT_EQ(run_plumb({"load", "单位", file, "--rules", rules_, "--db", database_, "--replace"}).code, 0);
  }
  void start(const std::vector<std::string>& arguments) {
    child_ = ::fork();
    if (child_ != 0) return;
    ::dup2(::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    ::dup2(::open(messages_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    std::vector<std::string> words = {PLUMB_PROGRAM, "watch"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(PLUMB_PROGRAM, pointers.data());
    ::_exit(127);
  }
  // What came since the last call, once `part` is in it.
  [[nodiscard]] std::string next(const std::string& stream, std::string_view part, size_t& read_so_far) const {
    for (int i = 0; i < 1000; ++i) {
      const std::string text = read_text(stream);
      if (text.find(part, read_so_far) != std::string::npos && text.ends_with("\n\n")) {
        const std::string fresh = text.substr(read_so_far);
        read_so_far = text.size();
        return fresh;
      }
      ::usleep(20'000);
    }
    ADD_FAILURE() << "no " << part << " in: " << read_text(stream) << read_text(messages_);
    return "";
  }
  [[nodiscard]] std::string next_output(std::string_view part) { return next(output_, part, output_read_); }
  [[nodiscard]] std::string next_message(std::string_view part) { return next(messages_, part, messages_read_); }
  [[nodiscard]] int stop(int signal) {
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  [[nodiscard]] static std::string with(std::string text, std::string_view old_part, std::string_view new_part) {
    const size_t at = text.find(old_part);
    EXPECT_NE(at, std::string::npos) << old_part;
    return text.replace(at, old_part.size(), new_part);
  }

  WorkFolder folder_;
  std::string rules_ = folder_.file("a.plumb", small_rules());
  std::string database_ = folder_.path("a.db");
  std::string output_ = folder_.path("out"), messages_ = folder_.path("err");
  size_t output_read_ = 0, messages_read_ = 0;
  pid_t child_ = 0;
};

constexpr std::string_view Line = "得分 >= 50分";

TEST_F(Watch, TellsWhoMovedAfterEachSave) {
  start({rules_, "--db", database_});
  const std::string first = next_output("Ctrl-C");
  EXPECT_NE(first.find("好 2、差 1"), std::string::npos) << first;
  EXPECT_NE(first.find("沿用 0 项"), std::string::npos) << first;

  const std::string higher = with(std::string(small_rules()), Line, "得分 >= 60分");
  folder_.file("a.plumb", higher);  // in place
  const std::string second = next_output("用时");
  EXPECT_NE(second.find("1家的等级不同"), std::string::npos) << second;
  EXPECT_NE(second.find("好→差:A2"), std::string::npos) << second;
  EXPECT_EQ(second.find("沿用 0 项"), std::string::npos) << "the score is as it was: " << second;

  const std::string beside = folder_.file("a.plumb~", small_rules());  // by renaming
  fs::rename(beside, rules_);
  EXPECT_NE(next_output("用时").find("差→好:A2"), std::string::npos);

  folder_.file("a.plumb", small_rules());
  EXPECT_NE(next_output("用时").find("没有一家的等级不同"), std::string::npos);
  EXPECT_EQ(stop(SIGINT), 128 + SIGINT);
  EXPECT_EQ(read_text(messages_), "");
}

TEST_F(Watch, KeepsTheLastGoodResultThroughAMistake) {
  start({rules_, "--db", database_, "--lang", "en"});
  EXPECT_NE(next_output("Ctrl-C").find("好 2, 差 1"), std::string::npos);
  folder_.file("a.plumb", with(std::string(small_rules()), Line, "得点 >= 60分"));
  const std::string mistake = next_message("not evaluated");
  EXPECT_NE(mistake.find("error[R"), std::string::npos) << mistake;
  folder_.file("a.plumb", with(std::string(small_rules()), Line, "得分 >= 60分"));
  EXPECT_NE(next_output("took").find("好→差: A2"), std::string::npos) << "against what was good last";
  fs::remove(rules_);  // an editor that takes the old file away first
  folder_.file("a.plumb", small_rules());
  EXPECT_NE(next_output("took").find("差→好: A2"), std::string::npos);
  EXPECT_EQ(stop(SIGTERM), 128 + SIGTERM);
}

TEST_F(Watch, FollowsWhatTheRulesUse) {
  const std::string text(small_rules());
  const size_t table = text.find("数据表"), scope = text.find("范围");
  folder_.file("典.plumb", "规则集 「典」\n" + text.substr(text.find("计量"), table - text.find("计量")) +
                               text.substr(table, scope - table) + "参数 线 = 50分 暂定 「例」\n");
  std::string main = text.substr(0, text.find("计量")) + "使用 「典」\n" + text.substr(scope);
  folder_.file("a.plumb", with(main, Line, "得分 >= 线"));
  start({rules_, "--db", database_});
  EXPECT_NE(next_output("Ctrl-C").find("好 2、差 1"), std::string::npos);
  folder_.file("典.plumb", with(read_text(folder_.path("典.plumb")), "线 = 50分", "线 = 60分"));
  EXPECT_NE(next_output("用时").find("好→差:A2"), std::string::npos);
  EXPECT_EQ(stop(SIGINT), 128 + SIGINT);
}

TEST_F(Watch, ReadsDataAgainAfterALoad) {
  start({rules_, "--db", database_});
  EXPECT_EQ(next_output("Ctrl-C").find("读数据 0.0"), std::string::npos);
  load("编码,机时\nA1,900\nA2,150.5\nA3,900\n");
  ::usleep(200'000);
  EXPECT_EQ(read_text(output_).size(), output_read_) << "changes of data are not followed";
  folder_.file("a.plumb", small_rules());
  const std::string said = next_output("用时");
  EXPECT_NE(said.find("差→好:A1"), std::string::npos) << said;
  EXPECT_NE(said.find("读数据"), std::string::npos) << said;
  folder_.file("a.plumb", small_rules());
  EXPECT_EQ(next_output("用时").find("读数据"), std::string::npos);
  EXPECT_EQ(stop(SIGINT), 128 + SIGINT);
}

TEST_F(Watch, EndsAtOnceWithoutRulesOrData) {
  EXPECT_EQ(run_plumb({"watch", folder_.path("none.plumb"), "--db", database_}).code,
            run_plumb({"evaluate", folder_.path("none.plumb"), "--db", database_}).code);
  const Ran no_data = run_plumb({"watch", rules_, "--db", folder_.path("none.db")});
  EXPECT_EQ(no_data.code, run_plumb({"evaluate", rules_, "--db", folder_.path("none.db")}).code);
  EXPECT_NE(no_data.messages, "");
  EXPECT_EQ(run_plumb({"watch", rules_}).code, 2);
  EXPECT_EQ(run_plumb({"watch", rules_, "--db", database_, "--period", "x"}).code, 2);
}

// A terminal that is gone: nobody reads on.
TEST_F(Watch, EndsWhenNobodyReads) {
  const std::string line = std::string(PLUMB_PROGRAM) + " watch " + rules_ + " --db " + database_ + " >/dev/full 2>" + messages_;
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 3) << read_text(messages_);
}

}  // namespace
}  // namespace plumb::cli
