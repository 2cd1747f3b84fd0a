// The rule sets of a university and of one instrument over their data: every value worked out by hand from the published
// forms, and each trap that they hold shown as a finding. And the clauses of 2021 against the notice's text.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "check/find/split_clauses.h"
#include "commands/commands.h"
#include "pipeline/check_authority.h"
#include "pipeline/pipeline.h"
#include "program/dump_program.h"
#include "rules/both_engines.h"
#include "rules/published_lists.h"
#include "store/store.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::tests {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<pipeline::CheckedRules> checked(const std::string& file) {
  return pipeline::check_rules((support::root() / file).string(), {}, {(support::root() / "rules").string()});
}

bool has_finding(const pipeline::CheckedRules& rules, std::string_view code) {
  const auto all = rules.sink.sorted();
  return std::any_of(all.begin(), all.end(), [&](const diagnostics::Diagnostic& one) { return one.row->code == code; });
}

// "row.definition" → value as shown, of every definition of a table with rows.
std::map<std::string, std::string> values_of(const std::string& file) {
  const fs::path database = fs::temp_directory_path() / ("plumb_example_" + std::to_string(::getpid()) + ".db");
  fs::remove(database);
  const std::string path = (support::root() / file).string();
  const auto rules = checked(file);
  EXPECT_TRUE(store::init_database(rules->program, database.string(), rules->sink));
  EXPECT_TRUE(store::load_folder(rules->program, database.string(),
                                 support::reordered_folder(fs::path(path).parent_path()).string(), rules->sink)
                  .has_value());
  const pipeline::Evaluation run = evaluate_by_both(path, database.string());
  fs::remove(database);
  std::map<std::string, std::string> values;
  for (uint32_t d = 0; d < run.program().definitions.size(); ++d) {
    const program::Definition& definition = run.program().definitions[d];
    for (uint32_t row = 0; definition.table.valid() && row < run.results.definitions[d].values.size(); ++row) {
      const program::Value& value = run.results.definitions[d].values[row];
      values[data::key_text(run.program(), run.data(), definition.table, row) + "." + definition.name] =
          program::is_open(value) ? "open" : program::show_value(run.program(), definition.type, value, source::Language::Zh);
    }
  }
  return values;
}

TEST(InstrumentExample, AddsUpAsWorkedOutByHand) {
  std::map<std::string, std::string> values = values_of("examples/instrument/效益评价.plumb");
  // A01: 1540/1400 capped, 80+15+1.5, 60+20+30 capped, 15 thousand * 5, 48+10; weights 35, 20, 25, 15, 5 %.
  EXPECT_EQ(values["A01.机时利用"], "100");
  EXPECT_EQ(values["A01.人才培养"], "96.5");
  EXPECT_EQ(values["A01.科研成果"], "100");
  EXPECT_EQ(values["A01.服务收入"], "75");
  EXPECT_EQ(values["A01.功能"], "58");
  EXPECT_EQ(values["A01.效益分"], "93.45");
  EXPECT_EQ(values["A01.效益等级"], "优秀");
  // A02: 640/800 = 80, 30+30+2, 20+20, 40, 60: 28 + 12.4 + 10 + 6 + 3.
  EXPECT_EQ(values["A02.效益分"], "59.4");
  EXPECT_EQ(values["A02.效益等级"], "不合格");
  // A03: 50, 16, 5, 10, 48: 17.5 + 3.2 + 1.25 + 1.5 + 2.4.
  EXPECT_EQ(values["A03.效益分"], "25.85");
  // A04 costs one cent less than the threshold; A05 has inner income, whose rate the copies lost.
  EXPECT_EQ(values["A04.参评仪器"], "否");
  EXPECT_EQ(values["A05.服务收入"], "open");
  EXPECT_EQ(values["A05.效益等级"], "open");
}

TEST(UniversityExample, AddsUpAsWorkedOutByHand) {
  std::map<std::string, std::string> values = values_of("examples/university/学院考核.plumb");
  // 5 + 3 + 4.5; 10 + 80000/799900/20 % * 15 + 10 + 5; 0 + 5; 9/10 * 6 + 1/2 * 4.
  EXPECT_EQ(values["HX.组织管理"], "12.5");
  EXPECT_EQ(values["HX.收益"], "60000/7999");
  EXPECT_EQ(values["HX.大仪机时"], "10");
  EXPECT_EQ(values["HX.功能"], "7.4");
  EXPECT_EQ(values["HX.总分"], "4591501/79990");
  // 3 + 5 + 3; 330/3000 above the target, 205/17 % of 20 % * 15, 15, 9; 3; 5.5 + 4.
  EXPECT_EQ(values["WL.收益"], "615/68");
  EXPECT_EQ(values["WL.总分"], "4525/68");
  // Everything low: 0.5; 4 + 0.421875 + 2 + 2; 0.5; 1.8.
  EXPECT_EQ(values["SW.总分"], "11.221875");
}

// The rule set that was written in English first.
TEST(FacilityExample, AddsUpAsWorkedOutByHand) {
  std::map<std::string, std::string> values = values_of("examples/facility/core_usage.plumb");
  // IMG1: (1400 + 1000) / 2 of 1500 h * 30; 960 / 2400 = 40 % * 20; 74,999.99 = 7 full steps * 2; 24 people; the middle two
  // of 14, 16, 17.5, 18. What is logged before the period, and an instrument below 50 kUSD, do not count.
  EXPECT_EQ(values["IMG1.mean_hours"], "1200");
  EXPECT_EQ(values["IMG1.outside_share"], "40");
  EXPECT_EQ(values["IMG1.income_points"], "14");
  EXPECT_EQ(values["IMG1.support_points"], "16.75");
  EXPECT_EQ(values["IMG1.total"], "84.75");
  // IMG2: 500 h (one month not reported, one under review); 10 % of 40 %; 2 steps; 12 people; 11.
  EXPECT_EQ(values["IMG2.total"], "36");
  EXPECT_EQ(values["IMG2.failed_twice"], "是");
  // SEQ1: the full 30; 20 % of 40 %; capped at 20; exactly 5 people; 13.
  EXPECT_EQ(values["SEQ1.total"], "79");
  // FAB1: 30 points of 30 stretch to 50, since outside hours do not apply; 5 steps; 30 people; 15.
  EXPECT_EQ(values["FAB1.use_made"], "50");
  EXPECT_EQ(values["FAB1.total"], "85");
  EXPECT_EQ(values["FAB1.result"], "gold");
  EXPECT_EQ(values["IMG1.result"], "silver");
  EXPECT_EQ(values["SEQ1.result"], "bronze");
  EXPECT_EQ(values["IMG2.result"], "failed");
  EXPECT_EQ(values["SEQ2.result"], "failed");  // an accident; 26 points
  EXPECT_EQ(values["IMG3.assessed"], "否");    // mending until 2024-03-31
  EXPECT_EQ(values["FAB2.assessed"], "否");    // opened in the period
  // 100 kUSD by 85 : 84.75 : 79: 34.17, 34.07, 31.76; the one that is left goes to the largest remainder.
  EXPECT_EQ(values["FAB1.renewal"], "34");
  EXPECT_EQ(values["IMG1.renewal"], "34");
  EXPECT_EQ(values["SEQ1.renewal"], "32");
}

// Whatever a reader of English rules is told is in English, the library's part of it, too.
TEST(FacilityExample, IsToldInEnglish) {
  const fs::path database = fs::temp_directory_path() / ("plumb_facility_" + std::to_string(::getpid()) + ".db");
  fs::remove(database);
  const std::string path = (support::root() / "examples/facility/core_usage.plumb").string();
  const auto rules = checked("examples/facility/core_usage.plumb");
  ASSERT_TRUE(store::init_database(rules->program, database.string(), rules->sink));
  ASSERT_TRUE(store::load_folder(rules->program, database.string(),
                                 support::reordered_folder(fs::path(path).parent_path()).string(), rules->sink)
                  .has_value());
  const cli::Console console;
  std::string told = cli::run_test({.rules = path}, console).output;
  for (const char* format : {"table", "csv"}) {
    cli::EvaluateCommand command;
    command.rules = path;
    command.database = database.string();
    command.format = format;
    told += cli::run_evaluate(command, console).output;
  }
  for (const char* unit : {"FAB1", "IMG2", "IMG3", "SEQ2"}) {
    cli::ExplainCommand command;
    command.rules = path;
    command.database = database.string();
    command.unit = unit;
    const cli::Outcome outcome = cli::run_explain(command, console);
    EXPECT_EQ(outcome.code, cli::ExitCode::Ok) << outcome.messages;
    told += outcome.output;
  }
  fs::remove(database);
  // Han characters take three bytes in UTF-8, the first of them E4 to E9.
  const auto han = std::find_if(told.begin(), told.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9;
  });
  EXPECT_EQ(han, told.end()) << told.substr(static_cast<size_t>(han - told.begin()), 60);
  EXPECT_NE(told.find("does not apply: field = fabrication"), std::string::npos);
  EXPECT_NE(told.find("linear_capped(500 h, 1500 h)"), std::string::npos);
}

TEST(Examples, TheTrapsAreFindings) {
  EXPECT_TRUE(has_finding(*checked("examples/instrument/抄本二.plumb"), "R4204"));    // weights of 95 %
  EXPECT_TRUE(has_finding(*checked("examples/instrument/软件公式.plumb"), "R4212"));  // > here, >= there
  EXPECT_TRUE(has_finding(*checked("examples/university/学院考核.plumb"), "R4207"));  // a line whose name is lost
  EXPECT_FALSE(has_finding(*checked("examples/instrument/效益评价.plumb"), "R4204"));
}

TEST(SplitClauses, FollowsTheNumbering) {
  const auto clauses =
      check::split_clauses("某通知\n一、目的\n文字 1. 不是条款\n1. 甲\n2．乙\n二、范围\n附件\n提纲\n一、附\n【特.一】标记\n");
  std::string ids;
  for (const check::ClauseText& one : clauses) {
    ids += one.id + " ";
  }
  EXPECT_EQ(ids, "首部 一 一.1 一.2 二 附件.一 特.一 ");
}

TEST(SplitClauses, WhiteSpaceDoesNotCountAndTextDoes) {
  const auto one = check::split_clauses("一、范围为\n　　五十万元\n");
  const auto other = check::split_clauses("\n 一、范围为五十 万元\n\n");
  const auto changed = check::split_clauses("一、范围为四十万元\n");
  ASSERT_EQ(one.size(), 1U);
  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ(one[0].fingerprint, other.back().fingerprint);
  EXPECT_NE(one[0].fingerprint, changed[0].fingerprint);
}

TEST(Authority, TheClausesOf2021MatchTheNotice) {
  const support::SharedFolder shared = support::shared_folder("domain/authority");
  if (!shared.absence.empty()) GTEST_SKIP() << shared.absence;
  const fs::path folder = shared.path / "domain" / "authority";
  const auto rules = checked("rules/2021.plumb");
  EXPECT_EQ(pipeline::check_authority(*rules, folder.string(), false), 0U);
  for (const char* code : {"R4302", "R4303", "R4304", "R4306"}) {
    EXPECT_FALSE(has_finding(*rules, code)) << code;
  }
  EXPECT_TRUE(has_finding(*rules, "R4301"));  // the other documents' texts are not in that folder
}

}  // namespace
}  // namespace plumb::tests
