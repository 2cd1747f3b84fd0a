// Internal to check.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "check/find/write_example.h"
#include "diagnostics/diagnostics.h"

namespace plumb::check {

struct Cover {
  bool is_complete = false;                                         // proved: one of the conditions holds on every row
  std::vector<std::pair<program::ExprId, program::Value>> witness;  // a row on which none does; empty: not decided
  std::string example;
};
[[nodiscard]] Cover find_cover(const Context&, program::DefinitionId, const std::vector<program::ExprId>& conditions);
// The row beside a diagnostic.
void show_row(const Context&, const Cover&, diagnostics::Diagnostic&);

}  // namespace plumb::check
