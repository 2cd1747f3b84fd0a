// What a bare name stands for: argument, column or definition of a row in sight, then the names of the whole program.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/quantity.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_text.h"
#include "diagnostics/suggest_names.h"
#include "syntax/builtin_words.h"
#include "syntax/find_confusion.h"
#include "syntax/glued_keyword.h"

namespace plumb::check {

using program::ColumnId;
using program::DefinitionId;
using program::TableId;

namespace {

HeadKind kind_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Enumeration: return HeadKind::Enumeration;
    case SymbolKind::Table: return HeadKind::Table;
    case SymbolKind::Population: return HeadKind::Population;
    case SymbolKind::Definition: return HeadKind::Definition;
    case SymbolKind::Parameter: return HeadKind::Parameter;
    case SymbolKind::Function: return HeadKind::Function;
    case SymbolKind::Judgement:
    case SymbolKind::Units:
    case SymbolKind::Authority: return HeadKind::Other;
  }
  return HeadKind::Other;
}

// Column or definition of a row in sight.
Head find_on_rows(Context& context, const std::string& name, const Scope& scope) {
  const auto found = context.symbols.find(name);
  const Symbol* symbol = found == context.symbols.end() ? nullptr : &found->second;
  const size_t seen = scope.frames.size() - std::min(scope.hidden_frames, scope.frames.size());
  bool is_hidden = false;
  for (size_t i = 0; i < seen; ++i) {
    const Frame& frame = scope.frames[i];
    Head head;
    head.depth = static_cast<uint8_t>(i);
    if (const std::optional<ColumnId> column = find_column(context.program, frame.table, name)) {
      head.kind = HeadKind::Column;
      head.id = column->value;
    } else if (symbol != nullptr && symbol->kind == SymbolKind::Definition &&
               context.program.definitions[symbol->id].table == frame.table) {
      head.kind = HeadKind::Definition;
      head.id = symbol->id;
    }
    if (head.kind != HeadKind::None) {
      if (is_hidden) head.kind = HeadKind::Hidden;
      return head;
    }
    if (!frame.reaches_outer) is_hidden = true;
  }
  return {};
}

void add_members(const Context& context, TableId table, std::vector<std::string>& names) {
  for (const ColumnId column : context.program.at(table).columns) {
    names.push_back(context.program.at(column).name);
    if (!context.program.at(column).alias.empty()) names.push_back(context.program.at(column).alias);
  }
}

// 原值50万元以上 → 原值 50万元 以上: blanks around the keyword, and before a number that follows a name.
std::string put_apart(std::string_view name, std::string_view keyword) {
  const size_t at = name.ends_with(keyword) ? name.size() - keyword.size() : name.find(keyword);
  std::string out;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto add_word = [&](std::string_view part) {
    for (size_t i = 0; i < part.size(); ++i) {
      const bool starts_number = is_digit(part[i]) && (i == 0 || !is_digit(part[i - 1]));
      if (!out.empty() && (i == 0 || starts_number) && out.back() != ' ') out += ' ';
      out += part[i];
    }
  };
  add_word(name.substr(0, at));
  if (!out.empty()) out += ' ';
  out += keyword;
  add_word(name.substr(at + keyword.size()));
  return out;
}

}  // namespace

std::optional<ColumnId> find_column(const program::Program& program, TableId table, std::string_view name) {
  if (!table.valid()) return std::nullopt;
  for (const ColumnId id : program.at(table).columns) {
    const program::Column& column = program.at(id);
    if (column.name == name || (!column.alias.empty() && column.alias == name)) return id;
  }
  return std::nullopt;
}

std::optional<uint16_t> find_label(const program::Enumeration& enumeration, std::string_view name) {
  for (size_t i = 0; i < enumeration.labels.size(); ++i) {
    if (enumeration.labels[i] == name || (i < enumeration.aliases.size() && !name.empty() && enumeration.aliases[i] == name)) {
      return static_cast<uint16_t>(i);
    }
  }
  return std::nullopt;
}

Head find_head(Context& context, const syntax::Tree& tree, const std::string& name, const Scope& scope) {
  if (scope.arguments != nullptr) {
    if (const auto argument = scope.arguments->find(name); argument != scope.arguments->end()) {
      return {HeadKind::Argument, 0, 0, &argument->second};
    }
  }
  if (scope.deadline != nullptr && name == syntax::spelling_of(syntax::Keyword::K_TERM, tree.spelling)) {
    return {HeadKind::Deadline, 0, 0, nullptr};
  }
  const Head on_rows = find_on_rows(context, name, scope);
  if (on_rows.kind != HeadKind::None && on_rows.kind != HeadKind::Hidden) {
    if (on_rows.kind == HeadKind::Definition) find_symbol(context, name);  // marks it as used
    return on_rows;
  }
  const auto found = context.symbols.find(name);
  if (found == context.symbols.end()) return on_rows;
  const bool has_rows =
      found->second.kind == SymbolKind::Definition && context.program.definitions[found->second.id].table.valid();
  if (has_rows && on_rows.kind == HeadKind::Hidden) return on_rows;
  find_symbol(context, name);
  Head head;
  head.kind = kind_of(found->second.kind);
  head.id = found->second.id;
  return head;
}

void report_unknown(Context& context, const syntax::Tree& tree, const syntax::Name& name, const Scope& scope,
                    const program::Type* wanted) {
  if (name.text == syntax::spelling_of(syntax::Keyword::K_NOT_GIVEN, tree.spelling)) {
    context.sink.report(diag::NotGivenAsValue{}, name.span);
    return;
  }
  std::vector<std::string> names;
  for (const auto& entry : context.symbols) names.push_back(entry.first);
  std::ranges::sort(names);  // the table is hashed: its order must not show
  if (scope.arguments != nullptr) {
    for (const auto& entry : *scope.arguments) names.push_back(entry.first);
  }
  for (const Frame& frame : scope.frames) {
    if (frame.table.valid()) add_members(context, frame.table, names);
  }
  if (wanted != nullptr && wanted->enumeration.valid()) {
    for (const std::string& label : context.program.at(wanted->enumeration).labels) names.push_back(label);
  }
  if (const std::optional<std::string> digits = read_amount(context, name.text)) {
    context.sink.report(diag::NumeralInWords{name.text, *digits}, name.span);
    return;
  }
  for (const syntax::GluedWording& glued : syntax::find_glued_wordings(name.text, tree.spelling)) {
    if (!glued.left.empty() && std::ranges::find(names, glued.left) == names.end()) continue;
    context.sink.report(diag::GluedName{name.text, glued.written, glued.apart}, name.span);
    return;
  }
  if (const std::optional<syntax::Keyword> keyword = syntax::glued_keyword(name.text, tree.spelling)) {
    const std::string word(syntax::spelling_of(*keyword, tree.spelling));
    context.sink.report(diag::GluedName{name.text, word, put_apart(name.text, word)}, name.span);
    return;
  }
  std::vector<std::string> near = syntax::suggest_wording(name.text, tree.spelling);
  if (near.empty()) near = diagnostics::suggest(name.text, names);
  diagnostics::Diagnostic& reported = context.sink.report(diag::UnknownName{name.text}, name.span).suggest(std::move(near));
  // A label is known only beside what has its type: 类别 为 通用 或 专用 says nothing of 专用.
  for (const program::Enumeration& enumeration : context.program.enumerations) {
    if (!find_label(enumeration, name.text)) continue;
    reported.note(label::LabelNeedsValue{name.text, enumeration.name});
    return;
  }
}

}  // namespace plumb::check
