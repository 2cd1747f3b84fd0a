// Calls: builtins by their table row, rounding modes, 函数 of rule files.
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

using program::Type;
using program::TypeKind;
using program::builtins::Special;
using program::builtins::ValueKind;

namespace {

bool require_count(Context& context, const Call& call) {
  const size_t found = call.node.arguments.size();
  const size_t least = call.builtin->least, most = call.builtin->most;
  if (found >= least && found <= most) return true;
  const std::string wanted = least == most                     ? std::to_string(least)
                             : most >= program::builtins::Many ? "≥ " + std::to_string(least)
                                                               : std::to_string(least) + "–" + std::to_string(most);
  context.sink.report(diag::ArgumentCount{call.node.name.text, wanted, found}, call.span);
  return false;
}

// The value is read as it stands: only which definition it is of counts.
Typed infer_place(Context& context, const Call& call, Scope& scope) {
  const syntax::ExprId id = call.node.arguments[0].value;
  const Typed value = infer_expr(context, call.tree, id, scope);
  if (!value.expr.valid()) return {};
  const auto* read = std::get_if<program::DefinitionOf>(&context.program.at(value.expr).node);
  const auto* by = read == nullptr ? nullptr : std::get_if<program::ByRanking>(&context.program.at(read->definition).by);
  if (by == nullptr) {
    context.sink.report(diag::NotOfThisKind{written(context, call.tree.at(id).span), value_word::ARanking()},
                        call.tree.at(id).span);
    return {};
  }
  return {context.add({program::PlaceOf{by->ranking, read->row}, value.type, call.span}), value.type};
}

Typed infer_met(Context& context, const Call& call, Scope& scope) {
  const syntax::ExprId id = call.node.arguments[0].value;
  const Typed value = need_present(context, infer_expr(context, call.tree, id, scope), call.tree.at(id).span, scope);
  if (!value.expr.valid()) return {};
  const auto* read = std::get_if<program::DefinitionOf>(&context.program.at(value.expr).node);
  if (read == nullptr || !std::holds_alternative<program::ByChecklist>(context.program.at(read->definition).by)) {
    context.sink.report(diag::NotOfThisKind{written(context, call.tree.at(id).span), value_word::AChecklist()},
                        call.tree.at(id).span);
    return {};
  }
  const program::MetNames met{read->definition, read->row};
  const Type type = type_of(TypeKind::NameSet);
  return {context.add({met, type, call.span}), type};
}

Typed infer_special(Context& context, const Call& call, Special special, Scope& scope) {
  switch (special) {
    case Special::Cap: return infer_extremum(context, call, false, scope);
    case Special::Floor: return infer_extremum(context, call, true, scope);
    case Special::Root: return infer_square_root(context, call, scope);
    case Special::ValueIn: return infer_step(context, call, program::StepKind::Proportional, scope);
    case Special::Place: return infer_place(context, call, scope);
    case Special::Met: return infer_met(context, call, scope);
    case Special::Previous: return infer_previous(context, call, scope);
  }
  return {};
}

Typed infer_absolute(Context& context, const Call& call, Scope& scope) {
  const Typed operand = infer_argument(context, call, 0, scope, call.wanted);
  if (!operand.expr.valid()) return {};
  const source::Span span = call.tree.at(call.node.arguments[0].value).span;
  if (operand.type.kind != TypeKind::Number) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, operand.type)}, span);
    return {};
  }
  Type type = operand.type, mirrored;
  range_of_negation(operand.type, mirrored);
  range_of_larger(operand.type, mirrored, true, type);
  if (!type.low || type.low->value.sign() < 0) type.low = program::Bound{0, false};
  program::CallExpr node;
  node.function = program::Function::Absolute;
  node.operands = {operand.expr};
  return {context.add({std::move(node), type, call.span}), type};
}

Type type_of_kind(ValueKind kind, const program::builtins::Signature& signature) {
  switch (kind) {
    case ValueKind::Date: return type_of(TypeKind::Date);
    case ValueKind::Text: return type_of(TypeKind::Text);
    case ValueKind::Number:
    case ValueKind::Whole: return number_type(kind == ValueKind::Whole, signature.low, signature.high);
    case ValueKind::Own: break;
  }
  return {};
}

// The functions of which the table's row says everything: all arguments are of one kind.
Typed infer_by_signature(Context& context, const Call& call, program::Function function,
                         const program::builtins::Signature& signature, Scope& scope) {
  const Type wanted = type_of_kind(signature.takes, {});
  const bool takes_units = signature.takes == ValueKind::Number;
  program::CallExpr node;
  node.function = function;
  for (size_t i = 0; i < call.node.arguments.size(); ++i) {
    const Typed value = infer_argument(context, call, i, scope, takes_units ? nullptr : &wanted);
    if (!value.expr.valid()) continue;
    if (takes_units && value.type.kind != TypeKind::Number)
      context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, value.type)}, span_of(call, i));
    else if (takes_units || require_fit(context, value, wanted, span_of(call, i)))
      node.operands.push_back(value.expr);
  }
  if (node.operands.size() != call.node.arguments.size()) return {};
  const Type type = type_of_kind(signature.gives, signature);
  return {context.add({std::move(node), type, call.span}), type};
}

Typed infer_plain(Context& context, const Call& call, program::Function function, Scope& scope) {
  using program::Function;
  const program::builtins::Signature signature = program::builtins::signature_of(function);
  if (signature.takes != ValueKind::Own) return infer_by_signature(context, call, function, signature, scope);
  if (function == Function::Absolute) return infer_absolute(context, call, scope);
  if (function == Function::After || function == Function::Earlier) return infer_date_shift(context, call, function, scope);
  return infer_extremum(context, call, function == Function::Larger, scope);
}

bool takes_if_none(const program::builtins::Form& form) {
  const auto* special = std::get_if<Special>(&form);
  return std::holds_alternative<program::AggregateKind>(form) || (special != nullptr && *special == Special::Previous);
}

}  // namespace

Typed infer_argument(Context& context, const Call& call, size_t index, Scope& scope, const Type* wanted) {
  const syntax::Argument& argument = call.node.arguments[index];
  if (argument.each.valid() || argument.filter.valid() || argument.key || argument.absent_all ||
      !argument.absent_by_kind.empty()) {
    context.sink.report(diag::ClauseNotAllowed{call.node.name.text}, argument.span);
    return {};
  }
  return infer_present(context, call.tree, argument.value, scope, wanted);
}

// The larger or smaller of two or more values that have an order.
Typed infer_extremum(Context& context, const Call& call, bool larger, Scope& scope) {
  Typed result = infer_argument(context, call, 0, scope, call.wanted);
  for (size_t i = 1; i < call.node.arguments.size(); ++i) {
    const Typed next = infer_argument(context, call, i, scope, result.expr.valid() ? &result.type : call.wanted);
    if (!result.expr.valid() || !next.expr.valid()) {
      result = {};
      continue;
    }
    const source::Span span = call.tree.at(call.node.arguments[i].value).span;
    if (!is_same_kind(result.type, next.type)) {
      static_cast<void>(require_fit(context, next, result.type, span));
      result = {};
      continue;
    }
    Type type = join(result.type, next.type);
    range_of_larger(result.type, next.type, larger, type);
    program::CallExpr node;
    node.function = larger ? program::Function::Larger : program::Function::Smaller;
    node.operands = {result.expr, next.expr};
    result = {context.add({std::move(node), type, call.span}), type};
  }
  if (result.expr.valid() && !is_ordered(context, result.type)) {
    context.sink.report(diag::NoOrder{type_word(context, result.type)}, call.span);
    return {};
  }
  return result;
}

Typed infer_call(Context& context, const syntax::Tree& tree, const syntax::CallExpr& node, source::Span span, Scope& scope,
                 const Type* wanted, const syntax::Answer* if_none) {
  Call call{tree, node, nullptr, span, wanted, if_none};
  const auto refuse_if_none = [&] {
    if (if_none != nullptr) context.sink.report(diag::IfNoneNeedless{}, if_none->span);
  };
  if (node.mode) {
    refuse_if_none();
    return infer_rounding(context, call, scope);
  }
  const std::optional<std::string_view> id = syntax::builtin_id(syntax::BuiltinKind::Function, node.name.text, tree.spelling);
  call.builtin = id ? program::builtins::find(*id) : nullptr;
  if (call.builtin == nullptr) {
    const Head head = find_head(context, tree, node.name.text, scope);
    if (head.kind == HeadKind::Function) {
      refuse_if_none();
      return infer_function(context, call, head.id, scope);
    }
    if (head.kind == HeadKind::None) {
      report_unknown(context, tree, node.name, scope, nullptr);
    } else {
      context.sink.report(diag::NotOfThisKind{node.name.text, value_word::AFunction()}, node.name.span);
    }
    return {};
  }
  if (!require_count(context, call)) return {};
  if (!takes_if_none(call.builtin->form)) refuse_if_none();
  const program::builtins::Form& form = call.builtin->form;
  if (const auto* aggregate = std::get_if<program::AggregateKind>(&form))
    return infer_aggregate(context, call, *aggregate, scope);
  if (const auto* function = std::get_if<program::Function>(&form)) return infer_plain(context, call, *function, scope);
  if (const auto* step = std::get_if<program::StepKind>(&form)) return infer_step(context, call, *step, scope);
  return infer_special(context, call, std::get<Special>(form), scope);
}

}  // namespace plumb::check
