// Entries of a grade that speak by a condition are decided before its cuts (law L10), wherever they stand. One that is written
// below a cut reads as if it were for those that the cut left over: said, so that nobody is surprised. So is a veto after the cut
// that sets a better label than a cut or the rest may have given. Two conditions that give two labels to one row clash (law L7);
// one whose rows are all decided before is never reached (law L11).
#include <algorithm>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

void find_lifting(Context& context, const program::ByGradeEntries& grade, bool is_ordered) {
  for (const program::GradeEntry& veto : grade.entries) {
    if (!is_ordered || !veto.is_veto || !veto.after_cut || veto.no_better) {
      continue;
    }
    const auto is_lifted = [&](const program::GradeEntry& entry) {
      return entry.form != program::GradeForm::When && entry.label < veto.label;
    };
    const auto lifted = std::ranges::find_if(grade.entries, is_lifted);
    if (lifted != grade.entries.end()) {
      context.sink.report(diag::LateVetoLifts{.veto = veto.rule, .rule = lifted->rule}, veto.span);
    }
  }
}

// The entries of one grade that go by a condition, on every row that the conditions tell apart.
struct Entries {
  Context& context;
  program::DefinitionId id;
  const program::ByGradeEntries& grade;
  Sweep sweep{context};

  bool close() {
    for (const program::GradeEntry& entry : grade.entries) sweep.add(entry.condition);
    sweep.keep_within(context.program.at(id).domain);
    return !sweep.subjects().empty() && sweep.close();
  }
  [[nodiscard]] bool is_condition(size_t at) const {
    return grade.entries[at].form == program::GradeForm::When && !grade.entries[at].is_veto &&
           grade.entries[at].condition.valid();
  }
  [[nodiscard]] std::optional<bool> holds(size_t at, bool soft) const { return sweep.holds(grade.entries[at].condition, soft); }
  // Does a veto leave nothing to ask of an entry with this label? Beside a veto that sets a better one the entry is asked.
  [[nodiscard]] std::optional<bool> is_vetoed(uint16_t label, bool soft) const {
    std::optional<bool> found = false;
    for (size_t i = 0; i < grade.entries.size(); ++i) {
      const program::GradeEntry& entry = grade.entries[i];
      if (!entry.is_veto || entry.after_cut || entry.no_better || (!grade.in_order && entry.label > label)) continue;
      const std::optional<bool> one = holds(i, soft);
      if (one == true) return true;
      if (!one) found.reset();
    }
    return found;
  }
  [[nodiscard]] std::optional<bool> clash(size_t i, size_t j, bool soft) const {
    const std::optional<bool> first = holds(i, soft), second = holds(j, soft);
    const std::optional<bool> veto = is_vetoed(std::max(grade.entries[i].label, grade.entries[j].label), soft);
    if (first == false || second == false || veto == true) return false;
    return first && second && veto ? std::optional<bool>(true) : std::nullopt;
  }

  void report(size_t i, size_t j, bool is_certain) {
    const program::Definition& definition = context.program.at(id);
    const program::GradeEntry& first = grade.entries[i];
    const program::GradeEntry& second = grade.entries[j];
    if (!is_certain) {
      context.sink.report(diag::ClashNotDecided{.first = first.rule, .second = second.rule, .definition = definition.name},
                          second.span);
      return;
    }
    auto& found = context.sink.report(
        diag::CasesCanClash{.first = first.rule, .second = second.rule, .definition = definition.name}, second.span);
    found.label(first.span, label::OtherOneHere{});
    show_row(context, sweep, found);
    Example example(context, definition);
    example.set(sweep);
    example.expect_faulty(id);
    if (std::string test = example.text(definition.name, example_word::Clash); !test.empty()) found.with_example(std::move(test));
  }

  void find_clashes() {
    for (size_t i = 0; i < grade.entries.size(); ++i) {
      for (size_t j = i + 1; j < grade.entries.size(); ++j) {
        if (!is_condition(i) || !is_condition(j) || grade.entries[i].label == grade.entries[j].label) continue;
        bool is_possible = false, is_certain = false;
        for (bool more = sweep.first(); more && !is_certain; more = !is_certain && sweep.next()) {
          is_possible = is_possible || clash(i, j, true) != false;
          is_certain = clash(i, j, false) == true;
        }
        if (is_possible) report(i, j, is_certain);
      }
    }
  }

  void find_unreached() {
    std::vector<bool> is_reached(grade.entries.size(), false), can_hold(grade.entries.size(), false);
    for (bool more = sweep.first(); more; more = sweep.next()) {
      bool is_taken = false;
      for (size_t i = 0; i < grade.entries.size(); ++i) {
        if (!is_condition(i) || holds(i, true) == false) continue;
        can_hold[i] = true;
        if (!is_taken && is_vetoed(grade.entries[i].label, true) != true) is_reached[i] = true;
        is_taken = is_taken || (grade.in_order && holds(i, true) == true);
      }
    }
    for (size_t i = 0; i < grade.entries.size(); ++i) {
      if (is_reached[i] || !can_hold[i]) continue;
      context.sink
          .report(diag::CaseShadowed{.rule = grade.entries[i].rule, .definition = context.program.at(id).name},
                  grade.entries[i].span)
          .note(label::NoRowToShow{});
    }
  }

  // A row that the condition takes, whatever its place in the ranking.
  std::string example_of(size_t at) {
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const bool is_other = is_vetoed(UINT16_MAX, false) != false;
      bool is_alone = holds(at, false) == true && !is_other;
      for (size_t i = 0; i < grade.entries.size() && is_alone; ++i) {
        const program::GradeEntry& entry = grade.entries[i];
        is_alone = i == at || entry.form != program::GradeForm::When || holds(i, false) == false;
      }
      if (!is_alone) continue;
      Example example(context, context.program.at(id));
      example.set(sweep);
      const program::Label label{context.program.at(id).type.enumeration, grade.entries[at].label};
      example.expect_value(id, label, grade.entries[at].rule);
      return example.text(context.program.at(id).name, example_word::BeforeCut);
    }
    return {};
  }
};

void lint_entries(Context& context, program::DefinitionId id, const program::ByGradeEntries& grade) {
  Entries entries{context, id, grade};
  const bool is_swept = entries.close();
  if (!is_swept && !entries.sweep.subjects().empty()) {
    const program::Definition& definition = context.program.at(id);
    context.sink.report(diag::ReachNotDecided{.definition = definition.name}, definition.span);
  }
  if (is_swept) entries.find_unreached();
  if (grade.in_order) return;
  if (is_swept) entries.find_clashes();
  std::string cut;
  for (size_t i = 0; i < grade.entries.size(); ++i) {
    const program::GradeEntry& entry = grade.entries[i];
    if (entry.form == program::GradeForm::Top || entry.form == program::GradeForm::Next) {
      cut = entry.rule;
    } else if (entry.form == program::GradeForm::When && !entry.is_veto && !cut.empty()) {
      auto& found = context.sink.report(diag::ConditionBelowCut{.rule = entry.rule, .cut = cut}, entry.span);
      if (std::string test = is_swept ? entries.example_of(i) : ""; !test.empty()) found.with_example(std::move(test));
    }
  }
}

}  // namespace

void lint_grades(Context& context) {
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    const program::Definition& definition = context.program.definitions[i];
    const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by);
    if (grade == nullptr) {
      continue;
    }
    if (definition.type.enumeration.valid()) {
      find_lifting(context, *grade, context.program.at(definition.type.enumeration).ordered);
    }
    lint_entries(context, program::DefinitionId{i}, *grade);
  }
}

}  // namespace plumb::check
