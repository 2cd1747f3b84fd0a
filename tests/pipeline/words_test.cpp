// Every word of the language is explained by an example that is a program.
#include "pipeline/words.h"

#include <set>

#include <gtest/gtest.h>

#include "diagnostics/render.h"
#include "plumbline/text.h"
#include "syntax/builtin_words.h"
#include "syntax/keyword.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {
namespace {

using source::Language;

TEST(Words, AreComplete) {
  const std::vector<Word> words = all_words();
  const size_t least = static_cast<size_t>(syntax::keyword_count()) + syntax::builtin_words().size();
  EXPECT_GT(words.size(), least);  // and measures
  for (const Word& word : words) {
    EXPECT_FALSE(word.zh.empty());
    EXPECT_FALSE(word.en.empty());
  }
}

TEST(Words, EachHasAnExampleInBothSpellings) {
  for (const Word& word : all_words()) {
    EXPECT_NE(word.example.zh.find(word.zh), std::string::npos) << word.zh << " is not in: " << word.example.zh;
    EXPECT_NE(word.example.en.find(word.en), std::string::npos) << word.en << " is not in: " << word.example.en;
  }
}

std::string mistakes_in(const std::string& text, Language spelling) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("example", text);
  static_cast<void>(syntax::parse(sources, file, sink));
  if (syntax::detect_spelling(text) != spelling) return "is of the other spelling: " + text;
  return diagnostics::render_text(sink.sorted(), sources, Language::En, false);
}

TEST(Words, EveryExampleCanBeRead) {
  for (const Example& example : all_examples()) {
    EXPECT_EQ(mistakes_in(example.zh, Language::Zh), "");
    EXPECT_EQ(mistakes_in(example.en, Language::En), "");
  }
  for (const Word& word : all_words()) {
    EXPECT_EQ(mistakes_in(word.example.zh, Language::Zh), "");
    EXPECT_EQ(mistakes_in(word.example.en, Language::En), "");
  }
}

// Phrases of the English spelling are never names, so they tell whether an example says the same in both.
std::multiset<std::string> phrases_of(const std::string& text) {
  source::SourceSet sources;
  const std::string dump = syntax::dump_tokens(sources, sources.add("example", text));
  std::multiset<std::string> phrases;
  for (size_t at = 0; at < dump.size();) {
    const size_t end = std::min(dump.find('\n', at), dump.size());
    const size_t start = std::min(dump.find(' ', at) + 1, end);
    const std::string token = dump.substr(start, end - start);
    const bool is_keyword = token.starts_with("keyword ");
    if (is_keyword && token.find(' ', 8) != std::string::npos) phrases.insert(token.substr(8));
    at = end + 1;
  }
  return phrases;
}

TEST(Words, ExamplesSayTheSameInBothSpellings) {
  for (const Example& example : all_examples()) {
    EXPECT_EQ(phrases_of(example.zh), phrases_of(example.en)) << example.zh << "\n" << example.en;
  }
}

TEST(Words, AreFoundInEitherSpelling) {
  EXPECT_TRUE(plumbline::words("scope", plumbline::Language::Chinese));
  EXPECT_TRUE(plumbline::words("if divided by zero", plumbline::Language::Chinese));
  const auto unknown = plumbline::words("scop", plumbline::Language::Chinese);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.diagnostics()[0].code, "R8011");
  EXPECT_EQ(unknown.diagnostics()[0].suggestions.front(), "scope") << "suggests what is near";
}

TEST(Words, EverydayWordsLeadToThoseOfTheLanguage) {
  const auto finds = [](const std::string& looked_for, std::string_view told, std::string_view word) {
    const auto found = plumbline::words(looked_for, plumbline::Language::Chinese);
    return found && found->find(told) != std::string::npos && found->find(word) != std::string::npos;
  };
  EXPECT_TRUE(finds("大于", "`大于` 不是语言里的词,写 `超过` 或 `>`\n", "\n超过  "));
  EXPECT_TRUE(finds("大于等于", "`>=` 或 `… 以上`", "\n以上  "));
  EXPECT_TRUE(finds("greater than", "`exceeds` 或 `>`", "\n超过  "));
  EXPECT_TRUE(finds("求和", "`合计`", "\n合计  "));
  EXPECT_TRUE(finds("avg", "`average`", "\n平均  "));
  EXPECT_TRUE(finds(">=", "`>=` 是符号,也可以写 `以上`\n", "\n以上  "));
  EXPECT_TRUE(finds("取整", "`向上取整` 或 `向下取整` 或 `去尾`", "\n去尾  "));
}

TEST(Words, EverySynonymLeadsToAWordAndIsNone) {
  std::set<std::string> words, english;
  for (const Word& word : all_words()) {
    words.insert(word.zh);
    english.insert(word.en);
  }
  for (const auto& [written, word] : all_synonyms()) {
    EXPECT_TRUE(words.contains(word)) << word;
    EXPECT_FALSE(words.contains(written) || english.contains(written)) << written << " is a word itself";
  }
}

}  // namespace
}  // namespace plumb::pipeline
