// Whatever stands in a file, the program answers with a diagnostic and an exit code: it never crashes.
#include <gtest/gtest.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

constexpr int Refused = 2;
constexpr int Limit = 5;

TEST(Hostile, RandomBytes) {
  const WorkFolder folder;
  uint64_t state = 2021;
  for (int round = 0; round < 20; ++round) {
    std::string bytes;
    for (int i = 0; i < 2000; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      bytes += static_cast<char>(state >> 56U);
    }
    const std::string rules = folder.file("bytes.plumb", bytes);
    for (const char* command : {"check", "test", "fmt"}) {
      const Ran ran = run_plumb({command, rules});
      EXPECT_EQ(ran.code, Refused) << command << " in round " << round;
      EXPECT_NE(ran.messages.find("R1001"), std::string::npos);
    }
  }
}

TEST(Hostile, NestedBrackets) {
  const WorkFolder folder;
  const std::string deep = "测算 a = " + std::string(100'000, '(') + "1" + std::string(100'000, ')') + "\n";
  const Ran ran = run_plumb({"check", folder.file("deep.plumb", deep)});
  EXPECT_EQ(ran.code, Limit);
  EXPECT_NE(ran.messages.find("R1007"), std::string::npos);
  EXPECT_LT(ran.messages.size(), 2'000'000U);
  EXPECT_EQ(run_plumb({"calc"}, std::string(100'000, '(') + "\n").output, "error R1007\n");
}

TEST(Hostile, ALineOfFiftyMegabytes) {
  const WorkFolder folder;
  const Ran ran = run_plumb({"check", folder.file("long.plumb", std::string(50U << 20U, 'a'))});
  EXPECT_EQ(ran.code, Limit);
  EXPECT_NE(ran.messages.find("R1008"), std::string::npos);
  EXPECT_LT(ran.messages.size(), 10'000U);
}

TEST(Hostile, FullDisk) {
  const WorkFolder folder;
  const std::string rules = folder.file("a.plumb", small_rules());
  ASSERT_EQ(run_plumb({"init", rules, "--db", folder.path("a.db")}).code, 0);
  const Ran ran = run_plumb({"evaluate", rules, "--db", folder.path("a.db"), "--out", "/dev/full"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.messages.find("R8005"), std::string::npos) << ran.messages;
}

}  // namespace
}  // namespace plumb::cli
