// A good grade that can meet an adverse consequence (laws L10, L13). A consequence is adverse where its own words say so
// (不得, 禁止 …), where the worst label meets it and the best does not, or where what makes the worst label always meets it, too.
// A label is good where it is better than what is left over by 否则.
#include <algorithm>
#include <iterator>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "check/infer/infer.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::DefinitionId;
using program::ExprId;
using program::GradeEntry;
using program::GradeForm;
using program::Value;

using Labels = std::set<uint16_t>;

struct Grade {
  DefinitionId id;
  const program::ByGradeEntries& entries;
  Labels all, good;
  [[nodiscard]] uint16_t worst() const { return *all.begin(); }
  [[nodiscard]] uint16_t best() const { return *all.rbegin(); }
};

std::optional<Grade> read_grade(const Context& context, DefinitionId id) {
  const program::Definition& definition = context.program.at(id);
  const auto* by = std::get_if<program::ByGradeEntries>(&definition.by);
  if (by == nullptr || !definition.type.enumeration.valid() || !context.program.at(definition.type.enumeration).ordered)
    return std::nullopt;
  Grade grade{id, *by, {}, {}};
  std::optional<uint16_t> rest;
  for (const GradeEntry& entry : by->entries) {
    grade.all.insert(entry.label);
    if (entry.form == GradeForm::Otherwise && !entry.is_veto) rest = entry.label;
  }
  if (grade.all.size() < 2) return std::nullopt;
  for (const uint16_t label : grade.all) {
    if (rest && *rest < grade.best() ? label > *rest : label == grade.best()) grade.good.insert(label);
  }
  return grade;
}

struct Pair {
  Context& context;
  const Grade& grade;
  const program::Norm& norm;
  ExprId trigger;
  Sweep sweep{context};
  Labels meeting = {};     // labels whose rows can meet the norm
  bool is_certain = true;  // all that the trigger reads can be told
  std::set<std::string> reads = {};

  [[nodiscard]] std::string grade_key() const { return ".d" + std::to_string(grade.id.value); }
  [[nodiscard]] bool reads_grade() const { return reads.contains(grade_key()); }

  bool close() {
    Sweep own(context);
    own.add(trigger);
    for (const Subject& subject : own.subjects()) {
      reads.insert(subject.key);
      is_certain = is_certain && subject.kind != SubjectKind::Opaque;
    }
    sweep.add(trigger);
    for (const GradeEntry& entry : grade.entries.entries) {
      sweep.add(entry.condition);
      if (entry.ranking.valid()) sweep.add(context.program.at(entry.ranking).without);
    }
    return !reads.empty() && sweep.close();
  }

  // What a row at hand may be graded. A cut may take it or not, unless the ranking leaves it out.
  [[nodiscard]] Labels labels_at_hand() const {
    Labels found;
    bool is_decided = false;
    const auto take = [&](const GradeEntry& entry, const std::optional<bool>& holds) {
      if (is_decided || holds == false) return;
      found.insert(entry.label);
      is_decided = holds == true;
    };
    for (const GradeEntry& entry : grade.entries.entries) {
      if (entry.is_veto && !entry.no_better) take(entry, sweep.holds(entry.condition, true));
    }
    for (const GradeEntry& entry : grade.entries.entries) {
      if (!entry.is_veto && entry.form == GradeForm::When && !grade.entries.in_order)
        take(entry, sweep.holds(entry.condition, true));
    }
    for (const GradeEntry& entry : grade.entries.entries) {
      if (entry.is_veto || is_decided) continue;
      if (entry.form == GradeForm::When && grade.entries.in_order) take(entry, sweep.holds(entry.condition, true));
      if (entry.form == GradeForm::Otherwise) take(entry, true);
      if ((entry.form != GradeForm::Top && entry.form != GradeForm::Next) || !entry.ranking.valid()) continue;
      const ExprId without = context.program.at(entry.ranking).without;
      if (!without.valid() || sweep.holds(without, true) != true) found.insert(entry.label);
    }
    for (const GradeEntry& entry : grade.entries.entries) {
      const std::optional<bool> caps = entry.is_veto && entry.no_better ? sweep.holds(entry.condition, true) : false;
      if (caps == false) continue;
      if (std::ranges::any_of(found, [&](uint16_t label) { return label > entry.label; })) found.insert(entry.label);
      if (caps == true) std::erase_if(found, [&](uint16_t label) { return label > entry.label; });
    }
    return found;
  }

  // Labels that rows which meet the norm may have.
  [[nodiscard]] Labels labels_of_row() const {
    const Labels possible = labels_at_hand();
    for (size_t i = 0; i < sweep.subjects().size(); ++i) {
      if (sweep.subjects()[i].key != grade_key() || sweep.at(i) == nullptr) continue;
      const auto* label = std::get_if<program::Label>(sweep.at(i));
      if (label == nullptr || !possible.contains(label->index)) return {};
      return {label->index};
    }
    return possible;
  }

  void find_meeting() {
    for (bool more = sweep.first(); more; more = sweep.next()) {
      if (sweep.holds(trigger, true) == false) continue;
      meeting.merge(labels_of_row());
    }
  }

  // What sets the worst label always meets the norm, too; and not everybody does.
  bool follows_worst() {
    bool is_free = false;
    std::vector<bool> holds(grade.entries.entries.size(), false), follows(grade.entries.entries.size(), true);
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const bool is_met = sweep.holds(trigger, true) == true;
      is_free = is_free || sweep.holds(trigger, true) == false;
      for (size_t i = 0; i < holds.size(); ++i) {
        const GradeEntry& entry = grade.entries.entries[i];
        const bool is_worst = entry.form == GradeForm::When && entry.label == grade.worst() && entry.condition.valid();
        if (!is_worst || sweep.holds(entry.condition, true) != true) continue;
        holds[i] = true;
        follows[i] = follows[i] && is_met;
      }
    }
    for (size_t i = 0; i < holds.size(); ++i) {
      if (is_free && holds[i] && follows[i]) return true;
    }
    return false;
  }

  bool is_adverse() {
    if (norm.force == program::Force::MustNot || !norm.bars.empty()) return true;
    if (!reads_grade()) return follows_worst();
    return meeting.contains(grade.worst()) && (!meeting.contains(grade.best()) || meeting.size() < grade.all.size());
  }

  // The row, its grade, and the consequence that it meets. The grade is pinned: who is how high takes more rows than one.
  std::string example(uint16_t label) {
    const Value wanted = program::Label{context.program.at(grade.id).type.enumeration, label};
    for (bool more = sweep.first(); more; more = sweep.next()) {
      if (sweep.holds(trigger, true) != true || !labels_of_row().contains(label)) continue;
      Example made(context, context.program.at(norm.definition));
      for (size_t i = 0; i < sweep.subjects().size(); ++i) {
        const Subject& subject = sweep.subjects()[i];
        if (!reads.contains(subject.key) && subject.kind == SubjectKind::Opaque) continue;
        if (sweep.at(i) == nullptr) return {};
        made.set(subject.expr, subject.kind, *sweep.at(i));
      }
      made.pin(grade.id, wanted);
      made.expect_truth(norm.definition, true);
      return made.text(context.program.at(norm.definition).name, example_word::GoodGrade);
    }
    return {};
  }

  void run() {
    if (!close()) return;
    find_meeting();
    Labels found;
    std::ranges::set_intersection(meeting, grade.good, std::inserter(found, found.begin()));
    if (found.empty() || !is_adverse()) return;
    const program::Definition& consequence = context.program.at(norm.definition);
    const std::string& label = context.program.at(context.program.at(grade.id).type.enumeration).labels[*found.rbegin()];
    if (!is_certain) {
      context.sink.report(diag::NormNotDecided{.label = label, .norm = consequence.name}, consequence.span);
      return;
    }
    auto& report = context.sink.report(diag::GoodGradeMeetsNorm{.label = label, .norm = consequence.name}, consequence.span);
    if (std::string test = example(*found.rbegin()); !test.empty()) report.with_example(std::move(test));
  }
};

}  // namespace

void lint_norms(Context& context) {
  for (uint32_t i = 0; i < context.program.definitions.size(); ++i) {
    const std::optional<Grade> grade = read_grade(context, DefinitionId{i});
    if (!grade) continue;
    for (const program::Norm& norm : context.program.norms) {
      const program::Definition& consequence = context.program.at(norm.definition);
      const auto* by = std::get_if<program::ByCases>(&consequence.by);
      const bool concerns = consequence.word == program::ConstructWord::Consequence && by != nullptr &&
                            consequence.table == context.program.at(grade->id).table && by->cases.size() == 1;
      if (concerns && by->cases[0].value.value.valid()) Pair{context, *grade, norm, by->cases[0].value.value}.run();
    }
  }
}

}  // namespace plumb::check
