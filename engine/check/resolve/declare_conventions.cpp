// 缺失约定: one answer a column and kind, used where a rule says nothing. The answer is lowered at each use.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

namespace {

std::optional<program::ColumnId> column_of(Context& context, const syntax::Path& path) {
  if (path.steps.size() != 2) {
    context.sink.report(diag::ConventionOfWhat{}, path.span);
    return std::nullopt;
  }
  const syntax::Name& table_name = path.steps[0].name;
  Symbol* symbol = find_symbol(context, table_name.text);
  if (symbol == nullptr || symbol->kind != SymbolKind::Table) {
    context.sink.report(diag::UnknownName{table_name.text}, table_name.span)
        .suggest(near_symbols(context, table_name.text, {SymbolKind::Table}));
    return std::nullopt;
  }
  const syntax::Name& name = path.steps[1].name;
  const std::optional<program::ColumnId> column = find_column(context.program, program::TableId{symbol->id}, name.text);
  if (!column) {
    std::vector<std::string> names;
    for (const program::ColumnId id : context.program.at(program::TableId{symbol->id}).columns)
      names.push_back(context.program.at(id).name);
    context.sink.report(diag::UnknownMember{table_name.text, name.text}, name.span)
        .suggest(diagnostics::suggest(name.text, names));
  }
  return column;
}

void declare_entry(Context& context, const syntax::Tree& tree, const std::string& convention, const syntax::AbsenceEntry& entry,
                   std::vector<program::Basis> bases) {
  for (program::Basis& own : lower_bases(context, tree, entry.bases)) bases.push_back(std::move(own));
  refuse_reading(context, bases);
  const std::optional<program::ColumnId> column = column_of(context, entry.column);
  if (!column) return;
  const program::AbsenceSet possible = context.program.at(*column).type.absence;
  program::AbsenceSet kinds = entry.kinds.empty() ? possible : 0;
  for (const syntax::Name& name : entry.kinds) {
    const auto kind = find_absence_kind(context, name.text, false);
    if (!kind || (possible >> kind->value & 1u) == 0) {
      context.sink.report(diag::ColumnLacksKind{context.program.at(*column).name, name.text}, name.span)
          .label(context.program.at(*column).span, label::DeclaredHere{});
      continue;
    }
    kinds |= program::AbsenceSet{1} << kind->value;
  }
  std::vector<ConventionAnswer>& answers = context.conventions[*column];
  for (const ConventionAnswer& other : answers) {
    if ((other.kinds & kinds) != 0) {
      context.sink.report(diag::ConventionTwice{context.program.at(*column).name}, entry.span)
          .label(other.span, label::OtherOneHere{});
    }
  }
  answers.push_back(
      {kinds, &tree, &entry.answer, false, entry.span, convention + '.' + context.program.at(*column).name, std::move(bases)});
}

}  // namespace

void complete_conventions(Context& context) {
  for (const syntax::Tree& tree : context.trees) {
    for (const syntax::Item& item : tree.items) {
      const auto* convention = std::get_if<syntax::AbsenceItem>(&item.node);
      if (convention == nullptr) continue;
      const std::vector<program::Basis> bases = lower_bases(context, tree, convention->bases);
      for (const syntax::AbsenceEntry& entry : convention->entries)
        declare_entry(context, tree, convention->name.name.text, entry, bases);
    }
  }
}

}  // namespace plumb::check
