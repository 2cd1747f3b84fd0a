#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/kind_word.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

namespace {

// With nothing near, all that there is, unless it is a long list.
void add_declared(diagnostics::Diagnostic& reported, std::vector<std::string> names) {
  constexpr size_t MostShown = 12;
  if (names.empty() || names.size() > MostShown) return;
  reported.note(label::DeclaredNames{{std::move(names)}});
}

// 三 for 三.1, 三.1 for 三: one number is the chapter of the other. Else as other names.
std::vector<std::string> near_clauses(const std::string& clause, const std::vector<std::string>& ids) {
  std::vector<std::string> near;
  constexpr size_t MostShown = 5;
  for (const std::string& id : ids) {
    if (near.size() < MostShown && (id.starts_with(clause + ".") || clause.starts_with(id + "."))) near.push_back(id);
  }
  return near.empty() ? diagnostics::suggest(clause, ids) : near;
}

std::optional<program::CitedClause> cite(Context& context, const syntax::ClauseRef& ref) {
  Symbol* symbol = find_symbol(context, ref.document.text);
  if (symbol == nullptr) {
    std::vector<std::string> names;
    for (const program::Authority& authority : context.program.authorities) names.push_back(authority.name);
    std::vector<std::string> near = diagnostics::suggest(ref.document.text, names);
    diagnostics::Diagnostic& reported = context.sink.report(diag::UnknownDocument{ref.document.text}, ref.document.span);
    if (near.empty()) add_declared(reported, std::move(names));
    reported.suggest(std::move(near));
    return std::nullopt;
  }
  if (symbol->kind != SymbolKind::Authority) {
    context.sink
        .report(diag::WrongKindOfName{ref.document.text, kind_word::of(symbol->kind), kind_word::Authority()}, ref.document.span)
        .label(symbol->span, label::DeclaredHere{});
    return std::nullopt;
  }
  const program::AuthorityId id{symbol->id};
  const program::Authority& authority = context.program.authorities[id.value];
  const auto found = std::find_if(authority.clauses.begin(), authority.clauses.end(),
                                  [&](const program::Clause& clause) { return clause.id == ref.clause; });
  if (found == authority.clauses.end()) {
    std::vector<std::string> ids;
    for (const program::Clause& clause : authority.clauses) ids.push_back(clause.id);
    std::vector<std::string> near = near_clauses(ref.clause, ids);
    diagnostics::Diagnostic& reported = context.sink.report(diag::UnknownClause{authority.name, ref.clause}, ref.span)
                                            .label(authority.span, label::DeclaredHere{});
    if (near.empty()) add_declared(reported, std::move(ids));
    reported.suggest(std::move(near));
    return std::nullopt;
  }
  return program::CitedClause{id, static_cast<uint32_t>(found - authority.clauses.begin())};
}

program::BasisKind kind_of(syntax::BasisKind kind) {
  switch (kind) {
    case syntax::BasisKind::Cited: return program::BasisKind::Cited;
    case syntax::BasisKind::Assumed: return program::BasisKind::Assumed;
    case syntax::BasisKind::NotGiven: return program::BasisKind::NotGiven;
    case syntax::BasisKind::OtherReading: return program::BasisKind::OtherReading;
  }
  return program::BasisKind::Cited;
}

}  // namespace

std::vector<program::Basis> lower_bases(Context& context, const syntax::Tree& tree, const std::vector<syntax::Basis>& bases) {
  return lower_bases(context, tree, bases, program::Type{});
}

std::vector<program::Basis> lower_bases(Context& context, const syntax::Tree& tree, const std::vector<syntax::Basis>& bases,
                                        const program::Type& value_type, const Scope* shown) {
  std::vector<program::Basis> made;
  for (const syntax::Basis& basis : bases) {
    program::Basis one;
    one.kind = kind_of(basis.kind);
    one.reason = basis.reason;
    one.span = basis.span;
    for (const syntax::ClauseRef& ref : basis.clauses) {
      if (const std::optional<program::CitedClause> cited = cite(context, ref)) {
        one.clauses.push_back(*cited);
        context.cited_clauses.insert({cited->authority.value, cited->clause});
      }
    }
    if (basis.other.valid()) {
      Scope scope = shown != nullptr ? *shown : Scope{};
      one.other = infer_value(context, tree, basis.other, scope, value_type).expr;
    }
    made.push_back(std::move(one));
  }
  return made;
}

program::ExprId written_reading(const std::vector<program::Basis>& bases) {
  for (const program::Basis& basis : bases) {
    if (basis.kind == program::BasisKind::OtherReading && basis.other.valid()) return basis.other;
  }
  return {};
}

program::ExprId other_reading(const Context& context, const std::vector<program::Basis>& bases) {
  return context.options.take_other_readings ? written_reading(bases) : program::ExprId{};
}

void refuse_reading(Context& context, const std::vector<program::Basis>& bases) {
  const program::ExprId other = written_reading(bases);
  if (other.valid())
    context.sink.report(diag::ReadingOfWhat{written(context, context.program.at(other).span)}, context.program.at(other).span);
}

// From best to worst: cited, assumed, not given; another reading says nothing about the value that is taken.
program::BasisKind worst_basis(const std::vector<program::Basis>& bases) {
  program::BasisKind worst = program::BasisKind::Cited;
  for (const program::Basis& basis : bases) {
    if (basis.kind != program::BasisKind::OtherReading && basis.kind > worst) worst = basis.kind;
  }
  return worst;
}

}  // namespace plumb::check
