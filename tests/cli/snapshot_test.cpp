// Freeze, evaluate what was frozen, refuse what is not it.
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cli/two_tables.h"

namespace plumb::cli {
namespace {

class Snapshot : public testing::Test {
 protected:
  [[nodiscard]] Ran freeze(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"snapshot", tables_.rules, "--db", tables_.path, "--out", file_};
    line.insert(line.end(), more.begin(), more.end());
    return run_plumb(line);
  }
  [[nodiscard]] Ran evaluate(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"evaluate", tables_.rules, "--snapshot", file_};
    line.insert(line.end(), more.begin(), more.end());
    return run_plumb(line);
  }
  // Without the lines that name the file.
  [[nodiscard]] static std::string without_source(std::string text) {
    std::string kept;
    while (!text.empty()) {
      const std::string line = text.substr(0, text.find('\n') + 1);
      if (!has(line, "a.db") && !has(line, "a.snap")) kept += line;
      text.erase(0, line.empty() ? text.size() : line.size());
    }
    return kept;
  }

  TwoTables tables_;
  std::string file_ = tables_.folder.path("a.snap");
};

TEST_F(Snapshot, TellsItsRoot) {
  const Ran ran = freeze();
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_EQ(ran.output.size(), 64 + 2 + file_.size() + 1) << ran.output;
  EXPECT_TRUE(ran.output.ends_with("  " + file_ + "\n"));
  EXPECT_TRUE(has(ran.messages, "期次 2022,数据表 3 个,列 10 个,数据 8 行")) << ran.messages;
  EXPECT_EQ(freeze().output, ran.output);
  const Ran evaluated = evaluate({"--format", "json"});
  EXPECT_TRUE(has(evaluated.output, ran.output.substr(0, 64))) << "the run says what it rests on";
  EXPECT_TRUE(has(evaluate().output, ran.output.substr(0, 64)));
}

TEST_F(Snapshot, GivesWhatTheDatabaseGave) {
  tables_.load("仪器", "编号,单位,机时,重量\nI2,A1,0.5,2\nI1,A1,100,7\nI3,A2,290,3\nI3,A2,291,3\nI4,A9,1,-1\n");
  ASSERT_EQ(freeze().code, 0);
  for (const char* format : {"table", "json", "csv"}) {
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{}, {"--all-faults"}, {"--table", "仪器"}, {"--engine", "reference"}}) {
      std::vector<std::string> line = {"--format", format};
      line.insert(line.end(), more.begin(), more.end());
      const Ran frozen = evaluate(line);
      const Ran direct = tables_.evaluate(line);
      EXPECT_EQ(frozen.code, direct.code);
      EXPECT_EQ(without_source(frozen.output), without_source(direct.output));
      EXPECT_EQ(frozen.messages, direct.messages);
    }
  }
}

TEST_F(Snapshot, IsExplainedAndComparedAsWell) {
  ASSERT_EQ(freeze().code, 0);
  const Ran told = run_plumb({"explain", tables_.rules, "--snapshot", file_, "--unit", "A1"});
  EXPECT_EQ(told.code, 0) << told.messages;
  EXPECT_EQ(without_source(told.output), without_source(tables_.explain("A1").output));
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,500,7\nI3,A2,290,3\n");
  const Ran compared = run_plumb({"compare", tables_.rules, "--snapshot", file_, "--against", tables_.path, "--format", "csv"});
  EXPECT_EQ(compared.code, 1) << "what moved since: " << compared.messages;
  EXPECT_TRUE(has(compared.output, "A1")) << compared.output;
  EXPECT_EQ(run_plumb({"compare", tables_.rules, "--snapshot", file_, "--other-readings"}).code, 0);
}

TEST_F(Snapshot, OfAnotherAssessment) {
  ASSERT_EQ(freeze({"--assessment", "2021"}).code, 0);
  const Ran ran = evaluate();
  EXPECT_EQ(ran.code, 3);
  EXPECT_TRUE(has(ran.messages, "R7044")) << ran.messages;
  EXPECT_TRUE(has(ran.messages, "--assessment 2022")) << ran.messages;
  const Ran then = evaluate({"--assessment", "2021"});
  EXPECT_EQ(then.code, 0) << then.messages;
  EXPECT_EQ(without_source(then.output), without_source(tables_.evaluate({"--assessment", "2021"}).output));
  EXPECT_EQ(freeze({"--assessment", "x"}).code, 2);
}

TEST_F(Snapshot, AChangedByteIsRefused) {
  ASSERT_EQ(freeze().code, 0);
  const std::string whole = read_text(file_);
  for (size_t at = 0; at < whole.size(); at += 65521) {
    std::string other = whole;
    other[at] = static_cast<char>(other[at] ^ 1);
    tables_.folder.file("a.snap", other);
    const Ran ran = evaluate();
    EXPECT_EQ(ran.code, 4) << at;
    EXPECT_TRUE(ran.output.empty());
    EXPECT_TRUE(has(ran.messages, "R7040")) << ran.messages;
  }
  tables_.folder.file("a.snap", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(evaluate().code, 4);
}

TEST_F(Snapshot, OneSourceIsDue) {
  ASSERT_EQ(freeze().code, 0);
  const Ran both = evaluate({"--db", tables_.path});
  EXPECT_EQ(both.code, 2);
  EXPECT_TRUE(has(both.messages, "--snapshot")) << both.messages;
  for (const std::vector<std::string>& line : {std::vector<std::string>{"evaluate", tables_.rules},
                                               {"explain", tables_.rules, "--unit", "A1"},
                                               {"compare", tables_.rules, "--other-readings"}}) {
    const Ran none = run_plumb(line);
    EXPECT_EQ(none.code, 2) << line[0];
    EXPECT_TRUE(has(none.messages, "--db 数据库(或 --snapshot 快照)")) << none.messages;
  }
  EXPECT_EQ(run_plumb({"evaluate", tables_.rules, "--snapshot", tables_.path}).code, 3) << "a database is no snapshot";
  EXPECT_EQ(run_plumb({"evaluate", tables_.rules, "--snapshot", tables_.folder.path("none")}).code, 3);
  EXPECT_EQ(run_plumb({"snapshot", tables_.rules, "--db", tables_.path, "--out", tables_.path}).code, 3) << "the database itself";
  EXPECT_EQ(tables_.evaluate().code, 0);
}

// At whatever moment it comes: the old snapshot or the new one, and whole.
TEST_F(Snapshot, InterruptedIsOldOrNew) {
  ASSERT_EQ(freeze().code, 0);
  const std::string old = read_text(file_);
  std::string rows = "编码,名称\n";
  for (int i = 0; i < 20'000; ++i) rows += "U" + std::to_string(i) + ",一家单位\n";
  tables_.load("单位", rows);
  const Ran whole = run_plumb({"snapshot", tables_.rules, "--db", tables_.path, "--out", tables_.folder.path("whole")});
  ASSERT_EQ(whole.code, 0) << whole.messages;
  const std::string wanted = read_text(tables_.folder.path("whole"));
  for (int round = 0; round < 12; ++round) {
    tables_.folder.file("a.snap", old);
    const pid_t child = ::fork();
    if (child == 0) {
      ::freopen("/dev/null", "w", stdout);
      ::freopen("/dev/null", "w", stderr);
      ::execl(PLUMB_PROGRAM, PLUMB_PROGRAM, "snapshot", tables_.rules.c_str(), "--db", tables_.path.c_str(), "--out",
              file_.c_str(), nullptr);
      ::_exit(127);
    }
    ::usleep(static_cast<useconds_t>(15'000 * round));
    ::kill(child, SIGINT);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) ? WTERMSIG(status) == SIGINT : WEXITSTATUS(status) == 0) << status;
    const std::string found = read_text(file_);
    EXPECT_TRUE(found == old || found == wanted) << round;
    for (const std::string& name : tables_.folder.names()) EXPECT_FALSE(has(name, ".new-")) << name;
  }
}

}  // namespace
}  // namespace plumb::cli
