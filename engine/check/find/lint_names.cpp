// Names of the main file that nothing uses. Measures are results and parameters of other files are shared: neither counts.
#include <algorithm>

#include "check/find/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

// A file that is no rule set, or one that neither says of which assessment it is nor comes to a result, is there for others.
bool is_library(const Context& context) {
  const bool has_result = std::ranges::any_of(context.program.definitions, [](const program::Definition& definition) {
    switch (definition.word) {
      case program::ConstructWord::Score:
      case program::ConstructWord::Ranking:
      case program::ConstructWord::Grade:
      case program::ConstructWord::Allotment:
      case program::ConstructWord::Consequence:
      case program::ConstructWord::Duty: return true;
      case program::ConstructWord::Condition:
      case program::ConstructWord::Checklist:
      case program::ConstructWord::ChecklistItem:
      case program::ConstructWord::SpanWord:
      case program::ConstructWord::Scope:
      case program::ConstructWord::ScopeRule:
      case program::ConstructWord::Verify:
      case program::ConstructWord::Measure:
      case program::ConstructWord::ScorePart:
      case program::ConstructWord::Judgement: return false;
    }
    return false;
  });
  return context.program.title.empty() || (context.program.assessment == 0 && !has_result);
}

}  // namespace

void lint_names(Context& context, source::FileId main) {
  if (is_library(context)) {
    return;
  }
  for (const auto& [name, symbol] : context.symbols) {
    if (symbol.used || symbol.span.file != main) {
      continue;
    }
    const bool counts = symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Function ||
                        (symbol.kind == SymbolKind::Definition &&
                         context.program.definitions[symbol.id].word == program::ConstructWord::Condition);
    // An alias that is not used says nothing while the name is.
    const bool is_own_name = symbol.kind == SymbolKind::Parameter    ? context.program.parameters[symbol.id].name == name
                             : symbol.kind == SymbolKind::Definition ? context.program.definitions[symbol.id].name == name
                             : symbol.kind == SymbolKind::Function   ? context.functions[symbol.id].item->name.name.text == name
                                                                     : true;
    if (counts && is_own_name) {
      context.sink.report(diag::NameNotUsed{.name = name}, symbol.span);
    }
  }
}

}  // namespace plumb::check
