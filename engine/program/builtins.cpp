#include "program/builtins.h"

#include <algorithm>

namespace plumb::program::builtins {

namespace {

using program::AggregateKind;
using program::Function;
using program::StepKind;

constexpr Builtin Table[] = {
    {"count", AggregateKind::Count, 1, Many},
    {"sum", AggregateKind::Sum, 1, Many},
    {"average", AggregateKind::Average, 1, Many},
    {"min", AggregateKind::Min, 1, Many},
    {"max", AggregateKind::Max, 1, Many},
    {"median", AggregateKind::Median, 1, Many},
    {"percentile", AggregateKind::Percentile, 2, 2},
    {"share", AggregateKind::Share, 1, 1},
    {"any", AggregateKind::Any, 1, Many},
    {"all", AggregateKind::All, 1, Many},
    {"at_least_n", AggregateKind::AtLeast, 2, 2},
    {"distinct", AggregateKind::Distinct, 1, 1},
    {"first", AggregateKind::First, 1, 1},
    {"last", AggregateKind::Last, 1, 1},
    {"ending_run", AggregateKind::EndingRun, 1, 1},
    {"previous", Special::Previous, 1, 1},
    {"place", Special::Place, 1, 1},
    {"larger", Function::Larger, 2, Many},
    {"smaller", Function::Smaller, 2, Many},
    {"cap", Special::Cap, 2, 2},
    {"floor_at", Special::Floor, 2, 2},
    {"absolute", Function::Absolute, 1, 1},
    {"per_full", StepKind::Full, 2, 2},
    {"per", StepKind::Proportional, 2, 2},
    {"per_begun", StepKind::Begun, 2, 2},
    {"square_root", Special::Root, 3, 3},
    {"value_in", Special::ValueIn, 2, 2},
    {"after", Function::After, 2, 3},
    {"earlier", Function::Earlier, 2, 3},
    {"days_between", Function::DaysBetween, 2, 2},
    {"months_between", Function::MonthsBetween, 2, 2},
    {"years_between", Function::YearsBetween, 2, 2},
    {"year_of", Function::YearOf, 1, 1},
    {"month_of", Function::MonthOf, 1, 1},
    {"day_of", Function::DayOf, 1, 1},
    {"month_end", Function::MonthEndOf, 1, 1},
    {"date_of", Function::MakeDate, 3, 3},
    {"text_length", Function::TextLength, 1, 1},
    {"met", Special::Met, 1, 1},
};

}  // namespace

std::span<const Builtin> all() { return Table; }

const Builtin* find(std::string_view id) {
  const auto* row = std::ranges::find(Table, id, &Builtin::id);
  return row == std::end(Table) ? nullptr : row;
}

OfNothing of_nothing(AggregateKind kind) {
  switch (kind) {
    case AggregateKind::Count:
    case AggregateKind::Sum:
    case AggregateKind::Distinct:
    case AggregateKind::EndingRun: return OfNothing::Zero;
    case AggregateKind::Any:
    case AggregateKind::AtLeast: return OfNothing::False;
    case AggregateKind::Average:
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Share:
    case AggregateKind::All:
    case AggregateKind::First:
    case AggregateKind::Last: return OfNothing::NeedsAnswer;
  }
  return OfNothing::NeedsAnswer;
}

bool has_body(AggregateKind kind) {
  switch (kind) {
    case AggregateKind::Sum:
    case AggregateKind::Average:
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Distinct:
    case AggregateKind::First:
    case AggregateKind::Last: return true;
    case AggregateKind::Count:
    case AggregateKind::Share:
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast:
    case AggregateKind::EndingRun: return false;
  }
  return false;
}

}  // namespace plumb::program::builtins
