// Golden files of cases/ (support/golden_files.h): a bad case has its diagnostics, a good one none that is an error. Files
// that a case uses are in cases/lib.
#include <gtest/gtest.h>

#include "check/check.h"
#include "diagnostics/render.h"
#include "program/dump_program.h"
#include "support/golden_files.h"

namespace plumb::check::test {

namespace {

namespace fs = std::filesystem;
using support::GoldenCase;
using support::GoldenOf;

const std::vector<support::GoldenSuffix> Suffixes = {
    {".diag.zh", GoldenOf::Bad, true}, {".diag.en", GoldenOf::Bad, true}, {".program", GoldenOf::Good}};

fs::path cases() { return support::root() / "tests" / "check" / "cases"; }

struct Outcome {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;
};

void run_case(const GoldenCase& of, Outcome& run) {
  const source::FileId file = run.sources.add(of.input().filename().string(), support::read_file(of.input()));
  const auto load = [&](const std::string& target, source::FileId) -> std::optional<source::FileId> {
    const fs::path path = cases() / "lib" / (target + ".plumb");
    if (!fs::exists(path)) return std::nullopt;
    return run.sources.add(target + ".plumb", support::read_file(path));
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

class CheckGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(CheckGolden, IsAsWritten) {
  const GoldenCase& of = GetParam();
  Outcome run;
  run_case(of, run);
  EXPECT_EQ(run.sink.has_errors(), of.is_bad)
      << diagnostics::render_text(run.sink.sorted(), run.sources, source::Language::En, false);
  if (!of.is_bad) {
    EXPECT_EQ(program::verify_program(run.program), std::vector<std::string>{});
  }
  support::compare_goldens(of, Suffixes, [&](const std::string& suffix) { return result(run, suffix); });
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckGolden, testing::ValuesIn(support::find_golden_cases(cases())),
                         [](const auto& of) { return of.param.name; });

TEST(CheckGoldenFiles, HaveAnInput) { support::expect_inputs_of_goldens(cases(), Suffixes); }

}  // namespace
}  // namespace plumb::check::test
