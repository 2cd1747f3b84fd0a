// Several answers to one question made one (law L9).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "population/openness.h"
#include "program/rule.h"

namespace plumb::population {

struct GivenAnswer {
  int level = 0;         // of who gave it: see level_of_judge
  program::Value value;  // known, within its bounds
};
enum class Combined : uint8_t {
  Decided,
  Undecided,  // there are too few answers, or they don't decide yet
  Clash,      // two that should be one differ
};
struct CombinedAnswer {
  Combined state = Combined::Undecided;
  program::Value value;  // where it is decided
};

// By the judgement's way to combine and its least number of answers; those of judges who are not declared count too, but
// belong to no level. Precondition: answers are of the judgement's type; means are taken of numbers.
[[nodiscard]] CombinedAnswer combine_answers(const program::Judgement& judgement, std::span<const GivenAnswer> answers);

// The position of a judge among the declared ones, lowest first; -1: not declared. Who answers without a name, or where one
// level or none is declared, is the last level.
[[nodiscard]] int last_level(const program::Judgement& judgement);
[[nodiscard]] int level_of_judge(const program::Judgement& judgement, const std::string* judge);

// An answer in words, as ties are decided by: only those of the last level are asked for.
struct TextAnswer {
  uint32_t row = 0;  // of the table of answers
  Openness open;     // not known: so is the answer
  std::optional<std::string> text;
};
// What the answers say together: the first that is open or differs stands for all.
struct AgreedText {
  Openness open;
  uint32_t clash_row = NoRow;       // gave another text than one before it
  std::optional<std::string> text;  // empty: nobody has answered
};
[[nodiscard]] AgreedText agree_on_text(std::span<const TextAnswer> answers);

}  // namespace plumb::population
