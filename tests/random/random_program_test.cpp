// Random rule sets over random rows: both spellings are the same program, printing is a fixed point, the order of rows
// never shows, and a traced evaluation agrees with the run. Prints its seed and how often each hazard occurred.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include <gtest/gtest.h>

#include "check/check.h"
#include "diagnostics/render.h"
#include "eval/eval.h"
#include "program/dump_program.h"
#include "random/generator.h"
#include "syntax/syntax.h"

namespace plumb::random {
namespace {

using source::Language;

struct Coverage {
  size_t absent_cells = 0, faults = 0, ties = 0, empty_tables = 0, large_numbers = 0, rankings = 0, cuts = 0, pending = 0,
         faulty_values = 0;
};

struct Checked {
  source::SourceSet sources;
  diagnostics::Sink sink;
  source::FileId file = 0;
  program::Program program;
};

std::unique_ptr<Checked> check(const std::string& text) {
  auto checked = std::make_unique<Checked>();
  checked->file = checked->sources.add("random.plumb", text);
  const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  checked->program = check::check(checked->sources, checked->file, none, {.with_findings = false}, checked->sink);
  return checked;
}

std::string errors(const Checked& checked) {
  std::string text;
  for (const diagnostics::Diagnostic& one : checked.sink.sorted()) {
    if (one.row->severity == diagnostics::Severity::Error) {
      text += diagnostics::render_text(one, checked.sources, Language::En, false);
    }
  }
  return text;
}

std::string formatted(const std::string& text, Language language) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  return syntax::format(sources, sources.add("random.plumb", text), language, sink).value_or("");
}

// The same rows in another order.
void shuffle(std::vector<data::RawTable>& tables, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (data::RawTable& table : tables) {
    std::vector<size_t> order(table.origin.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    const auto permute = [&](auto& values) {
      if (values.empty()) return;
      auto moved = values;
      for (size_t i = 0; i < order.size(); ++i) moved[i] = values[order[i]];
      values = std::move(moved);
    };
    permute(table.origin);
    for (data::RawColumn& column : table.columns) {
      permute(column.cells);
      permute(column.absence);
    }
  }
}

results::RunInputs inputs_of(const program::Program& program) {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  inputs.period_first = program.period_first.value();
  inputs.period_last = program.period_last.value();
  inputs.reference = program.reference.value();
  return inputs;
}

void expect_same(const program::Program& program, const results::Results& a, const results::Results& b) {
  for (size_t d = 0; d < program.definitions.size(); ++d) {
    ASSERT_EQ(a.definitions[d].values.size(), b.definitions[d].values.size()) << program.definitions[d].name;
    for (size_t row = 0; row < a.definitions[d].values.size(); ++row) {
      EXPECT_EQ(a.definitions[d].values[row], b.definitions[d].values[row]) << program.definitions[d].name << " of row " << row;
    }
    EXPECT_EQ(a.definitions[d].fired, b.definitions[d].fired) << program.definitions[d].name;
  }
  for (size_t r = 0; r < a.rankings.size(); ++r) {
    ASSERT_EQ(a.rankings[r].strata.size(), b.rankings[r].strata.size());
    for (size_t s = 0; s < a.rankings[r].strata.size(); ++s) {
      ASSERT_EQ(a.rankings[r].strata[s].rows.size(), b.rankings[r].strata[s].rows.size());
      for (size_t i = 0; i < a.rankings[r].strata[s].rows.size(); ++i) {
        EXPECT_EQ(a.rankings[r].strata[s].rows[i].row, b.rankings[r].strata[s].rows[i].row);
        EXPECT_EQ(a.rankings[r].strata[s].rows[i].place, b.rankings[r].strata[s].rows[i].place);
      }
    }
  }
  EXPECT_EQ(a.questions.size(), b.questions.size());
}

void count(const data::Data& data, const results::Results& results, Coverage& coverage) {
  coverage.faults += data.faults.size();
  for (const data::TableData& table : data.tables) {
    coverage.empty_tables += table.row_count == 0 ? 1 : 0;
    for (const data::ColumnData& column : table.columns) {
      for (const uint8_t state : column.states)
        coverage.absent_cells += state != data::CellPresent && state != data::CellFaulty ? 1 : 0;
    }
  }
  for (const results::RankingResult& ranking : results.rankings) {
    ++coverage.rankings;
    for (const results::Stratum& stratum : ranking.strata) {
      for (size_t i = 1; i < stratum.rows.size(); ++i)
        coverage.ties += stratum.rows[i].tie_group == stratum.rows[i - 1].tie_group ? 1 : 0;
    }
  }
  coverage.cuts += results.cuts.size();
  for (const results::DefinitionResult& definition : results.definitions) {
    for (const program::Value& value : definition.values) {
      coverage.pending += std::holds_alternative<program::Pending>(value) ? 1 : 0;
      coverage.faulty_values += std::holds_alternative<program::Faulty>(value) ? 1 : 0;
      const auto* number = std::get_if<program::Number>(&value);
      coverage.large_numbers += number != nullptr && number->digit_count() > 15 ? 1 : 0;
    }
  }
}

TEST(RandomPrograms, SpellingsOrderAndTraceAgree) {
  const char* wanted = std::getenv("PLUMB_SEED");
  const uint64_t first = wanted == nullptr ? 20211202 : std::strtoull(wanted, nullptr, 10);
  const char* runs_wanted = std::getenv("PLUMB_RUNS");
  const uint64_t runs = runs_wanted != nullptr ? std::strtoull(runs_wanted, nullptr, 10) : wanted == nullptr ? 150 : 1;
  Coverage coverage;
  for (uint64_t seed = first; seed < first + runs; ++seed) {
    SCOPED_TRACE("PLUMB_SEED=" + std::to_string(seed));
    Generator generator(seed);
    const std::string text = generator.rules();
    const auto checked = check(text);
    ASSERT_EQ(errors(*checked), "") << text;

    const std::string zh = formatted(text, Language::Zh);
    const std::string en = formatted(zh, Language::En);
    ASSERT_NE(en, "") << zh;
    EXPECT_EQ(formatted(zh, Language::Zh), zh);
    EXPECT_EQ(formatted(en, Language::Zh), zh);
    const auto english = check(en);
    ASSERT_EQ(errors(*english), "") << en;
    EXPECT_EQ(program::dump_program(english->program), program::dump_program(checked->program));

    std::vector<data::RawTable> rows = generator.rows(checked->program);
    std::vector<data::RawTable> shuffled = rows;
    shuffle(shuffled, seed);
    const data::Data data = data::build_data(checked->program, std::move(rows), checked->program.assessment);
    const data::Data other = data::build_data(checked->program, std::move(shuffled), checked->program.assessment);
    const results::Results results = eval::evaluate(checked->program, data, inputs_of(checked->program));
    expect_same(checked->program, results, eval::evaluate(checked->program, other, inputs_of(checked->program)));
    count(data, results, coverage);

    // A traced evaluation aborts where it does not agree with the run.
    for (uint32_t d = 0; d < checked->program.definitions.size(); ++d) {
      const auto& values = results.definitions[d].values;
      if (!values.empty()) {
        (void)eval::trace_definition(checked->program, data, results, program::DefinitionId{d},
                                     static_cast<uint32_t>(seed % values.size()));
      }
    }
    if (testing::Test::HasFailure()) {
      std::printf("%s\n", text.c_str());
      break;
    }
  }
  std::printf(
      "seeds %llu to %llu: absent cells %zu, faults %zu, faulty values %zu, pending values %zu, ties %zu, empty tables %zu, "
      "large numbers %zu, rankings %zu, cuts %zu\n",
      static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + runs - 1), coverage.absent_cells,
      coverage.faults, coverage.faulty_values, coverage.pending, coverage.ties, coverage.empty_tables, coverage.large_numbers,
      coverage.rankings, coverage.cuts);
  if (wanted == nullptr) {
    EXPECT_GT(coverage.absent_cells, 0U);
    EXPECT_GT(coverage.faults, 0U);
    EXPECT_GT(coverage.faulty_values, 0U);
    EXPECT_GT(coverage.pending, 0U);
    EXPECT_GT(coverage.ties, 0U);
    EXPECT_GT(coverage.empty_tables, 0U);
    EXPECT_GT(coverage.large_numbers, 0U);
    EXPECT_GT(coverage.rankings, 0U);
    EXPECT_GT(coverage.cuts, 0U);
  }
}

}  // namespace
}  // namespace plumb::random
