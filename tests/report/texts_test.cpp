#include "report/texts.h"

#include <gtest/gtest.h>

namespace plumb::report {
namespace {

using source::Language;

TEST(Texts, BothLanguagesHaveTheSamePlaces) {
  const auto places = [](std::string_view text) {
    std::vector<int> counts(10, 0);
    for (size_t i = 0; i + 2 < text.size(); ++i) {
      if (text[i] == '{' && text[i + 2] == '}') ++counts[static_cast<size_t>(text[i + 1] - '0')];
    }
    return counts;
  };
#define PLUMB_TEXT(name, zh, en)              \
  EXPECT_EQ(places(zh), places(en)) << #name; \
  EXPECT_NE(std::string_view(zh), "");
#include "report/comparison_texts.def"
#include "report/texts.def"
#undef PLUMB_TEXT
}

TEST(Texts, AreFilledInOrder) {
  EXPECT_EQ(filled(TextId::TitleWithCount, Language::En, {"a", "{1}"}), "a ({1})");
  EXPECT_EQ(filled(TextId::TitleWithCount, Language::En, {"a"}), "a ({1})") << "what is not given stays visible";
}

}  // namespace
}  // namespace plumb::report
