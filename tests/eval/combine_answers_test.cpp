// How several answers to one question become one.
#include "eval/combine_answers.h"

#include <gtest/gtest.h>

namespace plumb::eval {
namespace {

using base::Number;
using program::CombineKind;

std::vector<GivenAnswer> numbers(std::initializer_list<int> values) {
  std::vector<GivenAnswer> answers;
  for (const int value : values) answers.push_back({0, Number(value)});
  return answers;
}
std::vector<GivenAnswer> truths(std::initializer_list<bool> values) {
  std::vector<GivenAnswer> answers;
  for (const bool value : values) answers.push_back({0, value});
  return answers;
}

TEST(CombineAnswers, AveragesExactly) {
  EXPECT_EQ(combine_answers(CombineKind::Average, 0, numbers({1, 2, 2})).value, program::Value(Number::of(5, 3)));
}

TEST(CombineAnswers, TrimsOneOfEachEnd) {
  EXPECT_EQ(combine_answers(CombineKind::Trimmed, 0, numbers({9, 1, 5, 6})).value, program::Value(Number::of(11, 2)));
  EXPECT_EQ(combine_answers(CombineKind::Trimmed, 0, numbers({9, 1})).state, Combined::Undecided);
}

TEST(CombineAnswers, LastLevelDecides) {
  const std::vector<GivenAnswer> answers = {{0, Number(1)}, {1, Number(2)}, {2, Number(3)}};
  EXPECT_EQ(combine_answers(CombineKind::LastLevel, 2, answers).value, program::Value(Number(3)));
  EXPECT_EQ(combine_answers(CombineKind::LastLevel, 3, answers).state, Combined::Undecided);
}

TEST(CombineAnswers, MajorityIsMoreThanHalf) {
  EXPECT_EQ(combine_answers(CombineKind::Majority, 0, truths({true, true, false})).value, program::Value(true));
  EXPECT_EQ(combine_answers(CombineKind::Majority, 0, truths({true, false})).state, Combined::Undecided);
}

TEST(CombineAnswers, UnanimousTruthFallsByOneVote) {
  EXPECT_EQ(combine_answers(CombineKind::Unanimous, 0, truths({true, false})).value, program::Value(false));
  EXPECT_EQ(combine_answers(CombineKind::Unanimous, 0, numbers({1, 2})).state, Combined::Undecided);
}

TEST(CombineAnswers, SingleAnswersMustAgree) {
  EXPECT_EQ(combine_answers(CombineKind::Single, 0, numbers({3, 3})).value, program::Value(Number(3)));
  EXPECT_EQ(combine_answers(CombineKind::Single, 0, numbers({3, 4})).state, Combined::Clash);
}

}  // namespace
}  // namespace plumb::eval
