// Units: a base, or a factor over others. They may stand in any order, so each is completed when it is first needed.
#include "check/infer/quantity.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Number;

namespace {

struct Factor {
  Number value = 1;
  base::Dimension dimension;
};

std::optional<Factor> factor_of(Context& context, const syntax::Tree& tree, syntax::ExprId id);

std::optional<Factor> factor_of_literal(Context& context, const syntax::LiteralExpr& literal, source::Span span) {
  if (literal.kind != syntax::LiteralKind::Number && literal.kind != syntax::LiteralKind::Quantity) return std::nullopt;
  const std::optional<Quantity> quantity = parse_quantity(context, literal.text, span);
  if (!quantity || quantity->type.is_ratio) return std::nullopt;
  const auto* number = std::get_if<Number>(&quantity->value);
  return number == nullptr ? std::nullopt : std::optional(Factor{*number, quantity->type.dimension});
}

std::optional<Factor> factor_of_name(Context& context, const syntax::Path& path, source::Span span) {
  Symbol* symbol = path.steps.size() == 1 ? find_symbol(context, path.steps[0].name.text) : nullptr;
  if (symbol == nullptr || symbol->kind != SymbolKind::Units || !require_units(context, symbol->id, span)) return std::nullopt;
  const program::Units& units = context.program.units[symbol->id];
  return Factor{units.factor, units.dimension};
}

std::optional<Factor> factor_of(Context& context, const syntax::Tree& tree, syntax::ExprId id) {
  const syntax::Expr& expr = tree.at(id);
  if (const auto* literal = std::get_if<syntax::LiteralExpr>(&expr.node)) return factor_of_literal(context, *literal, expr.span);
  if (const auto* name = std::get_if<syntax::ReferenceExpr>(&expr.node)) return factor_of_name(context, name->path, expr.span);
  const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node);
  if (binary == nullptr || (binary->op != syntax::BinaryOp::Multiply && binary->op != syntax::BinaryOp::Divide))
    return std::nullopt;
  const std::optional<Factor> left = factor_of(context, tree, binary->left);
  const std::optional<Factor> right = factor_of(context, tree, binary->right);
  if (!left || !right) return std::nullopt;
  const bool divides = binary->op == syntax::BinaryOp::Divide;
  if (divides && right->value.is_zero()) return std::nullopt;
  const std::optional<base::Dimension> dimension =
      divides ? base::divide(left->dimension, right->dimension) : base::multiply(left->dimension, right->dimension);
  if (!dimension) return std::nullopt;
  return Factor{divides ? left->value.divided_by(right->value) : left->value * right->value, *dimension};
}

void complete(Context& context, uint32_t id, const syntax::UnitsItem& item, const syntax::Tree& tree) {
  if (!item.factor.valid()) {
    context.program.units[id].dimension = base::Dimension::of(context.next_base_dimension++);
    context.program.base_dimensions.push_back(context.program.units[id].name);
    return;
  }
  const std::size_t errors = context.sink.error_count();
  const std::optional<Factor> factor = factor_of(context, tree, item.factor);
  if (factor && factor->value.sign() > 0) {
    context.program.units[id].factor = factor->value;
    context.program.units[id].dimension = factor->dimension;
  } else if (context.sink.error_count() == errors) {
    context.sink.report(diag::BrokenUnitFactor{context.program.units[id].name}, tree.at(item.factor).span);
  }
}

}  // namespace

void report_lazy_cycle(Context& context, const std::string& name, source::Span use) {
  diagnostics::NamePath path;
  bool is_inside = false;
  for (const std::string& open : context.lazy_stack) {
    is_inside = is_inside || open == name;
    if (is_inside) path.items.push_back(open);
  }
  path.items.push_back(name);
  context.sink.report(diag::DefinitionCycle{path}, use);
}

bool require_units(Context& context, uint32_t units, source::Span use) {
  if (units >= context.units_of.size()) return true;  // a builtin one
  LazySource& source = context.units_of[units];
  if (source.state == LowerState::Done) return true;
  const std::string name = context.program.units[units].name;
  if (source.state == LowerState::InProgress) {
    report_lazy_cycle(context, name, use);
    return false;
  }
  source.state = LowerState::InProgress;
  context.lazy_stack.push_back(name);
  complete(context, units, std::get<syntax::UnitsItem>(source.item->node), *source.tree);
  context.lazy_stack.pop_back();
  context.units_of[units].state = LowerState::Done;
  return true;
}

void declare_builtin_units(Context& context) {
  struct Row {
    std::string_view zh, en, base_zh;
    int64_t factor;
  };
  static constexpr Row Rows[] = {
#define PLUMB_BUILTIN_UNITS(zh, en, base, factor) {zh, en, base, factor},
#include "check/resolve/builtin_units.def"
#undef PLUMB_BUILTIN_UNITS
  };
  if (!context.program.units.empty()) return;
  for (const Row& row : Rows) {
    program::Units units{std::string(row.zh), std::string(row.en), {}, row.factor};
    if (row.base_zh.empty()) {
      units.dimension = base::Dimension::of(context.next_base_dimension++);
      context.program.base_dimensions.push_back(units.name);
    } else {
      units.dimension = context.program.units[context.symbols.at(std::string(row.base_zh)).id].dimension;
    }
    const auto id = static_cast<uint32_t>(context.program.units.size());
    context.symbols.emplace(units.name, Symbol{SymbolKind::Units, id, {}, true});
    context.symbols.emplace(units.alias, Symbol{SymbolKind::Units, id, {}, true});
    context.program.units.push_back(std::move(units));
  }
}

}  // namespace plumb::check
