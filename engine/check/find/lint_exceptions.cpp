// Law L7: two cases of one value at the same level that can both apply are reported before running, with a row that meets
// both. What cannot be decided is listed as not decided; at run time it is a fault that names both. Of cases that go in
// order, one that never comes to its turn is reported.
#include <algorithm>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Case;
using program::DefinitionId;

constexpr size_t Budget = 400'000;  // combinations of all pairs of one definition together

enum class Meeting : uint8_t { Never, NotDecided, Can };

struct Clashes {
  Context& context;
  DefinitionId id;
  const std::vector<Case>& cases;

  bool is_case(size_t at) const { return !cases[at].rule.empty(); }  // 否则 gives way to every other case
  // An exception gives way to nothing but what it is an exception to: as the evaluator has it.
  bool gives_way(size_t from, size_t to) const { return cases[from].exception_to == static_cast<int32_t>(to); }

  // What each guard is on one row.
  struct Guards {
    std::vector<std::optional<bool>> possible, certain;
  };
  Guards guards_of(const Sweep& sweep) const {
    Guards guards;
    for (const Case& one : cases) {
      guards.possible.push_back(sweep.holds(one.guard, true));
      guards.certain.push_back(sweep.holds(one.guard, false));
    }
    return guards;
  }

  // Both hold and neither gives way.
  std::optional<bool> clash(const std::vector<std::optional<bool>>& guards, size_t i, size_t j) const {
    if (guards[i] == false || guards[j] == false) return false;
    std::optional<bool> found = guards[i] && guards[j] ? std::optional<bool>(true) : std::nullopt;
    for (size_t k = 0; k < cases.size(); ++k) {
      if (!gives_way(k, i) && !gives_way(k, j)) continue;
      if (guards[k] == true) return false;
      if (!guards[k]) found.reset();
    }
    return found;
  }

  // `sweep` stands at the row that meets both.
  void report(size_t i, size_t j, Meeting meeting, const Sweep& sweep, bool is_whole) const {
    const std::string& name = context.program.at(id).name;
    if (meeting == Meeting::Can) {
      auto& found = context.sink.report(diag::CasesCanClash{.first = cases[i].rule, .second = cases[j].rule, .definition = name},
                                        cases[j].span);
      found.label(cases[i].span, label::OtherOneHere{});
      show_row(context, sweep, found);
      // Where the two were tried by themselves, the other conditions would want cells, too.
      if (!is_whole) return;
      Example example(context, context.program.at(id));
      example.set(sweep);
      example.expect_faulty(id);
      if (std::string test = example.text(name, example_word::Clash); !test.empty()) found.with_example(std::move(test));
    } else if (meeting == Meeting::NotDecided) {
      context.sink.report(diag::ClashNotDecided{.first = cases[i].rule, .second = cases[j].rule, .definition = name},
                          cases[j].span);
    }
  }

  // Every pair that may clash on the rows of a sweep; a certain one is reported at its row.
  void find(Sweep& sweep, const std::vector<std::pair<size_t, size_t>>& pairs, bool is_whole) const {
    std::vector<Meeting> meetings(pairs.size(), Meeting::Never);
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const Guards guards = guards_of(sweep);
      for (size_t at = 0; at < pairs.size(); ++at) {
        const auto& [i, j] = pairs[at];
        if (meetings[at] == Meeting::Can || clash(guards.possible, i, j) == false) continue;
        const bool is_certain = clash(guards.certain, i, j) == true;
        meetings[at] = is_certain ? Meeting::Can : Meeting::NotDecided;
        if (is_certain) report(i, j, Meeting::Can, sweep, is_whole);
      }
    }
    for (size_t at = 0; at < pairs.size(); ++at) {
      if (meetings[at] == Meeting::NotDecided) report(pairs[at].first, pairs[at].second, Meeting::NotDecided, sweep, is_whole);
    }
  }

  void run() const {
    const program::PopulationId domain = context.program.at(id).domain;
    std::vector<std::pair<size_t, size_t>> pairs;
    for (size_t i = 0; i < cases.size(); ++i) {
      for (size_t j = i + 1; j < cases.size(); ++j) {
        if (is_case(i) && is_case(j) && !gives_way(i, j) && !gives_way(j, i)) pairs.emplace_back(i, j);
      }
    }
    Sweep whole(context);
    for (const Case& one : cases) whole.add(one.guard);
    whole.keep_within(domain);
    if (whole.close()) return find(whole, pairs, true);
    // Too many combinations of all together: two by two.
    size_t tried = 0;
    for (const auto& [i, j] : pairs) {
      Sweep two(context);
      two.add(cases[i].guard);
      two.add(cases[j].guard);
      two.keep_within(domain);
      const bool is_closed = two.close();
      if (two.exclude_each_other(cases[i].guard, cases[j].guard)) continue;
      tried += two.combinations();
      if (is_closed && tried <= Budget)
        find(two, {{i, j}}, false);
      else
        report(i, j, Meeting::NotDecided, two, false);
    }
  }
};

// 依次: a case whose guard holds only where one above it holds.
void find_shadowed(Context& context, const program::Definition& definition, const std::vector<Case>& cases) {
  Sweep sweep(context);
  for (const Case& one : cases) sweep.add(one.guard);
  sweep.keep_within(definition.domain);
  if (sweep.subjects().empty()) return;
  if (!sweep.close()) {
    context.sink.report(diag::ReachNotDecided{.definition = definition.name}, definition.span);
    return;
  }
  std::vector<bool> is_reached(cases.size(), false), can_hold(cases.size(), false);
  for (bool more = sweep.first(); more; more = sweep.next()) {
    bool is_taken = false;
    for (size_t i = 0; i < cases.size(); ++i) {
      const std::optional<bool> guard = sweep.holds(cases[i].guard, true);
      if (guard == false) continue;
      can_hold[i] = true;
      if (!is_taken) is_reached[i] = true;
      is_taken = is_taken || guard == true;
    }
  }
  for (size_t i = 0; i < cases.size(); ++i) {
    // That a condition never holds is another finding; 否则 may stand guard.
    if (is_reached[i] || !can_hold[i] || cases[i].rule.empty()) continue;
    context.sink.report(diag::CaseShadowed{.rule = cases[i].rule, .definition = definition.name}, cases[i].span)
        .note(label::NoRowToShow{});
  }
}

}  // namespace

void lint_exceptions(Context& context) {
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    const auto* by = std::get_if<program::ByCases>(&context.program.definitions[i].by);
    if (by == nullptr || by->cases.size() < 2) continue;
    if (by->mode == program::CaseMode::Exceptions) Clashes{context, DefinitionId{i}, by->cases}.run();
    if (by->mode == program::CaseMode::InOrder) find_shadowed(context, context.program.definitions[i], by->cases);
  }
}

}  // namespace plumb::check
