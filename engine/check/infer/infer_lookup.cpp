// 查表: inputs against rows of cells. Absence has a row of its own or may not be there (law L11).
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "check/lower/list_choices.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::AbsenceSet;
using program::Type;
using program::TypeKind;

namespace {

program::Op op_of(syntax::BinaryOp op) {
  using enum syntax::BinaryOp;
  if (op == NotEqual) return program::Op::NotEqual;
  if (op == Less) return program::Op::Less;
  if (op == LessEqual) return program::Op::LessEqual;
  if (op == Greater) return program::Op::Greater;
  if (op == GreaterEqual) return program::Op::GreaterEqual;
  return program::Op::Equal;
}

std::optional<AbsenceSet> kinds_of(Context& context, const std::vector<syntax::Name>& names) {
  if (names.empty()) return ~AbsenceSet{0};
  AbsenceSet kinds = 0;
  for (const syntax::Name& name : names) {
    const std::optional<program::AbsenceKindId> kind = find_absence_kind(context, name.text, false);
    if (!kind) {
      context.sink.report(diag::UnknownAbsence{name.text}, name.span).note(label::Choices{{absence_choices(context)}});
      return std::nullopt;
    }
    kinds |= 1ull << kind->value;
  }
  return kinds;
}

// Kinds of absence of one input that rows of their own take.
AbsenceSet covered_kinds(Context& context, const syntax::LookupExpr& node, size_t input) {
  AbsenceSet covered = 0;
  for (const syntax::TableRow& row : node.rows) {
    if (row.is_otherwise || input >= row.cells.size() || row.cells[input].kind != syntax::CellKind::Absent) continue;
    covered |= kinds_of(context, row.cells[input].absence_kinds).value_or(0);
  }
  return covered;
}

Typed infer_input(Context& context, const syntax::Tree& tree, const syntax::LookupExpr& node, size_t index, Scope& scope) {
  const syntax::ExprId id = node.inputs[index];
  Typed input = infer_expr(context, tree, id, scope);
  if (!input.expr.valid() || input.type.absence == 0) return input;
  const source::Span span = tree.at(id).span;
  const AbsenceSet covered = covered_kinds(context, node, index) & input.type.absence;
  // A row of the table overrides the convention for the kinds that it names.
  Typed open = input;
  open.type.absence &= ~covered;
  if (open.type.absence != 0) {
    open = apply_conventions(context, open, span, scope);
    if (open.type.absence != 0) {
      context.sink.report(diag::TableAbsenceGap{written(context, span), absence_words(context, open.type.absence)}, span);
      return {};
    }
  }
  open.type.absence = covered;
  if (open.expr != input.expr) context.program.exprs[open.expr.value].type.absence = covered;
  return open;
}

// A value of a cell; an element where the input is a set of labels.
program::ExprId infer_cell_value(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Type& input) {
  if (!id.valid()) return {};
  const source::Span span = tree.at(id).span;
  const auto* reference = std::get_if<syntax::ReferenceExpr>(&tree.at(id).node);
  if (reference != nullptr && input.enumeration.valid() && reference->path.steps.size() == 1) {
    const syntax::Name& name = reference->path.steps[0].name;
    const program::Enumeration& enumeration = context.program.at(input.enumeration);
    if (!find_label(enumeration, name.text) && find_head(context, tree, name.text, scope).kind == HeadKind::None) {
      context.sink.report(diag::UnknownLabel{name.text, enumeration.name}, name.span)
          .suggest(diagnostics::suggest(name.text, enumeration.labels));
      return {};
    }
  }
  const Typed value = infer_present(context, tree, id, scope, &input);
  if (!value.expr.valid()) return {};
  const bool is_element =
      input.kind == TypeKind::NameSet && value.type.kind == TypeKind::Label && value.type.enumeration == input.enumeration;
  if (is_element || is_same_kind(value.type, input)) return value.expr;
  static_cast<void>(require_fit(context, value, input, span));
  return {};
}

std::optional<program::Cell> infer_cell(Context& context, const syntax::Tree& tree, const syntax::Cell& cell, Scope& scope,
                                        const Type& input) {
  program::Cell result;
  result.span = cell.span;
  const bool needs_order = cell.kind == syntax::CellKind::Interval ||
                           (cell.kind == syntax::CellKind::Compare && cell.op != syntax::BinaryOp::NotEqual);
  if (needs_order && !is_ordered(context, input)) {
    context.sink.report(diag::NoOrder{type_word(context, input)}, cell.span);
    return std::nullopt;
  }
  bool is_good = true;
  switch (cell.kind) {
    case syntax::CellKind::Any: break;
    case syntax::CellKind::Absent: {
      result.kind = program::CellKind::Absent;
      const std::optional<AbsenceSet> kinds = kinds_of(context, cell.absence_kinds);
      is_good = kinds.has_value();
      result.absence = kinds.value_or(0);
      break;
    }
    case syntax::CellKind::Interval:
      result.kind = program::CellKind::Interval;
      result.low = infer_cell_value(context, tree, cell.interval.low, scope, input);
      result.high = infer_cell_value(context, tree, cell.interval.high, scope, input);
      result.low_open = cell.interval.low_open;
      result.high_open = cell.interval.high_open;
      is_good = result.low.valid() == cell.interval.low.valid() && result.high.valid() == cell.interval.high.valid();
      break;
    case syntax::CellKind::Values:
    case syntax::CellKind::Compare:
      result.kind = cell.kind == syntax::CellKind::Values ? program::CellKind::Values : program::CellKind::Compare;
      result.op = op_of(cell.op);
      for (const syntax::ExprId value : cell.values) {
        result.values.push_back(infer_cell_value(context, tree, value, scope, input));
        is_good = is_good && result.values.back().valid();
      }
      break;
  }
  if (!is_good) return std::nullopt;
  return result;
}

// Type of the whole: what the rows give, as one.
bool join_row(Context& context, const Typed& value, source::Span span, Type& whole) {
  if (is_unknown(whole)) {
    whole = value.type;
    return true;
  }
  if (!is_same_kind(whole, value.type)) return require_fit(context, value, whole, span) && false;
  whole = join(whole, value.type);
  return true;
}

// What several rows give becomes one value: a sum, or a set of names.
bool can_be_joined(const Type& row) {
  return row.kind == TypeKind::Number || row.kind == TypeKind::Label || row.kind == TypeKind::Text;
}

Type all_hits_type(const Type& row) {
  Type type = row;
  if (row.kind == TypeKind::Label || row.kind == TypeKind::Text) type.kind = TypeKind::NameSet;
  if (row.kind == TypeKind::Number) {
    if (!type.low || type.low->value.sign() > 0) type.low = type.low ? std::optional(program::Bound{0, false}) : std::nullopt;
    if (type.low && type.low->value.sign() < 0) type.low.reset();
    type.high.reset();
  }
  return type;
}

program::HitPolicy policy_of(syntax::HitPolicy hits) {
  switch (hits) {
    case syntax::HitPolicy::Unique: return program::HitPolicy::Unique;
    case syntax::HitPolicy::InOrder: return program::HitPolicy::InOrder;
    case syntax::HitPolicy::AllHits: return program::HitPolicy::AllHits;
  }
  return program::HitPolicy::Unique;
}

}  // namespace

Typed infer_lookup(Context& context, const syntax::Tree& tree, const syntax::LookupExpr& node, source::Span span, Scope& scope,
                   const Type* wanted) {
  program::Lookup lookup;
  lookup.hits = policy_of(node.hits);
  std::vector<Type> inputs;
  bool is_good = true;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    const Typed input = infer_input(context, tree, node, i, scope);
    is_good = is_good && input.expr.valid();
    lookup.inputs.push_back(input.expr);
    inputs.push_back(input.type);
  }
  Type whole;
  for (const syntax::TableRow& row : node.rows) {
    program::LookupRow result;
    result.is_otherwise = row.is_otherwise;
    result.span = row.span;
    if (!row.is_otherwise && row.cells.size() != inputs.size()) {
      context.sink.report(diag::RowWidth{row.cells.size(), inputs.size()}, row.span);
      is_good = false;
      continue;
    }
    for (size_t i = 0; i < row.cells.size() && !row.is_otherwise; ++i) {
      if (is_unknown(inputs[i])) continue;
      std::optional<program::Cell> cell = infer_cell(context, tree, row.cells[i], scope, inputs[i]);
      is_good = is_good && cell.has_value();
      if (cell) result.cells.push_back(std::move(*cell));
    }
    Type value_type;
    result.value =
        infer_answer(context, tree, row.value, scope, wanted != nullptr || is_unknown(whole) ? wanted : &whole, value_type);
    if (result.value.kind == program::AnswerKind::Value) {
      is_good =
          result.value.value.valid() && join_row(context, {result.value.value, value_type}, row.value.span, whole) && is_good;
    }
    result.bases = lower_bases(context, tree, row.bases, value_type, &scope);
    if (result.value.kind != program::AnswerKind::Value) {
      refuse_reading(context, result.bases);
    } else if (const program::ExprId other = other_reading(context, result.bases); other.valid()) {
      result.value.value = other;
      whole = join(whole, context.program.at(other).type);
    }
    lookup.rows.push_back(std::move(result));
  }
  if (!is_good || is_unknown(whole)) return {};
  const bool joins = lookup.hits == program::HitPolicy::AllHits;
  if (joins && !can_be_joined(whole)) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, whole)}, span);
    return {};
  }
  const Type type = joins ? all_hits_type(whole) : whole;
  return {context.add({std::move(lookup), type, span}), type};
}

}  // namespace plumb::check
