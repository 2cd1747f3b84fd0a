#include "diagnostics/catalogue_command.h"

#include "pipeline/commands.h"
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
    if (command.what.size() == 2) {
      const auto one = store::load_csv(rules->program, command.database, command.what[0], command.what[1], rules->sink, options);
      if (one) loaded.push_back(*one);
    } else {
      const auto all = store::load_folder(rules->program, command.database, command.what.front(), rules->sink, options);
      if (all) loaded = *all;
    }
  }
  for (const store::Loaded& one : loaded) {
    outcome.messages += filled(TextId::LoadDone, language, {one.table, std::to_string(one.rows), one.file}) + '\n';
  }
  add_messages(outcome, rules->sink, rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
