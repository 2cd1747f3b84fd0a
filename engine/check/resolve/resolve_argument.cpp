// Which argument is a set, and its members: set, filter, what is taken of each.
#include "check/infer/infer_set.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

namespace {

const BoundArgument* set_parameter(const syntax::SetRef& set, const Scope& scope) {
  if (scope.arguments == nullptr || set.prefix || !set.path.via.empty() || set.path.steps.size() != 1) return nullptr;
  const auto found = scope.arguments->find(set.path.steps[0].name.text);
  return found != scope.arguments->end() && found->second.set != nullptr ? &found->second : nullptr;
}

// The set of an argument's value: X, 全体 X, X 缺失时 … ; a plain name counts only where it names a table or a scope.
std::optional<SetUse> as_set(Context& context, const syntax::Tree& tree, const syntax::Argument& argument, const Scope& scope) {
  SetUse use{&tree, &argument, {}, &argument.absent_all, &argument.absent_by_kind, &scope};
  const syntax::Expr* value = &tree.at(argument.value);
  if (const auto* settled = std::get_if<syntax::IfAbsentExpr>(&value->node)) {
    use.absent_all = &settled->all;
    use.absent_by_kind = &settled->by_kind;
    value = &tree.at(settled->operand);
  }
  if (const auto* marked = std::get_if<syntax::SetExpr>(&value->node)) {
    use.set = marked->set;
    return use;
  }
  const auto* reference = std::get_if<syntax::ReferenceExpr>(&value->node);
  if (reference == nullptr) return std::nullopt;
  use.set.path = reference->path;
  use.set.span = reference->path.span;
  if (set_parameter(use.set, scope) != nullptr) return use;
  const auto symbol = context.symbols.find(reference->path.steps[0].name.text);
  const bool names_set = symbol != context.symbols.end() &&
                         (symbol->second.kind == SymbolKind::Table || symbol->second.kind == SymbolKind::Population);
  const bool has_clauses = argument.each.valid() || argument.filter.valid() || argument.key || !reference->path.via.empty();
  if (names_set || has_clauses) return use;
  return std::nullopt;
}

bool is_settled(const SetUse& use) { return use.absent_all->has_value() || !use.absent_by_kind->empty(); }

Typed infer_body(Context& context, const SetUse& use, const SetHead& head, Scope& inside, source::Span& span) {
  const syntax::Tree& tree = *use.tree;
  Typed body;
  if (use.argument->each.valid()) {
    span = tree.at(use.argument->each).span;
    body = infer_expr(context, tree, use.argument->each, inside);
  } else {
    span = use.set.span;
    body = infer_steps(context, tree, row_of_frame(context, inside, 0), head.rest, inside);
  }
  if (body.expr.valid() && is_settled(use)) {
    body = infer_settlement(context, tree, body, span, *use.absent_all, *use.absent_by_kind, inside);
  }
  return need_present(context, body, span, inside);
}

}  // namespace

std::optional<Members> infer_members(Context& context, const Call& call, const SetUse& use) {
  Scope outer = *use.scope;
  std::optional<SetHead> head = resolve_set_head(context, *use.tree, use.set, outer);
  if (!head) return std::nullopt;
  Members members;
  members.source = head->source;
  members.inside = std::move(outer);
  members.inside.frames.insert(members.inside.frames.begin(), head->member);
  members.inside.in_aggregate = true;
  members.inside.may_be_absent = false;
  bool is_good = true;
  if (use.argument->filter.valid()) {
    const Typed filter = infer_condition(context, *use.tree, use.argument->filter, members.inside);
    is_good = filter.expr.valid();
    members.filter = filter.expr;
    // Only members that meet the filter are taken a value of.
    if (is_good) prove_expr(context, filter.expr, true, members.inside);
  }
  if (use.argument->each.valid() && !head->rest.empty()) {
    context.sink.report(diag::ClauseNotAllowed{call.node.name.text}, use.argument->span);
    return std::nullopt;
  }
  if (use.argument->each.valid() || !head->rest.empty()) {
    members.body = infer_body(context, use, *head, members.inside, members.body_span);
    is_good = is_good && members.body->expr.valid();
  }
  if (!is_good) return std::nullopt;
  return members;
}

std::optional<SetUse> find_use(Context& context, const Call& call, const syntax::Argument& argument, const Scope& scope,
                               bool& is_refused) {
  std::optional<SetUse> use = as_set(context, call.tree, argument, scope);
  if (!use) return use;
  while (const BoundArgument* bound = set_parameter(use->set, *use->scope)) {
    const bool has_clauses =
        use->argument->filter.valid() || use->argument->key || use->argument->each.valid() || is_settled(*use);
    const std::string name = use->set.path.steps[0].name.text;
    if (has_clauses) context.sink.report(diag::ClauseNotAllowed{call.node.name.text}, use->argument->span);
    if (bound->frame_count != scope.frames.size()) context.sink.report(diag::SetParameterInside{name}, use->set.span);
    is_refused = has_clauses || bound->frame_count != scope.frames.size();
    if (is_refused) return std::nullopt;
    use = as_set(context, *bound->tree, *bound->set, *bound->scope);
    if (!use) return use;
  }
  return use;
}

}  // namespace plumb::check
