#include "plumbline/data.h"

#include "diagnostics/catalogue_command.h"
#include "fingerprint/fingerprint.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "report/describe_place.h"
#include "store/store.h"

namespace plumbline {

namespace {

using inner::report::Evaluation;

std::optional<std::string> wished(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

// Are the rows that were read for `old` those that other rules read, for the same assessment?
bool has_rows_for(const DataState& old, const inner::program::Program& program, std::int64_t assessment) {
  const inner::program::Program& read_for = old.read->program();
  return assessment == old.assessment &&
         inner::fingerprint::fingerprint_world(program) == inner::fingerprint::fingerprint_world(read_for) &&
         (old.options.all_columns || inner::store::reads_the_same(program, read_for));
}

Result<Data> read(const Rules& rules, const Source& source, const ReadOptions& options, const DataState* old) {
  const RulesState& of = state_of(rules);
  const inner::pipeline::RunWishes wishes = wishes_of(source, options, {});
  auto run = std::make_shared<Evaluation>(inner::pipeline::begin_evaluation(of.checked, source.path, of.options));
  if (!rules.ok()) return Result<Data>(rules.diagnostics());
  if (options.stop.stop_requested()) {
    run->sink.report(plumb::diag::StoppedAsAsked{});
    return Result<Data>(make_diagnostics(*run));
  }
  const auto dates = inner::pipeline::make_run_dates(run->program(), wishes, run->sink);
  if (dates && old != nullptr && has_rows_for(*old, run->program(), dates->assessment)) {
    run->rows = old->read->rows;
    run->root = old->read->root;
  } else if (!dates || !inner::pipeline::read_rows(*run, wishes, {.reading = options.progress, .evaluating = {}})) {
    return Result<Data>(make_diagnostics(*run));
  }
  run->results.inputs = *dates;
  Data made = make_data(rules, source, options, std::move(run));
  Diagnostics found = made.diagnostics();
  return {std::move(made), std::move(found)};
}

}  // namespace

DataFault make_fault(const inner::program::Program& program, const inner::data::Data& data, const inner::data::Fault& fault) {
  const inner::results::Results none;
  const inner::diagnostics::Bilingual what = inner::report::describe_fault(fault.kind);
  return {.table = program.at(fault.table).name,
          .key = inner::data::key_text(program, data, fault.table, fault.row),
          .column = fault.column.valid() ? program.at(fault.column).name : "",
          .what = {what.zh, what.en},
          .found = fault.found,
          .address = inner::report::fault_address({program, data, none}, fault)};
}

inner::pipeline::RunWishes wishes_of(const Source& source, const ReadOptions& reading, const RunOptions& running) {
  inner::pipeline::RunWishes wishes;
  wishes.assessment = wished(reading.when.assessment);
  wishes.period = wished(reading.when.period);
  wishes.as_of = wished(reading.when.as_of);
  wishes.from_snapshot = source.is_snapshot;
  wishes.all_columns = reading.all_columns;
  for (const Quarantine& one : running.quarantine) {
    // Without a reason it is refused as it was given.
    wishes.quarantine.push_back({one.reason.empty() ? one.row : one.row + "=" + one.reason, one.keeps_place});
  }
  wishes.engine = running.by_reference ? inner::pipeline::Engine::Reference : inner::pipeline::Engine::Columnar;
  wishes.threads = running.threads;
  wishes.stop = running.stop;
  return wishes;
}

Data make_data(const Rules& rules, const Source& source, const ReadOptions& options, std::shared_ptr<const Evaluation> read) {
  auto state = std::make_shared<DataState>();
  state->rules = rules;
  state->source = source;
  state->options = options;
  state->assessment = read->results.inputs.assessment;
  state->diagnostics = make_diagnostics(*read);
  const inner::program::Program& program = read->program();
  for (std::size_t i = 0; i < program.tables.size() && i < read->data().tables.size(); ++i) {
    state->tables.push_back({program.tables[i].name, read->data().tables[i].row_count});
  }
  state->read = std::move(read);
  return Access::make<Data>(std::shared_ptr<const DataState>(std::move(state)));
}

Result<Data> read_data(const Rules& rules, const Source& source, const ReadOptions& options) {
  return guarded([&] { return read(rules, source, options, nullptr); });
}

const Rules& Data::rules() const { return state_->rules; }
const Source& Data::source() const { return state_->source; }
const std::string& Data::root() const { return state_->read->root; }
const std::string& Data::origin() const { return state_->read->data().origin; }
std::int64_t Data::assessment() const { return state_->assessment; }
const std::vector<TableRows>& Data::tables() const { return state_->tables; }
const Diagnostics& Data::diagnostics() const { return state_->diagnostics; }

const std::vector<DataFault>& Data::faults() const {
  attempt([&] {
    std::call_once(state_->faults_shown, [&] {
      std::vector<DataFault> made;
      for (const inner::data::Fault& fault : state_->read->data().faults) {
        made.push_back(make_fault(state_->read->program(), state_->read->data(), fault));
      }
      state_->faults = std::move(made);
    });
  });
  return state_->faults;
}

Result<Data> Data::with(const Rules& rules) const {
  return guarded([&] { return read(rules, state_->source, state_->options, state_.get()); });
}

Result<Data> Data::at(const When& when) const {
  return guarded([&] {
    ReadOptions options = state_->options;
    options.when = when;
    return read(state_->rules, state_->source, options, state_.get());
  });
}

}  // namespace plumbline
