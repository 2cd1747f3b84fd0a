// plumb as a tool in process: rules checked and data read when it is made ready, then one
// evaluation each time. --engine reference|columnar; a snapshot is plugged in where read_rows is.
#include <cstdio>
#include <functional>
#include <memory>
#include <string_view>

#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "serve.h"
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
  DefinitionId score, grade;
  program::TableId units;
};

DefinitionId find_definition(const program::Program& program, std::string_view name) {
  for (uint32_t at = 0; at < program.definitions.size(); ++at) {
    if (program.definitions[at].name == name) return DefinitionId{at};
  }
  stop("the rules have no " + std::string(name));
}

// The one place where data comes from.
data::Data read_rows(const program::Program& program, const std::string& database,
                     diagnostics::Sink& sink) {
  return store::read_data(program, database, program.assessment, sink);
}

std::shared_ptr<Prepared> prepare_rules(const Options& options) {
  auto prepared = std::make_shared<Prepared>();
  check::Options checking;
  checking.with_findings = false;
  prepared->rules = pipeline::check_rules(options.rules, checking, pipeline::library_folders());
  diagnostics::Sink& sink = prepared->rules->sink;
  if (sink.has_errors()) stop("the rules have errors");
  const program::Program& program = prepared->rules->program;
  prepared->data = read_rows(program, options.database, sink);
  if (sink.has_errors()) stop("the database cannot be read");
  const auto inputs = pipeline::make_inputs(program, prepared->data, {}, sink);
  if (!inputs) stop("no period");
  prepared->inputs = *inputs;
  prepared->score = find_definition(program, "总分");
  prepared->grade = find_definition(program, "考核等级");
  prepared->units = program.at(prepared->grade).table;
  return prepared;
}

std::string grade_text(const program::Program& program, const program::Value& value,
                       DefinitionId grade) {
  const auto* label = std::get_if<program::Label>(&value);
  return label == nullptr ? "待定"
                          : program.at(program.at(grade).type.enumeration).labels[label->index];
}

RulesResult collect(const Prepared& prepared, const results::Results& found) {
  const program::Program& program = prepared.rules->program;
  RulesResult result;
  for (uint32_t row = 0; row < prepared.data.tables[prepared.units.value].row_count; ++row) {
    const auto* score = std::get_if<base::Number>(&found.at(prepared.score, row));
    if (score == nullptr) continue;
    result.units.push_back({data::key_text(program, prepared.data, prepared.units, row),
                            score->to_decimal(2, base::RoundingMode::HalfUp),
                            grade_text(program, found.at(prepared.grade, row), prepared.grade)});
  }
  return result;
}

#ifdef PLUMB_BENCH_COLUMNAR
plan::Pins places_of_first_cut(const program::Program& program, int64_t excellent) {
  plan::Pins pins;
  for (uint32_t at = 0; at < program.parameters.size(); ++at) {
    if (program.parameters[at].name == "优秀名额") {
      pins.parameters.push_back({program::ParameterId{at}, base::Number(excellent)});
    }
  }
  return pins;
}

Tool columnar_tool(const Options& options) {
  const std::shared_ptr<Prepared> prepared = prepare_rules(options);
  const program::Program& program = prepared->rules->program;
  const auto facts = std::make_shared<std::vector<data::ColumnFacts>>(
      plan::find_all_facts(program, prepared->data));
  const auto evaluate = [prepared, facts, threads = options.threads](const plan::Pins& pins) {
    const program::Program& rules = prepared->rules->program;
    // A plan depends on the parameters; making it is part of an evaluation.
    const plan::Plan made =
        plan::make_plan(rules, prepared->data, *facts,
                        {prepared->inputs.reference, prepared->inputs.assessment, pins});
    run::Options running;
    running.threads = static_cast<uint32_t>(threads);
    return collect(*prepared,
                   run::run(rules, made, prepared->data, prepared->inputs, pins, running));
  };
  Tool tool;
  tool.name = "plumb, columnar";
  tool.version = PLUMB_VERSION;
  tool.rules = [evaluate] { return evaluate({}); };
  tool.rules_with = [evaluate, prepared](int64_t excellent) {
    return evaluate(places_of_first_cut(prepared->rules->program, excellent));
  };
  return tool;
}
#endif

Tool reference_tool(const Options& options) {
  const std::shared_ptr<Prepared> prepared = prepare_rules(options);
  Tool tool;
  tool.name = "plumb, reference";
  tool.version = PLUMB_VERSION;
  tool.rules = [prepared] {
    return collect(*prepared,
                   eval::evaluate(prepared->rules->program, prepared->data, prepared->inputs));
  };
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
  std::string_view engine = "reference";
  if (count > 2 && std::string_view(words[1]) == "--engine") {
    engine = words[2];
    count -= 2;
    words += 2;
  }
  const Options options = read_options(count, words);
  const auto prepare = find_engine(engine);
  return serve(options, [&] { return prepare(options); });
}
