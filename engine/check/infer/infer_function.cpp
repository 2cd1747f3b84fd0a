// 函数 (law L19): expanded where it is called. Values are computed once by name; a set stays unexpanded until it is aggregated.
#include "check/infer/infer_set.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Type;

namespace {

// The units that a variable stands for, without what is known of this one value.
Type bare_of(const Type& type) {
  Type bare = type;
  bare.low.reset();
  bare.high.reset();
  bare.is_whole = false;
  bare.is_bounded = true;
  bare.absence = 0;
  return bare;
}

bool bind_type(Context& context, const syntax::TypeRef& type, const Typed& value, source::Span span,
               std::map<std::string, Type>& variables) {
  if (!type.is_written()) return true;
  if (type.is_variable && type.factors.size() == 1) {
    const auto [known, is_new] = variables.try_emplace(type.factors[0].name.text, bare_of(value.type));
    return is_new || require_fit(context, value, known->second, span);
  }
  const Type wanted = resolve_type(context, type, &variables);
  return !is_unknown(wanted) && require_fit(context, value, wanted, span);
}

// A set with its column: what is taken of each member must be of the parameter's type.
bool bind_set(Context& context, const Call& call, const syntax::ParameterDecl& parameter, size_t index, Scope& scope,
              std::map<std::string, Type>& variables) {
  const syntax::Argument& argument = call.node.arguments[index];
  bool is_refused = false;
  const std::optional<SetUse> use = find_use(context, call, argument, scope, is_refused);
  if (is_refused) return false;
  if (!use) {
    context.sink.report(diag::NotASet{written(context, argument.span)}, argument.span);
    return false;
  }
  const std::optional<Members> members = infer_members(context, call, *use);
  if (!members) return false;
  if (!members->body) return true;
  return bind_type(context, parameter.type, *members->body, argument.span, variables);
}

}  // namespace

Typed infer_function(Context& context, const Call& call, uint32_t function, Scope& scope) {
  const FunctionDecl declared = context.functions[function];
  const syntax::FunctionItem& item = *declared.item;
  if (declared.is_expanding) {
    context.sink.report(diag::FunctionCallsItself{item.name.name.text}, call.span);
    return {};
  }
  if (scope.depth >= ExpansionLimit || context.program.exprs.size() > ExprLimit) {
    context.sink.report(diag::ExpansionTooDeep{ExpansionLimit}, call.span);
    return {};
  }
  if (call.node.arguments.size() != item.parameters.size()) {
    context.sink.report(
        diag::ArgumentCount{item.name.name.text, std::to_string(item.parameters.size()), call.node.arguments.size()}, call.span);
    return {};
  }
  std::map<std::string, BoundArgument> arguments;
  std::map<std::string, Type> variables;
  bool is_good = true;
  for (size_t i = 0; i < item.parameters.size(); ++i) {
    const syntax::ParameterDecl& parameter = item.parameters[i];
    BoundArgument bound;
    bound.frame_count = scope.frames.size();
    bound.scope = &scope;
    if (parameter.is_set) {
      bound.tree = &call.tree;
      bound.set = &call.node.arguments[i];
      is_good = bind_set(context, call, parameter, i, scope, variables) && is_good;
    } else {
      // A type that is known by now says what a label or a literal means.
      const Typed value = infer_argument(context, call, i, scope);
      is_good =
          value.expr.valid() && bind_type(context, parameter.type, value, call.node.arguments[i].span, variables) && is_good;
      bound.value = value.expr;
      bound.type = value.type;
    }
    arguments[parameter.name.text] = std::move(bound);
  }
  if (!is_good) return {};
  Scope body;
  body.frames = scope.frames;
  body.hidden_frames = scope.frames.size();
  body.arguments = &arguments;
  body.type_variables = &variables;
  body.owner = scope.owner;
  body.in_test = scope.in_test;
  body.depth = scope.depth + 1;
  context.functions[function].is_expanding = true;
  const size_t before = context.program.exprs.size();
  Typed value = infer_present(context, *declared.tree, item.body, body, call.wanted);
  context.functions[function].is_expanding = false;
  // What the reader of the rules knows is the call; an argument that is handed on keeps its own place.
  if (value.expr.valid() && value.expr.value >= before) context.program.exprs[value.expr.value].span = call.span;
  if (!value.expr.valid() || !item.type.is_written()) return value;
  const Type wanted = resolve_type(context, item.type, &variables);
  if (is_unknown(wanted) || !require_fit(context, value, wanted, declared.tree->at(item.body).span)) return {};
  return value;
}

}  // namespace plumb::check
