// How several answers to one question become one.
#include "population/combine_answers.h"

#include <gtest/gtest.h>

#include "population/open_values.h"

namespace plumb::population {
namespace {

using base::Number;
using program::CombineKind;
using program::Value;

program::Judgement judgement(CombineKind combine, int least = 1, std::vector<std::string> judges = {}) {
  program::Judgement made;
  made.combine = combine;
  made.least_answers = least;
  made.judges = std::move(judges);
  return made;
}
std::vector<GivenAnswer> answers(std::initializer_list<Value> values) {
  std::vector<GivenAnswer> made;
  for (const Value& value : values) made.push_back({0, value});
  return made;
}
Value n(int value) { return Number(value); }

struct CombineRow {
  const char* says;
  CombineKind combine;
  int least;
  std::vector<GivenAnswer> answers;
  CombinedAnswer expected;
};

TEST(CombineAnswers, FollowsTheDeclaredWay) {
  const CombinedAnswer undecided{Combined::Undecided, {}};
  const CombinedAnswer clash{Combined::Clash, {}};
  const auto decided = [](Value value) { return CombinedAnswer{Combined::Decided, std::move(value)}; };
  const CombineRow rows[] = {
      {"nobody answered", CombineKind::Single, 1, {}, undecided},
      {"nobody needs to, but somebody must", CombineKind::Average, 0, {}, undecided},
      {"single: all say the same", CombineKind::Single, 1, answers({n(3), n(3)}), decided(n(3))},
      {"single: two differ", CombineKind::Single, 1, answers({n(3), n(4)}), clash},
      {"mean, exact", CombineKind::Average, 1, answers({n(1), n(2), n(2)}), decided(Number::of(5, 3))},
      {"mean, too few", CombineKind::Average, 3, answers({n(1), n(2)}), undecided},
      {"mean, just enough", CombineKind::Average, 2, answers({n(1), n(2)}), decided(Number::of(3, 2))},
      {"trimmed: one of each end", CombineKind::Trimmed, 1, answers({n(9), n(1), n(5), n(6)}), decided(Number::of(11, 2))},
      {"trimmed: one of equal ends", CombineKind::Trimmed, 1, answers({n(1), n(1), n(4), n(4)}), decided(Number::of(5, 2))},
      {"trimmed: three leave the middle", CombineKind::Trimmed, 1, answers({n(9), n(1), n(5)}), decided(n(5))},
      {"trimmed: two leave nothing", CombineKind::Trimmed, 1, answers({n(9), n(1)}), undecided},
      {"majority: more than half", CombineKind::Majority, 1, answers({true, true, false}), decided(true)},
      {"majority: half is none", CombineKind::Majority, 1, answers({true, false}), undecided},
      {"majority: of one", CombineKind::Majority, 1, answers({false}), decided(false)},
      {"majority: the most are not enough", CombineKind::Majority, 1, answers({n(1), n(1), n(2), n(3)}), undecided},
      {"unanimous: a truth falls by one vote", CombineKind::Unanimous, 1, answers({true, false}), decided(false)},
      {"unanimous: a truth holds", CombineKind::Unanimous, 1, answers({true, true}), decided(true)},
      {"unanimous: numbers that differ", CombineKind::Unanimous, 1, answers({n(1), n(2)}), undecided},
      {"unanimous: one number", CombineKind::Unanimous, 1, answers({n(2), n(2)}), decided(n(2))},
  };
  for (const CombineRow& row : rows) {
    const CombinedAnswer found = combine_answers(judgement(row.combine, row.least), row.answers);
    EXPECT_EQ(found.state, row.expected.state) << row.says;
    EXPECT_EQ(found.value, row.expected.value) << row.says;
  }
}

TEST(CombineAnswers, LastLevelDecidesAndOthersCount) {
  const program::Judgement panel = judgement(CombineKind::LastLevel, 2, {"初审", "复审"});
  const std::vector<GivenAnswer> both = {{0, n(1)}, {1, n(2)}};
  EXPECT_EQ(combine_answers(panel, both).value, n(2));
  const std::vector<GivenAnswer> first_only = {{0, n(1)}, {0, n(1)}};
  EXPECT_EQ(combine_answers(panel, first_only).state, Combined::Undecided);
  const std::vector<GivenAnswer> last_twice = {{1, n(1)}, {1, n(2)}};
  EXPECT_EQ(combine_answers(panel, last_twice).state, Combined::Clash);
  const std::vector<GivenAnswer> undeclared = {{-1, n(7)}, {1, n(2)}};
  EXPECT_EQ(combine_answers(panel, undeclared).value, n(2));
}

TEST(CombineAnswers, KnowsTheLevelOfAJudge) {
  const program::Judgement panel = judgement(CombineKind::LastLevel, 1, {"初审", "复审"});
  const std::string first = "初审", last = "复审", stranger = "某人";
  EXPECT_EQ(level_of_judge(panel, &first), 0);
  EXPECT_EQ(level_of_judge(panel, &last), 1);
  EXPECT_EQ(level_of_judge(panel, &stranger), -1);
  EXPECT_EQ(level_of_judge(panel, nullptr), 1);
  EXPECT_EQ(level_of_judge(judgement(CombineKind::Single), &stranger), 0);
  EXPECT_EQ(level_of_judge(judgement(CombineKind::Single, 1, {"初审"}), &stranger), 0);
}

TEST(AgreeOnText, TheFirstThatIsOpenOrDiffersStandsForAll) {
  const std::vector<TextAnswer> none;
  EXPECT_FALSE(agree_on_text(none).text);
  const std::vector<TextAnswer> same = {{0, {}, "甲;乙"}, {1, {}, {}}, {2, {}, "甲;乙"}};
  EXPECT_EQ(agree_on_text(same).text, "甲;乙");
  const std::vector<TextAnswer> differ = {{0, {}, "甲;乙"}, {4, {}, "乙;甲"}, {5, open(7), {}}};
  EXPECT_EQ(agree_on_text(differ).clash_row, 4U);
  EXPECT_FALSE(agree_on_text(differ).text);
  const std::vector<TextAnswer> waits = {{0, {}, "甲;乙"}, {5, open(7), {}}, {6, {}, "乙;甲"}};
  EXPECT_EQ(agree_on_text(waits).open, open(7));
  EXPECT_EQ(agree_on_text(waits).clash_row, NoRow);
}

}  // namespace
}  // namespace plumb::population
