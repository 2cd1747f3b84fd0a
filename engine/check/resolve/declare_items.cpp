#include "check/resolve/declare.h"

namespace plumb::check {

namespace {

// Tables come with their columns later: these may refer to tables further down.
void declare_table(Context& context, const syntax::Tree& tree, const syntax::TableItem& item) {
  program::Table table;
  table.name = item.name.name.text;
  if (item.name.alias) table.alias = item.name.alias->text;
  table.span = item.name.name.span;
  const auto id = static_cast<uint32_t>(context.program.tables.size());
  context.program.tables.push_back(std::move(table));
  declare_symbol(context, tree, item.name, SymbolKind::Table, id);
}

void declare_units(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::UnitsItem& item) {
  program::Units units;
  units.name = item.name.name.text;
  if (item.name.alias) units.alias = item.name.alias->text;
  const auto id = static_cast<uint32_t>(context.program.units.size());
  context.program.units.push_back(std::move(units));
  context.units_of.push_back({&tree, &whole, LowerState::Declared});
  declare_symbol(context, tree, item.name, SymbolKind::Units, id);
}

void declare_parameter(Context& context, const syntax::Tree& tree, const syntax::Item& whole, const syntax::ParameterItem& item) {
  program::Parameter parameter;
  parameter.name = item.name.name.text;
  if (item.name.alias) parameter.alias = item.name.alias->text;
  parameter.span = item.name.name.span;
  const auto id = static_cast<uint32_t>(context.program.parameters.size());
  context.program.parameters.push_back(std::move(parameter));
  context.parameters_of.push_back({&tree, &whole, LowerState::Declared});
  declare_symbol(context, tree, item.name, SymbolKind::Parameter, id);
}

void declare_function(Context& context, const syntax::Tree& tree, const syntax::FunctionItem& item) {
  const auto id = static_cast<uint32_t>(context.functions.size());
  context.functions.push_back({&tree, &item, false});
  declare_symbol(context, tree, item.name, SymbolKind::Function, id);
}

void declare_item(Context& context, const syntax::Tree& tree, const syntax::Item& item) {
  if (const auto* units = std::get_if<syntax::UnitsItem>(&item.node)) return declare_units(context, tree, item, *units);
  if (const auto* made = std::get_if<syntax::EnumItem>(&item.node)) return declare_enumeration(context, tree, *made);
  if (const auto* table = std::get_if<syntax::TableItem>(&item.node)) return declare_table(context, tree, *table);
  if (const auto* authority = std::get_if<syntax::AuthorityItem>(&item.node)) return declare_authority(context, tree, *authority);
  if (const auto* parameter = std::get_if<syntax::ParameterItem>(&item.node))
    return declare_parameter(context, tree, item, *parameter);
  if (const auto* function = std::get_if<syntax::FunctionItem>(&item.node)) return declare_function(context, tree, *function);
  declare_rule(context, tree, item);
}

}  // namespace

void declare_items(Context& context) {
  for (const syntax::Tree& tree : context.trees) {
    for (const syntax::Item& item : tree.items) declare_item(context, tree, item);
  }
  for (uint32_t i = 0; i < context.units_of.size(); ++i) require_units(context, i, context.units_of[i].item->span);
}

}  // namespace plumb::check
