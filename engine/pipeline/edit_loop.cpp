#include "pipeline/edit_loop.h"

#include <sys/stat.h>

#include "pipeline/files.h"
#include "pipeline/stopwatch.h"
#include "fingerprint/fingerprint.h"
#include "plan/plan.h"
#include "run/run.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace plumb::pipeline {

EditLoop::EditLoop(std::string file, std::string database, RunWishes wishes, check::Options options)
    : file_(std::move(file)), database_(std::move(database)), wishes_(std::move(wishes)), options_(options) {}

// Loads count themselves; other programs write too, and the file under a name may be another one.
std::optional<std::string> EditLoop::stamp(diagnostics::Sink& sink) const {
  std::string loads;
  if (!wishes_.from_snapshot) {
    const std::optional<int64_t> generation = store::read_generation(database_, sink);
    if (!generation) return std::nullopt;
    loads = std::to_string(*generation) + " ";
  }
  struct stat file {};
  if (::stat(database_.c_str(), &file) != 0) return "";  // reading it tells why
  return loads + std::to_string(file.st_dev) + " " + std::to_string(file.st_ino) + " " + std::to_string(file.st_size) + " " +
         std::to_string(file.st_mtim.tv_sec) + "." + std::to_string(file.st_mtim.tv_nsec);
}

bool EditLoop::has_data_for(const program::Program& program, const Source& source) const {
  return now_ != nullptr && source == source_ && fingerprint::fingerprint_world(program) == fingerprint::fingerprint_world(now_->program()) &&
         (wishes_.all_columns || store::reads_the_same(program, now_->program()));
}

bool EditLoop::evaluate(Evaluation& next, Update& update, const RunProgress& progress) {
  diagnostics::Sink& sink = next.rules->sink;
  const program::Program& program = next.program();
  Stopwatch clock;
  const std::optional<results::RunInputs> dates = make_run_dates(program, wishes_, sink);
  if (!dates) return false;
  const std::optional<std::string> found = stamp(sink);
  if (!found) return false;
  const Source source{*found, dates->assessment};
  const bool keeps_data = has_data_for(program, source);
  if (keeps_data) {
    next.data = std::move(now_->data);
  } else {
    store::ReadOptions reading;
    reading.progress = progress.reading;
    reading.all_columns = wishes_.all_columns;
    next.data = wishes_.from_snapshot ? store::read_snapshot(program, database_, dates->assessment, sink, reading)
                                      : store::read_data(program, database_, dates->assessment, sink, reading);
    if (sink.has_errors()) return false;
    update.was_read = true;
  }
  const std::optional<results::RunInputs> inputs = make_inputs(program, next.data, wishes_, sink);
  if (!inputs) {
    if (keeps_data) now_->data = std::move(next.data);
    return false;
  }
  if (!keeps_data) {
    memory_.forget();
    facts_ = plan::find_all_facts(program, next.data);
    source_ = source;
  }
  shares_data_ = keeps_data;
  update.read_us = clock.lap();
  const program::Subject subject{inputs->reference, inputs->assessment, {}, inputs->period_first, inputs->period_last};
  run::Options running;
  running.progress = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return true;
  };
  next.results =
      run::run_again(program, plan::make_plan(program, next.data, facts_, subject), next.data, *inputs, memory_, {}, running);
  update.run_us = clock.lap();
  next.is_read = next.is_whole = true;
  return true;
}

EditLoop::Update EditLoop::update(const RunProgress& progress) {
  Update update;
  Stopwatch clock;
  auto next = std::make_unique<Evaluation>();
  next->database = database_;
  next->takes_other_readings = options_.take_other_readings;
  next->rules = check_rules(file_, options_, library_folders());
  update.check_us = clock.lap();
  update.is_checked = !next->rules->sink.has_errors();
  update.is_whole = update.is_checked && evaluate(*next, update, progress);
  if (!update.is_whole) {
    refused_ = std::move(next->rules);
    return update;
  }
  refused_ = nullptr;
  before_ = std::move(now_);
  now_ = std::move(next);
  update.computed = static_cast<uint32_t>(memory_.last().computed.size());
  update.taken = static_cast<uint32_t>(memory_.last().taken.size());
  return update;
}

}  // namespace plumb::pipeline
