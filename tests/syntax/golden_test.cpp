// Golden files: cases/{good,bad}/NAME.plumb and what must come of it: NAME.tokens, .tree, .diag.zh,
// .diag.en, .fmt.zh, .fmt.en. The files beside an input decide what is compared. GOLDEN_UPDATE=1
// writes them anew (for a case without any, the usual ones) and reports the case as skipped.
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "syntax/support.h"

namespace plumb::syntax::test {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> Suffixes = {".tokens",  ".tree",   ".diag.zh",
                                           ".diag.en", ".fmt.zh", ".fmt.en"};

fs::path cases() { return root() / "tests" / "syntax" / "cases"; }

struct Case {
  fs::path stem;  // without .plumb
  bool is_bad = false;
  std::string name;
};

std::vector<Case> find_cases() {
  std::vector<Case> found;
  for (const char* outcome : {"good", "bad"}) {
    for (const auto& entry : fs::directory_iterator(cases() / outcome)) {
      if (entry.path().extension() != ".plumb") continue;
      fs::path stem = entry.path();
      stem.replace_extension();
      found.push_back({stem, std::string(outcome) == "bad",
                       std::string(outcome) + "_" + stem.filename().string()});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Case& a, const Case& b) { return a.stem < b.stem; });
  return found;
}

std::string result(const Case& of, const std::string& suffix) {
  const std::string text = read_file(of.stem.string() + ".plumb");
  Parsed parsed = parse_text(text, of.stem.filename().string() + ".plumb");
  if (suffix == ".tokens") return dump_tokens(parsed.sources, 0);
  if (suffix == ".tree") return dump_tree(parsed.tree, parsed.sources, false);
  if (suffix == ".diag.zh")
    return render_text(parsed.sink.sorted(), parsed.sources, Language::Zh, false);
  if (suffix == ".diag.en")
    return render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  return format_text(text, suffix == ".fmt.zh" ? Language::Zh : Language::En);
}

void write_goldens(const Case& of) {
  std::vector<std::string> wanted;
  for (const std::string& suffix : Suffixes) {
    if (fs::exists(of.stem.string() + suffix)) wanted.push_back(suffix);
  }
  if (wanted.empty() && of.is_bad) wanted = {".diag.zh", ".diag.en"};
  if (wanted.empty() && !of.is_bad) wanted = {".tree", ".fmt.zh", ".fmt.en"};
  for (const std::string& suffix : wanted)
    std::ofstream(of.stem.string() + suffix, std::ios::binary) << result(of, suffix);
}

class Golden : public testing::TestWithParam<Case> {};

TEST_P(Golden, IsAsWritten) {
  const Case& of = GetParam();
  const Parsed parsed = parse_text(read_file(of.stem.string() + ".plumb"));
  EXPECT_EQ(parsed.sink.has_errors(), of.is_bad)
      << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
  if (std::getenv("GOLDEN_UPDATE") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "goldens are not rewritten in CI";
    write_goldens(of);
    GTEST_SKIP() << "rewritten";
  }
  int compared = 0;
  for (const std::string& suffix : Suffixes) {
    const std::string path = of.stem.string() + suffix;
    if (!fs::exists(path)) continue;
    ++compared;
    const bool is_failure = suffix.starts_with(".diag");
    EXPECT_FALSE(suffix.starts_with(".fmt") && of.is_bad)
        << path << ": a text with mistakes is not laid out";
    EXPECT_FALSE(is_failure && !of.is_bad) << path << ": a good case reports nothing";
    EXPECT_EQ(result(of, suffix), read_file(path)) << path;
  }
  EXPECT_GT(compared, 0) << of.stem << " has nothing to compare with";
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(find_cases()),
                         [](const auto& param) { return param.param.name; });

TEST(GoldenFiles, HaveAnInput) {
  for (const char* outcome : {"good", "bad"}) {
    for (const auto& entry : fs::directory_iterator(cases() / outcome)) {
      const std::string path = entry.path().string();
      if (path.ends_with(".plumb")) continue;
      bool is_known = false;
      for (const std::string& suffix : Suffixes) {
        if (!path.ends_with(suffix)) continue;
        is_known = true;
        EXPECT_TRUE(fs::exists(path.substr(0, path.size() - suffix.size()) + ".plumb"))
            << path << " has no input";
      }
      EXPECT_TRUE(is_known) << path << " is no golden file";
    }
  }
}

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
  for (const Case& of : find_cases()) {
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
  const char* given = std::getenv("PLUMB_SHARED");
  const fs::path shared = given == nullptr ? root().parent_path() / "shared" : fs::path(given);
  if (!fs::exists(shared)) GTEST_SKIP() << "there are no documents beside the repository";
  const std::string mark = "```plumb\n";
  const std::string dots = "{ … }";
  int programs = 0;
  for (const auto& entry : fs::directory_iterator(shared)) {
    if (entry.path().extension() != ".md") continue;
    const std::string document = read_file(entry.path());
    for (size_t at = document.find(mark); at != std::string::npos;
         at = document.find(mark, at + 1)) {
      const size_t begin = at + mark.size();
      std::string text = document.substr(begin, document.find("```", begin) - begin);
      for (size_t gap = text.find(dots); gap != std::string::npos; gap = text.find(dots)) {
        text.replace(gap, dots.size(), "{ 一项 40分 = 得分率 }");
      }
      const Parsed parsed = parse_text(text);
      EXPECT_FALSE(parsed.sink.has_errors())
          << entry.path() << "\n"
          << render_text(parsed.sink.sorted(), parsed.sources, Language::En, false);
      EXPECT_GT(parsed.tree.items.size(), 0u);
      ++programs;
    }
  }
  if (programs == 0) GTEST_SKIP() << "no program is in them";
}

}  // namespace

}  // namespace plumb::syntax::test
