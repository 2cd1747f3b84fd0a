#include <algorithm>

#include "explain/teller.h"
#include "program/walk_operands.h"

namespace plumb::explain {

using namespace program;

namespace {

// A formula may read one cell or parameter twice; it is told once.
void push_once(Lines& lines, Line line) {
  const bool is_known = std::any_of(lines.begin(), lines.end(), [&](const Line& one) {
    const bool is_same_row =
        one.origin.has_value() == line.origin.has_value() && (!one.origin || one.origin->key == line.origin->key);
    return one.kind == line.kind && one.text == line.text && one.value == line.value && is_same_row;
  });
  if (!is_known) {
    lines.push_back(std::move(line));
  }
}

struct Reads {
  Teller& t;
  const Where& where;
  ExprId id;
  Lines& lines;

  void read(ExprId operand) const {
    if (operand.valid()) {
      append_reads(t, operand, where, lines);
    }
  }
  // The row that is read from; none when it is absent or open (that is told by the reference's own cell).
  [[nodiscard]] std::optional<RowRef> row_of(ExprId row) const {
    const Value value = evaluate(t, row, where.rows);
    const auto* ref = std::get_if<RowRef>(&value);
    if (ref != nullptr) {
      return *ref;
    }
    append_reads(t, row, where, lines);
    return std::nullopt;
  }
  void definition(DefinitionId definition, ExprId row) const {
    std::optional<RowRef> ref = row.valid() ? row_of(row) : RowRef{};
    if (!ref) {
      return;
    }
    Line line = definition_line(t, definition, ref->row, where.depth + 1, where.nesting);
    if (row.valid() && !where.rows.empty() && *ref != where.rows.front()) {
      line.text = t.say(word::OfRow, {line.text, row_name(t, ref->table, ref->row)});
    }
    push_once(lines, std::move(line));
  }

  void operator()(const ColumnOf& e) const {
    if (const auto ref = row_of(e.row)) {
      push_once(lines, cell_line(t, e.column, *ref));
    }
  }
  void operator()(const DefinitionOf& e) const { definition(e.definition, e.row); }
  void operator()(const ParameterAt& e) const {
    const Value at = e.date.valid() ? evaluate(t, e.date, where.rows) : Value(t.results.inputs.reference);
    if (const auto* date = std::get_if<base::Date>(&at)) {
      push_once(lines, parameter_line(t, e.parameter, *date));
    }
  }
  void operator()(const Aggregate&) const { push_once(lines, aggregate_line(t, id, where)); }
  void operator()(const IfAbsent& e) const {
    const Value found = evaluate(t, e.operand, where.rows);
    if (!is_absent(found)) {
      return read(e.operand);
    }
    const Type& type = t.program.at(id).type;
    const Value settled = evaluate(t, id, where.rows);
    Line line = line_of(LineKind::Settled, words_at(t, t.program.at(e.operand).span));
    const ShownValue kind = show(t, t.program.at(e.operand).type, found);
    line.text = std::holds_alternative<LeftOut>(settled)
                    ? t.say(word::SettledLeftOut, {line.text, kind.text})
                    : t.say(word::SettledAs, {line.text, kind.text, plain(t, type, settled)});
    append_reads(t, e.operand, where, line.children);
    push_once(lines, std::move(line));
  }
  void operator()(const ChooseExpr& e) const {
    read(e.condition);
    const Value condition = evaluate(t, e.condition, where.rows);
    if (const bool* truth = std::get_if<bool>(&condition)) {
      read(*truth ? e.then : e.otherwise);
    }
  }
  void operator()(const BinaryExpr& e) const {
    read(e.left);
    if (e.op == Op::And || e.op == Op::Or) {
      const Value left = evaluate(t, e.left, where.rows);
      const bool* truth = std::get_if<bool>(&left);
      if (truth == nullptr || *truth == (e.op == Op::Or)) {
        return;
      }
    }
    read(e.right);
    const bool divides_by_zero = e.op == Op::Divide && evaluate(t, e.right, where.rows) == Value(base::Number(0));
    if (divides_by_zero && e.if_zero.kind == AnswerKind::Value) {
      lines.push_back(
          line_of(LineKind::Settled, t.say(word::DivisorZero, {plain(t, t.program.at(id).type, evaluate(t, id, where.rows))})));
    }
  }
  void population(PopulationId population, ExprId row) const {
    if (const auto ref = row_of(row)) {
      Line line = scope_line(t, population, ref->row, false);
      if (!where.rows.empty() && *ref != where.rows.front()) {
        line.text = t.say(word::OfRow, {line.text, row_name(t, ref->table, ref->row)});
      }
      push_once(lines, std::move(line));
    }
  }
  void operator()(const InPopulation& e) const { population(e.population, e.row); }
  void operator()(const RuleHolds& e) const { population(e.population, e.row); }
  void operator()(const InForce& e) const { definition(e.spans, e.row); }
  void operator()(const MetNames& e) const { definition(e.checklist, e.row); }
  void operator()(const PlaceOf& e) const {
    if (const auto ref = row_of(e.row)) {
      push_once(lines, ranking_line(t, e.ranking, ref->row));
    }
  }
  void operator()(const Lookup& e) const {
    for (const ExprId input : e.inputs) {
      read(input);
    }
    if (where.depth >= t.options.depth_limit) {
      return;
    }
    const results::Trace* trace = nullptr;
    (void)find_aggregate_step(t, id, where, trace);
    if (trace == nullptr) {
      return;
    }
    for (const results::Step& step : trace->steps) {
      const auto index = static_cast<size_t>(step.detail_index);
      if (step.kind == results::StepKind::LookupRow && step.expr == id && step.detail_index >= 0 && index < e.rows.size()) {
        Line line =
            line_of(LineKind::Rule, t.say(word::TableRowMatched, {std::to_string(index + 1), words_at(t, e.rows[index].span)}));
        line.bases = show_bases(t, e.rows[index].bases);
        push_once(lines, std::move(line));
        read(e.rows[index].value.value);
      }
    }
  }
  // Everything else computes from its operands.
  template <class Other>
  void operator()(const Other&) const {
    walk_operands(t.program.at(id), [this](Operand operand) { read(operand.id); });
  }
};

}  // namespace

void append_reads(Teller& t, ExprId id, const Where& where, Lines& lines) {
  std::visit(Reads{t, where, id, lines}, t.program.at(id).node);
}

Line cell_line(const Teller& t, ColumnId column, RowRef row) {
  const Value value = data::cell_value(t.program, t.data, row.table, column, row.row);
  Line line = line_of(LineKind::Cell, name_of(t, column));
  line.value = show(t, t.program.at(column).type, value);
  if (std::holds_alternative<Faulty>(value)) {
    const uint32_t fault = data::find_fault(t.data, row.table, row.row, column);
    line.value->text = fault < t.data.faults.size() ? t.data.faults[fault].found : "";
  }
  line.origin = origin_of(t, row.table, row.row, column);
  return line;
}

}  // namespace plumb::explain
