// Ctrl-C and full disks: what was there before is there after, and nothing beside it.
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cli/two_tables.h"

namespace plumb::cli {
namespace {

namespace fs = std::filesystem;

class Interrupt : public testing::Test {
 protected:
  [[nodiscard]] static bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

  // The program with its messages in a file; not waited for.
  [[nodiscard]] pid_t start(const std::vector<std::string>& arguments) const {
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::dup2(::open(messages_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
    std::vector<std::string> words = {PLUMB_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(PLUMB_PROGRAM, pointers.data());
    ::_exit(127);
  }
  [[nodiscard]] static int wait_for(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }
  [[nodiscard]] std::vector<std::string> databases() const {
    std::vector<std::string> found;
    for (const std::string& name : tables_.folder.names()) {
      if (has(name, ".db")) found.push_back(name);
    }
    return found;
  }

  TwoTables tables_;
  std::string messages_ = tables_.folder.path("messages");
};

// A pipe that has given some rows and is silent: the load is under way for certain.
TEST_F(Interrupt, LoadTakesBackWhatItBegan) {
  const std::string before = tables_.evaluate({"--table", "单位"}).output;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const std::string pipe = tables_.folder.path("pipe" + std::to_string(signal));
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const pid_t child = start({"load", "单位", pipe, "--rules", tables_.rules, "--db", tables_.path, "--replace"});
    const int end = ::open(pipe.c_str(), O_WRONLY);
    std::string rows = "编码,名称\n";
    for (int i = 0; i < 20'000; ++i) rows += "U" + std::to_string(i) + ",一家单位\n";
    size_t written = 0;
    while (written < rows.size()) {
      const ssize_t count = ::write(end, rows.data() + written, rows.size() - written);
      ASSERT_GT(count, 0);
      written += static_cast<size_t>(count);
    }
    ::kill(child, signal);
    EXPECT_EQ(wait_for(child), 128 + signal) << "the caller sees what ended it";
    ::close(end);
    EXPECT_EQ(databases(), std::vector<std::string>{"a.db"}) << "no journal stays behind";
    EXPECT_TRUE(has(read_text(messages_), "R7039")) << read_text(messages_);
    EXPECT_EQ(tables_.evaluate({"--table", "单位"}).output, before);
  }
}

TEST_F(Interrupt, AnIgnoredSignalStaysIgnored) {
  const std::string pipe = tables_.folder.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  ::signal(SIGHUP, SIG_IGN);  // as nohup does
  const pid_t child = start({"load", "单位", pipe, "--rules", tables_.rules, "--db", tables_.path, "--replace"});
  ::signal(SIGHUP, SIG_DFL);
  const int end = ::open(pipe.c_str(), O_WRONLY);
  const std::string rows = "编码,名称\nU1,一家单位\n";
  ASSERT_EQ(::write(end, rows.data(), rows.size()), static_cast<ssize_t>(rows.size()));
  ::kill(child, SIGHUP);
  ::usleep(100'000);
  ::close(end);
  EXPECT_EQ(wait_for(child), 0) << read_text(messages_);
}

// At whatever moment it comes: the file is the old one or the new one, and whole.
TEST_F(Interrupt, OutIsOldOrNew) {
  std::string rows = "编码,名称\n";
  for (int i = 0; i < 20'000; ++i) rows += "U" + std::to_string(i) + ",一家单位\n";
  tables_.load("单位", rows);
  tables_.load("仪器", "编号,单位,机时,重量\n");
  tables_.load("历年结果", "单位,期次,等级\n");
  const std::string out = tables_.folder.path("results.json");
  ASSERT_EQ(tables_.evaluate({"--format", "json", "--out", out}).code, 0);
  const std::string whole = read_text(out);
  for (int round = 0; round < 12; ++round) {
    tables_.folder.file("results.json", "old");
    const pid_t child = start({"evaluate", tables_.rules, "--db", tables_.path, "--format", "json", "--out", out});
    ::usleep(static_cast<useconds_t>(40'000 * round));
    ::kill(child, SIGINT);
    const int code = wait_for(child);
    const std::string text = read_text(out);
    EXPECT_TRUE(text == "old" || text == whole) << round << ": " << code << " " << text.size();
    for (const std::string& name : tables_.folder.names()) EXPECT_FALSE(has(name, ".part-")) << name;
  }
}

TEST_F(Interrupt, InitMakesAllOrNothing) {
  for (int round = 0; round < 12; ++round) {
    const std::string path = tables_.folder.path("new.db");
    const pid_t child = start({"init", tables_.rules, "--db", path});
    ::usleep(static_cast<useconds_t>(3'000 * round));
    ::kill(child, SIGINT);
    const int code = wait_for(child);
    EXPECT_TRUE(code == 0 || code == 128 + SIGINT) << code;
    for (const std::string& name : databases()) EXPECT_TRUE(name == "a.db" || name == "new.db") << name;
    if (fs::exists(path)) {
      EXPECT_EQ(run_plumb({"evaluate", tables_.rules, "--db", path}).code, 0);
      fs::remove(path);
    }
  }
}

TEST_F(Interrupt, StandardOutputThatIsFull) {
  for (const char* format : {"table", "json", "csv"}) {
    const std::string line = std::string(PLUMB_PROGRAM) + " evaluate " + tables_.rules + " --db " + tables_.path + " --format " +
                             format + " >/dev/full 2>" + messages_;
    const int status = std::system(line.c_str());
    EXPECT_EQ(WEXITSTATUS(status), 3) << format;
    EXPECT_TRUE(has(read_text(messages_), "R8013")) << read_text(messages_);
  }
}

// A disk of 64 KiB, where the system lets a process have one: 77 says that it does not.
int on_tiny_disk(const std::string& folder, const std::string& rules, const std::string& rows) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ::_exit(77);
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::mount("plumb", folder.c_str(), "tmpfs", 0, "size=256k") != 0) ::_exit(77);
    const std::string database = folder + "/a.db";
    int wrong = 0;
    if (run_plumb({"init", rules, "--db", database}).code != 0) wrong |= 1;
    const Ran loaded = run_plumb({"load", "单位", rows, "--rules", rules, "--db", database});
    if (loaded.code != 3 || loaded.messages.find("R7009") == std::string::npos) wrong |= 2;
    if (run_plumb({"evaluate", rules, "--db", database}).code != 0) wrong |= 4;
    const Ran out = run_plumb({"evaluate", rules, "--db", database, "--format", "json", "--out", folder + "/out"});
    if (out.code != 0) wrong |= 8;
    ::_exit(wrong);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Interrupt, ATinyDisk) {
  std::string rows = "编码,名称\n";
  for (int i = 0; i < 50'000; ++i) rows += "U" + std::to_string(i) + ",一家名字很长很长很长很长的单位\n";
  const std::string folder = tables_.folder.path("disk");
  fs::create_directory(folder);
  const int wrong = on_tiny_disk(folder, tables_.rules, tables_.folder.file("many.csv", rows));
  if (wrong == 77) GTEST_SKIP() << "no file system may be mounted here";
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace plumb::cli
