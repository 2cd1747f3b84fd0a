#include <algorithm>

#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/suggest_names.h"
#include "syntax/builtin_words.h"

namespace plumb::check {

namespace {

bool is_keyword(std::string_view text) {
  for (int i = 0; i < syntax::keyword_count(); ++i) {
    const syntax::KeywordRow& row = syntax::row_of(static_cast<syntax::Keyword>(i));
    if (row.zh == text || row.en == text) return true;
  }
  return false;
}

bool enter(Context& context, const syntax::Name& name, SymbolKind kind, uint32_t id) {
  const auto [it, is_new] = context.symbols.emplace(name.text, Symbol{kind, id, name.span, false});
  if (is_new) return true;
  context.sink.report(diag::DuplicateName{name.text}, name.span).label(it->second.span, label::FirstDeclaredHere{});
  return false;
}

}  // namespace

Symbol* find_symbol(Context& context, std::string_view name) {
  const auto it = context.symbols.find(std::string(name));
  if (it == context.symbols.end()) return nullptr;
  it->second.used = true;
  return &it->second;
}

std::vector<std::string> near_symbols(const Context& context, std::string_view name, std::initializer_list<SymbolKind> kinds) {
  std::vector<std::string> names;
  for (const auto& [text, symbol] : context.symbols) {
    if (std::find(kinds.begin(), kinds.end(), symbol.kind) != kinds.end()) names.push_back(text);
  }
  return diagnostics::suggest(name, names);
}

bool declare_symbol(Context& context, const syntax::Tree&, const syntax::DeclName& name, SymbolKind kind, uint32_t id) {
  bool is_good = enter(context, name.name, kind, id);
  if (!name.alias) return is_good;
  if (is_keyword(name.alias->text)) {
    context.sink.report(diag::AliasIsKeyword{name.alias->text}, name.alias->span);
    return false;
  }
  if (name.alias->text != name.name.text) is_good = enter(context, *name.alias, kind, id) && is_good;
  return is_good;
}

program::DefinitionId new_definition(Context& context, const syntax::DeclName& name, program::ConstructWord word,
                                     DefinitionSource source) {
  program::Definition definition;
  definition.name = name.name.text;
  if (name.alias) definition.alias = name.alias->text;
  if (name.former) definition.former = name.former->text;
  definition.word = word;
  definition.span = name.name.span;
  context.program.definitions.push_back(std::move(definition));
  context.sources_of.push_back(source);
  return program::DefinitionId{static_cast<uint32_t>(context.program.definitions.size() - 1)};
}

program::DefinitionId declare_definition(Context& context, const syntax::Tree& tree, const syntax::DeclName& name,
                                         program::ConstructWord word, DefinitionSource source) {
  const program::DefinitionId id = new_definition(context, name, word, source);
  declare_symbol(context, tree, name, SymbolKind::Definition, id.value);
  return id;
}

void declare_builtin_absence_kinds(Context& context) {
  for (const std::string_view id : {"not_reported", "not_applicable", "under_review", "out_of_scope"}) {
    const syntax::BuiltinWord* word = syntax::find_builtin_by_id(syntax::BuiltinKind::AbsenceKind, id);
    context.program.absence_kinds.push_back({std::string(word->zh), std::string(word->en)});
  }
}

std::optional<program::AbsenceKindId> find_absence_kind(Context& context, std::string_view name, bool declare) {
  std::vector<program::AbsenceKind>& kinds = context.program.absence_kinds;
  for (size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name == name || kinds[i].alias == name) return program::AbsenceKindId{static_cast<uint32_t>(i)};
  }
  constexpr size_t KindLimit = 64;  // an AbsenceSet has one bit a kind
  if (!declare || kinds.size() >= KindLimit) return std::nullopt;
  kinds.push_back({std::string(name), {}});
  return program::AbsenceKindId{static_cast<uint32_t>(kinds.size() - 1)};
}

source::Language spelling_at(const Context& context, source::Span span) {
  for (const syntax::Tree& tree : context.trees) {
    if (tree.file == span.file) return tree.spelling;
  }
  return context.program.spelling;
}

}  // namespace plumb::check
