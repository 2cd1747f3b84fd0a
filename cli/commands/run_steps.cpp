#include "commands/run_steps.h"

#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

// As it is written on the command line: UNIT=REASON. What is not of this form goes on as it is, to be refused.
plumbline::Quarantine quarantine_of(const std::string& text, bool keeps_place) {
  const size_t equals = text.find('=');
  const bool is_sound = equals != std::string::npos && equals > 0 && equals + 1 < text.size();
  return {.row = is_sound ? text.substr(0, equals) : text,
          .reason = is_sound ? text.substr(equals + 1) : "",
          .keeps_place = keeps_place};
}

}  // namespace

std::optional<Outcome> refuse_sources(const RunArguments& arguments, const Console& console) {
  if (arguments.database.empty() && arguments.snapshot.empty()) {
    const std::string wanted = say(Say::DatabaseOrSnapshot, console.reader());
    return refuse(pipeline::refuse_usage(pipeline::UsageProblem::MissingArgument, wanted), console);
  }
  if (arguments.database.empty() || arguments.snapshot.empty()) return std::nullopt;
  return refuse(pipeline::refuse_both("--db", "--snapshot"), console);
}

plumbline::Source source_of(const RunArguments& arguments) {
  const bool is_snapshot = !arguments.snapshot.empty();
  return {.path = is_snapshot ? arguments.snapshot : arguments.database, .is_snapshot = is_snapshot};
}

plumbline::Rules rules_for_run(const std::string& file, bool other_readings) {
  plumbline::RuleOptions options;
  options.findings = false;
  options.other_readings = other_readings;
  return plumbline::read_rules({.main = file}, options);
}

plumbline::ReadOptions reading_of(const RunArguments& arguments, const Console& console) {
  plumbline::ReadOptions options;
  options.when = {.assessment = arguments.assessment, .period = arguments.period, .as_of = arguments.as_of};
  options.progress = reading_on(console, console.reader());
  return options;
}

plumbline::RunOptions running_of(const RunArguments& arguments, const Console& console) {
  plumbline::RunOptions options;
  for (const std::string& one : arguments.quarantine) options.quarantine.push_back(quarantine_of(one, false));
  for (const std::string& one : arguments.quarantine_keeping) options.quarantine.push_back(quarantine_of(one, true));
  options.progress = evaluating_on(console, console.reader());
  return options;
}

plumbline::Result<plumbline::Run> evaluate_on(const plumbline::Rules& rules, const plumbline::Source& source,
                                              const plumbline::ReadOptions& reading, const plumbline::RunOptions& running) {
  const plumbline::Result<plumbline::Data> data = plumbline::read_data(rules, source, reading);
  if (!data) return plumbline::Result<plumbline::Run>(data.diagnostics());
  return plumbline::evaluate(*data, running);
}

plumbline::Format format_named(const std::string& name) {
  if (name == "json") return plumbline::Format::Json;
  return name == "csv" ? plumbline::Format::Csv : plumbline::Format::Table;
}

}  // namespace plumb::cli
