// The same threshold read once with and once without its bound, and two thresholds that differ by exactly 10,000: both are
// mistakes that were found in running software (one count of instruments `> 500000`, another `>= 500000`; 元 for 万元).
#include <map>

#include "check/infer.h"
#include "check/lint.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::ExprId;
using program::Number;
using program::Op;

// What is compared: a column or a definition, whichever row it stands on.
std::optional<std::pair<int, uint32_t>> compared(const Context& context, ExprId id) {
  const auto& node = context.program.at(id).node;
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) {
    return std::pair{0, column->column.value};
  }
  if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) {
    return std::pair{1, definition->definition.value};
  }
  return std::nullopt;
}

struct Use {
  bool above_is_open = false;  // the bound itself counts as below
  source::Span span;
};

std::string subject_name(const Context& context, const std::pair<int, uint32_t>& subject) {
  return subject.first == 0 ? context.program.columns[subject.second].name : context.program.definitions[subject.second].name;
}

}  // namespace

void lint_thresholds(Context& context) {
  std::map<std::pair<std::pair<int, uint32_t>, std::string>, std::vector<Use>> uses;
  std::map<std::pair<int, uint32_t>, std::map<Number, source::Span>> numbers;
  for (size_t i = 0; i < context.program.exprs.size(); ++i) {
    const program::Expr& expr = context.program.exprs[i];
    const auto* binary = std::get_if<program::BinaryExpr>(&expr.node);
    if (binary == nullptr || (binary->op != Op::Less && binary->op != Op::LessEqual && binary->op != Op::Greater &&
                              binary->op != Op::GreaterEqual)) {
      continue;
    }
    const auto subject = compared(context, binary->left);
    const std::optional<program::Value> value = fold_constant(context, binary->right);
    const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
    if (!subject || number == nullptr || number->is_zero()) {
      continue;
    }
    uses[{*subject, number->to_string()}].push_back({binary->op == Op::Greater || binary->op == Op::LessEqual, expr.span});
    numbers[*subject].emplace(*number, expr.span);
  }
  for (const auto& [key, places] : uses) {
    for (const Use& place : places) {
      if (place.above_is_open != places.front().above_is_open) {
        context.sink
            .report(diag::ThresholdReadTwoWays{.subject = subject_name(context, key.first), .threshold = key.second}, place.span)
            .label(places.front().span, label::OtherReadingHere{});
        break;
      }
    }
  }
  for (const auto& [subject, values] : numbers) {
    for (const auto& [value, span] : values) {
      const auto other = values.find(value * Number(10000));
      if (other != values.end()) {
        context.sink
            .report(diag::ThresholdsTenThousandApart{.subject = subject_name(context, subject), .low = value.to_string(),
                                                     .high = other->first.to_string()},
                    span)
            .label(other->second, label::OtherReadingHere{});
      }
    }
  }
}

}  // namespace plumb::check
