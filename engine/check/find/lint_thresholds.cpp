// The same threshold read once with and once without its bound, and two thresholds that differ by exactly 10,000: both are
// mistakes that were found in running software (one count of instruments `> 500000`, another `>= 500000`; 元 for 万元).
#include <algorithm>
#include <map>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "check/infer/infer.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::check {

namespace {

using program::DefinitionId;
using program::ExprId;
using program::Number;
using program::Op;
using program::Value;

// What is compared: a column or a definition, whichever row it stands on.
struct Compared {
  bool is_definition = false;
  uint32_t id = 0;
  friend auto operator<=>(const Compared&, const Compared&) = default;
};

struct Use {
  bool above_is_open = false;  // the bound itself counts as below
  source::Span span;
  DefinitionId definition;  // that the comparison is part of; not valid: of rows of others
};

std::optional<Compared> compared(const Context& context, ExprId id) {
  const auto& node = context.program.at(id).node;
  if (const auto* settled = std::get_if<program::IfAbsent>(&node)) return compared(context, settled->operand);
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) return Compared{false, column->column.value};
  if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) return Compared{true, definition->definition.value};
  return std::nullopt;
}

const std::string& name_of(const Context& context, const Compared& subject) {
  return subject.is_definition ? context.program.definitions[subject.id].name : context.program.columns[subject.id].name;
}

const program::Type& type_of(const Context& context, const Compared& subject) {
  return subject.is_definition ? context.program.definitions[subject.id].type : context.program.columns[subject.id].type;
}

using Owners = std::map<uint32_t, DefinitionId>;  // of the expressions of a definition, rows of others aside

struct Thresholds {
  Context& context;
  Owners& owners;
  std::map<std::pair<Compared, Number>, std::vector<Use>> uses = {};

  void find_owners(ExprId id, DefinitionId owner) {
    if (!id.valid() || std::holds_alternative<program::Aggregate>(context.program.at(id).node)) return;
    owners.emplace(id.value, owner);
    walk_operands(context.program.at(id), [&](program::Operand operand) { find_owners(operand.id, owner); });
  }

  // A range written out to its end says nothing there.
  bool is_end(const Compared& subject, const Number& number) const {
    const program::Type& type = type_of(context, subject);
    return number.is_zero() || (type.low && type.low->value == number) || (type.high && type.high->value == number);
  }

  void take(ExprId subject, ExprId bound, bool above_is_open, source::Span span, uint32_t whole, bool is_interval = false) {
    if (!bound.valid()) return;
    const std::optional<Compared> of = compared(context, subject);
    const std::optional<Value> value = of ? known_value(context, bound) : std::nullopt;
    const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
    if (number == nullptr || number->is_zero() || (is_interval && is_end(*of, *number))) return;
    const auto owner = owners.find(whole);
    uses[{*of, *number}].push_back({above_is_open, span, owner == owners.end() ? DefinitionId{} : owner->second});
  }

  void take_order(ExprId subject, Op op, ExprId bound, source::Span span, uint32_t whole) {
    if (op != Op::Less && op != Op::LessEqual && op != Op::Greater && op != Op::GreaterEqual) return;
    take(subject, bound, op == Op::Greater || op == Op::LessEqual, span, whole);
  }

  void take_comparison(const program::BinaryExpr& node, source::Span span, uint32_t whole) {
    if (compared(context, node.left)) return take_order(node.left, node.op, node.right, span, whole);
    const auto turned = [](Op op) {
      if (op == Op::Less) return Op::Greater;
      if (op == Op::LessEqual) return Op::GreaterEqual;
      if (op == Op::Greater) return Op::Less;
      return op == Op::GreaterEqual ? Op::LessEqual : op;
    };
    take_order(node.right, turned(node.op), node.left, span, whole);
  }

  // Rows of one table take up where another stops; in order, the first that names a bound has it.
  void take_table(const program::Lookup& lookup, uint32_t whole) {
    Thresholds own{context, owners, {}};
    own.take_rows(lookup, whole);
    for (const auto& [key, places] : own.uses) uses[key].push_back(places.front());
  }

  void take_rows(const program::Lookup& lookup, uint32_t whole) {
    for (const program::LookupRow& row : lookup.rows) {
      for (size_t i = 0; i < row.cells.size(); ++i) {
        const program::Cell& cell = row.cells[i];
        if (cell.kind == program::CellKind::Interval) {
          take(lookup.inputs[i], cell.low, cell.low_open, row.span, whole, true);
          take(lookup.inputs[i], cell.high, !cell.high_open, row.span, whole, true);
        } else if (cell.kind == program::CellKind::Compare) {
          take_order(lookup.inputs[i], cell.op, cell.values[0], row.span, whole);
        }
      }
    }
  }

  void collect() {
    const program::Program& program = context.program;
    for (uint32_t i = 0; i < program.definitions.size(); ++i) {
      walk_formulas(program, DefinitionId{i}, [&](ExprId root) { find_owners(root, DefinitionId{i}); });
    }
    for (uint32_t i = 0; i < program.exprs.size(); ++i) {
      const program::Expr& expr = program.exprs[i];
      if (const auto* binary = std::get_if<program::BinaryExpr>(&expr.node)) take_comparison(*binary, expr.span, i);
      if (const auto* lookup = std::get_if<program::Lookup>(&expr.node)) take_table(*lookup, i);
      if (const auto* within = std::get_if<program::WithinExpr>(&expr.node)) {
        take(within->subject, within->low, within->low_open, expr.span, i, true);
        take(within->subject, within->high, !within->high_open, expr.span, i, true);
      }
    }
    // What a guard proves is read once more, for nobody.
    for (auto& entry : uses) {
      std::vector<Use>& places = entry.second;
      const std::vector<Use> all = places;
      std::erase_if(places, [&](const Use& place) {
        return !place.definition.valid() &&
               std::ranges::any_of(all, [&](const Use& other) { return other.definition.valid() && other.span == place.span; });
      });
    }
  }

  // What a definition is on the row at hand: a condition, a value, membership.
  static std::optional<Value> outcome(const Context& context, const Sweep& sweep, DefinitionId id) {
    const auto* population = std::get_if<program::ByPopulation>(&context.program.at(id).by);
    if (population == nullptr) return sweep.value(id, true);
    const std::optional<bool> member = sweep.is_member(population->population, true);
    return member ? std::optional<Value>(*member) : std::nullopt;
  }

  void expect(Example& example, DefinitionId id, const Value& value) const {
    const auto* population = std::get_if<program::ByPopulation>(&context.program.at(id).by);
    if (population == nullptr)
      example.expect_value(id, value);
    else
      example.expect_member(population->population, std::get<bool>(value));
  }

  // A row with the subject between two numbers on which the two definitions disagree, as a test case.
  std::string example(const Compared& subject, const Use& a, const Use& b, const Number& from, const Number& to,
                      example_word::Row about) const {
    if (!a.definition.valid() || !b.definition.valid()) return {};
    const program::Definition& first = context.program.at(a.definition);
    const program::Definition& second = context.program.at(b.definition);
    if (!first.table.valid() || first.table != second.table) return {};
    const auto scope_of = [](const program::Definition& definition) {
      const auto* by = std::get_if<program::ByPopulation>(&definition.by);
      return by == nullptr ? program::PopulationId{} : by->population;
    };
    for (const program::Definition* one : {&first, &second}) {
      const program::PopulationId expected = scope_of(one == &first ? second : first);
      if (one->domain.valid() && one->domain == expected) return {};
    }
    Sweep sweep(context);
    for (const DefinitionId id : {a.definition, b.definition}) {
      sweep.add(id);
      const program::PopulationId scope = scope_of(context.program.at(id));
      if (scope.valid()) sweep.add_members(scope);
    }
    const std::string key = (subject.is_definition ? ".d" : ".c") + std::to_string(subject.id);
    const auto is_it = [&](const Subject& one) { return one.key == key; };
    const auto at = std::ranges::find_if(sweep.subjects(), is_it);
    if (at == sweep.subjects().end()) return {};
    const auto index = static_cast<size_t>(at - sweep.subjects().begin());
    if (!sweep.close()) return {};
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const auto* number = sweep.at(index) == nullptr ? nullptr : std::get_if<Number>(sweep.at(index));
      if (number == nullptr || *number < from || *number > to) continue;
      const std::optional<Value> left = outcome(context, sweep, a.definition), right = outcome(context, sweep, b.definition);
      if (!left || !right || *left == *right) continue;
      Example made(context, first.table, {});
      made.be_in(first.domain);
      made.be_in(second.domain);
      made.set(sweep);
      expect(made, a.definition, *left);
      expect(made, b.definition, *right);
      return made.text(name_of(context, subject), about);
    }
    return {};
  }

  std::string shown(const Compared& subject, const Number& number) const {
    const program::Type& type = type_of(context, subject);
    std::string text = write_value(context, type, number);
    return text.empty() ? number.to_string() : text;
  }

  void lint_bounds() {
    for (const auto& [key, places] : uses) {
      const auto& [subject, threshold] = key;
      const Use& first = places.front();
      const auto other =
          std::ranges::find_if(places, [&](const Use& place) { return place.above_is_open != first.above_is_open; });
      if (other == places.end()) continue;
      auto& found = context.sink.report(
          diag::ThresholdReadTwoWays{.subject = name_of(context, subject), .threshold = shown(subject, threshold)}, other->span);
      found.label(first.span, label::OtherReadingHere{});
      if (std::string test = example(subject, first, *other, threshold, threshold, example_word::OnTheBound); !test.empty()) {
        found.with_example(std::move(test));
      }
    }
  }

  void lint_ten_thousands() {
    for (const auto& [key, places] : uses) {
      const auto& [subject, low] = key;
      const auto other = uses.find({subject, low * Number(10000)});
      if (other == uses.end()) continue;
      auto& found = context.sink.report(
          diag::ThresholdsTenThousandApart{
              .subject = name_of(context, subject), .low = shown(subject, low), .high = shown(subject, other->first.second)},
          places.front().span);
      found.label(other->second.front().span, label::OtherReadingHere{});
      std::string test =
          example(subject, places.front(), other->second.front(), low, other->first.second, example_word::BetweenBounds);
      if (!test.empty()) found.with_example(std::move(test));
    }
  }
};

}  // namespace

void lint_thresholds(Context& context) {
  Owners owners;
  Thresholds thresholds{context, owners};
  thresholds.collect();
  thresholds.lint_bounds();
  thresholds.lint_ten_thousands();
}

}  // namespace plumb::check
