// One question put to judges, and an answer's text as a value of its type (law L9).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "program/program.h"

namespace plumb::population {

// Within what an answer must lie; a bound that is not known is none.
struct AnswerBounds {
  program::Value low{}, high{}, grain{};
  bool low_open = false, high_open = false;
};

// The judgement's own bounds, or those of the label that chooses them. `read`: an expression of the row that is asked about;
// empty where it is open, and then nothing more is read and there is no question.
[[nodiscard]] std::optional<AnswerBounds> read_bounds(const program::Judgement& judgement,
                                                      const std::function<std::optional<program::Value>(program::ExprId)>& read);

// SHA-256 of what a judge was told: name, subject, kind of answer and its labels, bounds and grain.
[[nodiscard]] std::string question_fingerprint(const program::Program& program, const program::Judgement& judgement,
                                               const std::string& subject, const AnswerBounds& bounds);

// A number may carry the measure of its type (12.5, 12.5分, 80%), a truth is a word of either spelling, 1 or 0, several
// labels stand between `;`. Empty: the text is none of the type, or the value breaks the bounds.
[[nodiscard]] std::optional<program::Value> read_answer(const program::Program& program, const program::Type& type,
                                                        const AnswerBounds& bounds, const std::string& text);

}  // namespace plumb::population
