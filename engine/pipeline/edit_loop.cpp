#include "pipeline/edit_loop.h"

#include <sys/stat.h>

#include "fingerprint/fingerprint.h"
#include "pipeline/files.h"
#include "pipeline/stopwatch.h"
#include "plan/plan.h"
#include "run/run.h"
#include "store/snapshot.h"
#include "store/store.h"

namespace plumb::pipeline {

EditLoop::EditLoop(RuleFiles files, std::string database, RunWishes wishes, check::Options options)
    : files_(std::move(files)), database_(std::move(database)), wishes_(std::move(wishes)), options_(options) {}

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
  return rows_ != nullptr && source == source_ &&
         fingerprint::fingerprint_world(program) == fingerprint::fingerprint_world(read_for_->program) &&
         (wishes_.all_columns || store::reads_the_same(program, read_for_->program));
}

bool EditLoop::evaluate(Evaluation& next, Update& update, const RunProgress& progress) {
  const program::Program& program = next.program();
  Stopwatch clock;
  const std::optional<results::RunInputs> dates = make_run_dates(program, wishes_, next.sink);
  if (!dates) return false;
  const std::optional<std::string> found = stamp(next.sink);
  if (!found) return false;
  const Source source{*found, dates->assessment};
  if (has_data_for(program, source)) {
    next.rows = rows_;
  } else {
    if (!read_rows(next, wishes_, progress)) return false;
    update.was_read = true;
  }
  if (!take_inputs(next, wishes_)) return false;
  if (update.was_read) {
    memory_.forget();
    facts_ = plan::find_all_facts(program, next.data());
    rows_ = next.rows;
    read_for_ = next.rules;
    source_ = source;
  }
  update.read_us = clock.lap();
  const results::RunInputs inputs = next.results.inputs;
  const program::Subject subject{inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last};
  run::Options running;
  running.threads = wishes_.threads;
  running.progress = [&](int done) {
    if (progress.evaluating) progress.evaluating(done);
    return true;
  };
  next.results =
      run::run_again(program, plan::make_plan(program, next.data(), facts_, subject), next.data(), inputs, memory_, {}, running);
  update.run_us = clock.lap();
  next.is_whole = true;
  return true;
}

EditLoop::Update EditLoop::update(const RunProgress& progress) {
  Update update;
  Stopwatch clock;
  std::shared_ptr<const CheckedRules> rules = check_rules(files_, options_);
  update.check_us = clock.lap();
  update.is_checked = !rules->sink.has_errors();
  auto next = std::make_unique<Evaluation>(begin_evaluation(std::move(rules), database_, options_));
  update.is_whole = update.is_checked && evaluate(*next, update, progress);
  if (!update.is_whole) {
    refused_ = std::move(next);
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
