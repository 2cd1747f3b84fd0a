// A value of results as JSON. Internal to the JSON renderers.
//
//   a whole bare number → 12       any other number → {"value": "250/3", "measure": "分"}
//   a truth → true                 a label, a text, a date, a row's key → "优秀"
//   a set of names → ["a", "b"]    spans → [{"first": …, "end": …}]      a duration → {"months": 1, "days": 0}
//   absent → {"absent": "未填报"}  pending, faulty → {"pending": 3}, {"faulty": 3}: index into "places"
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/evaluation.h"

namespace plumb::report {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json value_json(const Evaluation& evaluation, const program::Type& type, const program::Value& value);
// {"values": {name: value}, "rules": {name: rule that gave it}} of every definition of a row.
[[nodiscard]] Json row_json(const Evaluation& evaluation, program::TableId table, uint32_t row);
// Every consequence and duty with the rows that it is of.
[[nodiscard]] Json norms_json(const Evaluation& evaluation);
// "number", "count", "truth", "label" …: how values of the type are written.
[[nodiscard]] std::string_view type_word(const program::Type& type);

}  // namespace plumb::report
