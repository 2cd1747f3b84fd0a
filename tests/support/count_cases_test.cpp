// The closing lines of a run: counts, and what was skipped by name.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/find_folders.h"

namespace plumb::support {
namespace {

namespace fs = std::filesystem;

class CountCases : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plumb_count_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  [[nodiscard]] std::string closing_lines() const {
    FILE* pipe = ::popen(("'" + (root() / "tests" / "count_cases").string() + "' '" + folder_.string() + "' 2>&1").c_str(), "r");
    std::string text;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
    ::pclose(pipe);
    return text;
  }

  fs::path folder_;
};

constexpr const char* Good = R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="0" disabled="0" errors="0" time="0.001" name="AllTests">
  <testsuite name="A" tests="2" failures="0" disabled="0" skipped="0" errors="0" time="0.001">
    <testcase name="One" status="run" result="completed" time="0." classname="A" />
    <testcase name="Two" status="run" result="completed" time="0." classname="A" />
  </testsuite>
</testsuites>
)";

constexpr const char* Mixed = R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" disabled="1" errors="0" time="0.001" name="AllTests">
  <testsuite name="B" tests="4" failures="1" disabled="1" skipped="1" errors="0" time="0.001">
    <testcase name="Bad" status="run" result="completed" time="0." classname="B">
      <failure message="b.cpp:3&#x0A;wrong" type=""><![CDATA[b.cpp:3
wrong]]></failure>
    </testcase>
    <testcase name="Idle" status="run" result="skipped" time="0." classname="B">
      <skipped message="b.cpp:7&#x0A;the lists &amp; &quot;notes&quot; are not here"><![CDATA[b.cpp:7
the lists are not here]]></skipped>
    </testcase>
    <testcase name="DISABLED_Off" status="notrun" result="suppressed" time="0." classname="B" />
    <testcase name="Fine" status="run" result="completed" time="0." classname="B" />
  </testsuite>
</testsuites>
)";

TEST_F(CountCases, AllWell) {
  write("ctest.txt",
        " 1/2 Test #1: a_tests ..........   Passed    0.10 sec\n 2/2 Test #12: script ......   Passed    0.10 sec\n");
  write("a_tests.xml", Good);
  EXPECT_EQ(closing_lines(), "3 passed, 0 failed\n");
}

TEST_F(CountCases, SkippedCasesAreNamed) {
  write("ctest.txt",
        "1/4 Test #1: a_tests ..........   Passed    0.10 sec\n2/4 Test #2: b_tests ..........***Failed    0.10 sec\n"
        "3/4 Test #3: script ..........***Skipped   0.10 sec\n4/4 Test #4: dead ..........***Exception: SegFault  0.10 sec\n");
  write("a_tests.xml", Good);
  write("b_tests.xml", Mixed);
  EXPECT_EQ(closing_lines(),
            "skipped: b_tests: B.Idle: the lists & \"notes\" are not here\nskipped: b_tests: B.DISABLED_Off: disabled\n"
            "skipped: script: see its output above\n3 passed, 2 failed, 3 skipped\n");
}

// Every case passed, but the program did not end well.
TEST_F(CountCases, AProgramThatDiesIsAFailure) {
  write("ctest.txt", "1/1 Test #1: a_tests ..........***Exception: SegFault  0.10 sec\n");
  write("a_tests.xml", Good);
  EXPECT_EQ(closing_lines(), "1 passed, 1 failed\n");
}

}  // namespace
}  // namespace plumb::support
