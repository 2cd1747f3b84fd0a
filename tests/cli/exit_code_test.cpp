// One table of exit codes for every command, and each code provoked on each command that can give it.
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cli/two_tables.h"

namespace plumb::cli {
namespace {

namespace fs = std::filesystem;
using Line = std::vector<std::string>;

struct Case {
  std::string what;
  int code;
  Line line;
};

class ExitCode : public testing::Test {
 protected:
  [[nodiscard]] std::string with(std::string_view from, std::string_view to, const std::string& name) const {
    std::string text(two_table_rules());
    text.replace(text.find(from), from.size(), to);
    return tables_.folder.file(name, text);
  }
  void expect(const std::vector<Case>& cases) const {
    for (const Case& one : cases) {
      const Ran ran = run_plumb(one.line);
      EXPECT_EQ(ran.code, one.code) << one.what << "\n" << ran.output << ran.messages;
      const bool is_refusal = one.code == 2 || one.code == 4;
      EXPECT_TRUE(!is_refusal || !ran.messages.empty() || !ran.output.empty()) << one.what;
    }
  }
  // A copy of the database with its middle written over.
  [[nodiscard]] std::string damaged() const {
    std::string bytes = read_text(tables_.path);
    for (size_t i = 4096; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 37);
    return tables_.folder.file("damaged.db", bytes);
  }

  TwoTables tables_;
};

TEST_F(ExitCode, Ok) {
  const std::string& rules = tables_.rules;
  expect(
      {{"check", 0, {"check", rules}},
       {"evaluate", 0, {"evaluate", rules, "--db", tables_.path}},
       {"explain", 0, {"explain", rules, "--db", tables_.path, "--unit", "A1"}},
       {"test", 0, {"test", rules}},
       {"init", 0, {"init", rules, "--db", tables_.folder.path("new.db")}},
       {"load", 0, {"load", "单位", tables_.folder.file("u.csv", "编码,名称\nA7,庚\n"), "--rules", rules, "--db", tables_.path}},
       {"fmt", 0, {"fmt", rules}},
       {"calc", 0, {"calc", "1/3"}},
       {"words", 0, {"words"}},
       {"codes", 0, {"codes", "R2001"}},
       {"schema", 0, {"schema", "evaluate"}},
       {"dump", 0, {"dump", rules, "--stage", "program"}},
       {"help", 0, {"--help"}},
       {"version", 0, {"--version"}}});
}

TEST_F(ExitCode, Findings) {
  const std::string differs =
      tables_.folder.file("differs.plumb", std::string(two_table_rules()) + "核对 家数 : 计数(单位) = 3 暂定 「例」\n");
  const std::string failing =
      tables_.folder.file("failing.plumb", std::string(two_table_rules()) +
                                               "用例 「不成立」 {\n  给定 单位 甲 { 名称 「甲」 }\n  期望 甲.第几期 = 2021\n}\n");
  const std::string warned = with("范围 参评 取自", "参数 没用的 = 1 暂定 「例」\n范围 参评 取自", "warned.plumb");
  const std::string untidy = tables_.folder.file("untidy.plumb", "期次   2021\n");
  expect({{"check: a finding", 1, {"check", warned}},
          {"evaluate: a verification differs", 1, {"evaluate", differs, "--db", tables_.path}},
          {"test: a test fails", 1, {"test", failing}},
          {"fmt: a file would change", 1, {"fmt", "--check", untidy}}});
}

TEST_F(ExitCode, UsageOrRules) {
  const std::string wrong = with("小时 小数 1", "小小时 小数 1", "wrong.plumb");
  const std::string none = tables_.folder.path("none.plumb");
  std::vector<Case> cases;
  for (const char* command : {"check", "evaluate", "explain", "test", "init", "load", "fmt", "dump"}) {
    cases.push_back({command, 2, {command}});
  }
  for (const std::string& rules : {wrong, none}) {
    const Line lines[] = {{"check", rules},
                          {"evaluate", rules, "--db", tables_.path},
                          {"explain", rules, "--db", tables_.path, "--unit", "A1"},
                          {"test", rules},
                          {"init", rules, "--db", tables_.folder.path("x.db")},
                          {"load", "单位", none, "--rules", rules, "--db", tables_.path},
                          {"dump", rules, "--stage", "program"}};
    for (const Line& line : lines) cases.push_back({line.front(), 2, line});
  }
  cases.push_back({"fmt: no such file", 2, {"fmt", none}});
  cases.push_back({"fmt: does not parse", 2, {"fmt", tables_.folder.file("half.plumb", "数据表 {\n")}});
  cases.push_back({"calc", 2, {"calc", "1/0"}});
  cases.push_back({"words", 2, {"words", "没有的词"}});
  cases.push_back({"codes", 2, {"codes", "R0"}});
  cases.push_back({"schema", 2, {"schema", "soup"}});
  cases.push_back({"explain: no such unit", 2, {"explain", tables_.rules, "--db", tables_.path, "--unit", "A9"}});
  cases.push_back({"load: two ways at once",
                   2,
                   {"load", tables_.folder.path("."), "--rules", tables_.rules, "--db", tables_.path, "--replace", "--append"}});
  expect(cases);
}

TEST_F(ExitCode, Data) {
  const std::string& rules = tables_.rules;
  const std::string none = tables_.folder.path("none.db");
  const std::string foreign = tables_.folder.file("foreign.db", std::string(5000, 'x'));
  std::vector<Case> cases;
  for (const std::string& database : {none, foreign}) {
    cases.push_back({"evaluate", 3, {"evaluate", rules, "--db", database}});
    cases.push_back({"explain", 3, {"explain", rules, "--db", database, "--unit", "A1"}});
    cases.push_back(
        {"load", 3, {"load", "单位", tables_.folder.file("u.csv", "编码,名称\nA7,庚\n"), "--rules", rules, "--db", database}});
  }
  cases.push_back({"load: what is no number",
                   3,
                   {"load", "仪器", tables_.folder.file("i.csv", "编号,单位,机时,重量\nI9,A1,many,1\n"), "--rules", rules, "--db",
                    tables_.path}});
  cases.push_back({"load: rows that are there",
                   3,
                   {"load", "单位", tables_.folder.file("v.csv", "编码,名称\nA1,甲\n"), "--rules", rules, "--db", tables_.path}});
  cases.push_back({"init: a file that is there", 3, {"init", rules, "--db", tables_.path}});
  cases.push_back(
      {"evaluate: a file that cannot be written", 3, {"evaluate", rules, "--db", tables_.path, "--out", "/dev/full"}});
  cases.push_back(
      {"evaluate: no such folder", 3, {"evaluate", rules, "--db", tables_.path, "--out", tables_.folder.path("no/x")}});
  expect(cases);
  tables_.load("仪器", "编号,单位,机时,重量\nI1,A1,-100,7\n");
  expect({{"evaluate: a faulty unit", 3, {"evaluate", rules, "--db", tables_.path}}});
}

TEST_F(ExitCode, Integrity) {
  const std::string& rules = tables_.rules;
  const std::string database = damaged();
  const std::string rows = tables_.folder.file("u.csv", "编码,名称\nA7,庚\n");
  expect({{"evaluate", 4, {"evaluate", rules, "--db", database}},
          {"explain", 4, {"explain", rules, "--db", database, "--unit", "A1"}},
          {"load", 4, {"load", "单位", rows, "--rules", rules, "--db", database}}});
}

TEST_F(ExitCode, Limits) {
  const std::string deep =
      tables_.folder.file("deep.plumb", "测算 a = " + std::string(100'000, '(') + "1" + std::string(100'000, ')') + "\n");
  const std::string long_file = tables_.folder.file("long.plumb", std::string(50U << 20U, 'a'));
  std::vector<Case> cases;
  for (const std::string& rules : {deep, long_file}) {
    const Line lines[] = {{"check", rules},
                          {"evaluate", rules, "--db", tables_.path},
                          {"explain", rules, "--db", tables_.path, "--unit", "A1"},
                          {"test", rules},
                          {"init", rules, "--db", tables_.folder.path("x.db")},
                          {"load", "单位", "x.csv", "--rules", rules, "--db", tables_.path},
                          {"fmt", rules},
                          {"dump", rules, "--stage", "program"}};
    for (const Line& line : lines) cases.push_back({line.front().c_str(), 5, line});
  }
  expect(cases);
  EXPECT_FALSE(fs::exists(tables_.folder.path("x.db")));
  // A number with too many digits is a value that its unit gets no result for.
  const std::string huge =
      with("合计(仪器.机时) / 满分线", "合计(仪器.机时) / 满分线 * ((7 + 计数(仪器)) ^ 1000) ^ 100", "huge.plumb");
  expect({{"evaluate: digits", 5, {"evaluate", huge, "--db", tables_.path}}});
}

TEST_F(ExitCode, Incomplete) {
  const std::string pending =
      with("取小(合计(仪器.机时) / 满分线, 100%)", "取小(合计(仪器.机时) / 没载明 除数为零时 0%, 100%)", "pending.plumb");
  tables_.folder.file("pending.plumb", read_text(pending) + "参数 没载明 : 小时 未载\n");
  const Ran ran = run_plumb({"evaluate", pending, "--db", tables_.path, "--format", "csv"});
  EXPECT_EQ(ran.code, 6) << ran.output << ran.messages;
  EXPECT_NE(ran.messages.find("R6031"), std::string::npos) << ran.messages;
}

// Our own mistakes abort after they have said what they are.
TEST_F(ExitCode, Internal) {
  const std::string pipe = tables_.folder.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(::open(pipe.c_str(), O_RDWR), STDIN_FILENO);
    ::execl(PLUMB_PROGRAM, PLUMB_PROGRAM, "calc", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::usleep(300'000);
  ::kill(child, SIGABRT);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 70);
}

#if !defined(__SANITIZE_ADDRESS__)
// Wherever it runs out, also where nothing may be thrown.
TEST_F(ExitCode, Memory) {
  std::string rows = "编码,名称\n";
  for (int i = 0; i < 40'000; ++i) rows += "U" + std::to_string(i) + ",一家名字很长很长很长很长很长很长很长很长的单位\n";
  tables_.load("单位", rows);
  tables_.load("仪器", "编号,单位,机时,重量\n");
  tables_.load("历年结果", "单位,期次,等级\n");
  const std::string messages = tables_.folder.path("messages");
  int refused = 0;
  for (const rlim_t megabytes : {16U, 24U, 32U, 40U, 48U, 56U, 64U, 80U, 96U}) {
    const pid_t child = ::fork();
    if (child == 0) {
      const rlimit limit{megabytes << 20U, megabytes << 20U};
      ::setrlimit(RLIMIT_AS, &limit);
      ::dup2(::open(messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
      ::execl(PLUMB_PROGRAM, PLUMB_PROGRAM, "evaluate", tables_.rules.c_str(), "--db", tables_.path.c_str(), "--format", "json",
              "--out", "/dev/null", static_cast<char*>(nullptr));
      ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << megabytes << read_text(messages);
    const int code = WEXITSTATUS(status);
    // 127: the program itself does not fit; 3: SQLite was the first that found no room.
    EXPECT_TRUE(code == 5 || code == 0 || code == 127 || code == 3) << megabytes << ": " << code << read_text(messages);
    refused += code == 5 ? 1 : 0;
  }
  EXPECT_GT(refused, 0);
}
#endif

}  // namespace
}  // namespace plumb::cli
