// How a tie is asked, and the order that an answer gives.
#include "population/tie_subject.h"

#include <gtest/gtest.h>

namespace plumb::population {
namespace {

using Order = std::vector<uint32_t>;

TEST(TieSubject, NamesMembersByKeyAndTheLine) {
  EXPECT_EQ(tie_subject({"B07", "A01"}, "考核等级.优秀.择优"), "A01;B07@考核等级.优秀.择优");
  EXPECT_EQ(tie_subject({"a;b", "c@d", "e\\f"}, "x"), "a\\;b;c\\@d;e\\\\f@x");
}

TEST(TieSubject, NoTwoQuestionsAreOneText) {
  EXPECT_NE(tie_subject({"a;b", "c"}, "x"), tie_subject({"a", "b;c"}, "x"));
  EXPECT_NE(tie_subject({"a", "b@x"}, "y"), tie_subject({"a", "b"}, "x@y"));
  EXPECT_NE(tie_fingerprint("甲", "s"), tie_fingerprint("乙", "s"));
  EXPECT_EQ(tie_fingerprint("甲", "s").size(), 64U);
}

TEST(SplitKeys, TakesBackWhatWasEscaped) {
  for (const std::string key : {"A01", "a;b", "c@d", "e\\f", "\\;", ""}) {
    EXPECT_EQ(split_keys(escape_key(key)), std::vector<std::string>{key});
    EXPECT_EQ(split_keys(escape_key(key) + ";x"), (std::vector<std::string>{key, "x"}));
  }
  EXPECT_EQ(split_keys("a\\"), std::vector<std::string>{"a\\"});
}

TEST(OrderByAnswer, TakesEachOfTheTiedOnce) {
  const std::vector<std::string> keys = {"A", "B;2", "C"};
  EXPECT_EQ(order_by_answer(keys, "C;A;B\\;2"), (Order{2, 0, 1}));
  EXPECT_EQ(order_by_answer(keys, "C;A"), Order{}) << "one is missing";
  EXPECT_EQ(order_by_answer(keys, "C;A;A"), Order{}) << "one is named twice";
  EXPECT_EQ(order_by_answer(keys, "C;A;D"), Order{}) << "one is not tied";
  EXPECT_EQ(order_by_answer(keys, "C;A;B\\;2;D"), Order{}) << "one too many";
  EXPECT_EQ(order_by_answer(keys, "C;A;B;2"), Order{}) << "an escape is missing";
  EXPECT_EQ(order_by_answer(keys, ""), Order{});
}

}  // namespace
}  // namespace plumb::population
