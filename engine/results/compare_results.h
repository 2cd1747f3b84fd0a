// Two evaluations of the same thing side by side: the first differences in words, for tests.
#pragma once

#include <string>
#include <vector>

#include "results/results.h"

namespace plumb::results {

// Equal in meaning: open values by the content of their places, whatever their ids.
[[nodiscard]] bool same_value(const Value& a, const std::vector<Place>& places_of_a, const Value& b,
                              const std::vector<Place>& places_of_b);

// One line a difference (values, cases that fired, memberships, places in rankings, cuts, questions, norms), at most
// `limit`; empty: they agree.
[[nodiscard]] std::vector<std::string> compare_results(const program::Program& program, const Results& a, const Results& b,
                                                       size_t limit = 20);

// Every definition of every row, one a line, in the words of the program: for golden files.
[[nodiscard]] std::string dump_results(const program::Program& program, const data::Data& data, const Results& results);

// A place in words for tests and dumps: its kind, definition and row.
[[nodiscard]] std::string describe_place(const program::Program& program, const Place& place);

}  // namespace plumb::results
