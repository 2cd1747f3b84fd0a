#include <filesystem>

#include <nlohmann/json.hpp>

#include "diagnostics/abort_internal.h"
#include "diagnostics/catalogue_evaluation.h"
#include "diagnostics/render.h"
#include "eval/run_tests.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "plumbline/test.h"
#include "program/dump_program.h"
#include "report/describe_place.h"
#include "syntax/keyword.h"

namespace plumbline {

using namespace plumb;  // NOLINT: the whole of it is about the inner world

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
bool is_of_library(const check::CheckedRules& rules, const program::TestCase& test, const std::string& main) {
  const auto folder_of = [](const std::string& path) { return std::filesystem::path(path).parent_path(); };
  if (!test.span.has_place()) return false;
  const std::filesystem::path folder = folder_of(rules.sources.text(test.span.file).name());
  return folder.filename() == "stdlib" && folder != folder_of(main);
}

// The value that was found, in both languages; open values by their reason.
class FailureTeller {
 public:
  FailureTeller(const check::CheckedRules& rules, const eval::TestOutcome& test, size_t index, int64_t assessment)
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
    return {std::string(syntax::spelling_of(word, source::Language::Zh)),
            std::string(syntax::spelling_of(word, source::Language::En))};
  }
  [[nodiscard]] diagnostics::Word reason(const eval::FailedExpectation& failure) const {
    results::Results results;
    results.places.push_back(failure.place);
    diagnostics::Sink sink;
    const diagnostics::Diagnostic& told = report::report_place({rules_.program, data_, results}, program::PlaceId{0}, sink);
    return {diagnostics::render_title(told, source::Language::Zh), diagnostics::render_title(told, source::Language::En)};
  }
  [[nodiscard]] std::string show(const eval::FailedExpectation& failure, source::Language language) const {
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
    return {show(failure, source::Language::Zh), show(failure, source::Language::En)};
  }

  const check::CheckedRules& rules_;
  const eval::TestOutcome& test_;
  data::Data data_;
};

struct Tally {
  TestReport report;
  diagnostics::Sink failures;
  Json tests = Json::array();
};

void add_test(const check::CheckedRules& rules, const eval::TestOutcome& test, size_t index, Tally& tally) {
  const auto line_of = [&](source::Span span) {
    return span.has_place() ? rules.sources.text(span.file).line_of(span.begin) : 0;
  };
  TestCase& made = tally.report.cases.emplace_back();
  made.title = test.title;
  made.file = test.span.has_place() ? rules.sources.text(test.span.file).name() : "";
  made.line = line_of(test.span);
  made.passed = test.passed;
  Json failures = Json::array();
  if (!test.passed) {
    const FailureTeller teller(rules, test, index, rules.program.assessment);
    for (const eval::FailedExpectation& failure : test.failures) {
      const diagnostics::Diagnostic& told = teller.report(failure, tally.failures);
      TestFailure& one = made.failures.emplace_back();
      one.line = line_of(failure.span);
      one.expected = failure.span.has_place() ? rules.sources.slice(failure.span) : "";
      one.message = in_both([&](auto language) { return diagnostics::render_title(told, language); });
      failures.push_back(
          {{"line", one.line}, {"expected", one.expected}, {"message", {{"zh", one.message.zh}, {"en", one.message.en}}}});
    }
  }
  ++(test.passed ? tally.report.passed : tally.report.failed);
  tally.tests.push_back({{"title", made.title},
                         {"file", made.file},
                         {"line", made.line},
                         {"passed", made.passed},
                         {"failures", std::move(failures)}});
}

}  // namespace

Result<TestReport> run_test_cases(const Rules& rules) {
  return guarded([&] {
    if (!rules.ok()) return Result<TestReport>(rules.diagnostics());
    const check::CheckedRules& from = checked(rules);
    const std::string main = from.sources.text(from.main).name();
    const std::vector<eval::TestOutcome> tests = eval::run_tests(from.program, inputs_of(from.program));
    Tally tally;
    for (size_t i = 0; i < tests.size(); ++i) {
      if (!is_of_library(from, from.program.tests[i], main)) add_test(from, tests[i], i, tally);
    }
    const Json whole = {
        {"rules", main}, {"passed", tally.report.passed}, {"failed", tally.report.failed}, {"tests", tally.tests}};
    tally.report.json = whole.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
    tally.report.failures = make_diagnostics(tally.failures, {state_of(rules).checked, &from.sources});
    return Result<TestReport>(std::move(tally.report), rules.diagnostics());
  });
}

}  // namespace plumbline
