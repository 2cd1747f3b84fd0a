// Aggregates over a set: what is taken of each member, which members count, what nothing gives (law L5).
#include <algorithm>

#include "check/infer/infer_set.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::AggregateKind;
using program::ExprId;
using program::Type;
using program::TypeKind;

namespace {

bool infer_key(Context& context, const Call& call, const SetUse& use, Members& members, program::Aggregate& aggregate) {
  if (!use.argument->key) {
    context.sink.report(diag::KeyWanted{call.node.name.text}, call.span);
    return false;
  }
  const source::Span span = use.tree->at(use.argument->key->value).span;
  const Typed key = infer_present(context, *use.tree, use.argument->key->value, members.inside);
  if (!key.expr.valid()) return false;
  if (!is_ordered(context, key.type)) {
    context.sink.report(diag::NoOrder{type_word(context, key.type)}, span);
    return false;
  }
  aggregate.key = key.expr;
  aggregate.descending = use.argument->key->direction == syntax::Keyword::K_DESCENDING;
  return require_unique_key(context, call, use, members, key.expr, span);
}

// --- what an aggregate is of ---

bool require_body(Context& context, const Call& call, AggregateKind kind, const Typed& body, source::Span span) {
  if (is_unknown(body.type)) return false;
  const bool adds = kind == AggregateKind::Sum || kind == AggregateKind::Average || kind == AggregateKind::Median;
  if (adds && body.type.kind != TypeKind::Number) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, body.type)}, span);
    return false;
  }
  const bool sorts = kind == AggregateKind::Min || kind == AggregateKind::Max || kind == AggregateKind::Percentile;
  if (sorts && !is_ordered(context, body.type)) {
    context.sink.report(diag::NoOrder{type_word(context, body.type)}, span);
    return false;
  }
  if ((kind == AggregateKind::Sum || kind == AggregateKind::Average) && !body.type.is_bounded) {
    context.sink.report(diag::UnboundedQuotients{call.node.name.text}, span);
    return false;
  }
  return true;
}

Type result_type(AggregateKind kind, const Type& body) {
  switch (kind) {
    case AggregateKind::Count:
    case AggregateKind::Distinct:
    case AggregateKind::EndingRun: return number_type(true, 0);
    case AggregateKind::Share: {
      Type type = ratio_type();
      type.is_bounded = false;
      type.low = program::Bound{0, false};
      type.high = program::Bound{1, false};
      return type;
    }
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast: return type_of(TypeKind::Truth);
    case AggregateKind::Sum: {
      Type type = body;
      if (type.low && type.low->value.sign() >= 0) {
        type.low = program::Bound{0, false};
      } else {
        type.low.reset();
      }
      type.high.reset();
      return type;
    }
    case AggregateKind::Average: {
      Type type = body;
      type.is_bounded = false;
      type.is_whole = false;
      return type;
    }
    case AggregateKind::Median: {
      Type type = body;
      type.is_whole = false;
      return type;
    }
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Percentile:
    case AggregateKind::First:
    case AggregateKind::Last: return body;
  }
  return body;
}

// The answer for nothing, and the whole node.
Typed finish(Context& context, const Call& call, program::Aggregate aggregate, Type type, Scope& scope) {
  type.absence = 0;
  const bool needs = program::builtins::of_nothing(aggregate.kind) == program::builtins::OfNothing::NeedsAnswer;
  if (needs && call.if_none == nullptr) {
    context.sink.report(diag::IfNoneMissing{call.node.name.text}, call.span);
    return {};
  }
  if (!needs && call.if_none != nullptr) {
    context.sink.report(diag::IfNoneNeedless{}, call.if_none->span);
    return {};
  }
  if (call.if_none != nullptr) {
    Type answer_type;
    program::Answer answer = infer_answer(context, call.tree, *call.if_none, scope, &type, answer_type);
    if (answer.kind == program::AnswerKind::Value) {
      const Typed value = need_present(context, {answer.value, answer_type}, call.if_none->span, scope);
      Type wanted = type;
      wanted.is_whole = false;
      if (!value.expr.valid() || !require_fit(context, value, wanted, call.if_none->span)) return {};
      answer.value = value.expr;
      type = join(type, value.type);
    }
    aggregate.if_none = std::move(answer);
  }
  return {context.add({std::move(aggregate), type, call.span}), type};
}

bool infer_parameter(Context& context, const Call& call, AggregateKind kind, Scope& scope, program::Aggregate& aggregate) {
  if (kind != AggregateKind::Percentile && kind != AggregateKind::AtLeast) return true;
  const size_t index = kind == AggregateKind::Percentile ? 1 : 0;
  const Typed value = infer_argument(context, call, index, scope);
  const Type wanted = kind == AggregateKind::Percentile ? ratio_type() : number_type(true);
  const source::Span span = call.node.arguments[index].span;
  if (!value.expr.valid() || !require_fit(context, value, wanted, span)) return false;
  // A share of the rows: what can never be one is refused, what may be one is tried when it is known.
  const bool is_beyond =
      (value.type.low && value.type.low->value > program::Number(1)) || (value.type.high && value.type.high->value.sign() < 0);
  if (kind == AggregateKind::Percentile && is_beyond) {
    context.sink.report(diag::PercentileBeyond{written(context, span)}, span);
    return false;
  }
  aggregate.parameter = value.expr;
  return true;
}

bool is_from_parameter(const SetUse& use, const Call& call) { return use.tree != &call.tree || use.scope->arguments == nullptr; }

}  // namespace

Typed infer_aggregate(Context& context, const Call& call, AggregateKind kind, Scope& scope) {
  const syntax::Argument& argument = call.node.arguments[kind == AggregateKind::AtLeast ? 1 : 0];
  bool is_refused = false;
  const std::optional<SetUse> use = find_use(context, call, argument, scope, is_refused);
  if (is_refused) return {};
  if (!use) return infer_list(context, call, kind, scope);
  const bool takes_more = kind == AggregateKind::Percentile || kind == AggregateKind::AtLeast;
  if (call.node.arguments.size() > 1 && !takes_more) {
    context.sink.report(diag::ArgumentCount{call.node.name.text, "1", call.node.arguments.size()}, call.span);
    return {};
  }
  program::Aggregate aggregate;
  aggregate.kind = kind;
  const bool has_parameter = infer_parameter(context, call, kind, scope, aggregate);
  std::optional<Members> members = infer_members(context, call, *use);
  if (!members || !has_parameter) return {};
  const bool counts = !program::builtins::has_body(kind);
  const bool is_condition = kind != AggregateKind::Count;
  if (counts && members->body && !(kind == AggregateKind::Count && is_from_parameter(*use, call) && scope.arguments != nullptr)) {
    // 任一(集.真假列) asks the column itself.
    const bool is_truth = members->body->type.kind == TypeKind::Truth && is_condition && !members->filter.valid();
    if (!is_truth) {
      context.sink.report(diag::BodyUnwanted{call.node.name.text}, members->body_span);
      return {};
    }
    members->filter = members->body->expr;
  }
  if (counts && is_condition && !members->filter.valid()) {
    context.sink.report(diag::FilterWanted{call.node.name.text}, call.span);
    return {};
  }
  if (!counts && !members->body) {
    context.sink.report(diag::BodyWanted{call.node.name.text}, call.span);
    return {};
  }
  Type body;
  if (!counts) {
    if (!require_body(context, call, kind, *members->body, members->body_span)) return {};
    body = members->body->type;
    aggregate.body = members->body->expr;
  }
  const bool sorts = kind == AggregateKind::First || kind == AggregateKind::Last || kind == AggregateKind::EndingRun;
  if (sorts && !infer_key(context, call, *use, *members, aggregate)) return {};
  if (!sorts && use->argument->key) {
    context.sink.report(diag::ClauseNotAllowed{call.node.name.text}, use->argument->span);
    return {};
  }
  if (!take_merging(context, call, *use, *members, aggregate)) return {};
  aggregate.set = std::move(members->source);
  aggregate.filter = members->filter;
  return finish(context, call, std::move(aggregate), result_type(kind, body), scope);
}

// 上次(历年结果.等级): the value of the row with the latest assessment.
Typed infer_previous(Context& context, const Call& call, Scope& scope) {
  bool is_refused = false;
  const std::optional<SetUse> use = find_use(context, call, call.node.arguments[0], scope, is_refused);
  if (is_refused) return {};
  if (!use) {
    context.sink.report(diag::NotOfThisKind{written(context, call.node.arguments[0].span), value_word::AHistory()},
                        call.node.arguments[0].span);
    return {};
  }
  std::optional<Members> members = infer_members(context, call, *use);
  if (!members) return {};
  const program::ColumnId assessment = assessment_column(context.program, members->source.table);
  if (!assessment.valid() || !members->body) {
    context.sink.report(diag::NotOfThisKind{written(context, use->set.span), value_word::AHistory()}, use->set.span);
    return {};
  }
  program::Aggregate aggregate;
  aggregate.kind = AggregateKind::Last;
  const Type key_type = context.program.at(assessment).type;
  const Typed row = row_of_frame(context, members->inside, 0);
  aggregate.key = context.add({program::ColumnOf{row.expr, assessment}, key_type, call.span});
  if (!require_unique_key(context, call, *use, *members, aggregate.key, call.span)) return {};
  if (!take_merging(context, call, *use, *members, aggregate)) return {};
  const Type body = members->body->type;
  aggregate.body = members->body->expr;
  aggregate.set = std::move(members->source);
  aggregate.filter = members->filter;
  return finish(context, call, std::move(aggregate), body, scope);
}

}  // namespace plumb::check
