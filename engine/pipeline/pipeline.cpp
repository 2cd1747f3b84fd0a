#include "pipeline/pipeline.h"

#include "diagnostics/catalogue_command.h"
#include "eval/eval.h"
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
  return plan::make_plan(run.program(), run.data(), plan::find_all_facts(run.program(), run.data()), subject);
}

}  // namespace

// The whole way on one page:
//
//   rule files ──check──▶ program ─┬─plan──▶ plan ─┐
//                                  │               ├─run──▶ results ──▶ table, JSON, CSV, explanation
//   database ───store───▶ data ────┴───────────────┘      (or a snapshot of it)
//
// The reference evaluator goes from program and data to the same results without a plan.
Evaluation begin_evaluation(std::shared_ptr<const CheckedRules> rules, const std::string& database,
                            const check::Options& options) {
  Evaluation run;
  run.sink = rules->sink;
  run.rules = std::move(rules);
  run.database = database;
  run.takes_other_readings = options.take_other_readings;
  return run;
}

bool read_rows(Evaluation& run, const RunWishes& wishes, const RunProgress& progress) {
  if (run.sink.has_errors()) return false;
  const std::optional<results::RunInputs> dates = make_run_dates(run.program(), wishes, run.sink);
  if (!dates) return false;
  store::ReadOptions reading;
  reading.progress = progress.reading;
  reading.all_columns = wishes.all_columns;
  reading.threads = wishes.threads;
  store::SnapshotFacts facts;
  run.rows = std::make_shared<const data::Data>(
      wishes.from_snapshot ? store::read_snapshot(run.program(), run.database, dates->assessment, run.sink, reading, &facts)
                           : store::read_data(run.program(), run.database, dates->assessment, run.sink, reading));
  run.root = facts.root;
  return !run.sink.has_errors();
}

bool take_inputs(Evaluation& run, const RunWishes& wishes) {
  const std::optional<results::RunInputs> inputs = make_inputs(run.program(), run.data(), wishes, run.sink);
  if (!inputs) return false;
  run.results.inputs = *inputs;
  run.is_read = true;
  return true;
}

bool compute_results(Evaluation& run, const RunWishes& wishes, const RunProgress& progress) {
  const std::function<bool(int)> tell = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return !wishes.stop.stop_requested();
  };
  const results::RunInputs inputs = run.results.inputs;
  if (wishes.engine == Engine::Reference) {
    run.results = eval::evaluate(run.program(), run.data(), inputs, {tell});
  } else {
    run::Options running;
    running.threads = wishes.threads;
    running.progress = tell;
    run.results = run::run(run.program(), plan_of(run), run.data(), inputs, {}, running);
  }
  if (wishes.stop.stop_requested()) {
    run.sink.report(diag::StoppedAsAsked{});
    return false;
  }
  run.is_whole = true;
  return true;
}

Evaluation evaluate_rules(const std::string& file, const std::string& database, const RunWishes& wishes,
                          const check::Options& options, const RunProgress& progress) {
  Evaluation run = begin_evaluation(check_rules(file, options, library_folders()), database, options);
  (void)(read_rows(run, wishes, progress) && take_inputs(run, wishes) && compute_results(run, wishes, progress));
  return run;
}

std::string describe_plan(const Evaluation& run) { return plan::dump_plan(run.program(), plan_of(run)); }

}  // namespace plumb::pipeline
