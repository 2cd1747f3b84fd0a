#include <filesystem>

#include <nlohmann/json.hpp>

#include "diagnostics/abort_internal.h"
#include "diagnostics/catalogue_evaluation.h"
#include "diagnostics/render.h"
#include "eval/run_tests.h"
#include "pipeline/commands.h"
#include "pipeline/describe_place.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "pipeline/texts.h"
#include "program/dump_program.h"
#include "syntax/keyword.h"

namespace plumb::pipeline {

namespace {

using Json = nlohmann::ordered_json;

// A rule file without 期次 (a library) has no dates; a test of it that reads one fails, unless it states one.
results::RunInputs inputs_of(const program::Program& program) {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  inputs.period_first = program.period_first.value_or(base::FirstDate);
  inputs.period_last = program.period_last.value_or(base::FirstDate);
  inputs.reference = program.reference.value_or(inputs.period_last);
  return inputs;
}

// The library's own tests are no part of the rules that use it: they run where the library is tested itself.
void leave_library_tests(CheckedRules& rules, const std::string& main) {
  const auto folder_of = [](const std::string& path) { return std::filesystem::path(path).parent_path(); };
  std::erase_if(rules.program.tests, [&](const program::TestCase& test) {
    if (!test.span.has_place()) return false;
    const std::filesystem::path folder = folder_of(rules.sources.text(test.span.file).name());
    return folder.filename() == "stdlib" && folder != folder_of(main);
  });
}

// The value that was found, in both languages; open values by their reason.
class FailureTeller {
 public:
  FailureTeller(const CheckedRules& rules, const eval::TestOutcome& test, size_t index, int64_t assessment)
      : rules_(rules), test_(test), data_(eval::data_of_test(rules.program, rules.program.tests[index], assessment)) {}

  diagnostics::Diagnostic& report(const eval::FailedExpectation& failure, diagnostics::Sink& sink) const {
    const program::Program& program = rules_.program;
    const std::string& title = test_.title;
    if (failure.not_given.valid()) {
      const program::Column& column = program.at(failure.not_given);
      return sink.report(diag::TestColumnNotGiven{.title = title, .column = program.at(column.table).name + "." + column.name},
                         failure.span);
    }
    switch (failure.failure) {
      case eval::TestFailure::DoesNotHold:
        return sink.report(diag::TestDoesNotHold{.title = title, .found = found(failure)}, failure.span);
      case eval::TestFailure::IsOpen:
        return sink.report(diag::TestIsOpen{.title = title, .reason = reason(failure)}, failure.span);
      case eval::TestFailure::IsKnown:
        return sink.report(diag::TestIsKnown{.title = title, .found = found(failure)}, failure.span);
      case eval::TestFailure::OtherRule: {
        const std::string fired = failure.fired.empty() ? "-" : failure.fired;
        return sink.report(diag::TestOtherRule{.title = title, .wanted = failure.wanted, .fired = fired}, failure.span);
      }
      case eval::TestFailure::RuleHolds:
        return sink.report(diag::TestRuleHolds{.title = title, .rule = failure.wanted}, failure.span);
      case eval::TestFailure::RunUnstated:
        return sink.report(diag::TestRunUnstated{.title = title, .fact = fact(failure.unstated)}, failure.span);
      case eval::TestFailure::UnknownRow:
        return sink.report(diag::TestUnknownRow{.title = title, .key = failure.row_key}, failure.span);
    }
    diagnostics::abort_internal("run_test_cases", "a failure of no kind");
  }

 private:
  // The word that the rule reads it by.
  [[nodiscard]] static diagnostics::Word fact(uint8_t unstated) {
    const syntax::Keyword word = (unstated & 1) != 0   ? syntax::Keyword::K_REFERENCE_DATE
                                 : (unstated & 2) != 0 ? syntax::Keyword::K_PERIOD
                                                       : syntax::Keyword::K_THIS_ASSESSMENT;
    return {std::string(syntax::spelling_of(word, Language::Zh)), std::string(syntax::spelling_of(word, Language::En))};
  }
  [[nodiscard]] diagnostics::Word reason(const eval::FailedExpectation& failure) const {
    results::Results results;
    results.places.push_back(failure.place);
    diagnostics::Sink sink;
    const diagnostics::Diagnostic& told = report_place({rules_.program, data_, results}, program::PlaceId{0}, sink);
    return {diagnostics::render_title(told, Language::Zh), diagnostics::render_title(told, Language::En)};
  }
  [[nodiscard]] std::string show(const eval::FailedExpectation& failure, Language language) const {
    if (const auto* row = std::get_if<program::RowRef>(&failure.found)) {
      return data::key_text(rules_.program, data_, row->table, row->row);
    }
    if (!failure.definition.valid()) {
      const bool* truth = std::get_if<bool>(&failure.found);
      program::Type type;
      type.kind = program::TypeKind::Truth;
      return truth != nullptr ? program::show_value(rules_.program, type, failure.found, language) : "-";
    }
    const program::Type& type = rules_.program.at(failure.definition).type;
    const bool is_number = std::holds_alternative<base::Number>(failure.found);
    const std::string name = rules_.program.at(failure.definition).name;
    return name + " = " + program::show_value(rules_.program, type, failure.found, language) + (is_number ? type.shown_name : "");
  }
  [[nodiscard]] diagnostics::Word found(const eval::FailedExpectation& failure) const {
    if (program::is_open(failure.found)) return reason(failure);
    return {show(failure, Language::Zh), show(failure, Language::En)};
  }

  const CheckedRules& rules_;
  const eval::TestOutcome& test_;
  data::Data data_;
};

struct Tally {
  Json tests = Json::array();
  std::string lines;
  diagnostics::Sink failures;
  size_t passed = 0, failed = 0;
};

void add_test(const CheckedRules& rules, const eval::TestOutcome& test, size_t index, Language language, Tally& tally) {
  const auto line_of = [&](source::Span span) {
    return span.has_place() ? rules.sources.text(span.file).line_of(span.begin) : 0;
  };
  Json failures = Json::array();
  if (!test.passed) {
    const FailureTeller teller(rules, test, index, rules.program.assessment);
    for (const eval::FailedExpectation& failure : test.failures) {
      const diagnostics::Diagnostic& told = teller.report(failure, tally.failures);
      failures.push_back(
          {{"line", line_of(failure.span)},
           {"expected", std::string(failure.span.has_place() ? rules.sources.slice(failure.span) : "")},
           {"message",
            {{"zh", diagnostics::render_title(told, Language::Zh)}, {"en", diagnostics::render_title(told, Language::En)}}}});
    }
  }
  ++(test.passed ? tally.passed : tally.failed);
  tally.lines += std::string(text(test.passed ? TextId::TestPassed : TextId::TestFailed, language)) + "  " +
                 source::printable(test.title) + '\n';
  tally.tests.push_back({{"title", test.title},
                         {"file", test.span.has_place() ? rules.sources.text(test.span.file).name() : ""},
                         {"line", line_of(test.span)},
                         {"passed", test.passed},
                         {"failures", std::move(failures)}});
}

}  // namespace

Outcome run_test(const TestCommand& command, const Console& console) {
  check::Options options;
  options.with_findings = false;
  const auto rules = check_rules(command.rules, options, library_folders());
  const Language language = console.reader(rules->spelling);
  Outcome outcome;
  add_messages(outcome, rules->sink, rules->sources, language, console);
  if (rules->sink.has_errors()) return outcome;

  leave_library_tests(*rules, command.rules);
  const std::vector<eval::TestOutcome> tests = eval::run_tests(rules->program, inputs_of(rules->program));
  Tally tally;
  for (size_t i = 0; i < tests.size(); ++i) add_test(*rules, tests[i], i, language, tally);
  if (command.as_json) {
    const Json whole = {{"rules", command.rules}, {"passed", tally.passed}, {"failed", tally.failed}, {"tests", tally.tests}};
    outcome.output = whole.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  } else {
    outcome.output =
        tally.lines + filled(TextId::TestTotals, language, {std::to_string(tally.passed), std::to_string(tally.failed)}) + '\n';
    Outcome told;
    add_messages(told, tally.failures, rules->sources, language, console);
    outcome.messages += told.messages;
  }
  if (tally.failed > 0) outcome.code = worse_of(outcome.code, ExitCode::Findings);
  return outcome;
}

}  // namespace plumb::pipeline
