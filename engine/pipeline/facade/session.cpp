#include "plumbline/session.h"

#include "diagnostics/catalogue_command.h"
#include "pipeline/edit_loop.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"

namespace plumbline {

struct SessionState {
  Source source;
  SessionOptions options;
  inner::check::Options checking;
  inner::pipeline::EditLoop loop;
  std::optional<Run> last;
};

namespace {

inner::check::Options checking_of(const SessionOptions& options) {
  inner::check::Options checking;
  checking.with_findings = options.rules.findings;
  checking.take_other_readings = options.rules.other_readings;
  return checking;
}

Update make_update(SessionState& state) {
  inner::pipeline::EditLoop& loop = state.loop;
  const auto made = loop.update({.reading = state.options.reading.progress, .evaluating = state.options.running.progress});
  Update update;
  update.was_read = made.was_read;
  update.computed = made.computed;
  update.taken = made.taken;
  update.check_us = made.check_us;
  update.read_us = made.read_us;
  update.run_us = made.run_us;
  update.rules = make_rules(loop.last().rules, state.checking);
  update.before = state.last;
  if (made.is_whole) {
    const Data data = make_data(update.rules, state.source, state.options.reading, loop.now());
    state.last = make_run(data, loop.now());
    update.run = state.last;
    update.diagnostics = update.run->diagnostics();
  } else {
    update.diagnostics = make_diagnostics(loop.last());
  }
  return update;
}

}  // namespace

Session::Session(RuleFiles files, Source source, SessionOptions options) {
  attempt([&] {
    const auto wishes = wishes_of(source, options.reading, options.running);
    const auto checking = checking_of(options);
    inner::pipeline::EditLoop loop(std::move(files), source.path, wishes, checking);
    state_ = std::make_unique<SessionState>(
        SessionState{std::move(source), std::move(options), checking, std::move(loop), std::nullopt});
  });
}

Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

void Session::set_text(const std::string& path, std::string text) {
  if (state_ != nullptr) attempt([&] { state_->loop.files().texts.insert_or_assign(path, std::move(text)); });
}

void Session::drop_text(const std::string& path) {
  if (state_ != nullptr) state_->loop.files().texts.erase(path);
}

Update Session::update() {
  Result<Update> made = guarded([&] {
    if (state_ == nullptr) throw std::bad_alloc();
    if (state_->options.running.stop.stop_requested()) {
      inner::diagnostics::Sink sink;
      sink.report(plumb::diag::StoppedAsAsked{});
      return Result<Update>(make_diagnostics(sink));
    }
    return Result<Update>(make_update(*state_), {});
  });
  if (made) return *std::move(made);
  // Given up on the way: what the memory holds of it may be half of something.
  if (state_ != nullptr) attempt([&] { state_->loop.forget_columns(); });
  Update update;
  update.rules = broken_rules(made.diagnostics());
  update.before = last();
  update.diagnostics = made.diagnostics();
  return update;
}

const std::optional<Run>& Session::last() const {
  static const std::optional<Run> none;
  return state_ == nullptr ? none : state_->last;
}

}  // namespace plumbline
