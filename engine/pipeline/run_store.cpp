#include <filesystem>
#include <system_error>

#include "diagnostics/catalogue_command.h"
#include "pipeline/commands.h"
#include "pipeline/describe_place.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "pipeline/run_progress.h"
#include "pipeline/texts.h"
#include "store/store.h"

namespace plumb::pipeline {

namespace {

std::unique_ptr<CheckedRules> rules_for_store(const std::string& file) {
  check::Options options;
  options.with_findings = false;
  return check_rules(file, options, library_folders());
}

// What is wrong with the data as it is now, told while the files are still at hand. A reference to a table that has no rows
// yet is no fault of what was loaded: that table comes next. Databases that take long to read are not looked through.
std::string describe_faults(const program::Program& program, const std::string& path, Language language,
                            const store::Progress& progress) {
  constexpr int64_t MostRows = 2'000'000;
  diagnostics::Sink unheard;
  store::ReadOptions reading;
  reading.all_columns = true;
  reading.row_limit = MostRows;
  reading.progress = progress;
  const data::Data data = store::read_data(program, path, program.assessment, unheard, reading);
  if (unheard.has_errors()) return "";
  const auto is_early = [&](const data::Fault& fault) {
    if (fault.kind != data::FaultKind::Orphan || !fault.column.valid()) return false;
    const program::TableId target = program.at(fault.column).type.table;
    return target.valid() && data.tables[target.value].row_count == 0;
  };
  uint64_t count = 0;
  const data::Fault* first = nullptr;
  for (const data::Fault& fault : data.faults) {
    if (is_early(fault)) continue;
    if (count++ == 0) first = &fault;
  }
  if (first == nullptr) return "";
  const results::Results none;
  const diagnostics::Bilingual what = describe_fault(first->kind);
  return filled(TextId::LoadFaults, language,
                {std::to_string(count), fault_address({program, data, none}, *first),
                 language == Language::Zh ? what.zh : what.en}) +
         '\n';
}

}  // namespace

Outcome run_init(const InitCommand& command, const Console& console) {
  const auto rules = rules_for_store(command.rules);
  const Language language = console.reader(rules->spelling);
  Outcome outcome;
  if (!rules->sink.has_errors() && store::init_database(rules->program, command.database, rules->sink)) {
    outcome.messages =
        filled(TextId::InitDone, language, {command.database, std::to_string(rules->program.tables.size())}) + '\n';
  }
  add_messages(outcome, rules->sink, rules->sources, language, console);
  return outcome;
}

Outcome run_load(const LoadCommand& command, const Console& console) {
  const auto rules = rules_for_store(command.rules);
  const Language language = console.reader(rules->spelling);
  Outcome outcome;
  std::vector<store::Loaded> loaded;
  if (command.replace && command.append) rules->sink.report(diag::OptionsExclude{.first = "--replace", .second = "--append"});
  if (!rules->sink.has_errors()) {
    store::LoadOptions options;
    options.replace = command.replace;
    options.append = command.append;
    options.progress = progress_on(console, language).reading;
    std::vector<std::string> what = command.what;
    // 仪器.csv alone: the file is named after its table, as in a folder.
    const std::filesystem::path only(what.front());
    std::error_code ignored;
    if (what.size() == 1 && only.extension() == ".csv" && !std::filesystem::is_directory(only, ignored)) {
      what.insert(what.begin(), only.stem().string());
    }
    if (what.size() == 2) {
      const auto one = store::load_csv(rules->program, command.database, what[0], what[1], rules->sink, options);
      if (one) loaded.push_back(*one);
    } else {
      const auto all = store::load_folder(rules->program, command.database, what.front(), rules->sink, options);
      if (all) loaded = *all;
    }
  }
  for (const store::Loaded& one : loaded) {
    outcome.messages += filled(TextId::LoadDone, language, {one.table, std::to_string(one.rows), one.file}) + '\n';
    if (one.left_out.empty()) continue;
    std::string names;
    for (const std::string& name : one.left_out)
      names += (names.empty() ? "" : std::string(text(TextId::ListComma, language))) + name;
    outcome.messages += filled(TextId::LoadLeftOut, language, {names}) + '\n';
  }
  if (!loaded.empty()) {
    outcome.messages += describe_faults(rules->program, command.database, language, progress_on(console, language).reading);
  }
  add_messages(outcome, rules->sink, rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
