// Law L14: what the parts of a score add up to, against what the score promises.
#include "check/infer.h"
#include "check/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Number;
using program::ScorePart;

std::optional<Number> constant(const Context& context, program::ExprId expr) {
  if (!expr.valid()) {
    return std::nullopt;
  }
  const std::optional<program::Value> value = fold_constant(context, expr);
  if (!value || !std::holds_alternative<Number>(*value)) {
    return std::nullopt;
  }
  return std::get<Number>(*value);
}

const ScorePart* find_part(const Context& context, program::DefinitionId definition) {
  for (const ScorePart& part : context.program.score_parts) {
    if (part.definition == definition) {
      return &part;
    }
  }
  return nullptr;
}

enum class Sum : uint8_t { Marks, Weights };

// The sum of the parts' marks or weights; empty where one of them is not a constant or has none.
std::optional<Number> sum_of_parts(const Context& context, const ScorePart& group, Sum what) {
  Number sum;
  for (const program::DefinitionId id : group.parts) {
    const ScorePart* part = find_part(context, id);
    if (part == nullptr) {
      return std::nullopt;
    }
    const std::optional<Number> one = what == Sum::Marks ? part->mark : constant(context, part->weight);
    if (!one) {
      return std::nullopt;
    }
    sum += *one;
  }
  return sum;
}

void lint_group(Context& context, const ScorePart& group) {
  const program::Definition& definition = context.program.at(group.definition);
  const bool is_weighted = [&] {
    const ScorePart* first = find_part(context, group.parts.front());
    return first != nullptr && first->weight.valid();
  }();
  if (is_weighted) {
    const std::optional<Number> sum = sum_of_parts(context, group, Sum::Weights);
    if (sum && *sum != Number(1)) {
      context.sink.report(diag::WeightsNotWhole{.score = definition.name, .sum = (*sum * Number(100)).to_string() + "%"},
                          definition.span);
    }
    return;
  }
  const std::optional<Number> sum = sum_of_parts(context, group, Sum::Marks);
  if (sum && group.mark && *sum != *group.mark && !group.is_best_of) {
    context.sink.report(
        diag::PartsBesideMark{.score = definition.name, .sum = sum->to_string(), .mark = group.mark->to_string()},
        definition.span);
  }
}

// A line whose value can pass its mark, as far as its range tells.
void lint_line(Context& context, const ScorePart& line) {
  const program::Definition& definition = context.program.at(line.definition);
  if (!line.mark || !definition.type.high) {
    return;
  }
  if (definition.type.high->value > *line.mark) {
    context.sink.report(diag::MarkExceeded{.part = definition.name, .reachable = definition.type.high->value.to_string(),
                                           .mark = line.mark->to_string()},
                        definition.span);
  } else if (definition.type.high->value < *line.mark) {
    context.sink.report(diag::MarkNotReachable{.part = definition.name, .reachable = definition.type.high->value.to_string(),
                                               .mark = line.mark->to_string()},
                        definition.span);
  }
}

}  // namespace

void lint_scores(Context& context) {
  for (size_t i = 0; i < context.program.score_parts.size(); ++i) {
    const ScorePart part = context.program.score_parts[i];
    if (part.parts.empty()) {
      lint_line(context, part);
    } else {
      lint_group(context, part);
    }
  }
}

}  // namespace plumb::check
