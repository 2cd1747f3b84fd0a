// Paths: 单位.部门.级别 from a row in sight, through references, to a column or a definition.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "check/lower/list_choices.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

using program::ExprId;
using program::Type;
using program::TypeKind;

namespace {

Typed literal_label(Context& context, program::EnumId enumeration, uint16_t index, source::Span span) {
  Type type = type_of(TypeKind::Label);
  type.enumeration = enumeration;
  return {context.add({program::Literal{program::Label{enumeration, index}}, type, span}), type};
}

// A label is written bare and means what the other side's type says.
std::optional<Typed> as_label(Context& context, const syntax::Path& path, const Type* wanted) {
  if (wanted == nullptr || !wanted->enumeration.valid() || path.steps.size() != 1 || !path.via.empty()) return std::nullopt;
  if (wanted->kind != TypeKind::Label && wanted->kind != TypeKind::NameSet) return std::nullopt;
  const std::optional<uint16_t> index = find_label(context.program.at(wanted->enumeration), path.steps[0].name.text);
  if (!index) return std::nullopt;
  return literal_label(context, wanted->enumeration, *index, path.span);
}

Typed column_value(Context& context, const Typed& row, program::ColumnId id, source::Span span, const Scope& scope) {
  const program::Column& column = context.program.at(id);
  Type type = column.type;
  type.absence |= row.type.absence;
  if (column.is_optional) type.absence |= bit_of(program::BuiltinAbsence::NotApplicable);
  const ExprId expr = context.add({program::ColumnOf{row.expr, id}, type, span});
  if (scope.in_test) type.absence = 0;
  if (type.absence != 0 && is_proved_present(context, scope, expr)) type.absence = 0;
  context.program.exprs[expr.value].type.absence = type.absence;
  return {expr, type};
}

// 参评单位.排除 整改期 as a condition on a row of the scope's table.
Typed infer_rule_holds(Context& context, const syntax::Path& path, program::PopulationId id, const Scope& scope) {
  const program::Population population = context.program.at(id);
  if (path.steps.size() != 2 || !path.steps[1].population_part) {
    context.sink.report(diag::SetAsValue{path.steps[0].name.text}, path.span);
    return {};
  }
  require_definition(context, population.definition, path.span);
  const bool exclusion = *path.steps[1].population_part == syntax::Keyword::K_EXCLUDE;
  const program::Population& ready = context.program.at(id);
  for (size_t i = 0; i < scope.frames.size(); ++i) {
    if (scope.frames[i].table != population.table) continue;
    for (uint32_t rule = 0; rule < ready.rules.size(); ++rule) {
      if (ready.rules[rule].name != path.steps[1].name.text || ready.rules[rule].is_exclusion != exclusion) continue;
      const Typed row = row_of_frame(context, scope, static_cast<uint8_t>(i));
      const Type type = type_of(TypeKind::Truth);
      return {context.add({program::RuleHolds{id, rule, row.expr}, type, path.span}), type};
    }
    report_unknown_rule(context, ready, path.steps[1]);
    return {};
  }
  context.sink.report(diag::NoSuchRow{population.name, context.program.at(population.table).name}, path.span);
  return {};
}

Typed infer_enumeration(Context& context, const syntax::Path& path, program::EnumId id) {
  const program::Enumeration& enumeration = context.program.at(id);
  if (path.steps.size() != 2) {
    context.sink.report(diag::NotOfThisKind{path.steps[0].name.text, value_word::AValue()}, path.span);
    return {};
  }
  const syntax::Name& name = path.steps[1].name;
  if (const std::optional<uint16_t> index = find_label(enumeration, name.text))
    return literal_label(context, id, *index, path.span);
  context.sink.report(diag::UnknownLabel{name.text, enumeration.name}, name.span)
      .suggest(diagnostics::suggest(name.text, enumeration.labels));
  return {};
}

// The name of a table as a value: the row of that table that is in sight, directly or by its one chain of references.
Typed infer_table_row(Context& context, const syntax::Path& path, program::TableId table, const Scope& scope) {
  const size_t seen = scope.frames.size() - std::min(scope.hidden_frames, scope.frames.size());
  for (size_t i = 0; i < seen; ++i) {
    if (scope.frames[i].table == table) return row_of_frame(context, scope, static_cast<uint8_t>(i));
  }
  if (seen > 0 && path.steps.size() > 1) {
    const auto chains = find_chains(context.program, scope.frames[0].table, table);
    if (chains.size() == 1) {
      Typed row = row_of_frame(context, scope, 0);
      for (const program::ColumnId column : chains[0]) row = column_value(context, row, column, path.span, scope);
      return row;
    }
  }
  context.sink.report(diag::SetAsValue{path.steps[0].name.text}, path.span);
  return {};
}

Typed infer_parameter(Context& context, program::ParameterId id, source::Span span) {
  if (!require_parameter(context, id, span)) return {};
  const Type type = context.program.at(id).type;
  return {context.add({program::ParameterAt{id, {}}, type, span}), type};
}

Typed infer_named_definition(Context& context, const syntax::Name& name, const Head& head, Scope& scope) {
  const program::DefinitionId id{head.id};
  const program::TableId table = context.program.at(id).table;
  if (!table.valid()) return definition_value(context, {}, id, name.span, scope);
  const size_t seen = scope.frames.size() - std::min(scope.hidden_frames, scope.frames.size());
  if (head.depth < seen && scope.frames[head.depth].table == table) {
    return definition_value(context, row_of_frame(context, scope, head.depth).expr, id, name.span, scope);
  }
  context.sink.report(diag::NoSuchRow{name.text, context.program.at(table).name}, name.span);
  return {};
}

Typed infer_head(Context& context, const syntax::Tree& tree, const syntax::Path& path, Scope& scope, const Type* wanted) {
  const syntax::Name& name = path.steps[0].name;
  const Head head = find_head(context, tree, name.text, scope);
  switch (head.kind) {
    case HeadKind::None:
      // 甲.总分 in a test speaks of a row.
      if (scope.in_test && path.steps.size() > 1)
        context.sink.report(diag::UnknownGivenRow{name.text}, name.span);
      else
        report_unknown(context, tree, name, scope, wanted);
      return {};
    case HeadKind::Hidden: context.sink.report(diag::OuterRowHidden{name.text}, name.span); return {};
    case HeadKind::Argument: {
      const BoundArgument& argument = *head.argument;
      if (argument.set != nullptr) {
        context.sink.report(diag::SetAsValue{name.text}, name.span);
        return {};
      }
      if (!argument.value.valid()) return {};
      const ExprId here = shift_frames(context, argument.value, scope.frames.size() - argument.frame_count);
      if (!here.valid()) context.sink.report(diag::SetParameterInside{name.text}, name.span);
      return {here, argument.type};
    }
    case HeadKind::Column:
      return column_value(context, row_of_frame(context, scope, head.depth), program::ColumnId{head.id}, name.span, scope);
    case HeadKind::Definition: return infer_named_definition(context, name, head, scope);
    case HeadKind::Parameter: return infer_parameter(context, program::ParameterId{head.id}, name.span);
    case HeadKind::Table: return infer_table_row(context, path, program::TableId{head.id}, scope);
    case HeadKind::Deadline: return {scope.deadline_expr, *scope.deadline};
    case HeadKind::Population:
    case HeadKind::Enumeration:
    case HeadKind::Function:
    case HeadKind::Other: break;
  }
  context.sink.report(diag::NotOfThisKind{name.text, value_word::AValue()}, name.span);
  return {};
}

}  // namespace

Typed row_of_frame(Context& context, const Scope& scope, uint8_t depth) {
  Type type = type_of(TypeKind::Row);
  type.table = scope.frames[depth].table;
  return {context.add({program::FrameRow{depth}, type, {}}), type};
}

Typed definition_value(Context& context, ExprId row, program::DefinitionId id, source::Span span, Scope& scope) {
  if (!require_definition(context, id, span)) return {};
  const program::Definition& definition = context.program.at(id);
  if (is_unknown(definition.type)) return {};
  Type type = definition.type;
  if (row.valid()) type.absence |= context.program.at(row).type.absence;
  if (row.valid() && definition.domain.valid() && !is_proved_member(context, scope, row, definition.domain)) {
    type.absence |= bit_of(program::BuiltinAbsence::OutOfScope);
  }
  const ExprId expr = context.add({program::DefinitionOf{row, id}, type, span});
  if (scope.in_test) type.absence = 0;
  if (type.absence != 0 && is_proved_present(context, scope, expr)) type.absence = 0;
  context.program.exprs[expr.value].type.absence = type.absence;
  return {expr, type};
}

Typed infer_step_of(Context& context, const syntax::Tree& tree, const Typed& row, const syntax::Name& name, Scope& scope) {
  static_cast<void>(tree);
  if (is_unknown(row.type)) return {};
  const program::TableId table = row.type.table;
  if (const std::optional<program::ColumnId> column = find_column(context.program, table, name.text)) {
    return column_value(context, row, *column, name.span, scope);
  }
  if (const Symbol* symbol = find_symbol(context, name.text); symbol != nullptr && symbol->kind == SymbolKind::Definition) {
    if (context.program.definitions[symbol->id].table == table) {
      return definition_value(context, row.expr, program::DefinitionId{symbol->id}, name.span, scope);
    }
  }
  std::vector<std::string> names;
  for (const program::ColumnId column : context.program.at(table).columns) names.push_back(context.program.at(column).name);
  for (const program::Definition& definition : context.program.definitions) {
    if (definition.table == table) names.push_back(definition.name);
  }
  context.sink.report(diag::UnknownMember{context.program.at(table).name, name.text}, name.span)
      .suggest(diagnostics::suggest(name.text, names));
  return {};
}

Typed infer_steps(Context& context, const syntax::Tree& tree, Typed value, std::span<const syntax::PathStep> steps,
                  Scope& scope) {
  source::Span before = value.expr.valid() ? context.program.at(value.expr).span : source::Span{};
  for (const syntax::PathStep& step : steps) {
    if (is_unknown(value.type)) return {};
    if (value.type.kind != TypeKind::Row) {
      context.sink.report(diag::StepOnValue{written(context, before)}, step.name.span);
      return {};
    }
    value = infer_step_of(context, tree, value, step.name, scope);
    before = step.name.span;
  }
  return value;
}

Typed infer_path(Context& context, const syntax::Tree& tree, const syntax::Path& path, Scope& scope, const Type* wanted) {
  if (std::optional<Typed> label = as_label(context, path, wanted)) return *label;
  if (!path.via.empty()) {
    context.sink.report(diag::SetAsValue{path.steps[0].name.text}, path.span);
    return {};
  }
  const Head head = find_head(context, tree, path.steps[0].name.text, scope);
  if (head.kind == HeadKind::Population) return infer_rule_holds(context, path, program::PopulationId{head.id}, scope);
  if (head.kind == HeadKind::Enumeration) return infer_enumeration(context, path, program::EnumId{head.id});
  const Typed first = infer_head(context, tree, path, scope, wanted);
  Typed whole = infer_steps(context, tree, first, std::span(path.steps).subspan(1), scope);
  // A message about the value should show the whole path.
  if (whole.expr.valid() && path.steps.size() > 1) context.program.exprs[whole.expr.value].span = path.span;
  return whole;
}

Typed infer_row(Context& context, const syntax::Tree& tree, const syntax::RowExpr& node, source::Span span, Scope& scope,
                const Type*) {
  const size_t seen = scope.frames.size() - std::min(scope.hidden_frames, scope.frames.size());
  const bool is_member = node.word == syntax::Keyword::K_THAT;
  if (seen == 0 || (is_member && seen < 2)) {
    context.sink.report(diag::NoOuterRow{std::string(syntax::spelling_of(node.word, tree.spelling))}, span);
    return {};
  }
  const auto depth = static_cast<uint8_t>(!is_member && seen >= 2 ? 1 : 0);
  Typed whole = infer_steps(context, tree, row_of_frame(context, scope, depth), node.path.steps, scope);
  if (whole.expr.valid()) context.program.exprs[whole.expr.value].span = span;
  return whole;
}

}  // namespace plumb::check
