// Golden files of cases/ (support/golden_files.h): what `plumb dump RULES --stage plan --db DB` says of a small rule set with
// a step of every kind, in the language of the file. The rows of a case are the CSV files in cases/rows/NAME.
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "check/check.h"
#include "pipeline/pipeline.h"
#include "store/store.h"
#include "support/golden_files.h"

namespace plumb::plan::test {
namespace {

namespace fs = std::filesystem;
using support::GoldenCase;

const std::vector<support::GoldenSuffix> Suffixes = {{".plan", support::GoldenOf::Good, true}};

fs::path cases() { return support::root() / "tests" / "plan" / "cases"; }

class Database {
 public:
  explicit Database(const GoldenCase& of) {
    std::string folder = (fs::temp_directory_path() / "plumb-plan-XXXXXX").string();
    if (::mkdtemp(folder.data()) != nullptr) folder_ = folder;
    const auto rules = pipeline::check_rules(of.input().string(), {.with_findings = false}, {});
    EXPECT_FALSE(rules->sink.has_errors());
    EXPECT_TRUE(store::init_database(rules->program, path(), rules->sink));
    EXPECT_TRUE(store::load_folder(rules->program, path(), (cases() / "rows" / of.stem.filename()).string(), rules->sink));
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] std::string path() const { return (folder_ / "a.db").string(); }

 private:
  fs::path folder_;
};

class PlanGolden : public testing::TestWithParam<GoldenCase> {};

TEST_P(PlanGolden, IsAsWritten) {
  const GoldenCase& of = GetParam();
  const Database database(of);
  support::compare_goldens(of, Suffixes, [&](const std::string&) {
    const check::Options options{.with_findings = false};
    pipeline::Evaluation run =
        pipeline::begin_evaluation(pipeline::check_rules(of.input().string(), options, {}), database.path(), options);
    EXPECT_TRUE(pipeline::read_rows(run, {}, {}) && pipeline::take_inputs(run, {}));
    EXPECT_TRUE(run.sink.is_empty());
    return pipeline::describe_plan(run);
  });
}

INSTANTIATE_TEST_SUITE_P(Cases, PlanGolden, testing::ValuesIn(support::find_golden_cases(cases())),
                         [](const auto& of) { return of.param.name; });

}  // namespace
}  // namespace plumb::plan::test
