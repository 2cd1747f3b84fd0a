// Law L7: two cases of one value at the same level that can both apply are reported before running, with a row that meets
// both. What cannot be decided is listed as not decided; at run time it is a fault that names both. Of cases that go in
// order, one that never comes to its turn is reported.
#include <algorithm>

#include "check/lint.h"
#include "check/write_example.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Case;
using program::DefinitionId;

enum class Meeting : uint8_t { Never, NotDecided, Can };

struct Clashes {
  Context& context;
  DefinitionId id;
  const std::vector<Case>& cases;

  bool is_case(size_t at) const { return !cases[at].rule.empty(); }  // 否则 gives way to every other case
  // An exception gives way to nothing but what it is an exception to: as the evaluator has it.
  bool gives_way(size_t from, size_t to) const { return cases[from].exception_to == static_cast<int32_t>(to); }

  // Both hold and neither gives way; `soft`: as far as is known.
  std::optional<bool> clash(const Sweep& sweep, size_t i, size_t j, bool soft) const {
    const std::optional<bool> first = sweep.holds(cases[i].guard, soft), second = sweep.holds(cases[j].guard, soft);
    if (first == false || second == false) return false;
    std::optional<bool> found = first && second ? std::optional<bool>(true) : std::nullopt;
    for (const Case& other : cases) {
      const bool excepts = other.exception_to == static_cast<int32_t>(i) || other.exception_to == static_cast<int32_t>(j);
      if (!excepts) continue;
      const std::optional<bool> lifts = sweep.holds(other.guard, soft);
      if (lifts == true) return false;
      if (!lifts) found.reset();
    }
    return found;
  }

  Meeting meet(Sweep& sweep, size_t i, size_t j) const {
    Meeting meeting = Meeting::Never;
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const std::optional<bool> possible = clash(sweep, i, j, true);
      if (possible == false) continue;
      meeting = Meeting::NotDecided;
      if (clash(sweep, i, j, false) == true) return Meeting::Can;
    }
    return meeting;
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
      context.sink.report(diag::ClashNotDecided{.first = cases[i].rule, .second = cases[j].rule, .definition = name}, cases[j].span);
    }
  }

  void run() const {
    const program::Definition& definition = context.program.at(id);
    Sweep whole(context);
    for (const Case& one : cases) whole.add(one.guard);
    whole.keep_within(definition.domain);
    const bool is_whole = whole.close();
    for (size_t i = 0; i < cases.size(); ++i) {
      for (size_t j = i + 1; j < cases.size(); ++j) {
        if (!is_case(i) || !is_case(j) || gives_way(i, j) || gives_way(j, i)) continue;
        if (is_whole) {
          report(i, j, meet(whole, i, j), whole, true);
          continue;
        }
        Sweep pair(context);
        pair.add(cases[i].guard);
        pair.add(cases[j].guard);
        pair.keep_within(definition.domain);
        report(i, j, pair.close() ? meet(pair, i, j) : Meeting::NotDecided, pair, false);
      }
    }
  }
};

// 依次: a case whose guard holds only where one above it holds.
void find_shadowed(Context& context, const program::Definition& definition, const std::vector<Case>& cases) {
  Sweep sweep(context);
  for (const Case& one : cases) sweep.add(one.guard);
  sweep.keep_within(definition.domain);
  if (sweep.subjects().empty() || !sweep.close()) return;
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
    context.sink.report(diag::CaseShadowed{.rule = cases[i].rule, .definition = definition.name}, cases[i].span).note(label::NoRowToShow{});
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
