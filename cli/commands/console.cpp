#include "commands/console.h"

#include "commands/texts.h"

namespace plumb::cli {

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

ExitCode code_for(plumbline::Concern concern) {
  switch (concern) {
    case plumbline::Concern::Request: return ExitCode::Refused;
    case plumbline::Concern::Data: return ExitCode::DataError;
    case plumbline::Concern::Damage: return ExitCode::Broken;
    case plumbline::Concern::Limit: return ExitCode::Limit;
    case plumbline::Concern::Engine: return ExitCode::Internal;
  }
  return ExitCode::Internal;
}

}  // namespace

ExitCode worse_of(ExitCode a, ExitCode b) { return urgency(a) >= urgency(b) ? a : b; }

ExitCode code_of(plumbline::Standing standing) {
  switch (standing) {
    case plumbline::Standing::Complete: return ExitCode::Ok;
    case plumbline::Standing::Differs: return ExitCode::Findings;
    case plumbline::Standing::Incomplete: return ExitCode::Incomplete;
    case plumbline::Standing::Faulty: return ExitCode::DataError;
    case plumbline::Standing::LimitReached: return ExitCode::Limit;
  }
  return ExitCode::Internal;
}

void add_messages(Outcome& outcome, const plumbline::Diagnostics& found, Language language, const Console& console,
                  bool findings_count) {
  if (found.empty()) return;
  if (!outcome.messages.empty()) outcome.messages += '\n';
  outcome.messages += found.text(language, console.message_colour);
  for (const plumbline::Diagnostic& one : found) {
    switch (one.severity) {
      case plumbline::Severity::Error: outcome.code = worse_of(outcome.code, code_for(one.concern)); break;
      case plumbline::Severity::Warning:
        if (findings_count) outcome.code = worse_of(outcome.code, ExitCode::Findings);
        break;
      case plumbline::Severity::Note: break;
    }
  }
}

Outcome refuse(const plumbline::Diagnostics& why, const Console& console) {
  Outcome outcome;
  add_messages(outcome, why, console.reader(), console);
  return outcome;
}

plumbline::RowProgress reading_on(const Console& console, Language language) {
  if (!console.progress) return nullptr;
  // Nobody knows how many rows there are: reading fills no bar, it only counts.
  return [&console, language](std::string_view table, int64_t rows) {
    console.progress(0, say(Say::ProgressReading, language, table, rows));
  };
}

std::function<void(int)> evaluating_on(const Console& console, Language language) {
  if (!console.progress) return nullptr;
  return [&console, language](int done) { console.progress(done, say(Say::ProgressEvaluating, language)); };
}

}  // namespace plumb::cli
