#include "pipeline/pipeline.h"

#include "pipeline/files.h"
#include "plan/plan.h"
#include "run/run.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace plumb::pipeline {

namespace {

plan::Plan plan_of(const Evaluation& run) {
  const results::RunInputs& inputs = run.results.inputs;
  const program::Subject subject{inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last};
  return plan::make_plan(run.program(), run.data, plan::find_all_facts(run.program(), run.data), subject);
}

}  // namespace

// The whole way on one page:
//
//   rule files ──check──▶ program ─┬─plan──▶ plan ─┐
//                                  │               ├─run──▶ results ──▶ table, JSON, CSV, explanation
//   database ───store───▶ data ────┴───────────────┘      (or a snapshot of it)
//
// The reference evaluator goes from program and data to the same results without a plan.
Evaluation read_run(const std::string& file, const std::string& database, const RunWishes& wishes, const check::Options& options,
                    const RunProgress& progress) {
  Evaluation run;
  run.database = database;
  run.takes_other_readings = options.take_other_readings;
  run.rules = check_rules(file, options, library_folders());
  diagnostics::Sink& sink = run.rules->sink;
  if (sink.has_errors()) return run;

  const std::optional<results::RunInputs> dates = make_run_dates(run.program(), wishes, sink);
  if (!dates) return run;

  store::ReadOptions reading;
  reading.progress = progress.reading;
  reading.all_columns = wishes.all_columns;
  run.data = wishes.from_snapshot ? store::read_snapshot(run.program(), database, dates->assessment, sink, reading)
                                  : store::read_data(run.program(), database, dates->assessment, sink, reading);
  if (sink.has_errors()) return run;

  const std::optional<results::RunInputs> inputs = make_inputs(run.program(), run.data, wishes, sink);
  if (!inputs) return run;
  run.results.inputs = *inputs;
  run.is_read = true;
  return run;
}

Evaluation evaluate_rules(const std::string& file, const std::string& database, const RunWishes& wishes,
                          const check::Options& options, const RunProgress& progress) {
  Evaluation run = read_run(file, database, wishes, options, progress);
  if (!run.is_read) return run;
  const std::function<bool(int)> tell = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return true;
  };
  const results::RunInputs inputs = run.results.inputs;
  if (wishes.engine == Engine::Reference) {
    run.results = eval::evaluate(run.program(), run.data, inputs, {tell});
  } else {
    run::Options running;
    running.progress = tell;
    run.results = run::run(run.program(), plan_of(run), run.data, inputs, {}, running);
  }
  run.is_whole = true;
  return run;
}

std::string describe_plan(const Evaluation& run) { return plan::dump_plan(run.program(), plan_of(run)); }

}  // namespace plumb::pipeline
