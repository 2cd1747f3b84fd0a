#include "pipeline/commands.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "program/dump_program.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

Outcome dump_program_of(const DumpCommand& command, const Console& console) {
  check::Options options;
  options.with_findings = false;
  const auto rules = check_rules(command.rules, options, library_folders());
  Outcome outcome;
  add_messages(outcome, rules->sink, rules->sources, console.reader(rules->spelling), console);
  outcome.output = program::dump_program(rules->program);
  return outcome;
}

Outcome dump_plan_of(const DumpCommand& command, const Console& console) {
  if (command.database.empty()) return refuse_usage(UsageProblem::MissingArgument, "--db", console);
  check::Options options;
  options.with_findings = false;
  const Evaluation run = read_run(command.rules, command.database, {}, options, {});
  Outcome outcome;
  add_messages(outcome, run.rules->sink, run.rules->sources, console.reader(run.rules->spelling), console);
  if (run.is_read) outcome.output = describe_plan(run);
  return outcome;
}

}  // namespace

Outcome run_dump(const DumpCommand& command, const Console& console) {
  if (command.stage == "program") return dump_program_of(command, console);
  if (command.stage == "plan") return dump_plan_of(command, console);
  Outcome outcome;
  source::SourceSet sources;
  diagnostics::Sink sink;
  const std::optional<std::string> text = read_file(command.rules, syntax::SizeLimit, sink);
  const Language own = text ? syntax::detect_spelling(*text) : console.fallback;
  if (text) {
    const source::FileId file = sources.add(command.rules, *text);
    const syntax::Tree tree = syntax::parse(sources, file, sink);
    outcome.output = command.stage == "tokens" ? syntax::dump_tokens(sources, file) : syntax::dump_tree(tree, sources, true);
  }
  add_messages(outcome, sink, sources, console.reader(own), console);
  return outcome;
}

}  // namespace plumb::pipeline
