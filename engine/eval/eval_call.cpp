// Builtin functions of values: bounds and dates.
#include "base/text.h"
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using base::Date;
using base::Number;
using program::Expr;
using program::Function;

namespace {

const Date& date(const Value& value) { return std::get<Date>(value); }

base::Span negated(const base::Span& span) { return {-span.months, -span.days}; }

// Empty: not a whole number that an int holds, or no such day.
std::optional<Date> day_of_parts(const std::vector<Value>& parts) {
  int numbers[3] = {};
  for (size_t i = 0; i < 3; ++i) {
    const std::optional<int64_t> part = std::get<Number>(parts[i]).to_int64();
    if (!part || *part < 0 || *part > 9999) return std::nullopt;
    numbers[i] = static_cast<int>(*part);
  }
  return base::make_date(numbers[0], numbers[1], numbers[2]);
}

}  // namespace

const Value& Evaluator::eval_node(const program::CallExpr& call, const Expr&, ExprId, Value& slot) {
  std::vector<Value> operands;
  operands.reserve(call.operands.size());
  for (const ExprId operand : call.operands) {
    const Value& value = eval(operand, slot);
    if (!program::is_known(value)) return value;
    operands.push_back(value);
  }
  const auto moved = [&](const base::Span& span) -> const Value& {
    const std::optional<Date> day = base::add(date(operands[0]), span, call.month_end);
    if (!day) return slot = faulty_here(PlaceKind::DateOutOfRange, base::to_string(date(operands[0])));
    return slot = *day;
  };
  switch (call.function) {
    case Function::Larger:
    case Function::Smaller: {
      const bool wants_larger = call.function == Function::Larger;
      size_t best = 0;
      for (size_t i = 1; i < operands.size(); ++i) {
        const std::strong_ordering order = compare_values(operands[i], operands[best]);
        if (wants_larger ? order > 0 : order < 0) best = i;
      }
      return slot = std::move(operands[best]);
    }
    case Function::Absolute: return slot = std::get<Number>(operands[0]).abs();
    case Function::After: return moved(std::get<base::Span>(operands[1]));
    case Function::Earlier: return moved(negated(std::get<base::Span>(operands[1])));
    case Function::DaysBetween: return slot = Number(base::days_between(date(operands[0]), date(operands[1])));
    case Function::MonthsBetween: return slot = Number(base::whole_months_between(date(operands[0]), date(operands[1])));
    case Function::YearsBetween: return slot = Number(base::whole_years_between(date(operands[0]), date(operands[1])));
    case Function::YearOf: return slot = Number(base::civil(date(operands[0])).year);
    case Function::MonthOf: return slot = Number(base::civil(date(operands[0])).month);
    case Function::DayOf: return slot = Number(base::civil(date(operands[0])).day);
    case Function::MonthEndOf: return slot = base::end_of_month(date(operands[0]));
    case Function::MakeDate: {
      const std::optional<Date> day = day_of_parts(operands);
      if (!day) return slot = faulty_here(PlaceKind::DateOutOfRange);
      return slot = *day;
    }
    case Function::TextLength: return slot = Number(base::code_point_count(std::get<std::string>(operands[0])));
  }
  diagnostics::abort_internal("eval", "builtin function");
}

}  // namespace plumb::eval
