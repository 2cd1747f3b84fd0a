// Kinds of names as words of a diagnostic. Internal to check.
#pragma once

#include "check/context.h"
#include "diagnostics/arg.h"

namespace plumb::check::kind_word {

#define PLUMB_KIND_WORD(name, zh, en) \
  inline diagnostics::Word name() { return {zh, en}; }
#include "check/infer/words.def"
#undef PLUMB_KIND_WORD

inline diagnostics::Word of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Units: return Units();
    case SymbolKind::Enumeration: return Enumeration();
    case SymbolKind::Table: return Table();
    case SymbolKind::Population: return Population();
    case SymbolKind::Definition: return Definition();
    case SymbolKind::Parameter: return Parameter();
    case SymbolKind::Function: return Function();
    case SymbolKind::Authority: return Authority();
    case SymbolKind::Judgement: return Judgement();
  }
  return Definition();
}

}  // namespace plumb::check::kind_word
