// Comparisons and tests: = < 为 在 在期内 有 缺. Always true or false: their operands may not be absent.
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "check/lower/list_choices.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

Op op_of(syntax::BinaryOp op) {
  using enum syntax::BinaryOp;
  switch (op) {
    case Equal: return Op::Equal;
    case NotEqual: return Op::NotEqual;
    case Less: return Op::Less;
    case LessEqual: return Op::LessEqual;
    case Greater: return Op::Greater;
    case GreaterEqual: return Op::GreaterEqual;
    case StartsWith: return Op::StartsWith;
    case Add:
    case Subtract:
    case Multiply:
    case Divide:
    case Power:
    case And:
    case Or: break;
  }
  return Op::Equal;
}

Typed truth(Context& context, decltype(program::Expr::node) node, source::Span span) {
  const Type type = type_of(TypeKind::Truth);
  return {context.add({std::move(node), type, span}), type};
}

Typed negated_if(Context& context, bool negated, Typed value, source::Span span) {
  if (!negated || !value.expr.valid()) return value;
  return truth(context, program::NotExpr{value.expr}, span);
}

// A bare name that stands for nothing by itself: the other side must say which enumeration it is of.
bool is_bare_label(Context& context, const syntax::Tree& tree, syntax::ExprId id, const Scope& scope) {
  const auto* reference = std::get_if<syntax::ReferenceExpr>(&tree.at(id).node);
  if (reference == nullptr || reference->path.steps.size() != 1 || !reference->path.via.empty()) return false;
  const HeadKind kind = find_head(context, tree, reference->path.steps[0].name.text, scope).kind;
  return kind == HeadKind::None || kind == HeadKind::Other;
}

// A row against a text is the row's one key against it.
Typed as_key(Context& context, const Typed& row) {
  const program::Table& table = context.program.at(row.type.table);
  if (table.keys.size() != 1) return row;
  const program::ColumnId key = table.keys[0];
  const Type type = context.program.at(key).type;
  if (type.kind != TypeKind::Text) return row;
  return {context.add({program::ColumnOf{row.expr, key}, type, context.program.at(row.expr).span}), type};
}

void match_row_and_text(Context& context, Typed& left, Typed& right) {
  if (left.type.kind == TypeKind::Row && right.type.kind == TypeKind::Text) left = as_key(context, left);
  if (right.type.kind == TypeKind::Row && left.type.kind == TypeKind::Text) right = as_key(context, right);
}

bool require_comparable(Context& context, Op op, const Typed& left, const Typed& right, source::Span right_span,
                        source::Span span) {
  if (op == Op::StartsWith) {
    const Type text = type_of(TypeKind::Text);
    return require_fit(context, left, text, span) && require_fit(context, right, text, right_span);
  }
  if (!is_same_kind(left.type, right.type)) {
    // The bare number beside a ratio has a message of its own.
    const bool is_bare = right.type.kind == TypeKind::Number && right.type.dimension.is_dimensionless();
    if (is_bare && left.type.is_ratio) return require_fit(context, right, left.type, right_span);
    if (report_missing_measure(context, right, left.type) || report_missing_measure(context, left, right.type)) return false;
    context.sink.report(diag::TypeMismatch{type_word(context, left.type), type_word(context, right.type)}, right_span);
    return false;
  }
  const bool is_equality = op == Op::Equal || op == Op::NotEqual;
  const bool has_equality = left.type.kind != TypeKind::Spans && left.type.kind != TypeKind::NameSet;
  if ((is_equality && has_equality) || (!is_equality && is_ordered(context, left.type))) return true;
  if (left.type.kind == TypeKind::Duration)
    context.sink.report(diag::DurationsCompared{}, span);
  else
    context.sink.report(diag::NoOrder{type_word(context, left.type)}, span);
  return false;
}

// Where a label is wanted and a bare name is none, say which enumeration was meant.
bool report_label(Context& context, const syntax::Tree& tree, syntax::ExprId id, const Type& type, const Scope& scope) {
  if (!type.enumeration.valid() || !is_bare_label(context, tree, id, scope)) return false;
  const syntax::Name& name = std::get<syntax::ReferenceExpr>(tree.at(id).node).path.steps[0].name;
  const program::Enumeration& enumeration = context.program.at(type.enumeration);
  if (find_label(enumeration, name.text)) return false;
  context.sink.report(diag::UnknownLabel{name.text, enumeration.name}, name.span)
      .suggest(diagnostics::suggest(name.text, enumeration.labels));
  return true;
}

// Both sides, the one that has a type of its own first; each is looked at once, however deep they are.
std::pair<Typed, Typed> infer_sides(Context& context, const syntax::Tree& tree, syntax::ExprId left_id, syntax::ExprId right_id,
                                    Scope& scope) {
  const bool is_right_bare = is_bare_label(context, tree, right_id, scope);
  if (is_bare_label(context, tree, left_id, scope) && !is_right_bare) {
    const Typed right = infer_present(context, tree, right_id, scope);
    if (!right.expr.valid() || report_label(context, tree, left_id, right.type, scope)) return {};
    return {infer_present(context, tree, left_id, scope, &right.type), right};
  }
  const Typed left = infer_present(context, tree, left_id, scope);
  if (!left.expr.valid() && is_right_bare) return {};
  if (left.expr.valid() && report_label(context, tree, right_id, left.type, scope)) return {};
  return {left, infer_present(context, tree, right_id, scope, left.expr.valid() ? &left.type : nullptr)};
}

Typed infer_bound(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Typed& subject) {
  if (!id.valid()) return {};
  const Typed bound = infer_present(context, tree, id, scope, &subject.type);
  if (!bound.expr.valid()) return {};
  if (is_same_kind(subject.type, bound.type)) return bound;
  static_cast<void>(require_fit(context, bound, subject.type, tree.at(id).span));
  return {};
}

}  // namespace

Typed infer_compare(Context& context, const syntax::Tree& tree, const syntax::BinaryExpr& node, source::Span span, Scope& scope) {
  auto [left, right] = infer_sides(context, tree, node.left, node.right, scope);
  if (!left.expr.valid() || !right.expr.valid()) return {};
  match_row_and_text(context, left, right);
  const Op op = op_of(node.op);
  if (!require_comparable(context, op, left, right, tree.at(node.right).span, span)) return {};
  return truth(context, program::BinaryExpr{op, left.expr, right.expr, {}}, span);
}

Typed infer_one_of(Context& context, const syntax::Tree& tree, const syntax::OneOfExpr& node, source::Span span, Scope& scope) {
  Typed subject = infer_present(context, tree, node.subject, scope);
  if (!subject.expr.valid()) return {};
  program::OneOfExpr result;
  result.subject = subject.expr;
  bool is_good = true;
  for (const syntax::ExprId id : node.alternatives) {
    if (report_label(context, tree, id, subject.type, scope)) {
      is_good = false;
      continue;
    }
    Typed one = infer_present(context, tree, id, scope, &subject.type);
    if (!one.expr.valid()) {
      is_good = false;
      continue;
    }
    if (subject.type.kind == TypeKind::Row && one.type.kind == TypeKind::Text) subject = as_key(context, subject);
    // A column of several labels is asked whether it has any of them.
    const bool is_element = subject.type.kind == TypeKind::NameSet && one.type.kind == TypeKind::Label &&
                            one.type.enumeration == subject.type.enumeration;
    if (!is_element && !is_same_kind(subject.type, one.type)) {
      is_good = false;
      static_cast<void>(require_fit(context, one, subject.type, tree.at(id).span));
      continue;
    }
    result.alternatives.push_back(one.expr);
  }
  result.subject = subject.expr;
  if (!is_good) return {};
  return negated_if(context, node.negated, truth(context, std::move(result), span), span);
}

Typed infer_within(Context& context, const syntax::Tree& tree, const syntax::WithinExpr& node, source::Span span, Scope& scope) {
  const Typed subject = infer_present(context, tree, node.subject, scope);
  if (!subject.expr.valid()) return {};
  if (!is_ordered(context, subject.type)) {
    if (subject.type.kind == TypeKind::Duration)
      context.sink.report(diag::DurationsCompared{}, tree.at(node.subject).span);
    else
      context.sink.report(diag::NoOrder{type_word(context, subject.type)}, tree.at(node.subject).span);
    return {};
  }
  const Typed low = infer_bound(context, tree, node.interval.low, scope, subject);
  const Typed high = infer_bound(context, tree, node.interval.high, scope, subject);
  if ((node.interval.low.valid() && !low.expr.valid()) || (node.interval.high.valid() && !high.expr.valid())) return {};
  const std::optional<program::Value> a = fold_constant(context, low.expr), b = fold_constant(context, high.expr);
  if (a && b && std::holds_alternative<program::Number>(*a) && std::holds_alternative<program::Number>(*b)) {
    const auto& x = std::get<program::Number>(*a);
    const auto& y = std::get<program::Number>(*b);
    if (y < x || (x == y && (node.interval.low_open || node.interval.high_open))) {
      context.sink.report(diag::EmptyInterval{written(context, node.interval.span)}, node.interval.span);
      return {};
    }
  }
  program::WithinExpr within;
  within.subject = subject.expr;
  within.low = low.expr;
  within.high = high.expr;
  within.low_open = node.interval.low_open;
  within.high_open = node.interval.high_open;
  return negated_if(context, node.negated, truth(context, within, span), span);
}

Typed infer_member(Context& context, const syntax::Tree& tree, const syntax::MemberExpr& node, source::Span span, Scope& scope) {
  const Typed subject = infer_present(context, tree, node.subject, scope);
  const syntax::Path& path = node.set.path;
  const syntax::Name& name = path.steps[0].name;
  const Head head = find_head(context, tree, name.text, scope);
  if (head.kind == HeadKind::None) {
    report_unknown(context, tree, name, scope, nullptr);
    return {};
  }
  const bool is_plain = !node.set.prefix || *node.set.prefix == syntax::Keyword::K_WHOLE;
  if (head.kind != HeadKind::Population || !is_plain || !path.via.empty() || path.steps.size() > 2) {
    context.sink.report(diag::NotOfThisKind{name.text, value_word::AScope()}, name.span);
    return {};
  }
  if (!subject.expr.valid()) return {};
  const program::PopulationId id{head.id};
  if (!require_definition(context, context.program.at(id).definition, span)) return {};
  const program::Population& population = context.program.at(id);
  if (subject.type.kind != TypeKind::Row || subject.type.table != population.table) {
    Type row = type_of(TypeKind::Row);
    row.table = population.table;
    context.sink.report(diag::TypeMismatch{type_word(context, row), type_word(context, subject.type)},
                        tree.at(node.subject).span);
    return {};
  }
  if (path.steps.size() == 1) {
    return negated_if(context, node.negated, truth(context, program::InPopulation{id, subject.expr}, span), span);
  }
  const syntax::PathStep& step = path.steps[1];
  for (uint32_t i = 0; i < population.rules.size(); ++i) {
    const bool exclusion = step.population_part == syntax::Keyword::K_EXCLUDE;
    if (population.rules[i].name != step.name.text || population.rules[i].is_exclusion != exclusion) continue;
    return negated_if(context, node.negated, truth(context, program::RuleHolds{id, i, subject.expr}, span), span);
  }
  report_unknown_rule(context, population, step);
  return {};
}

Typed infer_in_force(Context& context, const syntax::Tree& tree, const syntax::InForceExpr& node, source::Span span,
                     Scope& scope) {
  const Typed spans = need_present(context, infer_path(context, tree, node.path, scope, nullptr), node.path.span, scope);
  if (!spans.expr.valid()) return {};
  const auto* read = std::get_if<program::DefinitionOf>(&context.program.at(spans.expr).node);
  if (spans.type.kind != TypeKind::Spans || read == nullptr) {
    context.sink.report(diag::NotOfThisKind{written(context, node.path.span), value_word::ASpan()}, node.path.span);
    return {};
  }
  const program::DefinitionOf definition = *read;
  return negated_if(context, node.negated, truth(context, program::InForce{definition.definition, definition.row, {}}, span),
                    span);
}

Typed infer_presence(Context& context, const syntax::Tree& tree, const syntax::PresenceExpr& node, source::Span span,
                     Scope& scope) {
  const Typed operand = infer_path(context, tree, node.path, scope, nullptr);
  if (!operand.expr.valid()) return {};
  const std::string shown = written(context, node.path.span);
  if (operand.type.absence == 0 && !scope.in_test)
    note_column(context, operand, context.sink.report(diag::AlwaysPresent{shown}, node.path.span));
  program::HasValue has;
  has.operand = operand.expr;
  if (!node.kinds.empty()) has.kinds = 0;
  for (const syntax::Name& name : node.kinds) {
    const std::optional<program::AbsenceKindId> kind = find_absence_kind(context, name.text, false);
    if (!kind) {
      context.sink.report(diag::UnknownAbsence{name.text}, name.span).note(label::Choices{{absence_choices(context)}});
      return {};
    }
    const program::AbsenceSet bit = 1ull << kind->value;
    if ((operand.type.absence & bit) == 0 && operand.type.absence != 0) {
      context.sink.report(diag::NeverThatAbsence{shown, absence_words(context, bit).items.at(0)}, name.span);
    }
    has.kinds |= bit;
  }
  return negated_if(context, node.lacks, truth(context, has, span), span);
}

}  // namespace plumb::check
