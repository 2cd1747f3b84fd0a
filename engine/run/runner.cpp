#include "run/runner.h"

#include <algorithm>
#include <atomic>
#include <optional>

#include "diagnostics/abort_internal.h"
#include "run/reuse_columns.h"
#include "run/worker.h"

namespace plumb::run {

Runner::Runner(const program::Program& program, const plan::Plan& plan, const data::Data& data, const results::RunInputs& inputs,
               const program::Pins& pins, const Options& options)
    : program_(program),
      plan_(plan),
      data_(data),
      inputs_(inputs),
      pins_(pins),
      options_(options),
      threads_(options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency())) {
  batch_ = std::max<uint32_t>(1, options.batch);
  for (uint32_t i = 0; i < threads_.size(); ++i) workers_.push_back(std::make_unique<Worker>(*this));
  definitions_.resize(program.definitions.size());
  is_computed_.resize(program.definitions.size(), 0);
  populations_.resize(program.populations.size());
  rankings_.resize(program.rankings.size());
  ranking_open_.resize(program.rankings.size());
  ranking_waits_.resize(program.rankings.size());
  is_ranked_.resize(program.rankings.size(), 0);
  ranking_columns_.resize(program.rankings.size());
  inputs_of_columns_.resize(program.columns.size());
  parameter_values_.resize(program.parameters.size());
  is_prepared_.resize(program.exprs.size(), 0);
  taken_out_.resize(program.tables.size());
  kept_.resize(program.tables.size());
  for (const results::RunInputs::Quarantine& entry : inputs.quarantine) {
    if (!entry.table.valid()) continue;
    const uint32_t row = data::find_row(program, data, entry.table, entry.key);
    if (row == NoRow) continue;  // who made the inputs has reported it
    std::vector<uint8_t>& rows = (entry.keeps_place ? kept_ : taken_out_)[entry.table.value];
    rows.resize(row_count(entry.table), 0);
    // Rows of one key stand together; who names the key of a duplicate means all of them.
    for (uint32_t next = row; next < rows.size() && key_of(entry.table, next) == entry.key; ++next) rows[next] = 1;
  }
}

Runner::~Runner() = default;

void Runner::for_batches(uint32_t rows, uint64_t weight, const std::function<void(Worker&, uint32_t, uint32_t)>& work) {
  // Two batches of work are worth a thread; few rows that read many are cut smaller.
  const auto threads = static_cast<uint32_t>(std::min<uint64_t>({threads_.size(), weight / batch_, rows}));
  const uint32_t most = threads > 1 ? std::clamp(rows / (threads * 8), std::min(8U, batch_), batch_) : batch_;
  const uint32_t batches = (rows + most - 1) / most;
  std::atomic<uint32_t> next{0};
  threads_.run(std::max(1U, threads), [&](uint32_t thread) {
    for (uint32_t i = next++; i < batches; i = next++) work(*workers_[thread], i * most, std::min(most, rows - i * most));
  });
}

uint32_t Runner::fault_code(TableId table, uint32_t row, program::ColumnId column) {
  return interned_.open(
      {.kind = PlaceKind::DataFault, .table = table, .row = row, .fault = data::find_fault(data_, table, row, column)}, false);
}

bool Runner::is_given(const std::vector<program::Basis>& bases) const {
  return std::none_of(bases.begin(), bases.end(),
                      [](const program::Basis& basis) { return basis.kind == program::BasisKind::NotGiven; });
}

uint32_t Runner::not_given_code(DefinitionId definition, uint32_t row) {
  return interned_.open(
      {.kind = PlaceKind::NotGivenValue, .definition = definition, .table = program_.at(definition).table, .row = row}, true);
}

std::string Runner::key_of(TableId table, uint32_t row) const { return data::key_text(program_, data_, table, row); }

std::vector<Lane> Runner::lanes_of(ExprId expr, TableId table, DefinitionId definition, bool of_each_row) {
  prepare(expr, definition);
  const uint32_t rows = row_count(table);
  std::vector<Lane> lanes(rows);
  const bool is_wide = program_.at(expr).type.kind == TypeKind::Number && plan_.exprs[expr.value].form == Form::Rational;
  for_batches(rows, rows, [&](Worker& worker, uint32_t first, uint32_t count) {
    Batch batch = worker.rows_of(table, first, count, definition);
    if (!of_each_row) batch.base = {table, NoRow, nullptr, true};
    const Vector values = worker.eval(expr, batch, nullptr);
    for (uint32_t i = 0; i < count; ++i) {
      Lane& lane = lanes[first + i];
      lane.state = values.state(i);
      lane.open = values.open(i);
      if (is_wide)
        lane.number = values.number(i);
      else
        lane.integer = values.at(i);
    }
  });
  return lanes;
}

results::Results Runner::run_all(ColumnCache* memory) {
  std::optional<ColumnReuse> recall;
  if (memory != nullptr) {
    recall.emplace(*this, *memory);
    recall->take();
    leaves_columns_ = true;
  }
  std::vector<uint8_t> is_listed(program_.definitions.size(), 0);
  std::vector<DefinitionId> order = program_.order;
  for (const DefinitionId id : order) is_listed[id.value] = 1;
  for (uint32_t i = 0; i < is_listed.size(); ++i) {
    if (is_listed[i] == 0) order.push_back(DefinitionId{i});
  }
  for (size_t done = 0; done < order.size(); ++done) {
    compute(order[done]);
    if (options_.progress && !options_.progress(static_cast<int>((done + 1) * 1000 / order.size()))) break;
  }
  for (uint32_t i = 0; i < populations_.size(); ++i) compute_population(PopulationId{i});
  for (uint32_t i = 0; i < rankings_.size(); ++i) compute_ranking(program::RankingId{i});
  results::Results results = finish();
  if (recall) recall->keep();
  return results;
}

results::Results run(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                     const results::RunInputs& inputs, const program::Pins& pins, const Options& options) {
  return Runner(program, plan, data, inputs, pins, options).run_all();
}

results::Results run_again(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                           const results::RunInputs& inputs, ColumnCache& memory, const program::Pins& pins, const Options& options) {
  return Runner(program, plan, data, inputs, pins, options).run_all(&memory);
}

}  // namespace plumb::run
