// Enumerations and authorities: complete as soon as they are declared.
#include <set>

#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"

namespace plumb::check {

void declare_enumeration(Context& context, const syntax::Tree& tree, const syntax::EnumItem& item) {
  program::Enumeration made;
  made.name = item.name.name.text;
  if (item.name.alias) made.alias = item.name.alias->text;
  made.ordered = item.ordered;
  made.span = item.name.name.span;
  std::map<std::string, source::Span> seen;
  for (const syntax::DeclName& label : item.labels) {
    const auto [it, is_new] = seen.emplace(label.name.text, label.name.span);
    if (!is_new) {
      context.sink.report(diag::DuplicateName{label.name.text}, label.name.span).label(it->second, label::FirstDeclaredHere{});
      continue;
    }
    made.labels.push_back(label.name.text);
    made.aliases.push_back(label.alias ? label.alias->text : std::string());
  }
  const auto id = static_cast<uint32_t>(context.program.enumerations.size());
  context.program.enumerations.push_back(std::move(made));
  declare_symbol(context, tree, item.name, SymbolKind::Enumeration, id);
}

void declare_authority(Context& context, const syntax::Tree& tree, const syntax::AuthorityItem& item) {
  program::Authority made;
  made.name = item.name.text;
  made.number = item.number;
  if (item.issued) made.issued = base::parse_date(item.issued->text);
  made.span = item.name.span;
  std::map<std::string, source::Span> seen;
  for (const syntax::ClauseEntry& entry : item.clauses) {
    const auto [it, is_new] = seen.emplace(entry.id, entry.id_span);
    if (!is_new) {
      context.sink.report(diag::DuplicateName{entry.id}, entry.id_span).label(it->second, label::FirstDeclaredHere{});
      continue;
    }
    made.clauses.push_back({entry.id, entry.title, entry.fingerprint ? entry.fingerprint->text : std::string(),
                            entry.no_rule.value_or(std::string()), entry.span});
  }
  const auto id = static_cast<uint32_t>(context.program.authorities.size());
  context.program.authorities.push_back(std::move(made));
  declare_symbol(context, tree, {item.name, std::nullopt, std::nullopt}, SymbolKind::Authority, id);
}

}  // namespace plumb::check
