#include "diagnostics/suggest_names.h"

#include <gtest/gtest.h>

namespace plumb::diagnostics {
namespace {

using Names = std::vector<std::string>;

TEST(EditDistance, CountsCodePoints) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("机时", "机时"), 0U);
  EXPECT_EQ(edit_distance("机时", "机吋"), 1U);
  EXPECT_EQ(edit_distance("", "机时"), 2U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("socre", "score"), 1U);
}

TEST(Suggest, RanksTheNearestFirst) {
  EXPECT_EQ(suggest("measur", {"measured", "measure", "score"}), (Names{"measure", "measured"}));
  EXPECT_EQ(suggest("起评原直", {"起评原值", "额定机时"}), Names{"起评原值"});
}

TEST(Suggest, FindsNamesThatContainTheOther) { EXPECT_EQ(suggest("机时", {"平均有效机时", "共享率"}), Names{"平均有效机时"}); }

TEST(Suggest, OffersNothingFar) {
  EXPECT_EQ(suggest("x", {"y", "z"}), Names{});
  EXPECT_EQ(suggest("共享率", {"参评单位", "分"}), Names{});
  EXPECT_EQ(suggest("x", {}), Names{});
}

TEST(Suggest, NamesEachOnceAndKeepsTheLimit) {
  EXPECT_EQ(suggest("abcd", {"abce", "abce", "abcf", "abcg", "abch"}), (Names{"abce", "abcf", "abcg"}));
}

TEST(Suggest, LeavesHugeNamesAlone) { EXPECT_EQ(suggest(std::string(100000, 'a'), {std::string(100000, 'b')}), Names{}); }

}  // namespace
}  // namespace plumb::diagnostics
