#include "pipeline/pipeline.h"

#include "pipeline/files.h"
#include "store/store.h"

namespace plumb::pipeline {

// The whole way on one page:
//
//   rule files ──check──▶ program ─┐
//                                  ├─eval──▶ results ──▶ table, JSON, CSV, explanation
//   database ───store───▶ data ────┘
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

  eval::Options evaluating;
  evaluating.progress = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return true;
  };
  run.results = eval::evaluate(run.program(), run.data, *inputs, evaluating);
  run.is_whole = true;
  return run;
}

}  // namespace plumb::pipeline
