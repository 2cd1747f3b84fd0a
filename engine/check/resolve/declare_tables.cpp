// Tables: roles, keys, names in SQL. Their columns are in declare_columns.cpp.
#include <algorithm>
#include <cctype>
#include <set>

#include "check/lower/list_choices.h"
#include "check/resolve/declare_columns.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

using program::Role;
using program::TableRole;

namespace {

bool has_role(const Context& context, const program::Table& table, Role role) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](program::ColumnId id) {
    const auto& roles = context.program.at(id).roles;
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  });
}

TableRole table_role(Context& context, const syntax::TableItem& item) {
  TableRole role = TableRole::Plain;
  for (const syntax::Name& name : item.roles) {
    const source::Language spelling = spelling_at(context, name.span);
    const auto id = syntax::builtin_id(syntax::BuiltinKind::Role, name.text, spelling);
    if (id == "history")
      role = TableRole::History;
    else if (id == "lineage")
      role = TableRole::Lineage;
    else if (id == "answers")
      role = TableRole::Answers;
    else
      context.sink.report(diag::UnknownRole{name.text}, name.span).note(label::Choices{{role_choices(true, spelling)}});
  }
  return role;
}

// What the engine reads of a table with a role must be there.
void check_roles(Context& context, program::TableId id) {
  struct Need {
    TableRole table;
    Role column;
    std::string_view word;
  };
  static constexpr Need Needs[] = {
      {TableRole::History, Role::Assessment, "assessment"}, {TableRole::Lineage, Role::Predecessor, "predecessor"},
      {TableRole::Lineage, Role::Successor, "successor"},   {TableRole::Lineage, Role::Effective, "effective"},
      {TableRole::Answers, Role::Question, "question"},     {TableRole::Answers, Role::Subject, "subject"},
      {TableRole::Answers, Role::Judge, "judge"},           {TableRole::Answers, Role::Answer, "answer"},
  };
  const program::Table& table = context.program.at(id);
  for (const Need& need : Needs) {
    if (table.role != need.table || has_role(context, table, need.column)) continue;
    const syntax::BuiltinWord* word = syntax::find_builtin_by_id(syntax::BuiltinKind::Role, need.word);
    context.sink.report(diag::RoleMissing{table.name, diagnostics::Word{std::string(word->zh), std::string(word->en)}},
                        table.span);
  }
}

bool has_unknown_role(const syntax::Tree& tree, const syntax::TableItem& item) {
  return std::any_of(item.columns.begin(), item.columns.end(), [&](const syntax::Column& column) {
    return std::any_of(column.roles.begin(), column.roles.end(), [&](const syntax::Name& name) {
      return !syntax::builtin_id(syntax::BuiltinKind::Role, name.text, tree.spelling);
    });
  });
}

std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

void complete_table(Context& context, const syntax::Tree& tree, const syntax::TableItem& item, program::TableId id,
                    std::map<std::string, source::Span>& stored_names) {
  program::Table& table = context.program.tables[id.value];
  table.role = table_role(context, item);
  table.stored = stored_name(context, item.stored, table.name, table.span);
  const source::Span place = item.stored ? place_of_text(context, table.span, *item.stored) : table.span;
  const auto [it, is_new] = stored_names.emplace(lower_case(table.stored), place);
  if (!is_new) {
    context.sink.report(diag::DuplicateStoredName{table.stored}, place).label(it->second, label::FirstDeclaredHere{});
  }
  std::map<std::string, source::Span> names;
  std::map<std::string, source::Span> stored_columns;
  for (const syntax::Column& column : item.columns) declare_column(context, tree, column, id, names, stored_columns);
  if (context.program.at(id).keys.empty()) context.sink.report(diag::TableWithoutKey{item.name.name.text}, item.name.name.span);
  // A role that is misspelled may be the one that is missed.
  if (!has_unknown_role(tree, item)) check_roles(context, id);
}

}  // namespace

source::Span place_of_text(const Context& context, source::Span name, std::string_view text) {
  const std::string_view file = context.sources.text(name.file).text();
  const size_t at = file.find(text, name.end);
  if (at == std::string_view::npos) return name;
  return {name.file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())};
}

std::string stored_name(Context& context, const std::optional<std::string>& written, const std::string& name, source::Span span) {
  if (!written) return name;
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  const auto is_word = [&](char c) { return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (!written->empty() && is_letter(written->front()) && std::all_of(written->begin(), written->end(), is_word)) return *written;
  context.sink.report(diag::BadStoredName{*written}, place_of_text(context, span, *written));
  return name;
}

void complete_tables(Context& context) {
  std::map<std::string, source::Span> stored_names;
  uint32_t next = 0;
  for (const syntax::Tree& tree : context.trees) {
    for (const syntax::Item& item : tree.items) {
      const auto* table = std::get_if<syntax::TableItem>(&item.node);
      if (table != nullptr) complete_table(context, tree, *table, program::TableId{next++}, stored_names);
    }
  }
}

}  // namespace plumb::check
