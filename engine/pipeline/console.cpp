#include "pipeline/console.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_internal.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/facade/access.h"
#include "pipeline/files.h"
#include "pipeline/follow_files.h"
#include "store/held_signals.h"

namespace plumb::pipeline {

namespace {

template <class Filled>
Diagnostics refuse(const Filled& filled, std::vector<std::string> suggestions = {}) {
  diagnostics::Sink sink;
  sink.report(filled).suggest(std::move(suggestions));
  return plumbline::make_diagnostics(sink);
}

}  // namespace

Diagnostics refuse_usage(UsageProblem problem, const std::string& what, const std::vector<std::string>& known) {
  switch (problem) {
    case UsageProblem::UnknownArgument: return refuse(diag::UnknownArgument{.found = what}, diagnostics::suggest(what, known));
    case UsageProblem::MissingArgument: return refuse(diag::MissingArgument{.wanted = what});
    case UsageProblem::BadValue: return refuse(diag::BadArgumentValue{.argument = what});
    case UsageProblem::MissingCommand: break;
  }
  return refuse(diag::MissingCommand{});
}

Diagnostics refuse_choice(const std::string& option, const std::string& found, const std::vector<std::string>& choices) {
  return refuse(diag::BadChoice{.option = option, .found = found, .choices = {choices}}, diagnostics::suggest(found, choices, 1));
}

Diagnostics refuse_both(const std::string& first, const std::string& second) {
  return refuse(diag::OptionsExclude{.first = first, .second = second});
}

Diagnostics refuse_memory() { return refuse(diag::OutOfMemory{}); }
Diagnostics refuse_internal(const std::string& what) {
  return refuse(diag::Internal{.step = "cli", .what = what, .version = PLUMB_VERSION});
}
Diagnostics refuse_output(const std::string& reason) { return refuse(diag::OutputNotWritten{.reason = reason}); }

Diagnostics write_whole_file(const std::string& path, const std::string& text) {
  diagnostics::Sink sink;
  (void)write_file(path, text, sink);  // a failure is in the sink
  return plumbline::make_diagnostics(sink);
}

std::string printable_line(const std::string& text) { return source::printable(text); }

FollowedFiles::FollowedFiles(const std::string& shown) {
  diagnostics::Sink sink;
  follower_ = std::make_unique<FileFollower>(shown, sink);
  diagnostics_ = plumbline::make_diagnostics(sink);
}
FollowedFiles::~FollowedFiles() = default;
void FollowedFiles::follow(const std::vector<std::string>& paths) { follower_->follow(paths); }
bool FollowedFiles::wait() { return follower_->wait(); }

struct HeldState {
  store::HeldSignals held;
};
SignalsHeld::SignalsHeld() : state_(std::make_unique<HeldState>()) {}
SignalsHeld::~SignalsHeld() = default;

}  // namespace plumb::pipeline
