#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "PlumbParser.h"
#include "syntax/glued_keyword.h"
#include "syntax/keyword_table.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

TEST(KeywordRows, AreUniqueInEachSpelling) {
  for (const Language language : {Language::Zh, Language::En}) {
    std::set<std::string_view> seen;
    for (int i = 0; i < keyword_count(); ++i) {
      const auto keyword = static_cast<Keyword>(i);
      EXPECT_TRUE(seen.insert(spelling_of(keyword, language)).second) << spelling_of(keyword, language);
      EXPECT_EQ(find_keyword(spelling_of(keyword, language), language), keyword);
    }
  }
  EXPECT_EQ(find_keyword("没有", Language::Zh), std::nullopt);
  EXPECT_EQ(find_keyword("scope", Language::Zh), std::nullopt);
}

// The grammar's list of tokens and the rows name the same words.
TEST(KeywordRows, AreTheTokensOfTheGrammar) {
  std::set<std::string> tokens;
  antlr4::CommonTokenStream* none = nullptr;
  PlumbParser parser(none);
  const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
  for (size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string name = vocabulary.getSymbolicName(type);
    if (name.starts_with("K_")) tokens.insert(name);
  }
  std::set<std::string> rows;
  for (int i = 0; i < keyword_count(); ++i) rows.insert(std::string(row_of(static_cast<Keyword>(i)).token));
  EXPECT_EQ(tokens, rows);
}

// A table whose columns bear every word that may be a name.
std::string table_of_keywords(Language language) {
  std::string text = std::string(spelling_of(Keyword::K_TABLE, language)) + " t {\n";
  const std::string type = language == Language::Zh ? "文本" : "text";
  for (int i = 0; i < keyword_count(); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    if (may_be_name(keyword)) text += "  " + std::string(spelling_of(keyword, language)) + " : " + type + "\n";
  }
  return text + "}\n";
}

TEST(KeywordsAsNames, AreColumnsInBothSpellings) {
  for (const Language language : {Language::Zh, Language::En}) {
    const std::string text = table_of_keywords(language);
    const Parsed parsed = parse_text(text);
    EXPECT_FALSE(parsed.sink.has_errors()) << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
    ASSERT_EQ(parsed.tree.items.size(), 1u);
    const auto& table = std::get<TableItem>(parsed.tree.items[0].node);
    EXPECT_EQ(table.columns.size() + 2, static_cast<size_t>(std::count(text.begin(), text.end(), '\n')));
    EXPECT_GT(table.columns.size(), 60u);
    for (const Column& column : table.columns) {
      EXPECT_TRUE(column.stored == std::nullopt && column.roles.empty() && !column.is_key) << column.name.name.text;
    }
  }
}

TEST(KeywordsAsNames, AreReferences) {
  for (int i = 0; i < keyword_count(); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    if (!may_be_name(keyword)) continue;
    const std::string word(spelling_of(keyword, Language::Zh));
    EXPECT_EQ(codes("条件 甲 对 乙 = 丙." + word + " > 1\n"), "") << word;
  }
}

TEST(KeywordsAsNames, ReservedWordsAreNone) {
  EXPECT_EQ(codes("条件 且 对 乙 = 1 > 0\n"), "R1003");
  EXPECT_EQ(codes("数据表 t {\n  有 : 文本\n  甲 : 文本\n}\n"), "R1003");
  // A phrase would fall apart in the other spelling.
  EXPECT_EQ(codes("table t {\n  at least : text\n}\n"), "R1003");
}

TEST(GluedKeyword, IsFoundInNames) {
  EXPECT_EQ(glued_keyword("起评原值以上", Language::Zh), Keyword::K_OR_MORE);
  EXPECT_EQ(glued_keyword("平均缺失时", Language::Zh), Keyword::K_IF_ABSENT);
  EXPECT_EQ(glued_keyword("全体仪器", Language::Zh), Keyword::K_WHOLE);
  EXPECT_EQ(glued_keyword("类别为通用", Language::Zh), Keyword::K_IS_ONE_OF);
  EXPECT_EQ(glued_keyword("有效机时", Language::Zh), std::nullopt);
  EXPECT_EQ(glued_keyword("原值", Language::Zh), std::nullopt);
  EXPECT_EQ(glued_keyword("value_or_more", Language::En), std::nullopt);
}

}  // namespace

}  // namespace plumb::syntax::test
