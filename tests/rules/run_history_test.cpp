// Whole runs: the published history gives exactly who sits out and who is back, and the made-up
// national data give the grades that its generator planned.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "national/national.h"
#include "pipeline/pipeline.h"
#include "report/cells.h"
#include "report/evaluation.h"
#include "report/summary.h"
#include "rules/both_engines.h"
#include "rules/national_folder.h"
#include "rules/published_lists.h"
#include "store/store.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::tests {
namespace {

namespace fs = std::filesystem;

class WholeRun : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plumb_run_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // A database made for the rules, with the CSV files of a folder.
  pipeline::Evaluation run(const fs::path& rule_file, const fs::path& data) {
    const std::string database = (folder_ / "run.db").string();
    fs::remove(database);
    check::Options options;
    options.with_findings = false;
    const auto rules = pipeline::check_rules(rule_file.string(), options, pipeline_folders());
    EXPECT_TRUE(store::init_database(rules->program, database, rules->sink));
    EXPECT_TRUE(store::load_folder(rules->program, database, support::reordered_folder(data).string(), rules->sink).has_value());
    EXPECT_FALSE(rules->sink.has_errors());
    return evaluate_by_both(rule_file.string(), database, options);
  }
  static std::vector<std::string> pipeline_folders() { return {(support::root() / "rules").string()}; }

  // A copy of the history with the results of later assessments than `last` left out.
  fs::path history_until(int last) {
    const fs::path copy = folder_ / ("until" + std::to_string(last));
    fs::create_directories(copy);
    for (const fs::directory_entry& entry : fs::directory_iterator(history_folder())) {
      if (entry.path().extension() == ".csv") {
        fs::copy_file(entry.path(), copy / entry.path().filename(), fs::copy_options::overwrite_existing);
      }
    }
    std::ifstream whole(history_folder() / "历年结果.csv");
    std::ofstream part(copy / "历年结果.csv");
    std::string line;
    for (bool is_header = true; std::getline(whole, line); is_header = false) {
      if (is_header || std::stoi(line.substr(line.find(',') + 1)) <= last) {
        part << line << '\n';
      }
    }
    return copy;
  }

  fs::path folder_;
};

const program::Population& scope_of(const program::Program& program, const std::string& name) {
  for (const program::Population& population : program.populations) {
    if (population.name == name) {
      return population;
    }
  }
  ADD_FAILURE() << "no scope " << name;
  return program.populations.front();
}

// Names of the rows that this exclusion takes out, of those that no other exclusion takes out.
std::set<std::string> taken_out(const pipeline::Evaluation& run, const std::string& rule) {
  const program::Program& program = run.program();
  const program::Population& scope = scope_of(program, "参评单位");
  const auto index = static_cast<std::size_t>(&scope - program.populations.data());
  uint64_t wanted = 0;
  uint64_t others = 0;
  for (std::size_t place = 0; place < scope.rules.size(); ++place) {
    if (scope.rules[place].is_exclusion) {
      (scope.rules[place].name == rule ? wanted : others) |= uint64_t{1} << place;
    }
  }
  std::set<std::string> names;
  const std::vector<uint64_t>& held = run.results.populations[index].rules_held;
  for (uint32_t row = 0; row < held.size(); ++row) {
    if ((held[row] & wanted) != 0 && (held[row] & others) == 0) {
      names.insert(data::title_text(program, run.data(), scope.table, row));
    }
  }
  return names;
}

std::set<std::string> poor_of(int year) {
  std::map<std::string, std::string> names;
  for (const CsvRow& row : read_csv(history_folder() / "单位.csv")) {
    names[row.at("单位编码")] = row.at("单位名称");
  }
  std::set<std::string> poor;
  for (const CsvRow& row : read_csv(history_folder() / "历年结果.csv")) {
    if (row.at("期次") == std::to_string(year)) {
      poor.insert(names.at(row.at("单位")));
    }
  }
  return poor;
}

void expect_verified(const pipeline::Evaluation& run) {
  for (const report::VerifyLine& line : report::summarise(run).verifies) {
    EXPECT_EQ(report::state_of(line), report::VerifyState::Holds) << run.program().at(line.definition).name;
  }
}

TEST_F(WholeRun, HistoryTellsWhoSitsOutWhateverLaterYearsAreLoaded) {
  for (int year = 2019; year <= 2021; ++year) {
    const fs::path rules = history_folder() / ("整改" + std::to_string(year) + ".plumb");
    const pipeline::Evaluation all = run(rules, history_folder());
    expect_verified(all);
    EXPECT_EQ(taken_out(all, "整改期"), poor_of(year - 1)) << year;
    const pipeline::Evaluation part = run(rules, history_until(year - 1));
    expect_verified(part);
    EXPECT_EQ(taken_out(part, "整改期"), poor_of(year - 1)) << year;
  }
}

// The scopes of the yearly rule files themselves, over the same history.
TEST_F(WholeRun, YearlyRulesCountThemAsTheirNoticesDo) {
  for (const int year : {2018, 2019, 2020, 2021, 2022}) {
    const pipeline::Evaluation found = run(support::root() / "rules" / (std::to_string(year) + ".plumb"), history_folder());
    for (const report::VerifyLine& line : report::summarise(found).verifies) {
      const std::string& name = found.program().at(line.definition).name;
      if (name.starts_with("整改期")) {
        EXPECT_EQ(report::state_of(line), report::VerifyState::Holds) << year << name;
      }
    }
    EXPECT_EQ(taken_out(found, "整改期"), poor_of(year - 1)) << year;
  }
}

class NationalRun : public WholeRun {
 protected:
  pipeline::Evaluation evaluate(const examples::Options& options) {
    return run(support::root() / "rules" / "2021.plumb", national_folder(options));
  }
  static std::map<std::string, uint64_t> grades_of(const pipeline::Evaluation& run, const report::Summary& summary) {
    std::map<std::string, uint64_t> counts;
    const program::EnumId labels = run.program().at(summary.view.grade).type.enumeration;
    for (const report::GradeCount& grade : summary.grades) {
      counts[run.program().at(labels).labels[grade.label]] = grade.count;
    }
    return counts;
  }
  static std::string global(const pipeline::Evaluation& run, const std::string& name) {
    const program::Program& program = run.program();
    for (uint32_t place = 0; place < program.definitions.size(); ++place) {
      const program::Definition& definition = program.definitions[place];
      if (definition.name == name) {
        return report::show_cell(run, definition.type, run.results.definitions[place].values.front(), source::Language::Zh);
      }
    }
    return {};
  }
};

TEST_F(NationalRun, GivesTheGradesAndFiguresThatWerePlanned) {
  const pipeline::Evaluation found = evaluate({});
  const report::Summary summary = report::summarise(found);
  EXPECT_EQ(summary.settled, 344U);
  EXPECT_EQ(summary.outside, 17U);
  const std::map<std::string, uint64_t> grades = grades_of(found, summary);
  EXPECT_EQ(grades.at("优秀"), 50U);
  EXPECT_EQ(grades.at("良好"), 100U);
  EXPECT_EQ(grades.at("合格"), 185U);
  EXPECT_EQ(grades.at("较差"), 9U);
  EXPECT_EQ(global(found, "全国平均有效机时"), "1440");
  EXPECT_EQ(global(found, "全国平均对外机时"), "240");
  EXPECT_EQ(global(found, "全国入网比例"), "95");
  ASSERT_EQ(found.results.cuts.size(), 2U);
  EXPECT_EQ(found.results.cuts[0].tied_on_line.size(), 2U);
  EXPECT_EQ(found.results.cuts[1].tied_on_line.size(), 3U);
  EXPECT_EQ(found.results.questions.size(), 2U) << "two units back from rectification are not judged yet";
  for (const report::VerifyLine& line : summary.verifies) {
    const bool is_income = found.program().at(line.definition).name == "收入与凭证一致";
    EXPECT_EQ(line.failed.count, is_income ? 3U : 0U);
    EXPECT_EQ(line.pending.count + line.faulty.count, is_income ? 2U : 0U);
  }
}

TEST_F(NationalRun, AnOpenTieLeavesTheGradesBeforeItsLine) {
  examples::Options options;
  options.has_tie_decisions = false;
  const pipeline::Evaluation found = evaluate(options);
  const report::Summary summary = report::summarise(found);
  const std::map<std::string, uint64_t> grades = grades_of(found, summary);
  EXPECT_EQ(grades.at("优秀"), 49U);
  EXPECT_EQ(grades.at("较差"), 9U);
  EXPECT_EQ(summary.pending, 286U);
}

TEST_F(NationalRun, ADoubledRowHoldsUpTheRanking) {
  examples::Options options;
  options.has_blocking_fault = true;
  const report::Summary summary = report::summarise(evaluate(options));
  EXPECT_EQ(summary.faulty, 335U);
}

}  // namespace
}  // namespace plumb::tests
