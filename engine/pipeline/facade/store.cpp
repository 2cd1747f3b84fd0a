#include "store/store.h"

#include <filesystem>

#include "diagnostics/catalogue_command.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "store/snapshot.h"

namespace plumbline {

namespace {

using inner::check::CheckedRules;
using inner::diagnostics::Sink;

Diagnostics told(const CheckedRules& rules, const Sink& sink, const Rules& of) {
  return make_diagnostics(sink, {state_of(of).checked, &rules.sources});
}

// What is wrong with the data as it is now, told while the files are still at hand. A reference to a table that has no rows
// yet is no fault of what was loaded: that table comes next. Databases that take long to read are not looked through.
void look_for_faults(const inner::program::Program& program, const std::string& path, const RowProgress& progress,
                     Loaded& loaded) {
  constexpr std::int64_t MostRows = 2'000'000;
  Sink unheard;
  inner::store::ReadOptions reading;
  reading.all_columns = true;
  reading.row_limit = MostRows;
  reading.progress = progress;
  const inner::data::Data data = inner::store::read_data(program, path, program.assessment, unheard, reading);
  if (unheard.has_errors()) return;
  const auto is_early = [&](const inner::data::Fault& fault) {
    if (fault.kind != inner::data::FaultKind::Orphan || !fault.column.valid()) return false;
    const inner::program::TableId target = program.at(fault.column).type.table;
    return target.valid() && data.tables[target.value].row_count == 0;
  };
  for (const inner::data::Fault& fault : data.faults) {
    if (is_early(fault)) continue;
    if (loaded.fault_count++ == 0) loaded.first_fault.push_back(make_fault(program, data, fault));
  }
}

std::vector<inner::store::Loaded> load_into(const inner::program::Program& program, const std::string& database,
                                            const std::string& from, std::string table, Sink& sink,
                                            const inner::store::LoadOptions& options) {
  // 仪器.csv alone: the file is named after its table, as in a folder.
  const std::filesystem::path only(from);
  std::error_code ignored;
  if (table.empty() && only.extension() == ".csv" && !std::filesystem::is_directory(only, ignored)) {
    table = only.stem().string();
  }
  if (!table.empty()) {
    const auto one = inner::store::load_csv(program, database, table, from, sink, options);
    return one ? std::vector{*one} : std::vector<inner::store::Loaded>{};
  }
  return inner::store::load_folder(program, database, from, sink, options).value_or(std::vector<inner::store::Loaded>{});
}

}  // namespace

Diagnostics create_database(const Rules& rules, const std::string& path) {
  const Result<bool> made = guarded([&] {
    const CheckedRules& of = checked(rules);
    Sink sink = of.sink;
    const bool is_made = rules.ok() && inner::store::init_database(of.program, path, sink);
    return Result<bool>(is_made, rules.ok() ? told(of, sink, rules) : rules.diagnostics());
  });
  return made.diagnostics();
}

Result<Loaded> load(const Rules& rules, const std::string& database, const std::string& from, const std::string& table,
                    const LoadOptions& options) {
  return guarded([&] {
    const CheckedRules& of = checked(rules);
    Sink sink = of.sink;
    if (options.replace && options.append) {
      sink.report(plumb::diag::OptionsExclude{.first = "--replace", .second = "--append"});
    }
    if (sink.has_errors()) return Result<Loaded>(told(of, sink, rules));
    inner::store::LoadOptions loading;
    loading.replace = options.replace;
    loading.append = options.append;
    loading.progress = options.progress;
    Loaded loaded;
    for (inner::store::Loaded& one : load_into(of.program, database, from, table, sink, loading)) {
      loaded.tables.push_back({std::move(one.table), std::move(one.file), one.rows, std::move(one.left_out)});
    }
    if (loaded.tables.empty()) return Result<Loaded>(told(of, sink, rules));
    look_for_faults(of.program, database, options.progress, loaded);
    return Result<Loaded>(std::move(loaded), told(of, sink, rules));
  });
}

Result<Snapshot> make_snapshot(const Rules& rules, const std::string& database, const std::string& path,
                               const std::string& assessment, const RowProgress& progress) {
  return guarded([&] {
    const CheckedRules& of = checked(rules);
    Sink sink = of.sink;
    if (!rules.ok()) return Result<Snapshot>(rules.diagnostics());
    const std::optional<std::int64_t> found =
        inner::pipeline::find_assessment(of.program, assessment.empty() ? std::nullopt : std::optional(assessment), sink);
    if (!found) return Result<Snapshot>(told(of, sink, rules));
    inner::store::SnapshotSource source{.path = database, .generation = 0, .made_by = "plumb " PLUMB_VERSION};
    inner::store::ReadOptions reading;
    reading.all_columns = true;
    reading.progress = progress;
    reading.generation = &source.generation;
    const inner::data::Data data = inner::store::read_data(of.program, database, *found, sink, reading);
    const std::optional<inner::store::SnapshotFacts> made =
        sink.has_errors() ? std::nullopt : inner::store::write_snapshot(of.program, data, *found, source, path, sink);
    if (!made) return Result<Snapshot>(told(of, sink, rules));
    return Result<Snapshot>({.root = made->root,
                             .assessment = made->assessment,
                             .rows = made->rows,
                             .bytes = made->bytes,
                             .tables = made->tables,
                             .columns = made->columns,
                             .faults = data.faults.size()},
                            told(of, sink, rules));
  });
}

}  // namespace plumbline
