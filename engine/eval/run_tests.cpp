#include "eval/run_tests.h"

#include <algorithm>

#include "eval/evaluator.h"

namespace plumb::eval {

namespace {

constexpr uint32_t NoRow = UINT32_MAX;

RunFacts unstated_facts(const program::Program& program, const program::TestCase& test) {
  RunFacts facts = 0;
  if (program.assessment == 0) facts |= static_cast<RunFacts>(RunFact::Assessment);
  if (!program.period_first) facts |= static_cast<RunFacts>(RunFact::Period);
  if (!test.reference_date && !program.reference && !program.period_last) facts |= static_cast<RunFacts>(RunFact::Reference);
  return facts;
}

class TestRun {
 public:
  TestRun(const program::Program& program, const program::TestCase& test, const results::RunInputs& inputs)
      : program_(program),
        inputs_(inputs),
        data_(data_of_test(program, test, inputs.assessment)),
        evaluator_(program, data_, inputs_) {
    outcome_.title = test.title;
    outcome_.span = test.span;
    outcome_.expectations = static_cast<uint32_t>(test.expectations.size());
    set_pins(test);
    evaluator_.watch_unstated(unstated_facts(program, test));
    for (const program::Expectation& expectation : test.expectations) {
      const size_t before = outcome_.failures.size();
      check(expectation);
      if (evaluator_.unstated_read() == 0) continue;
      // What was reckoned from a fact that nobody stated says nothing.
      outcome_.failures.resize(before);
      outcome_.failures.push_back(
          {.failure = TestFailure::RunUnstated, .span = expectation.span, .unstated = evaluator_.unstated_read()});
      break;
    }
    outcome_.passed = outcome_.failures.empty();
  }
  [[nodiscard]] TestOutcome take() { return std::move(outcome_); }

 private:
  uint32_t row_of(DefinitionId id, const std::string& key) const {
    const TableId table = program_.at(id).table;
    return table.valid() ? data::find_row(program_, data_, table, key) : 0;
  }

  // Values of pins are read without any pin, so that their order in the test means nothing.
  void set_pins(const program::TestCase& test) {
    Evaluator plain(program_, data_, inputs_);
    Pins pins;
    for (const program::Pin& pin : test.pins) {
      const Value value = pin.pending ? Value(program::Pending{}) : plain.evaluate_on(pin.value, {});
      if (pin.parameter.valid()) {
        pins.parameters[pin.parameter] = value;
        continue;
      }
      const uint32_t row = row_of(pin.definition, pin.row_key);
      if (row == NoRow)
        fail({.failure = TestFailure::UnknownRow, .span = pin.span, .definition = pin.definition, .row_key = pin.row_key});
      else
        pins.definitions.push_back({pin.definition, row, value});
    }
    evaluator_.pin(pins);
  }

  void fail(FailedExpectation failure) {
    const auto* pending = std::get_if<program::Pending>(&failure.found);
    const auto* faulty = std::get_if<program::Faulty>(&failure.found);
    const std::vector<results::Place>& places = evaluator_.places();
    if (pending != nullptr && pending->place.value < places.size()) failure.place = places[pending->place.value];
    if (faulty != nullptr && faulty->place.value < places.size()) failure.place = places[faulty->place.value];
    if (failure.place.fault < data_.faults.size()) {
      const data::Fault& fault = data_.faults[failure.place.fault];
      if (fault.kind == data::FaultKind::NotGiven) failure.not_given = fault.column;
    }
    outcome_.failures.push_back(std::move(failure));
  }

  void check(const program::Expectation& expectation) {
    FailedExpectation failure{.span = expectation.span, .definition = expectation.definition, .row_key = expectation.row_key};
    uint32_t row = 0;
    if (expectation.definition.valid()) {
      row = row_of(expectation.definition, expectation.row_key);
      if (row == NoRow) {
        failure.failure = TestFailure::UnknownRow;
        return fail(std::move(failure));
      }
      failure.found = evaluator_.definition_value(expectation.definition, row);
    }
    if (!meets(expectation, failure)) return fail(std::move(failure));
    if (expectation.definition.valid()) check_rules(expectation, row, failure);
  }

  bool meets(const program::Expectation& expectation, FailedExpectation& failure) {
    switch (expectation.expected) {
      case program::Expected::Holds: {
        const Value holds = evaluator_.evaluate_on(expectation.condition, {});
        if (holds == Value(true)) return true;
        failure.failure = program::is_known(holds) ? TestFailure::DoesNotHold : TestFailure::IsOpen;
        if (!program::is_known(holds) || !expectation.definition.valid()) failure.found = holds;
        return false;
      }
      case program::Expected::Absent: failure.failure = TestFailure::IsKnown; return program::is_absent(failure.found);
      case program::Expected::Pending:
        failure.failure = TestFailure::IsKnown;
        return std::holds_alternative<program::Pending>(failure.found);
      case program::Expected::Faulty: failure.failure = TestFailure::IsKnown; break;
    }
    return std::holds_alternative<program::Faulty>(failure.found);
  }

  // Names of the rules that hold; of cases and grades the one that gave the value.
  std::vector<program::RuleName> rules_that_hold(DefinitionId id, uint32_t row) {
    std::vector<program::RuleName> names;
    const program::Definition& definition = program_.at(id);
    const int32_t fired = evaluator_.fired(id, row);
    if (const auto* by = std::get_if<program::ByCases>(&definition.by)) {
      if (fired >= 0) names.push_back({by->cases[static_cast<size_t>(fired)].rule, std::nullopt});
    } else if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
      if (fired >= 0) names.push_back({grade->entries[static_cast<size_t>(fired)].rule, std::nullopt});
    } else if (const auto* scope = std::get_if<program::ByPopulation>(&definition.by)) {
      const program::Population& population = program_.at(scope->population);
      for (uint32_t i = 0; i < population.rules.size(); ++i) {
        if (evaluator_.rule_holds(scope->population, i, row) == Value(true)) {
          names.push_back({population.rules[i].name, population.rules[i].is_exclusion});
        }
      }
    } else if (const auto* list = std::get_if<program::ByChecklist>(&definition.by)) {
      for (const DefinitionId item : list->items) {
        if (evaluator_.definition_value(item, row) == Value(true)) names.push_back({program_.at(item).name, std::nullopt});
      }
    }
    return names;
  }

  void check_rules(const program::Expectation& expectation, uint32_t row, const FailedExpectation& about) {
    if (!expectation.because && expectation.and_not.empty()) return;
    const std::vector<program::RuleName> holding = rules_that_hold(expectation.definition, row);
    const auto holds = [&](const program::RuleName& wanted) {
      return std::any_of(holding.begin(), holding.end(), [&](const program::RuleName& found) {
        return found.rule == wanted.rule && (!wanted.exclusion || !found.exclusion || *wanted.exclusion == *found.exclusion);
      });
    };
    std::string fired;
    for (const program::RuleName& name : holding) fired += (fired.empty() ? "" : ", ") + name.rule;
    const auto report = [&](TestFailure kind, const program::RuleName& wanted) {
      FailedExpectation failure = about;
      failure.failure = kind;
      failure.wanted = wanted.rule;
      failure.fired = fired;
      fail(std::move(failure));
    };
    if (expectation.because && !holds(*expectation.because)) report(TestFailure::OtherRule, *expectation.because);
    for (const program::RuleName& name : expectation.and_not) {
      if (holds(name)) report(TestFailure::RuleHolds, name);
    }
  }

  const program::Program& program_;
  results::RunInputs inputs_;
  data::Data data_;
  Evaluator evaluator_;
  TestOutcome outcome_;
};

}  // namespace

std::vector<TestOutcome> run_tests(const program::Program& program, const results::RunInputs& inputs) {
  std::vector<TestOutcome> outcomes;
  for (const program::TestCase& test : program.tests) {
    results::RunInputs own = inputs;
    if (test.reference_date) own.reference = *test.reference_date;
    own.quarantine.clear();
    outcomes.push_back(TestRun(program, test, own).take());
  }
  return outcomes;
}

}  // namespace plumb::eval
