#include "pipeline/pipeline.h"

#include "pipeline/files.h"
#include "plan/plan.h"
#include "run/run.h"
#include "store/store.h"

namespace plumb::pipeline {

// The whole way on one page:
//
//   rule files ──check──▶ program ─┬─plan──▶ plan ─┐
//                                  │               ├─run──▶ results ──▶ table, JSON, CSV, explanation
//   database ───store───▶ data ────┴───────────────┘
//
// The reference evaluator goes from program and data to the same results without a plan.
results::Results run_columnar(const program::Program& program, const data::Data& data, const results::RunInputs& inputs,
                              const std::function<bool(int)>& progress) {
  const plan::Subject subject{inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last};
  const plan::Plan plan = plan::make_plan(program, data, plan::find_all_facts(program, data), subject);
  run::Options options;
  options.progress = progress;
  return run::run(program, plan, data, inputs, {}, options);
}

Evaluation evaluate_rules(const std::string& file, const std::string& database, const RunWishes& wishes,
                          const check::Options& options, const RunProgress& progress) {
  Evaluation run;
  run.database = database;
  run.rules = check_rules(file, options, library_folders());
  diagnostics::Sink& sink = run.rules->sink;
  if (sink.has_errors()) return run;

  const std::optional<results::RunInputs> dates = make_run_dates(run.program(), wishes, sink);
  if (!dates) return run;

  store::ReadOptions reading;
  reading.progress = progress.reading;
  reading.all_columns = wishes.all_columns;
  run.data = store::read_data(run.program(), database, dates->assessment, sink, reading);
  if (sink.has_errors()) return run;

  const std::optional<results::RunInputs> inputs = make_inputs(run.program(), run.data, wishes, sink);
  if (!inputs) return run;

  const std::function<bool(int)> tell = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return true;
  };
  run.results = wishes.engine == Engine::Reference ? eval::evaluate(run.program(), run.data, *inputs, {tell})
                                                   : run_columnar(run.program(), run.data, *inputs, tell);
  run.is_whole = true;
  return run;
}

}  // namespace plumb::pipeline
