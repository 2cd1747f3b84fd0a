#include "agreement/compare_ways.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <fmt/format.h>

#include "agreement/store_case.h"
#include "check/check.h"
#include "diagnostics/render.h"
#include "eval/eval.h"
#include "plan/plan.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "support/apply_modes.h"

namespace plumb::agreement {

namespace {

struct Checked {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;
  std::string errors;

  explicit Checked(const std::string& rules) {
    const source::FileId file = sources.add("random.plumb", support::reread_rules(rules));
    const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
    program = check::check(sources, file, none, {.with_findings = false}, sink);
    for (const diagnostics::Diagnostic& one : sink.sorted()) {
      if (one.row->severity == diagnostics::Severity::Error)
        errors += diagnostics::render_text(one, sources, source::Language::En, false);
    }
  }
};

results::RunInputs inputs_of(const program::Program& program, const Case& from) {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  inputs.period_first = program.period_first.value_or(base::Date{});
  inputs.period_last = program.period_last.value_or(base::Date{});
  inputs.reference = program.reference.value_or(inputs.period_last);
  inputs.quarantine = quarantine_of(program, from);
  return inputs;
}

plan::Plan plan_of(const program::Program& program, const data::Data& data, const results::RunInputs& inputs) {
  return plan::make_plan(program, data, plan::find_all_facts(program, data),
                         {inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last});
}

run::Options options_of(const Ways::Run& way) {
  run::Options options;
  options.threads = support::choose_threads(way.threads);
  options.batch = way.batch;
  return options;
}

struct Comparison {
  const program::Program& program;
  std::vector<std::string>& differences;

  void expect(const std::string& way, const results::Results& wanted, const results::Results& found) const {
    for (const std::string& one : results::compare_results(program, wanted, found)) differences.push_back(way + ": " + one);
  }
};

// The same rows in another order.
Case shuffled(Case from, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (Rows& table : from.tables) std::shuffle(table.rows.begin(), table.rows.end(), random);
  return from;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

// What people edit between two runs: figures, a formula, a rule that comes or goes.
std::vector<std::string> edits_of(const std::string& rules) {
  std::vector<std::string> edits;
  const auto add = [&](std::string edited) {
    if (edited != rules) edits.push_back(std::move(edited));
  };
  add(replaced(rules, "名额 = 2", "名额 = 1"));
  add(replaced(rules, "= 50万元", "= 0.02万元"));
  add(replaced(rules, "系数 : % = 25%", "系数 : % = 40%"));
  add(replaced(rules, "不晚于", "不早于"));
  add(replaced(rules, " >= ", " < "));
  add(replaced(rules, "排除 停用 当", "排除 停用 当 非 法人 且"));
  add(replaced(rules, "2020-06-01 起 : 1600小时", "2020-06-01 起 : 900小时"));
  add(replaced(rules, "至少 1 人", "至少 2 人"));
  add(replaced(rules, "值域 0分 至 20分", "值域 0分 至 10分"));
  add(replaced(rules, " 专家组 ", " 专家组、复核组 "));
  edits.push_back(rules);
  return edits;
}

void compare_memory(const Case& from, const data::Data& data, const Ways::Run& way, Verdict& verdict) {
  run::ColumnCache memory;
  std::vector<std::string> texts = edits_of(from.rules);
  texts.insert(texts.begin(), from.rules);
  for (size_t i = 0; i < texts.size(); ++i) {
    const Checked checked(texts[i]);
    if (!checked.errors.empty()) continue;
    results::RunInputs inputs = inputs_of(checked.program, from);
    if (i % 4 == 3) inputs.quarantine.clear();
    if (i % 3 == 2) inputs.reference = base::add(inputs.reference, {0, -300}, base::MonthEnd::Clamp).value_or(inputs.reference);
    const results::Results wanted = eval::evaluate(checked.program, data, inputs);
    const results::Results found =
        run::run_again(checked.program, plan_of(checked.program, data, inputs), data, inputs, memory, {}, options_of(way));
    Comparison{checked.program, verdict.differences}.expect(fmt::format("run {} with a memory", i), wanted, found);
  }
}

}  // namespace

Verdict compare_ways(const Case& from, const Ways& ways, Coverage* coverage) {
  const Checked checked(from.rules);
  const program::Program& program = checked.program;
  Verdict verdict{checked.errors, {}, {}};
  if (!verdict.errors.empty()) return verdict;
  std::vector<data::RawTable> rows = raw_tables(program, from);
  support::reorder_rows(rows);
  const data::Data data = data::build_data(program, std::move(rows), program.assessment);
  const results::RunInputs inputs = inputs_of(program, from);
  const results::Results reference = eval::evaluate(program, data, inputs);
  verdict.questions = reference.questions;
  const plan::Plan plan = plan_of(program, data, inputs);
  const Comparison comparison{program, verdict.differences};
  for (const Ways::Run& way : ways.runs) {
    comparison.expect(fmt::format("{} threads, batches of {}", way.threads, way.batch), reference,
                      run::run(program, plan, data, inputs, {}, options_of(way)));
  }
  if (coverage != nullptr) coverage->count(program, plan, data, reference);
  const Ways::Run first = ways.runs.empty() ? Ways::Run{} : ways.runs.front();
  if (ways.shuffle) {
    const data::Data other = data::build_data(program, raw_tables(program, shuffled(from, *ways.shuffle)), program.assessment);
    comparison.expect("rows in another order, reference", reference, eval::evaluate(program, other, inputs));
    comparison.expect("rows in another order", reference,
                      run::run(program, plan_of(program, other, inputs), other, inputs, {}, options_of(first)));
  }
  if (ways.by_store) {
    for (const Stored& stored : store_case(program, from)) {
      if (!stored.problem.empty()) {
        verdict.differences.push_back(stored.way + ": " + stored.problem);
        continue;
      }
      // Columns that no rule reads have no faults then, and faults other numbers: held against the same data only.
      const results::Results wanted = stored.is_whole ? reference : eval::evaluate(program, stored.data, inputs);
      if (stored.is_whole) comparison.expect(stored.way + ", reference", reference, eval::evaluate(program, stored.data, inputs));
      comparison.expect(stored.way, wanted,
                        run::run(program, plan_of(program, stored.data, inputs), stored.data, inputs, {}, options_of(first)));
    }
  }
  if (ways.by_memory) compare_memory(from, data, first, verdict);
  return verdict;
}

}  // namespace plumb::agreement
