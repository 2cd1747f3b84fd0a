#include "pipeline/commands.h"
#include "pipeline/comparison.h"
#include "pipeline/files.h"
#include "pipeline/rule_texts.h"
#include "pipeline/run_progress.h"

namespace plumb::pipeline {

namespace {

RunWishes wishes_of(const CompareCommand& command) {
  RunWishes wishes;
  if (!command.assessment.empty()) wishes.assessment = command.assessment;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  for (const std::string& one : command.quarantine_keeping) wishes.quarantine.push_back({one, true});
  return wishes;
}

Outcome show(const ComparedRuns& runs, const CompareCommand& command, const Console& console, Language language) {
  Outcome outcome;
  outcome.code = exit_code_of(runs);
  const bool to_terminal = command.out.empty() && console.output_colour;
  outcome.output = command.format == "json"  ? render_comparison_json(runs)
                   : command.format == "csv" ? render_comparison_csv(runs, language)
                                             : render_comparison_table(runs, language, to_terminal);
  if (command.out.empty()) return outcome;
  if (write_file(command.out, outcome.output, runs.before.rules->sink)) {
    outcome.messages = filled(TextId::OutWritten, language, {command.out}) + '\n';
  }
  outcome.output.clear();
  return outcome;
}

}  // namespace

study::Graded graded_of(const Evaluation& evaluation) {
  const UnitView view = find_units(evaluation.program());
  return {.table = view.table, .grade = view.grade, .score = view.score, .ranking = view.ranking, .domain = view.domain};
}

study::Side side_of(const Evaluation& evaluation, const data::Data& data, const study::Graded& graded, RuleTexts& texts) {
  return {.program = evaluation.program(),
          .data = data,
          .results = evaluation.results,
          .graded = graded,
          .rule_text = [&texts](source::Span span) { return texts.text_at(span); }};
}

ExitCode exit_code_of(const ComparedRuns& runs) {
  const study::Comparison& made = runs.comparison;
  ExitCode code = made.moves.empty() ? ExitCode::Ok : ExitCode::Findings;
  const auto add = [&](const Evaluation& run, const study::UnitState& state) {
    const study::ClassKind kind = made.classes[state.in_class].kind;
    if (kind == study::ClassKind::Pending) code = worse_of(code, ExitCode::Incomplete);
    if (kind != study::ClassKind::Faulty) return;
    const auto* faulty = std::get_if<program::Faulty>(&state.result);
    const bool is_limit = faulty != nullptr && faulty->place.valid() &&
                          run.results.places[faulty->place.value].kind == results::PlaceKind::LimitReached;
    code = worse_of(code, is_limit ? ExitCode::Limit : ExitCode::DataError);
  };
  for (const study::UnitPair& unit : made.units) {
    add(runs.before, unit.before);
    add(runs.after, unit.after);
  }
  return code;
}

Outcome run_compare(const CompareCommand& command, const Console& console) {
  if (command.other.empty() && command.against.empty() && !command.other_readings) {
    return refuse_usage(UsageProblem::MissingArgument, std::string(text(TextId::NothingToCompare, console.reader())), console);
  }
  if (const std::optional<Outcome> refused = refuse_sources(command.database, command.snapshot, console)) return *refused;
  check::Options options;
  options.with_findings = false;
  const RunProgress progress = progress_on(console, console.reader());
  RunWishes wishes = wishes_of(command);
  wishes.from_snapshot = !command.snapshot.empty();
  const Evaluation before =
      evaluate_rules(command.rules, named_source(command.database, command.snapshot), wishes, options, progress);
  const Language language = console.reader(before.rules->spelling);
  Outcome outcome;
  if (!before.is_whole) {
    add_messages(outcome, before.rules->sink, before.rules->sources, language, console);
    return outcome;
  }
  options.take_other_readings = command.other_readings;
  wishes.from_snapshot = wishes.from_snapshot && command.against.empty();
  const Evaluation after = evaluate_rules(
      command.other.empty() ? command.rules : command.other,
      command.against.empty() ? named_source(command.database, command.snapshot) : command.against, wishes, options, progress);
  if (after.is_whole) {
    // Both in the first file's spelling, so that a rule that was only translated is the same.
    RuleTexts old_texts(before.rules->sources, before.rules->spelling);
    RuleTexts new_texts(after.rules->sources, before.rules->spelling);
    ComparedRuns runs{.before = before,
                      .after = after,
                      .graded_before = graded_of(before),
                      .graded_after = graded_of(after),
                      .other_readings_after = command.other_readings,
                      .comparison = {}};
    runs.comparison = study::compare(side_of(before, before.data, runs.graded_before, old_texts),
                                     side_of(after, after.data, runs.graded_after, new_texts));
    outcome = show(runs, command, console, language);
  }
  add_messages(outcome, before.rules->sink, before.rules->sources, language, console);
  add_messages(outcome, after.rules->sink, after.rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
