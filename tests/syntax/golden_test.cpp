// Golden files of cases/ (support/golden_files.h), twins in two spellings, and layouts that come back.
#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "support/golden_files.h"
#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

namespace fs = std::filesystem;
using support::GoldenCase;
using support::GoldenOf;

const std::vector<support::GoldenSuffix> Suffixes = {{".tokens", GoldenOf::Both},       {".tree", GoldenOf::Good, true},
                                                     {".diag.zh", GoldenOf::Bad, true}, {".diag.en", GoldenOf::Bad, true},
                                                     {".fmt.zh", GoldenOf::Good, true}, {".fmt.en", GoldenOf::Good, true}};

fs::path cases() { return root() / "tests" / "syntax" / "cases"; }

std::string result(const GoldenCase& of, const std::string& suffix) {
  const std::string text = read_file(of.input());
  Parsed parsed = parse_text(text, of.input().filename().string());
  if (suffix == ".tokens") return dump_tokens(parsed.sources, 0);
  if (suffix == ".tree") return dump_tree(parsed.tree, parsed.sources, false);
  if (suffix == ".diag.zh") return render_text(parsed.sink.sorted(), parsed.sources, Language::Zh, false);
  if (suffix == ".diag.en") return render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  return format_text(text, suffix == ".fmt.zh" ? Language::Zh : Language::En);
}

class Golden : public testing::TestWithParam<GoldenCase> {};

TEST_P(Golden, IsAsWritten) {
  const GoldenCase& of = GetParam();
  const Parsed parsed = parse_text(read_file(of.input()));
  EXPECT_EQ(parsed.sink.has_errors(), of.is_bad) << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  support::compare_goldens(of, Suffixes, [&](const std::string& suffix) { return result(of, suffix); });
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(support::find_golden_cases(cases())),
                         [](const auto& of) { return of.param.name; });

TEST(GoldenFiles, HaveAnInput) { support::expect_inputs_of_goldens(cases(), Suffixes); }

// --- twins: NAME.plumb and NAME.en.plumb say the same with other names

std::vector<std::string> words_of(const std::string& tree) {
  std::vector<std::string> words;
  std::string word;
  bool in_text = false;
  for (const char c : tree) {
    if (c == '"') in_text = !in_text;
    if (in_text) continue;  // titles and reasons are each language's own
    if (c == ' ' || c == '.' || c == ',' || c == '\n') {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
      if (c == '\n') words.push_back("\n");
    } else {
      word += c;
    }
  }
  return words;
}

TEST(Twins, HaveOneTreeButForNames) {
  int twins = 0;
  for (const GoldenCase& of : support::find_golden_cases(cases())) {
    const fs::path twin = of.stem.string() + "_en.plumb";
    if (of.is_bad || !fs::exists(twin)) continue;
    ++twins;
    const auto words = [](const fs::path& path) {
      const Parsed parsed = parse_text(read_file(path));
      return words_of(dump_tree(parsed.tree, parsed.sources, false));
    };
    const std::vector<std::string> zh = words(of.stem.string() + ".plumb");
    const std::vector<std::string> en = words(twin);
    ASSERT_EQ(zh.size(), en.size()) << of.name;
    std::map<std::string, std::string> to_en;
    std::map<std::string, std::string> to_zh;
    for (size_t i = 0; i < zh.size(); ++i) {
      EXPECT_EQ(to_en.emplace(zh[i], en[i]).first->second, en[i]) << of.name << ": " << zh[i];
      EXPECT_EQ(to_zh.emplace(en[i], zh[i]).first->second, zh[i]) << of.name << ": " << en[i];
    }
  }
  EXPECT_GE(twins, 1);
}

// Whatever has a golden layout comes back byte for byte from the other spelling.
TEST(Formatting, ComesBackFromTheOtherSpelling) {
  int texts = 0;
  for (const fs::path& path : all_rule_files()) {
    const std::string text = read_file(path);
    if (parse_text(text).sink.has_errors()) continue;
    ++texts;
    const std::string zh = format_text(text, Language::Zh);
    EXPECT_EQ(format_text(zh, Language::Zh), zh) << path;
    const std::string en = format_text(zh, Language::En);
    EXPECT_EQ(format_text(en, Language::En), en) << path;
    EXPECT_EQ(format_text(en, Language::Zh), zh) << path;
  }
  EXPECT_GE(texts, 5);
}

// Programs in documents beside the repository, if they are at hand: they parse as they stand once
// their dots are filled.
TEST(Sketch, ParsesAsItStands) {
  const support::SharedFolder shared = support::shared_folder(".");
  if (!shared.absence.empty()) GTEST_SKIP() << shared.absence;
  const std::string mark = "```plumb\n";
  const std::string dots = "{ … }";
  int programs = 0;
  for (const auto& entry : fs::directory_iterator(shared.path)) {
    if (entry.path().extension() != ".md") continue;
    const std::string document = read_file(entry.path());
    for (size_t at = document.find(mark); at != std::string::npos; at = document.find(mark, at + 1)) {
      const size_t begin = at + mark.size();
      std::string text = document.substr(begin, document.find("```", begin) - begin);
      for (size_t gap = text.find(dots); gap != std::string::npos; gap = text.find(dots)) {
        text.replace(gap, dots.size(), "{ 一项 40分 = 得分率 }");
      }
      const Parsed parsed = parse_text(text);
      EXPECT_FALSE(parsed.sink.has_errors()) << entry.path() << "\n"
                                             << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
      EXPECT_GT(parsed.tree.items.size(), 0u);
      ++programs;
    }
  }
  if (programs == 0) GTEST_SKIP() << "no program is in them";
}

}  // namespace

}  // namespace plumb::syntax::test
