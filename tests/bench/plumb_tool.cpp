// plumb as a tool in process: rules checked and data read when it is made ready, then one
// evaluation each time. --engine reference|columnar.
#include <cstdio>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "serve.h"
#include "store/snapshot.h"
#include "store/store.h"
#ifdef PLUMB_BENCH_COLUMNAR
#include "plan/plan.h"
#include "run/run.h"
#endif

namespace plumb::bench {
namespace {

using program::DefinitionId;

struct Prepared {
  std::unique_ptr<pipeline::CheckedRules> rules;
  data::Data data;
  results::RunInputs inputs;
};

DefinitionId find_definition(const program::Program& program, std::string_view name) {
  for (uint32_t at = 0; at < program.definitions.size(); ++at) {
    if (program.definitions[at].name == name) return DefinitionId{at};
  }
  stop("the rules have no " + std::string(name));
}

// The one place where data comes from.
data::Data read_rows(const program::Program& program, const Options& options, diagnostics::Sink& sink) {
  if (!options.snapshot.empty()) {
    return store::read_snapshot(program, options.snapshot, program.assessment, sink);
  }
  return store::read_data(program, options.database, program.assessment, sink);
}

std::shared_ptr<Prepared> prepare_rules(const Options& options, const std::string& rules) {
  auto prepared = std::make_shared<Prepared>();
  check::Options checking;
  checking.with_findings = false;
  prepared->rules = pipeline::check_rules(rules, checking, pipeline::library_folders());
  diagnostics::Sink& sink = prepared->rules->sink;
  if (sink.has_errors()) stop("the rules have errors");
  const program::Program& program = prepared->rules->program;
  prepared->data = read_rows(program, options, sink);
  if (sink.has_errors()) stop("the data cannot be read");
  const auto inputs = pipeline::make_inputs(program, prepared->data, {}, sink);
  if (!inputs) stop("no period");
  prepared->inputs = *inputs;
  return prepared;
}

std::string grade_text(const program::Program& program, const program::Value& value, DefinitionId grade) {
  const auto* label = std::get_if<program::Label>(&value);
  return label == nullptr ? "待定" : program.at(program.at(grade).type.enumeration).labels[label->index];
}

RulesResult collect_units(const Prepared& prepared, const results::Results& found) {
  const program::Program& program = prepared.rules->program;
  const DefinitionId score = find_definition(program, "总分");
  const DefinitionId grade = find_definition(program, "考核等级");
  const program::TableId units = program.at(grade).table;
  RulesResult result;
  for (uint32_t row = 0; row < prepared.data.tables[units.value].row_count; ++row) {
    const program::Value value = found.at(score, row);
    const auto* points = std::get_if<base::Number>(&value);
    if (points == nullptr) continue;
    result.units.push_back({data::key_text(program, prepared.data, units, row), points->to_decimal(2, base::RoundingMode::HalfUp),
                            grade_text(program, found.at(grade, row), grade)});
  }
  return result;
}

// Whole tenths of an hour, as every other tool gives them.
HeavyResult collect_hours(const Prepared& prepared, const results::Results& found) {
  const program::Program& program = prepared.rules->program;
  const auto sum_of = [&](const char* name) {
    base::Number sum;
    const results::Values& values = found.definitions[find_definition(program, name).value].values;
    for (uint32_t row = 0; row < values.size(); ++row) {
      const program::Value value = values[row];
      if (const auto* hours = std::get_if<base::Number>(&value)) sum += *hours;
    }
    return (sum * base::Number(10)).to_int64().value_or(0);
  };
  HeavyResult result;
  const auto& values = found.definitions[find_definition(program, "有效机时").value].values;
  result.rows = static_cast<int64_t>(values.size());
  result.effective = sum_of("有效机时");
  result.external = sum_of("对外机时");
  return result;
}

#ifdef PLUMB_BENCH_COLUMNAR
program::Pins places_of_first_cut(const program::Program& program, int64_t excellent) {
  program::Pins pins;
  for (uint32_t at = 0; at < program.parameters.size(); ++at) {
    if (program.parameters[at].name == "优秀名额") {
      pins.parameters.push_back({program::ParameterId{at}, base::Number(excellent)});
    }
  }
  return pins;
}

// The plan is part of the statement that is made ready; it is made anew where a parameter changes.
class ColumnarRun {
 public:
  ColumnarRun(std::shared_ptr<Prepared> prepared, int threads)
      : prepared_(std::move(prepared)),
        facts_(plan::find_all_facts(prepared_->rules->program, prepared_->data)),
        plan_(make_plan({})),
        threads_(static_cast<uint32_t>(threads)) {}

  // Everything is computed.
  [[nodiscard]] results::Results run() const {
    return run::run(prepared_->rules->program, plan_, prepared_->data, prepared_->inputs, {}, running());
  }
  // What the change does not reach is taken from the run before.
  [[nodiscard]] results::Results run_with(int64_t excellent) {
    const program::Pins pins = places_of_first_cut(prepared_->rules->program, excellent);
    return run::run_again(prepared_->rules->program, make_plan(pins), prepared_->data, prepared_->inputs, memory_, pins,
                          running());
  }
  [[nodiscard]] const Prepared& prepared() const { return *prepared_; }

 private:
  [[nodiscard]] plan::Plan make_plan(const program::Pins& pins) const {
    return plan::make_plan(prepared_->rules->program, prepared_->data, facts_,
                           {prepared_->inputs.reference, prepared_->inputs.assessment, pins, prepared_->inputs.period_first,
                            prepared_->inputs.period_last});
  }
  [[nodiscard]] run::Options running() const {
    run::Options options;
    options.threads = threads_;
    return options;
  }

  std::shared_ptr<Prepared> prepared_;
  std::vector<data::ColumnFacts> facts_;
  plan::Plan plan_;
  uint32_t threads_;
  run::ColumnCache memory_;
};

Tool columnar_tool(const Options& options) {
  const auto rules = std::make_shared<ColumnarRun>(prepare_rules(options, options.rules), options.threads);
  Tool tool;
  tool.name = "plumb, columnar";
  tool.version = PLUMB_VERSION;
  tool.rules = [rules] { return collect_units(rules->prepared(), rules->run()); };
  tool.rules_with = [rules](int64_t excellent) { return collect_units(rules->prepared(), rules->run_with(excellent)); };
  if (options.heavy_rules.empty()) return tool;
  const auto heavy = std::make_shared<ColumnarRun>(prepare_rules(options, options.heavy_rules), options.threads);
  const auto last = std::make_shared<results::Results>();
  tool.heavy = [heavy, last] { *last = heavy->run(); };
  tool.heavy_result = [heavy, last] { return collect_hours(heavy->prepared(), *last); };
  return tool;
}
#endif

Tool reference_tool(const Options& options) {
  const auto evaluate = [](const Prepared& prepared) {
    return eval::evaluate(prepared.rules->program, prepared.data, prepared.inputs);
  };
  const std::shared_ptr<Prepared> rules = prepare_rules(options, options.rules);
  Tool tool;
  tool.name = "plumb, reference";
  tool.version = PLUMB_VERSION;
  tool.rules = [=] { return collect_units(*rules, evaluate(*rules)); };
  if (options.heavy_rules.empty()) return tool;
  const std::shared_ptr<Prepared> heavy = prepare_rules(options, options.heavy_rules);
  const auto last = std::make_shared<results::Results>();
  tool.heavy = [=] { *last = evaluate(*heavy); };
  tool.heavy_result = [=] { return collect_hours(*heavy, *last); };
  return tool;
}

// The one place where an engine is chosen.
std::function<Tool(const Options&)> find_engine(std::string_view name) {
  if (name == "reference") return reference_tool;
#ifdef PLUMB_BENCH_COLUMNAR
  if (name == "columnar") return columnar_tool;
#endif
  stop("no engine " + std::string(name));
}

}  // namespace
}  // namespace plumb::bench

int main(int count, char** words) {
  using namespace plumb::bench;
  const Options options = read_options(count, words);
  const auto prepare = find_engine(options.engine);
  return serve(options, [&] { return prepare(options); });
}
