// The sweep over a table (law L11): every atom of the inputs' domains, cut at the bounds that the cells name,
// must be in a row; in one only where rows are to be unique. What is no constant is reported as not decided.
#include <algorithm>
#include <set>

#include "check/infer_parts.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"
#include "program/dump_program.h"

namespace plumb::check {

using program::Bound;
using program::Number;
using program::Type;
using program::TypeKind;
using program::Value;

namespace {

constexpr size_t CombinationLimit = 200'000;

// A set of values that no cell tells apart: one value, or all between two numbers.
struct Atom {
  std::optional<program::AbsenceKindId> absent;
  std::optional<Number> number;     // numbers and dates: a value inside
  std::optional<uint16_t> index;    // label, truth, listed text; one past the listed texts: any other text
  std::string shown;
};

struct Axis {
  Type type;
  std::vector<Atom> atoms;
  std::vector<std::string> texts;   // texts that cells name
};

std::optional<Number> as_number(const Value& value) {
  if (const auto* number = std::get_if<Number>(&value)) return *number;
  if (const auto* date = std::get_if<base::Date>(&value)) return Number(date->days);
  if (const auto* label = std::get_if<program::Label>(&value)) return Number(label->index);
  if (const auto* truth = std::get_if<bool>(&value)) return Number(*truth ? 1 : 0);
  return std::nullopt;
}

struct Sweep {
  Context& context;
  const program::Lookup& lookup;
  const std::vector<Type>& inputs;
  source::Span whole;
  std::vector<Axis> axes;

  std::optional<Value> constant(program::ExprId id) const { return fold_constant(context, id); }

  bool collect(size_t input, std::set<Number>& points, std::vector<std::string>& texts) const {
    const auto take = [&](program::ExprId id) {
      if (!id.valid()) return true;
      const std::optional<Value> value = constant(id);
      if (!value) return false;
      if (const auto* text = std::get_if<std::string>(&*value)) {
        texts.push_back(*text);
        return true;
      }
      const std::optional<Number> number = as_number(*value);
      if (number) points.insert(*number);
      return number.has_value();
    };
    for (const program::LookupRow& row : lookup.rows) {
      if (row.is_otherwise) continue;
      const program::Cell& cell = row.cells[input];
      // Texts are told apart as listed values only: a prefix or an order of texts is not looked into.
      const bool is_order = cell.kind == program::CellKind::Interval ||
                            (cell.kind == program::CellKind::Compare && cell.op != program::Op::NotEqual && cell.op != program::Op::Equal);
      if (inputs[input].kind == TypeKind::Text && is_order) return false;
      if (!take(cell.low) || !take(cell.high)) return false;
      for (const program::ExprId value : cell.values) {
        if (!take(value)) return false;
      }
    }
    return true;
  }

  std::string show(size_t input, const Value& value) const {
    const source::Language language = context.program.spelling;
    std::string text = program::show_value(context.program, inputs[input], value, language);
    if (inputs[input].kind == TypeKind::Number) text += inputs[input].shown_name;
    return text;
  }

  void add_number(size_t input, Axis& axis, const Number& number) const {
    Atom atom;
    atom.number = number;
    const bool is_date = inputs[input].kind == TypeKind::Date;
    if (is_date) {
      const std::optional<int64_t> days = number.to_int64();
      atom.shown = show(input, base::Date{static_cast<int32_t>(days.value_or(0))});
    } else {
      atom.shown = show(input, number);
    }
    axis.atoms.push_back(std::move(atom));
  }

  // The numbers between two bounds, as one value; none if no whole one lies between where only whole ones count.
  void add_between(size_t input, Axis& axis, const std::optional<Number>& low, const std::optional<Number>& high, bool whole_only) const {
    Number inside = 0;
    if (low && high) {
      inside = whole_only ? low->floor() + 1 : (*low + *high).divided_by(2);
      if (whole_only && inside >= *high) return;
    } else if (low) {
      inside = low->floor() + 1;
    } else if (high) {
      inside = high->ceiling() - 1;
    }
    add_number(input, axis, inside);
  }

  void add_numbers(size_t input, Axis& axis, std::set<Number> points) const {
    const Type& type = inputs[input];
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
      return !(high && (number > high->value || (number == high->value && high->open)));
    };
    std::optional<Number> before;
    for (const Number& point : points) {
      const bool starts_inside = !before ? !low : !low || *before >= low->value;
      if (starts_inside && (!high || point <= high->value)) add_between(input, axis, before, point, whole_only);
      if (is_in(point) && (!whole_only || point.is_integer())) add_number(input, axis, point);
      before = point;
    }
    if (!high) add_between(input, axis, before, std::nullopt, whole_only);
  }

  void add_indexed(size_t input, Axis& axis, size_t count) const {
    for (size_t i = 0; i < count; ++i) {
      Atom atom;
      atom.index = static_cast<uint16_t>(i);
      Value value = inputs[input].kind == TypeKind::Truth ? Value(i == 1) : Value(program::Label{inputs[input].enumeration, *atom.index});
      atom.shown = show(input, value);
      axis.atoms.push_back(std::move(atom));
    }
  }

  bool add_axis(size_t input) {
    Axis axis;
    axis.type = inputs[input];
    std::set<Number> points;
    if (!collect(input, points, axis.texts)) return false;
    switch (axis.type.kind) {
      case TypeKind::Number:
      case TypeKind::Date: add_numbers(input, axis, points); break;
      case TypeKind::Label: add_indexed(input, axis, context.program.at(axis.type.enumeration).labels.size()); break;
      case TypeKind::Truth: add_indexed(input, axis, 2); break;
      case TypeKind::Text: {
        std::ranges::sort(axis.texts);
        axis.texts.erase(std::ranges::unique(axis.texts).begin(), axis.texts.end());
        for (size_t i = 0; i <= axis.texts.size(); ++i) {
          Atom atom;
          atom.index = static_cast<uint16_t>(i);
          atom.shown = i < axis.texts.size() ? axis.texts[i] : "…";
          axis.atoms.push_back(std::move(atom));
        }
        break;
      }
      case TypeKind::Unknown:
      case TypeKind::Duration:
      case TypeKind::Row:
      case TypeKind::NameSet:
      case TypeKind::Spans: return false;
    }
    for (uint32_t kind = 0; kind < context.program.absence_kinds.size() && kind < 64; ++kind) {
      if ((axis.type.absence >> kind & 1u) == 0) continue;
      Atom atom;
      atom.absent = program::AbsenceKindId{kind};
      const program::AbsenceKind& name = context.program.absence_kinds[kind];
      atom.shown = context.program.spelling == source::Language::En && !name.alias.empty() ? name.alias : name.name;
      axis.atoms.push_back(std::move(atom));
    }
    axes.push_back(std::move(axis));
    return true;
  }

  Number place_of(const Axis& axis, const Value& value) const {
    if (const auto* text = std::get_if<std::string>(&value)) {
      return Number(std::ranges::lower_bound(axis.texts, *text) - axis.texts.begin());
    }
    return as_number(value).value_or(Number(0));
  }

  bool matches(const program::Cell& cell, const Axis& axis, const Atom& atom) const {
    if (cell.kind == program::CellKind::Any) return true;
    if (cell.kind == program::CellKind::Absent) return atom.absent && (cell.absence >> atom.absent->value & 1u) != 0;
    if (atom.absent) return false;
    const Number at = atom.number ? *atom.number : Number(*atom.index);
    const auto of = [&](program::ExprId id) { return place_of(axis, *constant(id)); };
    if (cell.kind == program::CellKind::Interval) {
      if (cell.low.valid() && (at < of(cell.low) || (cell.low_open && at == of(cell.low)))) return false;
      return !(cell.high.valid() && (at > of(cell.high) || (cell.high_open && at == of(cell.high))));
    }
    if (cell.kind == program::CellKind::Values) {
      return std::ranges::any_of(cell.values, [&](program::ExprId id) { return at == of(id); });
    }
    const Number bound = of(cell.values[0]);
    switch (cell.op) {
      case program::Op::Less: return at < bound;
      case program::Op::LessEqual: return at <= bound;
      case program::Op::Greater: return at > bound;
      case program::Op::GreaterEqual: return at >= bound;
      case program::Op::NotEqual: return at != bound;
      case program::Op::Equal:
      case program::Op::Add:
      case program::Op::Subtract:
      case program::Op::Multiply:
      case program::Op::Divide:
      case program::Op::Power:
      case program::Op::And:
      case program::Op::Or:
      case program::Op::StartsWith: break;
    }
    return at == bound;
  }
};

void add_witnesses(diagnostics::Diagnostic& diagnostic, const Sweep& sweep, const std::vector<std::string>& names,
                   const std::vector<size_t>& at) {
  for (size_t i = 0; i < at.size(); ++i) diagnostic.witness(names[i], sweep.axes[i].atoms[at[i]].shown);
}

void sweep_rows(Sweep& sweep, const std::vector<std::string>& names) {
  const std::vector<program::LookupRow>& rows = sweep.lookup.rows;
  std::vector<size_t> at(sweep.axes.size(), 0);
  std::vector<bool> is_reached(rows.size(), false);
  std::set<std::pair<size_t, size_t>> overlaps;
  bool has_gap = false;
  for (;;) {
    std::vector<size_t> hits;
    bool is_present = true;
    for (size_t i = 0; i < at.size(); ++i) is_present = is_present && !sweep.axes[i].atoms[at[i]].absent;
    for (size_t row = 0; row < rows.size(); ++row) {
      if (rows[row].is_otherwise) continue;
      bool is_hit = true;
      for (size_t i = 0; i < at.size() && is_hit; ++i) {
        is_hit = sweep.matches(rows[row].cells[i], sweep.axes[i], sweep.axes[i].atoms[at[i]]);
      }
      if (is_hit) hits.push_back(row);
      if (is_hit && sweep.lookup.hits == program::HitPolicy::InOrder) break;
    }
    for (const size_t row : hits) is_reached[row] = true;
    if (sweep.lookup.hits == program::HitPolicy::Unique && hits.size() > 1 && overlaps.emplace(hits[0], hits[1]).second) {
      auto& report = sweep.context.sink.report(diag::TableOverlap{}, rows[hits[1]].span);
      report.label(rows[hits[0]].span, label::OtherOneHere{});
      add_witnesses(report, sweep, names, at);
    }
    if (hits.empty() && sweep.lookup.hits != program::HitPolicy::AllHits) {
      bool is_taken = false;
      // 否则 closes the domain of values that are there; absence has rows of its own.
      for (size_t row = 0; row < rows.size() && is_present; ++row) {
        if (!rows[row].is_otherwise) continue;
        is_taken = true;
        is_reached[row] = true;
      }
      if (!is_taken && !has_gap) {
        has_gap = true;
        add_witnesses(sweep.context.sink.report(diag::TableGap{}, sweep.whole), sweep, names, at);
      }
    }
    size_t digit = 0;
    while (digit < at.size() && ++at[digit] == sweep.axes[digit].atoms.size()) at[digit++] = 0;
    if (digit == at.size()) break;
  }
  for (size_t row = 0; row < rows.size(); ++row) {
    if (!is_reached[row]) sweep.context.sink.report(diag::RowUnreachable{}, rows[row].span);
  }
}

}  // namespace

void find_table_gaps(Context& context, const syntax::LookupExpr& node, const program::Lookup& lookup, const std::vector<Type>& inputs,
                     source::Span whole) {
  static_cast<void>(node);
  Sweep sweep{context, lookup, inputs, whole, {}};
  size_t combinations = 1;
  std::vector<std::string> names;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const bool is_decided = sweep.add_axis(i) && !sweep.axes.back().atoms.empty();
    if (is_decided) combinations *= sweep.axes.back().atoms.size();
    if (!is_decided || combinations > CombinationLimit) {
      context.sink.report(diag::TableNotDecided{}, whole);
      return;
    }
    names.push_back(written(context, context.program.at(lookup.inputs[i]).span));
  }
  sweep_rows(sweep, names);
}

}  // namespace plumb::check
