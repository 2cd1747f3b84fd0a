#include <algorithm>

#include "check/infer.h"
#include "check/kind_word.h"
#include "check/lower.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/suggest_names.h"

namespace plumb::check {

namespace {

std::optional<program::CitedClause> cite(Context& context, const syntax::ClauseRef& ref) {
  Symbol* symbol = find_symbol(context, ref.document.text);
  if (symbol == nullptr) {
    std::vector<std::string> names;
    for (const program::Authority& authority : context.program.authorities) names.push_back(authority.name);
    context.sink.report(diag::UnknownName{ref.document.text}, ref.document.span)
        .suggest(diagnostics::suggest(ref.document.text, names));
    return std::nullopt;
  }
  if (symbol->kind != SymbolKind::Authority) {
    context.sink.report(diag::WrongKindOfName{ref.document.text, kind_word::of(symbol->kind), kind_word::Authority()}, ref.document.span)
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
    context.sink.report(diag::UnknownClause{authority.name, ref.clause}, ref.span)
        .label(authority.span, label::DeclaredHere{})
        .suggest(diagnostics::suggest(ref.clause, ids));
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
                                        const program::Type& value_type) {
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
      Scope scope;
      one.other = infer_value(context, tree, basis.other, scope, value_type).expr;
    }
    made.push_back(std::move(one));
  }
  return made;
}

program::ExprId other_reading(const Context& context, const std::vector<program::Basis>& bases) {
  if (!context.options.take_other_readings) return {};
  for (const program::Basis& basis : bases) {
    if (basis.kind == program::BasisKind::OtherReading && basis.other.valid()) return basis.other;
  }
  return {};
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
