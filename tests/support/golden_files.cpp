#include "support/golden_files.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace plumb::support {

namespace fs = std::filesystem;

namespace {

bool fits(const GoldenSuffix& suffix, bool is_bad) {
  return suffix.of == GoldenOf::Both || (suffix.of == GoldenOf::Bad) == is_bad;
}

bool is_any_usual(const std::vector<GoldenSuffix>& suffixes, bool is_bad) {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [&](const GoldenSuffix& suffix) { return suffix.is_usual && fits(suffix, is_bad); });
}

void write_goldens(const GoldenCase& of, const std::vector<GoldenSuffix>& suffixes,
                   const std::function<std::string(const std::string&)>& result) {
  const bool has_any = std::any_of(suffixes.begin(), suffixes.end(),
                                   [&](const GoldenSuffix& suffix) { return fs::exists(of.stem.string() + suffix.text); });
  for (const GoldenSuffix& suffix : suffixes) {
    const std::string path = of.stem.string() + suffix.text;
    if (has_any ? fs::exists(path) : suffix.is_usual && fits(suffix, of.is_bad)) {
      std::ofstream(path, std::ios::binary) << result(suffix.text);
    }
  }
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<GoldenCase> find_golden_cases(const fs::path& cases) {
  std::vector<GoldenCase> found;
  for (const std::string outcome : {"good", "bad"}) {
    if (!fs::exists(cases / outcome)) continue;
    for (const auto& entry : fs::directory_iterator(cases / outcome)) {
      if (entry.path().extension() != ".plumb") {
        continue;
      }
      fs::path stem = entry.path();
      stem.replace_extension();
      std::string name = outcome + "_" + stem.filename().string();
      std::replace_if(
          name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
      found.push_back({stem, outcome == "bad", std::move(name)});
    }
  }
  std::sort(found.begin(), found.end(), [](const GoldenCase& a, const GoldenCase& b) { return a.stem < b.stem; });
  return found;
}

void compare_goldens(const GoldenCase& of, const std::vector<GoldenSuffix>& suffixes,
                     const std::function<std::string(const std::string&)>& result) {
  if (std::getenv("GOLDEN_UPDATE") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "goldens are not rewritten in CI";
    write_goldens(of, suffixes, result);
    GTEST_SKIP() << "rewritten";
  }
  int compared = 0;
  for (const GoldenSuffix& suffix : suffixes) {
    const std::string path = of.stem.string() + suffix.text;
    if (!fs::exists(path)) {
      continue;
    }
    ++compared;
    EXPECT_TRUE(fits(suffix, of.is_bad)) << path << ": a " << (of.is_bad ? "bad" : "good") << " case has none of these";
    EXPECT_EQ(result(suffix.text), read_file(path)) << path;
  }
  EXPECT_TRUE(compared > 0 || !is_any_usual(suffixes, of.is_bad)) << of.stem << " has nothing to compare with";
}

void expect_inputs_of_goldens(const fs::path& cases, const std::vector<GoldenSuffix>& suffixes) {
  for (const char* outcome : {"good", "bad"}) {
    for (const auto& entry : fs::directory_iterator(cases / outcome)) {
      const std::string path = entry.path().string();
      if (path.ends_with(".plumb")) {
        continue;
      }
      const auto suffix =
          std::find_if(suffixes.begin(), suffixes.end(), [&](const auto& one) { return path.ends_with(one.text); });
      if (suffix == suffixes.end()) {
        ADD_FAILURE() << path << " is no golden file";
        continue;
      }
      EXPECT_TRUE(fs::exists(path.substr(0, path.size() - suffix->text.size()) + ".plumb")) << path << " has no input";
    }
  }
}

}  // namespace plumb::support
