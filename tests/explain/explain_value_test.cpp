// What an explanation holds besides its words: values with measures, clauses, rows of data.
#include <functional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "explain/support.h"
#include "support/apply_modes.h"

namespace plumb::explain {
namespace {

using source::Language;

const Line* find_in(const std::vector<Line>& lines, const std::function<bool(const Line&)>& is_wanted) {
  for (const Line& line : lines) {
    if (is_wanted(line)) return &line;
    if (const Line* found = find_in(line.children, is_wanted)) return found;
  }
  return nullptr;
}

const Line* find_line(const Explanation& made, const std::function<bool(const Line&)>& is_wanted) {
  for (const Section& section : made.sections) {
    if (const Line* found = find_in(section.lines, is_wanted)) return found;
  }
  return nullptr;
}

std::function<bool(const Line&)> says(LineKind kind, const std::string& part) {
  return [=](const Line& line) { return line.kind == kind && line.text.find(part) != std::string::npos; };
}

TEST(ExplainValue, ChainEndsAtARowOfTheDatabase) {
  const Explanation made = small_run().unit("U1", Language::Zh);
  const Line* member =
      find_line(made, [](const Line& line) { return line.kind == LineKind::Member && line.origin && line.origin->key == "I01"; });
  ASSERT_NE(member, nullptr);
  ASSERT_TRUE(member->value.has_value());
  EXPECT_EQ(member->value->text, "1800");
  EXPECT_EQ(member->value->measure, "小时");
  EXPECT_EQ(member->origin->stored_table, "instrument");
  EXPECT_EQ(member->origin->stored_column, "hours");
  EXPECT_EQ(member->origin->database_row, 101);
  EXPECT_EQ(member->origin->batch, "3");
}

TEST(ExplainValue, ChainEndsAtAClause) {
  const Explanation made = small_run().unit("U1", Language::Zh);
  const Line* part = find_line(made, says(LineKind::Part, "机时分"));
  ASSERT_NE(part, nullptr);
  ASSERT_EQ(part->bases.size(), 2U);
  ASSERT_EQ(part->bases[0].clauses.size(), 1U);
  EXPECT_EQ(part->bases[0].clauses[0].number, "评价发〔2021〕1号");
  EXPECT_EQ(part->bases[0].clauses[0].clause, "三.1");
  EXPECT_EQ(part->bases[1].kind, program::BasisKind::Assumed);
}

TEST(ExplainValue, FormulaIsShownWithItsValues) {
  if (support::are_rules_rewritten()) GTEST_SKIP() << support::RulesRewritten;
  const Explanation made = small_run().unit("U1", Language::Zh);
  const Line* formula = find_line(made, says(LineKind::Formula, "平均机时 / 额定机时"));
  ASSERT_NE(formula, nullptr);
  // (1800 + 1000) / 2 = 1400 hours of 1600, which is 87.5 % of 40 points.
  EXPECT_EQ(formula->text, "封顶(平均机时 / 额定机时, 100%) = 封顶(1400小时 / 1600小时, 100%) = 87.5% × 40分 = 35分");
}

TEST(ExplainValue, NoWordsWithoutTheFile) {
  const SmallRun& run = small_run();
  Options options = run.options(Language::Zh);
  options.source_text = nullptr;
  const Explanation made = explain_unit(run.program, run.data, run.results, run.table("单位"), run.row("单位", "U1"), options);
  EXPECT_NE(find_line(made, says(LineKind::Parameter, "额定机时")), nullptr);
}

TEST(ExplainValue, RowsAreLimitedUnlessAllAreWanted) {
  const SmallRun& run = small_run();
  Options options = run.options(Language::Zh);
  options.row_limit = 1;
  const auto explain = [&] {
    return explain_unit(run.program, run.data, run.results, run.table("单位"), run.row("单位", "U1"), options);
  };
  EXPECT_NE(find_line(explain(), says(LineKind::More, "1")), nullptr);
  options.all_rows = true;
  EXPECT_EQ(find_line(explain(), says(LineKind::More, "")), nullptr);
}

TEST(ExplainValue, WhyNotGivesTheExactDifference) {
  const Explanation made = small_run().not_why("U2", Language::Zh);
  const Line* key = find_line(made, says(LineKind::Key, "线上"));
  ASSERT_NE(key, nullptr);
  ASSERT_TRUE(key->value.has_value());
  EXPECT_EQ(key->value->measure, "分");
}

TEST(ExplainValue, WhyNotKnowsBetterAndSame) {
  const SmallRun& run = small_run();
  const uint16_t excellent = 3, poor = 0;
  const Explanation same = run.not_why("U1", Language::Zh, excellent);
  EXPECT_NE(find_line(same, says(LineKind::Statement, "已经是优秀")), nullptr);
  const Explanation worse = run.not_why("U1", Language::Zh, poor);
  EXPECT_NE(find_line(worse, says(LineKind::Statement, "更好")), nullptr);
}

TEST(ExplainValue, UnknownUnitIsSaidToBeUnknown) {
  const SmallRun& run = small_run();
  const Explanation made =
      explain_unknown(run.program, run.data, run.results, run.table("单位"), "大学", run.options(Language::Zh));
  EXPECT_NE(find_line(made, says(LineKind::Statement, "没有键为「大学」的行")), nullptr);
  EXPECT_NE(find_line(made, says(LineKind::Statement, "甲大学（U1）")), nullptr);
  EXPECT_NE(find_line(made, says(LineKind::Rule, "已停用")), nullptr);
}

TEST(ExplainValue, OneDefinitionCanBeAskedFor) {
  if (support::are_rules_rewritten()) GTEST_SKIP() << support::RulesRewritten;
  const SmallRun& run = small_run();
  const Explanation made = explain_definition(run.program, run.data, run.results, run.definition("共享率"), run.row("单位", "U3"),
                                              run.options(Language::Zh));
  ASSERT_EQ(made.sections.front().kind, SectionKind::Definition);
  EXPECT_NE(find_line(made, says(LineKind::Aggregate, "合计(参评仪器.对外")), nullptr);
}

TEST(ExplainValue, JsonKeepsQuantitiesAsTextAndCountsAsNumbers) {
  const auto made = nlohmann::json::parse(render_json(small_run().unit("U1", Language::En)));
  EXPECT_EQ(made["language"], "en");
  EXPECT_TRUE(made["assessment"].is_number_integer());
  std::function<void(const nlohmann::json&)> visit = [&](const nlohmann::json& line) {
    const nlohmann::json value = line.value("value", nlohmann::json::object());
    const nlohmann::json origin = line.value("origin", nlohmann::json::object());
    EXPECT_TRUE(!value.contains("measure") || value["text"].is_string()) << line.dump();
    EXPECT_TRUE(!origin.contains("row_id") || origin["row_id"].is_number_integer()) << line.dump();
    for (const auto& child : line.value("lines", nlohmann::json::array())) {
      visit(child);
    }
  };
  for (const auto& section : made["sections"]) {
    for (const auto& line : section["lines"]) visit(line);
  }
}

TEST(ExplainValue, MarkdownDoesNotReadDataAsMarkup) {
  Explanation made;
  made.title = "t";
  made.sections.push_back({SectionKind::Scope, "s", {{LineKind::Statement, "*a* <b>", {}, {}, {}, {}}}});
  EXPECT_EQ(render_markdown(made), "# t\n\n## s\n\n- \\*a\\* \\<b>\n");
}

}  // namespace
}  // namespace plumb::explain
