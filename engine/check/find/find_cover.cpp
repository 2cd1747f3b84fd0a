// Whether conditions leave a row out (law L11): proved by the sweep over what they read, so that a list of cases that
// covers every row wants no 否则, and one that does not is shown a row that it forgets.
#include "check/find/find_cover.h"

#include <algorithm>

namespace plumb::check {

Cover find_cover(const Context& context, program::DefinitionId id, const std::vector<program::ExprId>& conditions) {
  Cover cover;
  const program::Definition& definition = context.program.at(id);
  Sweep sweep(context);
  for (const program::ExprId condition : conditions) sweep.add(condition);
  sweep.keep_within(definition.domain);
  if (sweep.subjects().empty() || !sweep.close()) return cover;
  cover.is_complete = true;
  for (bool more = sweep.first(); more; more = sweep.next()) {
    const auto holds = [&](program::ExprId condition) { return sweep.holds(condition, true) == true; };
    if (std::ranges::any_of(conditions, holds)) continue;
    cover.is_complete = false;
    const auto fails = [&](program::ExprId condition) { return sweep.holds(condition, false) == false; };
    if (!std::ranges::all_of(conditions, fails)) continue;
    Example example(context, definition);
    example.set(sweep);
    example.expect_faulty(id);
    cover.example = example.text(definition.name, example_word::LeftOut);
    for (size_t i = 0; i < sweep.subjects().size(); ++i) {
      if (sweep.subjects()[i].is_of_scope) continue;
      if (const program::Value* value = sweep.at(i)) cover.witness.emplace_back(sweep.subjects()[i].expr, *value);
    }
    return cover;
  }
  return cover;
}

void show_row(const Context& context, const Cover& cover, diagnostics::Diagnostic& diagnostic) {
  for (const auto& [expr, value] : cover.witness) show_value_of(context, expr, value, diagnostic);
  if (!cover.example.empty()) diagnostic.with_example(cover.example);
}

}  // namespace plumb::check
