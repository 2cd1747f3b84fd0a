#include "diagnostics/catalogue_command.h"
#include "pipeline/commands.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "pipeline/run_progress.h"
#include "pipeline/texts.h"
#include "store/snapshot.h"

namespace plumb::pipeline {

std::optional<Outcome> refuse_sources(const std::string& database, const std::string& snapshot, const Console& console) {
  if (database.empty() && snapshot.empty()) {
    return refuse_usage(UsageProblem::MissingArgument, std::string(text(TextId::DatabaseOrSnapshot, console.reader())), console);
  }
  if (database.empty() || snapshot.empty()) return std::nullopt;
  diagnostics::Sink sink;
  sink.report(diag::OptionsExclude{.first = "--db", .second = "--snapshot"});
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

Outcome run_snapshot(const SnapshotCommand& command, const Console& console) {
  check::Options options;
  options.with_findings = false;
  const auto rules = check_rules(command.rules, options, library_folders());
  const Language language = console.reader(rules->spelling);
  diagnostics::Sink& sink = rules->sink;
  Outcome outcome;
  const std::optional<int64_t> assessment =
      sink.has_errors()
          ? std::nullopt
          : find_assessment(rules->program, command.assessment.empty() ? std::nullopt : std::optional(command.assessment), sink);
  if (assessment) {
    store::SnapshotSource source{.path = command.database, .generation = 0, .made_by = "plumb " PLUMB_VERSION};
    store::ReadOptions reading;
    reading.all_columns = true;
    reading.progress = progress_on(console, language).reading;
    reading.generation = &source.generation;
    const data::Data data = store::read_data(rules->program, command.database, *assessment, sink, reading);
    const std::optional<store::SnapshotFacts> made =
        sink.has_errors() ? std::nullopt : store::write_snapshot(rules->program, data, *assessment, source, command.out, sink);
    if (made) {
      // As sha256sum writes it, so that it can be kept and compared.
      outcome.output = made->root + "  " + command.out + '\n';
      outcome.messages =
          filled(TextId::SnapshotDone, language,
                 {command.out, std::to_string(made->assessment), std::to_string(made->tables), std::to_string(made->columns),
                  std::to_string(made->rows), std::to_string(data.faults.size()), std::to_string(made->bytes)}) +
          '\n';
    }
  }
  add_messages(outcome, sink, rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
