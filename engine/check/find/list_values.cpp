// The pieces of a domain (law L11): its bounds, the points at which it is cut, one value inside each stretch between them,
// labels, texts that are told apart, kinds of absence.
#include <algorithm>

#include "check/find/sweep.h"
#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::Bound;
using program::ExprId;
using program::Number;
using program::Type;
using program::TypeKind;
using program::Value;

namespace {

constexpr size_t WrittenLimit = 64;

struct List {
  const Type& type;
  const Number& grid;
  std::vector<Value>& values;

  void add(const Number& number) const {
    if (type.kind != TypeKind::Date) return values.push_back(number);
    const int64_t days = number.to_int64().value_or(0);
    if (days >= base::FirstDate.days && days <= base::LastDate.days) values.push_back(base::Date{static_cast<int32_t>(days)});
  }

  // The first multiple of the grid above a number; a round one in the shown units where there is no other bound.
  Number above(const Number& low) const {
    const Number step =
        type.kind == TypeKind::Number && type.shown_factor.sign() > 0 && !type.is_ratio ? type.shown_factor : Number(1);
    return (low.divided_by(step).floor() + 1) * step;
  }
  Number below(const Number& high) const {
    const Number step =
        type.kind == TypeKind::Number && type.shown_factor.sign() > 0 && !type.is_ratio ? type.shown_factor : Number(1);
    return (high.divided_by(step).ceiling() - 1) * step;
  }

  void add_between(const std::optional<Number>& low, const std::optional<Number>& high, bool whole_only) const {
    if (low && high) {
      Number inside = (*low + *high).divided_by(2);
      if (whole_only && (grid.is_zero() || grid == Number(1))) {
        inside = low->floor() + 1;
      } else if (!grid.is_zero()) {
        inside = inside.divided_by(grid).floor() * grid;
        if (inside <= *low) inside = (low->divided_by(grid).floor() + 1) * grid;
      }
      if (inside < *high) add(inside);
    } else if (low) {
      add(above(*low));
    } else {
      add(high ? below(*high) : Number(0));
    }
  }

  void numbers(std::set<Number> points) const {
    const bool whole_only = (type.is_whole && !type.is_ratio) || type.kind == TypeKind::Date;
    std::optional<Bound> low = type.low, high = type.high;
    if (type.kind == TypeKind::Date) {
      low = Bound{base::FirstDate.days, false};
      high = Bound{base::LastDate.days, false};
    }
    if (low) points.insert(low->value);
    if (high) points.insert(high->value);
    const auto is_in = [&](const Number& number) {
      if (low && (number < low->value || (number == low->value && low->open))) return false;
      if (whole_only && !number.is_integer()) return false;
      if (!grid.is_zero() && !number.divided_by(grid).is_integer()) return false;
      return !(high && (number > high->value || (number == high->value && high->open)));
    };
    std::optional<Number> before;
    for (const Number& point : points) {
      const bool starts_inside = !before ? !low : !low || *before >= low->value;
      if (starts_inside && (!high || point <= high->value)) add_between(before, point, whole_only);
      if (is_in(point)) add(point);
      before = point;
    }
    if (!high) add_between(before, std::nullopt, whole_only);
  }
};

// A text that is none of those.
std::string other_text(const std::vector<std::string>& texts) {
  std::string other = "-";
  while (std::ranges::find(texts, other) != texts.end()) other += "-";
  return other;
}

bool add_written(const Context& context, ExprId id, std::vector<Value>& values) {
  if (values.size() > WrittenLimit) return false;
  if (const std::optional<Value> known = known_value(context, id)) {
    if (std::ranges::find(values, *known) == values.end()) values.push_back(*known);
    return true;
  }
  const auto& node = context.program.at(id).node;
  if (const auto* choose = std::get_if<program::ChooseExpr>(&node)) {
    return add_written(context, choose->then, values) && add_written(context, choose->otherwise, values);
  }
  const auto* lookup = std::get_if<program::Lookup>(&node);
  if (lookup == nullptr || lookup->hits == program::HitPolicy::AllHits) return false;
  return std::ranges::all_of(lookup->rows, [&](const program::LookupRow& row) {
    return row.value.kind == program::AnswerKind::Value && add_written(context, row.value.value, values);
  });
}

void sort_values(std::vector<Value>& values) {
  std::ranges::sort(values, [](const Value& a, const Value& b) {
    const auto order = order_of(a, b);
    return order && *order < 0;
  });
}

}  // namespace

std::optional<std::strong_ordering> order_of(const Value& a, const Value& b) {
  if (a.index() != b.index()) return std::nullopt;
  if (const auto* number = std::get_if<Number>(&a)) return *number <=> std::get<Number>(b);
  if (const auto* date = std::get_if<base::Date>(&a)) return *date <=> std::get<base::Date>(b);
  if (const auto* label = std::get_if<program::Label>(&a)) return label->index <=> std::get<program::Label>(b).index;
  if (const auto* truth = std::get_if<bool>(&a)) return *truth <=> std::get<bool>(b);
  if (const auto* text = std::get_if<std::string>(&a)) return text->compare(std::get<std::string>(b)) <=> 0;
  return std::nullopt;
}

std::optional<Value> known_value(const Context& context, ExprId id) {
  if (!id.valid()) return std::nullopt;
  const program::Program& program = context.program;
  const auto* read = std::get_if<program::ParameterAt>(&program.at(id).node);
  if (read != nullptr && !read->date.valid() && program.reference) {
    const program::Parameter& parameter = program.at(read->parameter);
    for (const program::DatedValue& value : parameter.values) {
      const bool is_met = (!value.from || *value.from <= *program.reference) && (!value.end || *program.reference < *value.end);
      const bool is_given = worst_basis(value.bases) != program::BasisKind::NotGiven;
      if (is_met && is_given && value.value.valid()) return fold_constant(context, value.value);
    }
    return std::nullopt;
  }
  return fold_constant(context, id);
}

Number grid_of(const Context& context, ExprId id) {
  const auto* read = std::get_if<program::ColumnOf>(&context.program.at(id).node);
  if (read == nullptr) return 0;
  const program::Column& column = context.program.at(read->column);
  if (column.type.kind != TypeKind::Number || column.stored_factor.sign() <= 0) return 0;
  // Ratios and whole numbers have their own rules; a column without decimals holds whole ones of its dimension.
  return column.stored_factor * Number::power_of_ten(-column.scale);
}

std::vector<Value> written_values(const Context& context, ExprId id) {
  std::vector<Value> values;
  if (!id.valid() || !add_written(context, id, values)) return {};
  sort_values(values);
  return values;
}

std::vector<Value> written_values(const Context& context, program::DefinitionId id) {
  const program::Definition& definition = context.program.at(id);
  std::vector<Value> values;
  if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by)) {
    for (const program::GradeEntry& entry : grade->entries) {
      const Value label = program::Label{definition.type.enumeration, entry.label};
      if (std::ranges::find(values, label) == values.end()) values.push_back(label);
    }
  }
  const auto* by = std::get_if<program::ByCases>(&definition.by);
  for (size_t i = 0; by != nullptr && i < by->cases.size(); ++i) {
    const program::Answer& answer = by->cases[i].value;
    if (answer.kind != program::AnswerKind::Value || !answer.value.valid() || !add_written(context, answer.value, values))
      return {};
  }
  sort_values(values);
  return values;
}

bool list_values(const Context& context, const Type& type, std::set<Number> points, std::vector<std::string> texts,
                 const Number& grid, std::vector<Value>& values) {
  switch (type.kind) {
    case TypeKind::Number:
    case TypeKind::Date: List{type, grid, values}.numbers(std::move(points)); break;
    case TypeKind::Label:
      for (size_t i = 0; i < context.program.at(type.enumeration).labels.size(); ++i) {
        values.emplace_back(program::Label{type.enumeration, static_cast<uint16_t>(i)});
      }
      break;
    case TypeKind::Truth: values.insert(values.end(), {Value(false), Value(true)}); break;
    case TypeKind::Text:
      std::ranges::sort(texts);
      texts.erase(std::ranges::unique(texts).begin(), texts.end());
      for (const std::string& text : texts) values.push_back(text);
      values.push_back(other_text(texts));
      break;
    case TypeKind::Row: values.push_back(program::RowRef{type.table, 0}); break;
    case TypeKind::Unknown:
    case TypeKind::Duration:
    case TypeKind::NameSet:
    case TypeKind::Spans: return false;
  }
  for (uint32_t kind = 0; kind < context.program.absence_kinds.size() && kind < 64; ++kind) {
    if ((type.absence >> kind & 1u) == 0) continue;
    values.push_back(program::Absent{.kind = program::AbsenceKindId{kind}});
  }
  return !values.empty();
}

}  // namespace plumb::check
