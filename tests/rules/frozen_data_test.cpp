// The national data frozen: every rule file reads from a snapshot what it reads from the database.
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "diagnostics/render.h"
#include "pipeline/pipeline.h"
#include "rules/national_folder.h"
#include "store/snapshot.h"
#include "support/find_folders.h"
#include "support/same_data.h"

namespace plumb::tests {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<pipeline::CheckedRules> rules_of(const std::string& year) {
  check::Options options;
  options.with_findings = false;
  const fs::path folder = support::root() / "rules";
  auto rules = pipeline::check_rules((folder / (year + ".plumb")).string(), options, {folder.string()});
  EXPECT_FALSE(rules->sink.has_errors()) << year;
  return rules;
}

class FrozenData : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plumb_frozen_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    copy_national_database(folder_ / "a.db");
    const auto rules = rules_of("2021");
    diagnostics::Sink& sink = rules->sink;
    // Instruments that are there twice, some of them of units that are not.
    std::ifstream all(national_folder() / "仪器.csv");
    std::string line, some;
    for (int i = 0; i < 60 && std::getline(all, line); ++i) {
      const size_t unit = i % 7 == 3 ? line.find(",S0") : std::string::npos;
      if (unit != std::string::npos) line.replace(unit, 3, ",X0");
      some += line + "\n";
    }
    std::ofstream(folder_ / "some.csv") << some;
    store::LoadOptions append;
    append.append = true;
    ASSERT_TRUE(store::load_csv(rules->program, database(), "仪器", (folder_ / "some.csv").string(), sink, append));
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string database() const { return (folder_ / "a.db").string(); }

  fs::path folder_;
};

TEST_F(FrozenData, IsWhatEveryRuleFileReads) {
  const auto writer = rules_of("2021");
  for (const char* year : {"2018", "2019", "2021", "2022", "2026"}) {
    const auto reader = rules_of(year);
    const int64_t assessment = reader->program.assessment;
    const std::string file = (folder_ / (std::string(year) + ".snap")).string();
    store::ReadOptions all;
    all.all_columns = true;
    const data::Data whole = store::read_data(writer->program, database(), assessment, writer->sink, all);
    ASSERT_TRUE(store::write_snapshot(writer->program, whole, assessment, {}, file, writer->sink));
    EXPECT_GT(whole.faults.size(), 100U);
    support::expect_same(store::read_snapshot(writer->program, file, assessment, writer->sink, all), whole);
    const data::Data frozen = store::read_snapshot(reader->program, file, assessment, reader->sink);
    ASSERT_FALSE(reader->sink.has_errors()) << year << ": "
                                            << diagnostics::render_title(reader->sink.sorted().front(), source::Language::En);
    support::expect_same(frozen, store::read_data(reader->program, database(), assessment, reader->sink));
    ASSERT_FALSE(HasFailure()) << year;
  }
}

}  // namespace
}  // namespace plumb::tests
