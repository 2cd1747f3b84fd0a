// The tests of a rule file (law L18): each over the rows that it gives, with what it pins.
//
// In: a program without errors and the inputs of a run (a test may move the reference date). Out: one outcome a
// test, in the order of the file. A column that a test does not give is not given: a value that reads it is
// faulty, so the expectation fails and names the column. Keys that a test leaves out are numbered. In a file without
// 期次 a test fails the same way where it reads a date of the run that it does not give; histories are all earlier ones.
#pragma once

#include <string>
#include <vector>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::eval {

enum class TestFailure : uint8_t {
  DoesNotHold,  // the condition is known and false
  IsOpen,       // a condition or value is pending or faulty where it should be known
  IsKnown,      // pending, faulty or absent was expected
  OtherRule,    // another rule than `wanted` gave the value (or it did not hold)
  RuleHolds,    // `wanted` was not to hold and does
  RunUnstated,  // the value reads a fact of the run that neither the file nor the test states
  UnknownRow,   // a pin or an expectation speaks of a row that the test does not give, or that is faulty as a whole
};
struct FailedExpectation {
  TestFailure failure = TestFailure::DoesNotHold;
  source::Span span;
  program::DefinitionId definition{};  // what the expectation speaks of; not valid: only a condition
  std::string row_key{};
  program::Value found{};         // of that definition (of the condition, if there is none)
  std::string wanted{}, fired{};  // rules by name; `fired` joins several by ", "
  program::ColumnId not_given{};  // valid: the value is open since the test does not give this column
  results::Place place{};         // where an open value comes from
  uint8_t unstated{};             // RunUnstated: bits, 1 the reference date, 2 the period, 4 the assessment
};
struct TestOutcome {
  std::string title;
  source::Span span;
  bool passed = true;
  uint32_t expectations = 0;
  std::vector<FailedExpectation> failures;
};

[[nodiscard]] std::vector<TestOutcome> run_tests(const program::Program& program, const results::RunInputs& inputs);

// The rows of one test as data.
[[nodiscard]] data::Data data_of_test(const program::Program& program, const program::TestCase& test, int64_t assessment);

}  // namespace plumb::eval
