// Builtin functions of values: bounds and dates.
#include <algorithm>

#include "base/text.h"
#include "run/evaluator.h"

namespace plumb::run {

using base::Date;
using base::Number;
using program::Function;

namespace {

Date day(int64_t lane) { return Date{static_cast<int32_t>(lane)}; }

int64_t part_of(Function function, Date date) {
  const base::CivilDate civil = base::civil(date);
  return function == Function::YearOf ? civil.year : function == Function::MonthOf ? civil.month : civil.day;
}

int64_t between(Function function, Date a, Date b) {
  if (function == Function::DaysBetween) return base::days_between(a, b);
  return function == Function::MonthsBetween ? base::whole_months_between(a, b) : base::whole_years_between(a, b);
}

}  // namespace

Vector Evaluator::node(const program::CallExpr& call, ExprId id, const Batch& batch, Active active) {
  std::vector<Vector> operands;
  for (const ExprId operand : call.operands) {
    operands.push_back(eval(operand, batch, active));
    const bool is_number = kind(operand) == TypeKind::Number;
    if (!is_number) continue;
    const bool keeps_shape =
        call.function == Function::Larger || call.function == Function::Smaller || call.function == Function::Absolute;
    reshape(pools_, operands.back(), shape(operand), keeps_shape ? shape(id) : plan::rational(), batch.lanes);
  }
  const bool is_wide = is_rational(shape(id), kind(id));
  Vector result;
  Number* numbers = is_wide ? result.make_numbers(pools_) : nullptr;
  int64_t* ints = is_wide ? nullptr : result.make_ints(pools_);
  take_first_open(pools_, result, operands[0], operands[0], batch.lanes);
  for (size_t k = 1; k < operands.size(); ++k) {
    if (operands[k].is_all_known()) continue;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (result.is_known(i) && !operands[k].is_known(i))
        set_state(pools_, result, i, operands[k].state(i), operands[k].open(i), batch.lanes);
    }
  }
  const auto fail = [&](uint32_t i, std::string detail) {
    set_open(pools_, result, i, faulty_here(PlaceKind::DateOutOfRange, batch, i, std::move(detail)), batch.lanes);
  };
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i) || !result.is_known(i)) continue;
    switch (call.function) {
      case Function::Larger:
      case Function::Smaller: {
        const bool wants_larger = call.function == Function::Larger;
        size_t best = 0;
        for (size_t k = 1; k < operands.size(); ++k) {
          const std::strong_ordering order = is_wide ? operands[k].number(i) <=> operands[best].number(i)
                                                     : compare_integers(kind(id), operands[k].at(i), operands[best].at(i));
          if (wants_larger ? order > 0 : order < 0) best = k;
        }
        if (is_wide)
          numbers[i] = operands[best].number(i);
        else
          ints[i] = operands[best].at(i);
        break;
      }
      case Function::Absolute:
        if (is_wide)
          numbers[i] = operands[0].number(i).abs();
        else
          ints[i] = operands[0].at(i) < 0 ? -operands[0].at(i) : operands[0].at(i);
        break;
      case Function::After:
      case Function::Earlier: {
        base::Span span = as_duration(operands[1].at(i));
        if (call.function == Function::Earlier) span = {-span.months, -span.days};
        const std::optional<Date> moved = base::add(day(operands[0].at(i)), span, call.month_end);
        if (moved)
          ints[i] = moved->days;
        else
          fail(i, base::to_string(day(operands[0].at(i))));
        break;
      }
      case Function::DaysBetween:
      case Function::MonthsBetween:
      case Function::YearsBetween: ints[i] = between(call.function, day(operands[0].at(i)), day(operands[1].at(i))); break;
      case Function::YearOf:
      case Function::MonthOf:
      case Function::DayOf: ints[i] = part_of(call.function, day(operands[0].at(i))); break;
      case Function::MonthEndOf: ints[i] = base::end_of_month(day(operands[0].at(i))).days; break;
      case Function::MakeDate: {
        int parts[3] = {};
        bool is_good = true;
        for (size_t k = 0; k < 3; ++k) {
          const std::optional<int64_t> part = operands[k].number(i).to_int64();
          is_good = is_good && part && *part >= 0 && *part <= 9999;
          if (is_good) parts[k] = static_cast<int>(*part);
        }
        const std::optional<Date> made = is_good ? base::make_date(parts[0], parts[1], parts[2]) : std::nullopt;
        if (made)
          ints[i] = made->days;
        else
          fail(i, "");
        break;
      }
      case Function::TextLength: ints[i] = static_cast<int64_t>(base::code_point_count(as_text(operands[0].at(i)))); break;
    }
  }
  return result;
}

// --- spans in force, items met ---

Vector Evaluator::node(const program::InForce& node_of, ExprId, const Batch& batch, Active active) {
  const Column& column = columns_.definitions[node_of.spans.value];
  const Vector spans =
      node_of.row.valid() ? gather(column, node_of.row, batch, active) : constant(pools_, column.lane(0), {}, TypeKind::Spans);
  Vector dates;
  if (node_of.date.valid())
    dates = eval(node_of.date, batch, active);
  else
    dates = constant(pools_, {.integer = context_.inputs.reference.days}, {}, TypeKind::Date);
  Vector result = blank(pools_, {}, TypeKind::Truth, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    // The row is asked for before the date, the spans after it.
    const Vector* open = !dates.is_known(i) ? &dates : !spans.is_known(i) ? &spans : nullptr;
    if (open != nullptr) {
      set_state(pools_, result, i, open->state(i), open->open(i), batch.lanes);
      continue;
    }
    const Date date = day(dates.at(i));
    bool is_in_force = false;
    for (const program::SpanSet::Entry& span : as_spans(spans.at(i)).entries)
      is_in_force |= span.first <= date && date < span.end;
    result.own_ints.data()[i] = is_in_force ? 1 : 0;
  }
  return result;
}

// Every item is read, since all that were met are reported (law L7).
Vector Evaluator::node(const program::MetNames& node_of, ExprId, const Batch& batch, Active active) {
  const auto& checklist = std::get<program::ByChecklist>(context_.program.at(node_of.checklist).by);
  std::vector<Vector> items;
  for (const DefinitionId item : checklist.items)
    items.push_back(gather(columns_.definitions[item.value], node_of.row, batch, active));
  Vector result;
  int64_t* out = result.make_ints(pools_);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    program::NameSet met;
    bool is_known = true;
    for (size_t k = 0; k < items.size() && is_known; ++k) {
      is_known = items[k].is_known(i);
      if (!is_known)
        set_state(pools_, result, i, items[k].state(i), items[k].open(i), batch.lanes);
      else if (items[k].at(i) != 0)
        met.names.push_back(context_.program.at(checklist.items[k]).name);
    }
    std::sort(met.names.begin(), met.names.end());
    if (is_known) out[i] = context_.interned.keep(std::move(met));
  }
  return result;
}

}  // namespace plumb::run
