// Golden files: cases/{good,bad}/NAME.plumb and what must come of it: NAME.diag.zh, .diag.en, .program. The files beside
// an input decide what is compared; a bad case has its diagnostics, a good one none that is an error. Files that a case
// uses are in cases/lib. GOLDEN_UPDATE=1 writes them anew and reports the case as skipped.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "check/check.h"
#include "diagnostics/render.h"
#include "program/dump_program.h"

namespace plumb::check::test {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> Suffixes = {".diag.zh", ".diag.en", ".program"};

fs::path cases() {
  const char* root = std::getenv("PLUMB_ROOT");
  return fs::path(root == nullptr ? "." : root) / "tests" / "check" / "cases";
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

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
      found.push_back({stem, std::string(outcome) == "bad", std::string(outcome) + "_" + stem.filename().string()});
    }
  }
  std::sort(found.begin(), found.end(), [](const Case& a, const Case& b) { return a.stem < b.stem; });
  return found;
}

struct Outcome {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;
};

void run_case(const Case& of, Outcome& run) {
  const fs::path input = of.stem.string() + ".plumb";
  const source::FileId file = run.sources.add(input.filename().string(), read_text(input));
  const auto load = [&](const std::string& target, source::FileId) -> std::optional<source::FileId> {
    const fs::path path = cases() / "lib" / (target + ".plumb");
    if (!fs::exists(path)) return std::nullopt;
    return run.sources.add(target + ".plumb", read_text(path));
  };
  Options options;
  options.with_findings = false;
  run.program = check(run.sources, file, load, options, run.sink);
}

std::string result(const Outcome& run, const std::string& suffix) {
  if (suffix == ".program") return program::dump_program(run.program);
  const auto language = suffix == ".diag.zh" ? source::Language::Zh : source::Language::En;
  return diagnostics::render_text(run.sink.sorted(), run.sources, language, false);
}

class CheckGolden : public testing::TestWithParam<Case> {};

TEST_P(CheckGolden, IsAsWritten) {
  const Case& of = GetParam();
  Outcome run;
  run_case(of, run);
  EXPECT_EQ(run.sink.has_errors(), of.is_bad)
      << diagnostics::render_text(run.sink.sorted(), run.sources, source::Language::En, false);
  if (!of.is_bad) {
    EXPECT_EQ(program::verify_program(run.program), std::vector<std::string>{});
  }
  if (std::getenv("GOLDEN_UPDATE") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "goldens are not rewritten in CI";
    for (const std::string& suffix : Suffixes) {
      const bool is_usual = of.is_bad && suffix != ".program";
      if (is_usual || fs::exists(of.stem.string() + suffix)) {
        std::ofstream(of.stem.string() + suffix, std::ios::binary) << result(run, suffix);
      }
    }
    GTEST_SKIP() << "rewritten";
  }
  int compared = 0;
  for (const std::string& suffix : Suffixes) {
    const fs::path golden = of.stem.string() + suffix;
    if (!fs::exists(golden)) continue;
    ++compared;
    EXPECT_EQ(result(run, suffix), read_text(golden)) << golden;
  }
  EXPECT_TRUE(compared > 0 || !of.is_bad) << "a bad case says what is reported";
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.name;
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckGolden, testing::ValuesIn(find_cases()), name_of);

}  // namespace
}  // namespace plumb::check::test
