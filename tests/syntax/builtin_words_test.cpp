#include "syntax/builtin_words.h"

#include <set>

#include <gtest/gtest.h>

#include "syntax/keyword_table.h"

namespace plumb::syntax::test {

namespace {

using source::Language;

TEST(BuiltinWords, AreUniqueWithinTheirKind) {
  for (const Language language : {Language::Zh, Language::En}) {
    std::set<std::pair<BuiltinKind, std::string_view>> seen;
    for (const BuiltinWord& word : builtin_words()) {
      EXPECT_TRUE(seen.emplace(word.kind, spelling_of(word, language)).second) << word.en;
    }
  }
}

// A word that is never a name could not be written where a builtin stands; one that is a keyword
// must be the same keyword in both spellings.
TEST(BuiltinWords, MayBeWrittenAsNames) {
  for (const BuiltinWord& word : builtin_words()) {
    const auto zh = find_keyword(word.zh, Language::Zh);
    const auto en = find_keyword(word.en, Language::En);
    EXPECT_EQ(zh, en) << word.en;
    EXPECT_TRUE(!zh || may_be_name(*zh)) << word.en;
    EXPECT_EQ(word.en.find(' '), std::string_view::npos) << word.en;
  }
}

TEST(BuiltinWords, AreFoundByPlace) {
  EXPECT_EQ(builtin_id(BuiltinKind::Function, "合计", Language::Zh), "sum");
  EXPECT_EQ(builtin_id(BuiltinKind::Function, "日期", Language::Zh), "date_of");
  EXPECT_EQ(builtin_id(BuiltinKind::Type, "日期", Language::Zh), "date");
  EXPECT_EQ(builtin_id(BuiltinKind::Role, "前身", Language::Zh), "predecessor");
  EXPECT_EQ(builtin_id(BuiltinKind::Combine, "average", Language::En), "average");
  EXPECT_EQ(builtin_id(BuiltinKind::Function, "sum", Language::Zh), std::nullopt);
  EXPECT_EQ(find_builtin_by_id(BuiltinKind::AbsenceKind, "not_reported")->zh, "未填报");
}

}  // namespace

}  // namespace plumb::syntax::test
