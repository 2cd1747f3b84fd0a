// A suite's s-expression made plain before it is printed: inputs put in for their names, named
// arguments into their places, quantifiers over a written list into one condition a member.
#pragma once

#include "conformance/suite.h"

namespace plumb::conformance {

// The input value {"t": …, "v": …} as a node.
[[nodiscard]] Json node_of_value(const Json& value);

// `inputs` maps names to values. A name that has none becomes the null node, as in the suites.
// Throws LeftOut for a node that no text of ours stands for, whatever is around it.
[[nodiscard]] Json prepare_case(const Json& ast, const Json& inputs);

// What a plain node is a value of, as far as its form tells.
enum class Kind { Number, Text, Truth, Date, Months, Days, List, Other };
[[nodiscard]] Kind kind_of(const Json& node);
[[nodiscard]] inline bool is_duration(Kind kind) { return kind == Kind::Months || kind == Kind::Days; }

// The head of a node: "num", "+", "call", … ; empty for none.
[[nodiscard]] std::string head_of(const Json& node);

}  // namespace plumb::conformance
