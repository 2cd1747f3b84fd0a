// The shrinker on disagreements that are made up: what matters stays, what does not goes.
#include "agreement/shrink_case.h"

#include <gtest/gtest.h>

#include "agreement/compare_ways.h"
#include "check/check.h"
#include "eval/eval.h"
#include "random/generator.h"

namespace plumb::agreement {
namespace {

struct Evaluated {
  program::Program program;
  data::Data data;
  results::Results results;
};

std::optional<Evaluated> evaluate(const Case& from) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("case.plumb", from.rules);
  const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  Evaluated made;
  made.program = check::check(sources, file, none, {.with_findings = false}, sink);
  if (sink.has_errors()) return std::nullopt;
  made.data = data::build_data(made.program, raw_tables(made.program, from), made.program.assessment);
  results::RunInputs inputs;
  inputs.assessment = made.program.assessment;
  inputs.quarantine = quarantine_of(made.program, from);
  made.results = eval::evaluate(made.program, made.data, inputs);
  return made;
}

Case random_case(uint64_t seed) {
  random::Generator generator(seed);
  const std::string rules = generator.rules();
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("random.plumb", rules);
  const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  const program::Program program = check::check(sources, file, none, {.with_findings = false}, sink);
  const std::vector<data::RawTable> rows = generator.rows(program);
  return make_case(rules, program, rows, generator.quarantine(program, data::build_data(program, rows, program.assessment)));
}

size_t rows_of(const Case& from) {
  size_t rows = 0;
  for (const Rows& table : from.tables) rows += table.rows.size();
  return rows;
}

TEST(ShrinkCase, ATextReadsBackAsItself) {
  for (uint64_t seed = 1; seed < 20; ++seed) {
    const std::string text = to_text(random_case(seed));
    const std::optional<Case> read = parse_case(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(to_text(*read), text);
  }
  EXPECT_FALSE(parse_case("no rows"));
}

// As if every median over more than two rows were wrong.
TEST(ShrinkCase, LeavesOneAggregateAndItsRows) {
  const StillFails fails = [](const Case& candidate) {
    const std::optional<Evaluated> made = evaluate(candidate);
    if (!made) return false;
    for (const program::Expr& expr : made->program.exprs) {
      const auto* aggregate = std::get_if<program::Aggregate>(&expr.node);
      if (aggregate == nullptr || aggregate->kind != program::AggregateKind::Median) continue;
      if (made->data.tables[aggregate->set.table.value].row_count > 2) return true;
    }
    return false;
  };
  size_t tried = 0;
  for (uint64_t seed = 1; seed < 200 && tried < 4; ++seed) {
    const Case whole = random_case(seed);
    if (!fails(whole)) continue;
    ++tried;
    const Case small = shrink(whole, fails);
    EXPECT_TRUE(fails(small));
    EXPECT_EQ(rows_of(small), 3U) << to_text(small);
    EXPECT_TRUE(small.quarantine.empty());
    EXPECT_LT(small.rules.size(), 1200U) << to_text(small);
    EXPECT_NE(small.rules.find("中位数"), std::string::npos);
  }
  EXPECT_EQ(tried, 4U);
}

// As if a unit were given a grade by the wrong label.
TEST(ShrinkCase, LeavesWhatAGradeNeeds) {
  const StillFails fails = [](const Case& candidate) {
    const std::optional<Evaluated> made = evaluate(candidate);
    if (!made) return false;
    for (const results::CutResult& cut : made->results.cuts) {
      if (!cut.tied_on_line.empty()) return true;
    }
    return false;
  };
  size_t tried = 0;
  for (uint64_t seed = 1; seed < 400 && tried < 2; ++seed) {
    const Case whole = random_case(seed);
    if (!fails(whole)) continue;
    ++tried;
    const Case small = shrink(whole, fails);
    EXPECT_TRUE(fails(small));
    EXPECT_LE(rows_of(small), 4U) << to_text(small);
    EXPECT_LT(small.rules.size(), 2000U) << to_text(small);
  }
  EXPECT_EQ(tried, 2U);
}

}  // namespace
}  // namespace plumb::agreement
