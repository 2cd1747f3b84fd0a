// Law L7: two cases of one value at the same level that can both apply are reported before running. What cannot be
// decided is listed as not decided; at run time it is a fault that names both.
#include <algorithm>

#include "check/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Case;

enum class Meeting : uint8_t { Never, Can, NotDecided };

bool is_empty(const Constraint& a, const Constraint& b) {
  if (a.among && b.among) {
    return std::none_of(a.among->begin(), a.among->end(), [&](const program::Value& value) {
      return std::find(b.among->begin(), b.among->end(), value) != b.among->end();
    });
  }
  const auto& low = !a.low || (b.low && (b.low->value > a.low->value || (b.low->value == a.low->value && b.low->open))) ? b.low : a.low;
  const auto& high =
      !a.high || (b.high && (b.high->value < a.high->value || (b.high->value == a.high->value && b.high->open))) ? b.high : a.high;
  return low && high && (low->value > high->value || (low->value == high->value && (low->open || high->open)));
}

Meeting can_meet(const Context& context, const Case& a, const Case& b) {
  if ((a.guard.valid() && decide(context, a.guard) == false) || (b.guard.valid() && decide(context, b.guard) == false)) {
    return Meeting::Never;
  }
  const Conjunction left = a.guard.valid() ? read_conjunction(context, a.guard) : Conjunction{};
  const Conjunction right = b.guard.valid() ? read_conjunction(context, b.guard) : Conjunction{};
  for (const Constraint& one : left.constraints) {
    for (const Constraint& other : right.constraints) {
      if (one.kind == other.kind && one.id == other.id && one.depth == other.depth && is_empty(one, other)) {
        return Meeting::Never;
      }
    }
  }
  return left.complete && right.complete ? Meeting::Can : Meeting::NotDecided;
}

// An exception gives way to nothing but what it is an exception to: as the evaluator has it.
bool gives_way(const std::vector<Case>& cases, size_t from, size_t to) {
  return cases[from].exception_to == static_cast<int32_t>(to);
}

void lint_definition(Context& context, const program::Definition& definition, const std::vector<Case>& cases) {
  for (size_t i = 0; i < cases.size(); ++i) {
    for (size_t j = i + 1; j < cases.size(); ++j) {
      if (cases[i].rule.empty() || cases[j].rule.empty() || gives_way(cases, i, j) || gives_way(cases, j, i)) {
        continue;  // 否则 gives way to every other case
      }
      const Meeting meeting = can_meet(context, cases[i], cases[j]);
      if (meeting == Meeting::Can) {
        context.sink
            .report(diag::CasesCanClash{.first = cases[i].rule, .second = cases[j].rule, .definition = definition.name},
                    cases[j].span);
      } else if (meeting == Meeting::NotDecided) {
        context.sink.report(
            diag::ClashNotDecided{.first = cases[i].rule, .second = cases[j].rule, .definition = definition.name},
            cases[j].span);
      }
    }
  }
}

}  // namespace

void lint_exceptions(Context& context) {
  for (const program::Definition& definition : context.program.definitions) {
    const auto* by = std::get_if<program::ByCases>(&definition.by);
    if (by != nullptr && by->mode == program::CaseMode::Exceptions) {
      lint_definition(context, definition, by->cases);
    }
  }
}

}  // namespace plumb::check
