// Several answers to one question made one (law L9). Internal to eval.
#pragma once

#include <optional>
#include <vector>

#include "program/program.h"

namespace plumb::eval {

struct GivenAnswer {
  int level = 0;         // position in Judgement::judges, lowest first
  program::Value value;  // known, within its bounds
};
enum class Combined : uint8_t { Decided, Undecided, Clash };
struct CombinedAnswer {
  Combined state = Combined::Undecided;  // Undecided: the answers don't decide yet; Clash: two that should be one differ
  program::Value value;
};

// Precondition: there is at least one answer. `last_level` is the highest declared one.
[[nodiscard]] CombinedAnswer combine_answers(program::CombineKind kind, int last_level, const std::vector<GivenAnswer>& answers);

}  // namespace plumb::eval
