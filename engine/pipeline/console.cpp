#include "pipeline/console.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/catalogue_internal.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/render.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/commands.h"

namespace plumb::pipeline {

namespace {

int urgency(ExitCode code) {
  switch (code) {
    case ExitCode::Ok: return 0;
    case ExitCode::Findings: return 1;
    case ExitCode::Incomplete: return 2;
    case ExitCode::DataError: return 3;
    case ExitCode::Refused: return 4;
    case ExitCode::Limit: return 5;
    case ExitCode::Broken: return 6;
    case ExitCode::Internal: return 7;
  }
  return 7;
}

ExitCode code_of(const diagnostics::Row& row) {
  if (row.code == diag::TooDeep::row.code || row.code == diag::FileTooLarge::row.code ||
      row.code == diag::OutOfMemory::row.code) {
    return ExitCode::Limit;
  }
  if (row.code == diag::FileNotWritten::row.code || row.code == diag::OutputNotWritten::row.code) return ExitCode::DataError;
  if (row.code == diag::DatabaseCorrupt::row.code || row.code == diag::SnapshotChanged::row.code) return ExitCode::Broken;
  switch (row.code.size() > 1 ? row.code[1] : '9') {
    case '7': return ExitCode::DataError;
    case '9': return ExitCode::Internal;
    default: return ExitCode::Refused;
  }
}

}  // namespace

ExitCode worse_of(ExitCode a, ExitCode b) { return urgency(a) >= urgency(b) ? a : b; }

void add_messages(Outcome& outcome, const diagnostics::Sink& sink, const source::SourceSet& sources, Language language,
                  const Console& console, bool findings_count) {
  const std::vector<diagnostics::Diagnostic> sorted = sink.sorted();
  if (sorted.empty()) return;
  if (!outcome.messages.empty()) outcome.messages += '\n';
  outcome.messages += diagnostics::render_text(sorted, sources, language, console.message_colour);
  for (const diagnostics::Diagnostic& one : sorted) {
    switch (one.row->severity) {
      case diagnostics::Severity::Error: outcome.code = worse_of(outcome.code, code_of(*one.row)); break;
      case diagnostics::Severity::Warning:
        if (findings_count) outcome.code = worse_of(outcome.code, ExitCode::Findings);
        break;
      case diagnostics::Severity::Note: break;
    }
  }
}

Outcome refuse_output(const std::string& reason, const Console& console) {
  diagnostics::Sink sink;
  sink.report(diag::OutputNotWritten{.reason = reason});
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

Outcome refuse_memory(const Console& console) {
  diagnostics::Sink sink;
  sink.report(diag::OutOfMemory{});
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

Outcome refuse_internal(const std::string& what, const Console& console) {
  diagnostics::Sink sink;
  sink.report(diag::Internal{.step = "cli", .what = what, .version = PLUMB_VERSION});
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

Outcome refuse_choice(const std::string& option, const std::string& found, const std::vector<std::string>& choices,
                      const Console& console) {
  diagnostics::Sink sink;
  sink.report(diag::BadChoice{.option = option, .found = found, .choices = {choices}})
      .suggest(diagnostics::suggest(found, choices, 1));
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

Outcome refuse_usage(UsageProblem problem, const std::string& what, const Console& console,
                     const std::vector<std::string>& known) {
  diagnostics::Sink sink;
  switch (problem) {
    case UsageProblem::UnknownArgument:
      sink.report(diag::UnknownArgument{.found = what}).suggest(diagnostics::suggest(what, known));
      break;
    case UsageProblem::MissingArgument: sink.report(diag::MissingArgument{.wanted = what}); break;
    case UsageProblem::BadValue: sink.report(diag::BadArgumentValue{.argument = what}); break;
    case UsageProblem::MissingCommand: sink.report(diag::MissingCommand{}); break;
  }
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

}  // namespace plumb::pipeline
