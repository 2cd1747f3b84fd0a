// Names of the main file that nothing uses. Measures are results and parameters of other files are shared: neither counts.
#include "check/lint.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

void lint_names(Context& context, source::FileId main) {
  // A file that is no rule set is a library: what it offers is for others.
  if (context.program.title.empty()) {
    return;
  }
  for (const auto& [name, symbol] : context.symbols) {
    if (symbol.used || symbol.span.file != main) {
      continue;
    }
    const bool counts =
        symbol.kind == SymbolKind::Parameter || symbol.kind == SymbolKind::Function ||
        (symbol.kind == SymbolKind::Definition &&
         context.program.definitions[symbol.id].word == program::ConstructWord::Condition);
    // An alias that is not used says nothing while the name is.
    const bool is_own_name =
        symbol.kind == SymbolKind::Parameter ? context.program.parameters[symbol.id].name == name
        : symbol.kind == SymbolKind::Definition ? context.program.definitions[symbol.id].name == name
        : symbol.kind == SymbolKind::Function   ? context.functions[symbol.id].item->name.name.text == name
                                                : true;
    if (counts && is_own_name) {
      context.sink.report(diag::NameNotUsed{.name = name}, symbol.span);
    }
  }
}

}  // namespace plumb::check
