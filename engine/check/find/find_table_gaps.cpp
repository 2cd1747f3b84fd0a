// The sweep over a table (law L11): every piece of the inputs' domains, cut at the bounds that the cells name,
// must be in a row; in one only where rows are to be unique. What is no constant is reported as not decided.
#include <algorithm>
#include <set>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "check/infer/infer_parts.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"
#include "program/dump_program.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::check {

using program::Bound;
using program::DefinitionId;
using program::ExprId;
using program::Number;
using program::Type;
using program::TypeKind;
using program::Value;

namespace {

constexpr size_t CombinationLimit = 200'000;

struct Axis {
  Type type;  // as it is promised
  std::vector<Value> values;
  std::vector<bool> is_promised;
};

bool is_within_range(const Type& type, const Value& value) {
  const auto* number = std::get_if<Number>(&value);
  if (number == nullptr) return true;
  if (type.low && (*number < type.low->value || (type.low->open && *number == type.low->value))) return false;
  return !(type.high && (*number > type.high->value || (type.high->open && *number == type.high->value)));
}

// A parameter without 值域 has another value next year, or in a test: a row for it is no mistake because this year's
// never meets it. That amounts do not change their side of zero is taken for granted where a gap is looked for.
bool is_free_parameter(const Context& context, ExprId input) {
  const auto* read = std::get_if<program::ParameterAt>(&context.program.at(input).node);
  if (read == nullptr || read->parameter.value >= context.parameters_of.size()) return false;
  const LazySource& source = context.parameters_of[read->parameter.value];
  const auto* item = source.item == nullptr ? nullptr : std::get_if<syntax::ParameterItem>(&source.item->node);
  return item != nullptr && !item->range;
}

// Where a table stands: the definition whose value it is, or part of.
struct TableOwner {
  DefinitionId definition;
  bool is_value = false;
};

struct Sweeper {
  Context& context;
  const program::Lookup& lookup;
  source::Span whole;
  TableOwner owner;
  std::vector<Axis> axes = {};
  std::vector<size_t> at = {};

  bool collect(size_t input, const Type& type, std::set<Number>& points, std::vector<std::string>& texts) const {
    const auto take = [&](ExprId id) {
      if (!id.valid()) return true;
      const std::optional<Value> value = fold_constant(context, id);
      if (!value) return false;
      if (const auto* text = std::get_if<std::string>(&*value)) texts.push_back(*text);
      if (const auto* number = std::get_if<Number>(&*value)) points.insert(*number);
      if (const auto* date = std::get_if<base::Date>(&*value)) points.insert(date->days);
      return true;
    };
    for (const program::LookupRow& row : lookup.rows) {
      if (row.is_otherwise) continue;
      const program::Cell& cell = row.cells[input];
      // Texts are told apart as listed values only: a prefix or an order of texts is not looked into.
      const bool is_order =
          cell.kind == program::CellKind::Interval ||
          (cell.kind == program::CellKind::Compare && cell.op != program::Op::NotEqual && cell.op != program::Op::Equal);
      if (type.kind == TypeKind::Text && is_order) return false;
      if (!take(cell.low) || !take(cell.high) || !std::ranges::all_of(cell.values, take)) return false;
    }
    return true;
  }

  bool add_axis(size_t input) {
    const ExprId id = lookup.inputs[input];
    Axis axis;
    axis.type = context.program.at(id).type;
    Type listed = axis.type;
    if (is_free_parameter(context, id)) {
      listed.low.reset();
      listed.high.reset();
    }
    std::set<Number> points;
    std::vector<std::string> texts;
    if (listed.kind == TypeKind::Row || !collect(input, listed, points, texts)) return false;
    if (axis.type.low) points.insert(axis.type.low->value);
    if (axis.type.high) points.insert(axis.type.high->value);
    if (!list_values(context, listed, std::move(points), std::move(texts), grid_of(context, id), axis.values)) return false;
    for (const Value& value : axis.values) axis.is_promised.push_back(is_within_range(axis.type, value));
    axes.push_back(std::move(axis));
    return true;
  }

  bool matches(const program::Cell& cell, const Value& input) const {
    const auto* absent = std::get_if<program::Absent>(&input);
    if (cell.kind == program::CellKind::Any) return true;
    if (cell.kind == program::CellKind::Absent) return absent != nullptr && (cell.absence >> absent->kind.value & 1u) != 0;
    if (absent != nullptr) return false;
    const auto order = [&](ExprId id) {
      return order_of(input, *fold_constant(context, id)).value_or(std::strong_ordering::less);
    };
    if (cell.kind == program::CellKind::Interval) {
      if (cell.low.valid() && (order(cell.low) < 0 || (cell.low_open && order(cell.low) == 0))) return false;
      return !(cell.high.valid() && (order(cell.high) > 0 || (cell.high_open && order(cell.high) == 0)));
    }
    if (cell.kind == program::CellKind::Values) {
      return std::ranges::any_of(cell.values, [&](ExprId id) { return order(id) == 0; });
    }
    const std::strong_ordering found = order(cell.values[0]);
    switch (cell.op) {
      case program::Op::Less: return found < 0;
      case program::Op::LessEqual: return found <= 0;
      case program::Op::Greater: return found > 0;
      case program::Op::GreaterEqual: return found >= 0;
      case program::Op::NotEqual: return found != 0;
      case program::Op::Equal: return found == 0;
      case program::Op::Add:
      case program::Op::Subtract:
      case program::Op::Multiply:
      case program::Op::Divide:
      case program::Op::Power:
      case program::Op::And:
      case program::Op::Or:
      case program::Op::StartsWith: break;
    }
    return false;
  }

  std::string show(size_t input) const {
    const Value& value = axes[input].values[at[input]];
    const Type& type = axes[input].type;
    // Any text that no row names.
    if (type.kind == TypeKind::Text && at[input] + 1 == axes[input].values.size()) return "…";
    std::string text = program::show_value(context.program, type, value, context.program.spelling);
    if (std::holds_alternative<Number>(value)) text += type.shown_name;
    return text;
  }

  // The row that the inputs describe, and a value that cannot be had. Only where nothing stands between the table and the
  // definition's value, so that the value does come to the table.
  std::string example(example_word::Row about) const {
    if (!owner.is_value) return {};
    const program::Definition& definition = context.program.at(owner.definition);
    Example made(context, definition);
    Sweep rest(context);
    rest.add(owner.definition);
    std::set<std::string> is_set;
    for (size_t i = 0; i < at.size(); ++i) {
      const auto solved = rest.solve(lookup.inputs[i], axes[i].values[at[i]]);
      if (!solved) return {};
      made.set(solved->first.expr, solved->first.kind, solved->second);
      is_set.insert(solved->first.key);
    }
    if (!rest.close()) return {};
    for (size_t i = 0; i < rest.subjects().size(); ++i) {
      const Subject& subject = rest.subjects()[i];
      if (is_set.contains(subject.key)) continue;
      if (rest.at(i) == nullptr) return {};
      made.set(subject.expr, subject.kind, *rest.at(i));
    }
    made.expect_faulty(owner.definition);
    return made.text(definition.name, about);
  }

  void add_witnesses(diagnostics::Diagnostic& diagnostic, example_word::Row about) const {
    for (size_t i = 0; i < at.size(); ++i)
      diagnostic.witness(written(context, context.program.at(lookup.inputs[i]).span), show(i));
    if (std::string test = example(about); !test.empty()) diagnostic.with_example(std::move(test));
  }

  std::vector<size_t> rows_hit() const {
    std::vector<size_t> hits;
    for (size_t row = 0; row < lookup.rows.size(); ++row) {
      if (lookup.rows[row].is_otherwise) continue;
      bool is_hit = true;
      for (size_t i = 0; i < at.size() && is_hit; ++i) is_hit = matches(lookup.rows[row].cells[i], axes[i].values[at[i]]);
      if (is_hit) hits.push_back(row);
      if (is_hit && lookup.hits == program::HitPolicy::InOrder) break;
    }
    return hits;
  }

  bool step() {
    for (size_t digit = 0; digit < at.size(); ++digit) {
      if (++at[digit] < axes[digit].values.size()) return true;
      at[digit] = 0;
    }
    return false;
  }

  void sweep_rows() {
    std::vector<bool> is_reached(lookup.rows.size(), false);
    std::set<std::pair<size_t, size_t>> overlaps;
    bool has_gap = false;
    at.assign(axes.size(), 0);
    do {
      const std::vector<size_t> hits = rows_hit();
      bool is_present = true, is_promised = true;
      for (size_t i = 0; i < at.size(); ++i) {
        is_present = is_present && !program::is_absent(axes[i].values[at[i]]);
        is_promised = is_promised && axes[i].is_promised[at[i]];
      }
      for (const size_t row : hits) is_reached[row] = true;
      const bool is_double = lookup.hits == program::HitPolicy::Unique && hits.size() > 1;
      if (is_double && overlaps.emplace(hits[0], hits[1]).second) {
        auto& report = context.sink.report(diag::TableOverlap{}, lookup.rows[hits[1]].span);
        report.label(lookup.rows[hits[0]].span, label::OtherOneHere{});
        add_witnesses(report, example_word::Overlap);
      }
      if (!hits.empty() || lookup.hits == program::HitPolicy::AllHits) continue;
      bool is_taken = false;
      // 否则 closes the domain of values that are there; absence has rows of its own.
      for (size_t row = 0; row < lookup.rows.size() && is_present; ++row) {
        if (!lookup.rows[row].is_otherwise) continue;
        is_taken = true;
        is_reached[row] = true;
      }
      if (!is_taken && !has_gap && is_promised) {
        has_gap = true;
        add_witnesses(context.sink.report(diag::TableGap{}, whole), example_word::Gap);
      }
    } while (step());
    for (size_t row = 0; row < lookup.rows.size(); ++row) {
      if (!is_reached[row]) context.sink.report(diag::RowUnreachable{}, lookup.rows[row].span).note(label::NoValueToShow{});
    }
  }

  void run() {
    size_t combinations = 1;
    for (size_t i = 0; i < lookup.inputs.size(); ++i) {
      const bool is_decided = add_axis(i);
      if (is_decided) combinations *= axes.back().values.size();
      if (!is_decided || combinations > CombinationLimit) {
        context.sink.report(diag::TableNotDecided{}, whole);
        return;
      }
    }
    sweep_rows();
  }
};

// Arithmetic and rounding always read what they are made of.
bool reads_all(const program::Expr& expr) {
  const auto* binary = std::get_if<program::BinaryExpr>(&expr.node);
  const bool is_arithmetic = binary != nullptr && (binary->op == program::Op::Add || binary->op == program::Op::Subtract ||
                                                   binary->op == program::Op::Multiply || binary->op == program::Op::Divide);
  return is_arithmetic || std::holds_alternative<program::NegateExpr>(expr.node) ||
         std::holds_alternative<program::RoundExpr>(expr.node) || std::holds_alternative<program::StepExpr>(expr.node) ||
         std::holds_alternative<program::CallExpr>(expr.node);
}

void find_owners(const Context& context, ExprId id, TableOwner owner, std::map<uint32_t, TableOwner>& owners) {
  if (!id.valid()) return;
  const program::Expr& expr = context.program.at(id);
  if (std::holds_alternative<program::Aggregate>(expr.node)) return;  // its rows are others
  const bool is_table = std::holds_alternative<program::Lookup>(expr.node);
  if (is_table) owners.emplace(id.value, owner);
  if (!is_table) owner.is_value = owner.is_value && reads_all(expr);
  if (is_table) owner.is_value = false;
  walk_operands(expr, [&](program::Operand operand) { find_owners(context, operand.id, owner, owners); });
}

}  // namespace

void find_table_gaps(Context& context) {
  std::map<uint32_t, TableOwner> owners;
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    const auto* by = std::get_if<program::ByCases>(&context.program.definitions[i].by);
    const bool is_single = by != nullptr && by->mode == program::CaseMode::Single;
    walk_formulas(context.program, DefinitionId{i}, [&](ExprId root) {
      find_owners(context, root, {DefinitionId{i}, is_single}, owners);
    });
  }
  // A condition may have been read more than once, and a function is expanded with other inputs each time.
  std::set<std::vector<source::Span>> seen;
  for (uint32_t i = 0; i < context.program.exprs.size(); ++i) {
    const program::Expr& expr = context.program.exprs[i];
    const auto* lookup = std::get_if<program::Lookup>(&expr.node);
    if (lookup == nullptr) continue;
    std::vector<source::Span> key{expr.span};
    for (const ExprId input : lookup->inputs) key.push_back(context.program.at(input).span);
    if (!seen.insert(std::move(key)).second) continue;
    const auto owner = owners.find(i);
    Sweeper{context, *lookup, expr.span, owner == owners.end() ? TableOwner{} : owner->second}.run();
  }
}

}  // namespace plumb::check
