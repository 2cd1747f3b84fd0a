// A text of our language to its value: parse, check, evaluate, in an empty world. Evaluated by the reference and by the columnar
// runner; a test in which they differ fails, whatever the suite expects.
#pragma once

#include <string>
#include <vector>

#include "program/type.h"
#include "program/value.h"
#include "source/language.h"

namespace plumb::conformance {

enum class Stage { Syntax, Check, Evaluation, Known };

struct Outcome {
  Stage stage = Stage::Known;      // where it stopped; Known: there is a value
  std::vector<std::string> codes;  // of the errors reported
  program::Type type;
  program::Value value;

  [[nodiscard]] bool is_known() const { return stage == Stage::Known; }
};

[[nodiscard]] Outcome run_expression(const std::string& text, source::Language spelling);

// A rule file without tables; the values of its definitions `names`, in that order.
[[nodiscard]] std::vector<Outcome> run_file(const std::string& text, const std::vector<std::string>& names);

// For messages of failed tests.
[[nodiscard]] std::string describe(const Outcome& outcome);

}  // namespace plumb::conformance
