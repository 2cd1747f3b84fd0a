#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "plumbline/run.h"

namespace plumbline {

Run make_run(const Data& data, std::shared_ptr<const inner::report::Evaluation> evaluation) {
  auto state = std::make_shared<RunState>(data);
  state->diagnostics = make_diagnostics(*evaluation);
  state->evaluation = std::move(evaluation);
  return Access::make<Run>(std::shared_ptr<const RunState>(std::move(state)));
}

Result<Run> evaluate(const Data& data, const RunOptions& options) {
  return guarded([&] {
    const DataState& from = *Access::state(data);
    const inner::pipeline::RunWishes wishes = wishes_of(from.source, from.options, options);
    auto run = std::make_shared<inner::report::Evaluation>(*from.read);
    const bool is_whole = inner::pipeline::take_inputs(*run, wishes) &&
                          inner::pipeline::compute_results(*run, wishes, {.reading = {}, .evaluating = options.progress});
    if (!is_whole) return Result<Run>(make_diagnostics(*run));
    Run made = make_run(data, std::move(run));
    Diagnostics found = made.diagnostics();
    return Result<Run>(std::move(made), std::move(found));
  });
}

const Data& Run::data() const { return state_->data; }
const Diagnostics& Run::diagnostics() const { return state_->diagnostics; }

}  // namespace plumbline
