// The rows of a test: plain values, turned into what a column of that type holds.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/lower/lower_test.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::ColumnId;
using program::TypeKind;
using program::Value;

namespace {

// A bare name or a text; a number as it is written.
std::optional<std::string> plain_text(const syntax::Expr& expr) {
  if (const auto* literal = std::get_if<syntax::LiteralExpr>(&expr.node)) {
    if (literal->kind == syntax::LiteralKind::Truth) return std::nullopt;
    return literal->text;
  }
  const auto* name = std::get_if<syntax::ReferenceExpr>(&expr.node);
  if (name == nullptr || name->path.steps.size() != 1 || !name->path.via.empty()) return std::nullopt;
  return name->path.steps[0].name.text;
}

std::optional<Value> label_value(Context& context, program::EnumId id, const std::string& text, source::Span span) {
  const program::Enumeration& enumeration = context.program.at(id);
  if (const std::optional<uint16_t> index = find_label(enumeration, text)) return program::Label{id, *index};
  context.sink.report(diag::UnknownLabel{text, enumeration.name}, span).suggest(diagnostics::suggest(text, enumeration.labels));
  return std::nullopt;
}

// 「甲;乙」, as the column stores it.
std::optional<Value> names_value(Context& context, program::EnumId id, std::string_view text, source::Span span) {
  program::NameSet set;
  while (!text.empty()) {
    const size_t end = std::min(text.find(';'), text.size());
    const std::optional<Value> label = label_value(context, id, std::string(text.substr(0, end)), span);
    if (!label) return std::nullopt;
    set.names.push_back(context.program.at(id).labels[std::get<program::Label>(*label).index]);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::sort(set.names.begin(), set.names.end());
  return set;
}

std::optional<Value> constant_value(Context& context, const syntax::Tree& tree, syntax::ExprId id, program::Type wanted) {
  wanted.absence = 0;
  wanted.low.reset();
  wanted.high.reset();
  Scope global;
  const Typed typed = infer_value(context, tree, id, global, wanted);
  if (!typed.expr.valid()) return std::nullopt;
  std::optional<Value> value = fold_constant(context, typed.expr);
  if (!value) context.sink.report(diag::ConstantWanted{}, tree.at(id).span);
  return value;
}

std::optional<Value> cell_value(Context& context, const syntax::Tree& tree, syntax::ExprId id, ColumnId column) {
  const program::Type type = context.program.at(column).type;
  const syntax::Expr& expr = tree.at(id);
  const std::optional<std::string> text = plain_text(expr);
  if (type.kind == TypeKind::Row && text) return *text;
  if (type.kind == TypeKind::Text && text) return *text;
  if (type.kind == TypeKind::Label && text) return label_value(context, type.enumeration, *text, expr.span);
  if (type.kind == TypeKind::NameSet && text) return names_value(context, type.enumeration, *text, expr.span);
  if (type.kind == TypeKind::Unknown) return std::nullopt;
  return constant_value(context, tree, id, type);
}

std::optional<Value> absent_value(Context& context, const syntax::GivenCell& cell, ColumnId id) {
  const program::Column& column = context.program.at(id);
  if (column.absence_kinds.empty()) {
    context.sink.report(diag::ColumnNeverLacks{column.name}, cell.column.span).label(column.span, label::DeclaredHere{});
    return std::nullopt;
  }
  if (!cell.absence_kind) return program::Absent{column.absence_kinds.front()};
  const auto kind = find_absence_kind(context, cell.absence_kind->text, false);
  if (kind && (column.type.absence >> kind->value & 1u) != 0) return program::Absent{*kind};
  context.sink.report(diag::ColumnLacksKind{column.name, cell.absence_kind->text}, cell.absence_kind->span)
      .label(column.span, label::DeclaredHere{});
  return std::nullopt;
}

// The key of a row that goes by its name.
std::optional<Value> key_value(Context& context, ColumnId key, const syntax::Name& name) {
  const program::Type type = context.program.at(key).type;
  if (type.kind == TypeKind::Text || type.kind == TypeKind::Row) return name.text;
  if (type.kind == TypeKind::Label) return label_value(context, type.enumeration, name.text, name.span);
  if (type.kind == TypeKind::Number) {
    if (const std::optional<program::Number> number = program::Number::parse(name.text)) return *number;
  }
  context.sink.report(diag::RowNameIsNoKey{name.text, context.program.at(key).name}, name.span);
  return std::nullopt;
}

std::string key_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<program::Number>(&value)) return number->to_string();
  if (const auto* date = std::get_if<base::Date>(&value)) return base::to_string(*date);
  return {};
}

std::vector<std::string> column_names(const Context& context, program::TableId table) {
  std::vector<std::string> names;
  for (const ColumnId id : context.program.at(table).columns) names.push_back(context.program.at(id).name);
  return names;
}

void take_cell(Context& context, const syntax::Tree& tree, const syntax::GivenCell& cell, program::GivenRow& made) {
  const std::optional<ColumnId> column = find_column(context.program, made.table, cell.column.text);
  if (!column) {
    context.sink.report(diag::UnknownColumn{cell.column.text, context.program.at(made.table).name}, cell.column.span)
        .suggest(diagnostics::suggest(cell.column.text, column_names(context, made.table)));
    return;
  }
  for (const program::GivenCell& other : made.cells) {
    if (other.column == *column) context.sink.report(diag::DuplicateName{cell.column.text}, cell.column.span);
  }
  std::optional<Value> value =
      cell.is_absent ? absent_value(context, cell, *column) : cell_value(context, tree, cell.value, *column);
  if (value) made.cells.push_back({*column, std::move(*value)});
}

void take_row(Context& context, const syntax::Tree& tree, const syntax::GivenRow& row, program::TestCase& test, TestRows& rows) {
  Symbol* symbol = find_symbol(context, row.table.text);
  if (symbol == nullptr || symbol->kind != SymbolKind::Table) {
    std::vector<std::string> names;
    for (const program::Table& table : context.program.tables) names.push_back(table.name);
    context.sink.report(diag::UnknownName{row.table.text}, row.table.span).suggest(diagnostics::suggest(row.table.text, names));
    if (row.row) context.sink.excuse(row.row->text);
    return;
  }
  program::GivenRow made;
  made.table = program::TableId{symbol->id};
  made.span = row.span;
  const std::vector<ColumnId> keys = context.program.at(made.table).keys;
  for (const syntax::GivenCell& cell : row.cells) take_cell(context, tree, cell, made);
  if (row.row && keys.size() != 1) {
    context.sink.report(diag::RowNameNeedsOneKey{context.program.at(made.table).name}, row.row->span);
  } else if (row.row) {
    const auto is_key = [&](const program::GivenCell& cell) { return cell.column == keys.front(); };
    const bool is_written = std::any_of(made.cells.begin(), made.cells.end(), is_key);
    std::optional<Value> key = is_written ? std::nullopt : key_value(context, keys.front(), *row.row);
    if (key) made.cells.push_back({keys.front(), std::move(*key)});
  }
  for (const program::GivenCell& cell : made.cells) {
    if (keys.size() == 1 && cell.column == keys.front()) made.key = key_text(cell.value);
  }
  const std::string name = row.row ? row.row->text : made.key;
  if (!name.empty()) rows.tables[name].push_back(made.table);
  test.given.push_back(std::move(made));
}

}  // namespace

void lower_given(Context& context, const syntax::Tree& tree, const syntax::TestStep& step, program::TestCase& test,
                 TestRows& rows) {
  for (const syntax::GivenRow& row : step.rows) take_row(context, tree, row, test, rows);
}

}  // namespace plumb::check
