// Tests (law L18): given rows, pins, expectations. Internal to check.
#pragma once

#include "check/lower/lower.h"

namespace plumb::check {

// One test while it is lowered: names of given rows, and the tables that have a row of that name.
struct TestRows {
  std::map<std::string, std::vector<program::TableId>> tables;
};

// The rows of one step; names are entered into `rows`.
void lower_given(Context&, const syntax::Tree&, const syntax::TestStep&, program::TestCase&, TestRows& rows);
std::optional<program::Pin> lower_pin(Context&, const syntax::Tree&, const syntax::TestStep&, const TestRows& rows);
std::optional<program::Expectation> lower_expectation(Context&, const syntax::Tree&, const syntax::TestStep&,
                                                      const TestRows& rows);

}  // namespace plumb::check
