#include <map>

#include "study/attribute.h"

namespace plumb::study {

namespace {

using namespace program;

bool holds(const Side& side, PopulationId id, size_t rule, uint32_t row) {
  const results::PopulationResult& result = side.results.populations[id.value];
  return rule < 64 && row < result.rules_held.size() && (result.rules_held[row] >> rule & 1U) != 0;
}

// True: some rule of this scope holds in one run only, and is added.
bool add_rules(Work& work, PopulationId before, PopulationId after, const UnitPair& unit, Move& move) {
  struct Both {
    int old_rule = -1, new_rule = -1;
  };
  std::map<std::pair<bool, std::string>, Both> by_name;
  const auto rules_of = [](const SideWork& side, PopulationId id) -> const std::vector<PopulationRule>& {
    static const std::vector<PopulationRule> none;
    return id.valid() ? side.side.program.at(id).rules : none;
  };
  const std::vector<PopulationRule>& old_rules = rules_of(work.before, before);
  const std::vector<PopulationRule>& new_rules = rules_of(work.after, after);
  for (size_t i = 0; i < old_rules.size(); ++i)
    by_name[{old_rules[i].is_exclusion, old_rules[i].name}].old_rule = static_cast<int>(i);
  for (size_t i = 0; i < new_rules.size(); ++i)
    by_name[{new_rules[i].is_exclusion, new_rules[i].name}].new_rule = static_cast<int>(i);
  bool found = false;
  for (const auto& [name, both] : by_name) {
    ScopeReason reason{.scope = {}, .rule = name.second, .excludes = name.first};
    RuleAt old_at{};
    RuleAt new_at{};
    if (both.old_rule >= 0) {
      const auto at = static_cast<size_t>(both.old_rule);
      reason.held_before = holds(work.before.side, before, at, unit.before.row);
      old_at = {work.before.side.program.at(before).definition, name.second, old_rules[at].condition};
      reason.scope = work.before.side.program.at(before).name;
    }
    if (both.new_rule >= 0) {
      const auto at = static_cast<size_t>(both.new_rule);
      reason.held_after = holds(work.after.side, after, at, unit.after.row);
      new_at = {work.after.side.program.at(after).definition, name.second, new_rules[at].condition};
      reason.scope = work.after.side.program.at(after).name;
    }
    if (reason.held_before == reason.held_after) continue;
    found = true;
    move.scopes.push_back(std::move(reason));
    const Origin origin = find_origin(work, old_at, new_at, unit.before.row);
    move.origin.rules.insert(move.origin.rules.end(), origin.rules.begin(), origin.rules.end());
    move.origin.parameters.insert(move.origin.parameters.end(), origin.parameters.begin(), origin.parameters.end());
    move.origin.dates = move.origin.dates || origin.dates;
    move.origin.rows = move.origin.rows || origin.rows;
  }
  return found;
}

}  // namespace

void attribute_scope(Work& work, const UnitPair& unit, Move& move) {
  add_cause(move, Cause::Scope);
  const bool is_quarantine = work.out.classes[unit.before.in_class].kind == ClassKind::Quarantined ||
                             work.out.classes[unit.after.in_class].kind == ClassKind::Quarantined;
  if (is_quarantine) {
    move.scopes.push_back({.scope = {}, .rule = {}, .is_quarantine = true});
    return;
  }
  // A scope may be taken from another one; the first that tells them apart says why.
  PopulationId before = work.before.side.graded.domain;
  PopulationId after = work.after.side.graded.domain;
  while (before.valid() || after.valid()) {
    if (add_rules(work, before, after, unit, move)) return;
    before = before.valid() ? work.before.side.program.at(before).source : before;
    after = after.valid() ? work.after.side.program.at(after).source : after;
  }
}

}  // namespace plumb::study
