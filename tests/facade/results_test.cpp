#include <plumbline/compare.h>
#include <plumbline/explain.h>
#include <plumbline/report.h>
#include <thread>

#include "facade/two_units.h"

namespace plumbline {
namespace {

TEST_F(TwoUnitsTest, ResultsByNameAndKey) {
  const plumbline::Run run = run_of(rules_);
  const auto score = run.value("得分", "A1");
  ASSERT_TRUE(score);
  EXPECT_EQ(score->state, ValueState::Known);
  EXPECT_EQ(score->kind, ValueKind::Number);
  EXPECT_EQ(score->text, "100/3");
  EXPECT_EQ(score->measure, "分");
  const auto grade = run.value("结果", "乙校");
  ASSERT_TRUE(grade);
  EXPECT_EQ(grade->text, "好");
  EXPECT_EQ(grade->rule, "前一");
  EXPECT_EQ(run.value("总机时")->text, "350.5");
  EXPECT_EQ(run.value("参评", "A1")->text, "true");
  EXPECT_EQ(run.value("结果", "单位:A1")->text, "差");
  EXPECT_EQ(**run.place("次序", "A1"), 2U);
  EXPECT_EQ(run.standing(), Standing::Complete);
  ASSERT_EQ(run.units().size(), 2U);
  EXPECT_EQ(run.units()[0].key, "A2");
  EXPECT_EQ(run.units()[0].title, "乙校");
  EXPECT_EQ(run.units()[0].result.text, "好");
  EXPECT_EQ(run.units()[0].place, 1U);
  EXPECT_EQ(run.grades()[0].label, "好");
  EXPECT_EQ(run.grades()[0].units, 1U);
  EXPECT_EQ(run.verifications()[0].state, VerifyState::Holds);
  EXPECT_TRUE(run.questions().empty());
  EXPECT_EQ(run.totals().zh, "好 1、差 1");
}

TEST_F(TwoUnitsTest, NamesThatAreNotThere) {
  const plumbline::Run run = run_of(rules_);
  EXPECT_EQ(run.value("得份", "A1").diagnostics()[0].code, "R8031");
  EXPECT_EQ(run.value("得份", "A1").diagnostics()[0].suggestions.front(), "得分");
  EXPECT_EQ(run.value("得分", "A9").diagnostics()[0].code, "R8014");
  EXPECT_EQ(run.value("得分").diagnostics()[0].code, "R8014");
  EXPECT_EQ(run.value("总机时", "A1").diagnostics()[0].code, "R8014");
  EXPECT_EQ(run.place("得分", "A1").diagnostics()[0].code, "R8031");
}

TEST_F(TwoUnitsTest, FaultyAndQuarantined) {
  ASSERT_TRUE(load(rules_, source_.path, folder_.file("单位.csv", "编码,名称,机时\nA3,丙校,9000\nA4,丁校,\n")));
  const plumbline::Run run = run_of(rules_);
  EXPECT_EQ(run.standing(), Standing::Faulty);
  const auto score = run.value("得分", "A3");
  EXPECT_EQ(score->state, ValueState::Faulty);
  EXPECT_EQ(score->text, "");
  EXPECT_NE(score->reason.zh.find("超出值域"), std::string::npos) << score->reason.zh;
  ASSERT_EQ(run.data().faults().size(), 1U);
  EXPECT_EQ(run.data().faults()[0].address, "单位 A3.机时");
  EXPECT_EQ(run.verifications()[0].state, VerifyState::Differs);
  EXPECT_EQ(run.value("得分", "A4")->text, "0");
  const auto without = evaluate(run.data(), {.quarantine = {{.row = "A3", .reason = "待更正"}}});
  ASSERT_TRUE(without);
  EXPECT_EQ(without->units().back().state, UnitState::Quarantined);
  EXPECT_EQ(without->standing(), Standing::Differs);
  EXPECT_EQ(evaluate(run.data(), {.quarantine = {{.row = "A3", .reason = ""}}}).diagnostics()[0].code, "R8017");
}

TEST_F(TwoUnitsTest, AnotherTime) {
  const Data data = data_for(rules_);
  const auto later = data.at({.assessment = "2022", .period = "", .as_of = ""});
  ASSERT_TRUE(later) << later.diagnostics().text(Language::English);
  EXPECT_EQ(later->assessment(), 2022);
  EXPECT_EQ(data.at({.assessment = "", .period = "", .as_of = "2021-13-01"}).diagnostics()[0].code, "R8015");
}

TEST_F(TwoUnitsTest, BothEvaluatorsOnAnyNumberOfThreads) {
  const Data data = data_for(rules_);
  const auto csv = [](const Result<plumbline::Run>& run) { return *report(*run, {.format = Format::Csv}); };
  const std::string expected = csv(evaluate(data));
  EXPECT_EQ(csv(evaluate(data, {.threads = 1})), expected);
  EXPECT_EQ(csv(evaluate(data, {.by_reference = true})), expected);
}

// One rule set and one data set asked by several threads at once, each with a run of its own and all with one of them.
TEST_F(TwoUnitsTest, ThreadsShareWhatNeverChanges) {
  const Data data = data_for(rules_);
  const plumbline::Run shared = run_of(rules_);
  std::vector<std::string> told(4);
  std::vector<std::thread> threads;
  for (std::string& one : told) {
    threads.emplace_back([&] {
      const Rules read_again = rules_of(std::string(TwoUnits));
      const auto own = evaluate(data, {.threads = 2});
      const auto other = compare(*own, shared);
      one = read_again.title() + " " + own->value("得分", "A2")->text + " " + shared.totals().zh + " " + other->headline().zh +
            " " + explain(shared, "A1")->text() + *report(shared, {.format = Format::Json});
    });
  }
  for (std::thread& one : threads) one.join();
  for (const std::string& one : told) EXPECT_EQ(one, told.front());
  EXPECT_TRUE(told.front().starts_with("两家 83.5 好 1、差 1 ")) << told.front();
}

TEST_F(TwoUnitsTest, ReasonsAreATree) {
  const plumbline::Run run = run_of(rules_);
  const auto told = explain(run, "A1");
  ASSERT_TRUE(told);
  EXPECT_NE(told->title().find("甲校"), std::string::npos);
  ASSERT_FALSE(told->sections().empty());
  EXPECT_EQ(told->sections()[0].kind, "run");
  const auto has_cell = [](const auto& self, const std::vector<ExplainedLine>& lines) -> bool {
    return std::any_of(lines.begin(), lines.end(), [&](const ExplainedLine& line) {
      return (line.origin && line.origin->column == "机时" && line.origin->key == "A1") || self(self, line.children);
    });
  };
  EXPECT_TRUE(std::any_of(told->sections().begin(), told->sections().end(),
                          [&](const ExplainedSection& section) { return has_cell(has_cell, section.lines); }));
  EXPECT_NE(told->json().find("\"sections\""), std::string::npos);
  EXPECT_NE(told->markdown(), told->text());
  EXPECT_NE(explain(run, "A1", {.language = Language::English})->text(), told->text());
  const auto why_not = explain(run, "A1", {.why_not = "好"});
  ASSERT_TRUE(why_not);
  EXPECT_NE(why_not->text(), told->text());
  EXPECT_EQ(explain(run, "A1", {.why_not = "最好"}).diagnostics()[0].code, "R8020");
  EXPECT_EQ(explain(run, "A9").diagnostics()[0].code, "R8014");
}

TEST_F(TwoUnitsTest, TwoRunsSideBySide) {
  const plumbline::Run before = run_of(rules_);
  const plumbline::Run after = run_of(rules_of(edited("前 1 空额", "前 2 空额")));
  const auto made = compare(before, after);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->standing(), Standing::Differs);
  ASSERT_EQ(made->moves().size(), 1U);
  EXPECT_EQ(made->moves()[0].key, "A1");
  EXPECT_EQ(made->moves()[0].before.zh, "差");
  EXPECT_EQ(made->moves()[0].after.en, "好");
  EXPECT_EQ(made->moves()[0].causes, (std::vector<std::string>{"line"}));
  EXPECT_FALSE(made->moves()[0].why.zh.empty());
  EXPECT_EQ(made->ways()[0].zh, "差→好:A1");
  EXPECT_TRUE(report(*made, {.format = Format::Json})->starts_with("{"));
  EXPECT_TRUE(report(*made)->starts_with(made->headline().zh));
  EXPECT_EQ(compare(before, before)->standing(), Standing::Complete);
}

TEST_F(TwoUnitsTest, ReportsInThreeForms) {
  const plumbline::Run run = run_of(rules_);
  EXPECT_NE(report(run)->find("甲校"), std::string::npos);
  EXPECT_TRUE(report(run, {.format = Format::Json})->starts_with("{"));
  EXPECT_TRUE(report(run, {.format = Format::Csv})->starts_with("\xEF\xBB\xBF"));
  EXPECT_NE(*report(run, {.language = Language::English}), *report(run));
  EXPECT_EQ(report(run, {.tables = {"没有"}}).diagnostics()[0].code, "R8024");
}

}  // namespace
}  // namespace plumbline
