// The combinations of a sweep: which there are, and what hangs together.
#include <algorithm>

#include "check/find/sweep.h"
#include "check/infer/infer_parts.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::check {

using program::DefinitionId;
using program::ExprId;
using program::Value;

namespace {

// What a value rests on in the end: columns, and judgements, whose answers are free.
struct Support {
  const program::Program& program;
  std::set<uint32_t> definitions;  // seen
  std::set<uint64_t> rests_on;

  static uint64_t free_judgement(DefinitionId id) { return (uint64_t{1} << 32) | id.value; }

  void add(DefinitionId id) {
    if (!definitions.insert(id.value).second) return;
    if (std::holds_alternative<program::ByJudgement>(program.at(id).by)) {
      rests_on.insert(free_judgement(id));
      return;
    }
    if (const auto* list = std::get_if<program::ByChecklist>(&program.at(id).by)) {
      for (const DefinitionId item : list->items) add(item);
    }
    walk_formulas(program, id, [&](ExprId root) { add(root); });
  }
  void add(ExprId id) {
    walk_reads(program.at(id), [this](program::Read read) { std::visit(*this, read); });
    walk_operands(program.at(id), [this](program::Operand operand) { add(operand.id); });
  }

  void operator()(DefinitionId id) { add(id); }
  void operator()(program::PopulationId id) {
    if (program.at(id).definition.valid()) add(program.at(id).definition);
    if (program.at(id).source.valid()) (*this)(program.at(id).source);
  }
  void operator()(program::RankingId id) { add(program.at(id).definition); }
  void operator()(program::ColumnId id) { rests_on.insert(id.value); }
  void operator()(program::JudgementId) {}  // no expression names one
  void operator()(program::ParameterId) {}
};

// The column itself; that a row is reached through others says nothing about its cells.
std::set<uint64_t> support_of(const program::Program& program, const Subject& subject) {
  Support support{program, {}, {}};
  const auto& node = program.at(subject.expr).node;
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) return {column->column.value};
  if (const auto* read = std::get_if<program::DefinitionOf>(&node))
    support.add(read->definition);
  else
    support.add(subject.expr);
  return support.rests_on;
}

bool meet(const std::set<uint64_t>& a, const std::set<uint64_t>& b) {
  return std::ranges::any_of(a, [&](uint64_t one) { return b.contains(one); });
}

}  // namespace

void Sweep::mark_soft() {
  if (subjects_.size() < 2) return;
  std::vector<std::set<uint64_t>> supports;
  for (const Subject& subject : subjects_) supports.push_back(support_of(context_.program, subject));
  for (size_t i = 0; i < subjects_.size(); ++i) {
    if (subjects_[i].kind == SubjectKind::Column) continue;
    for (size_t j = 0; j < subjects_.size() && !subjects_[i].is_soft; ++j) {
      const bool comes_before = j < i || subjects_[j].kind == SubjectKind::Column;
      subjects_[i].is_soft = j != i && comes_before && meet(supports[i], supports[j]);
    }
  }
}

void Sweep::keep_within(program::PopulationId id) {
  for (; id.valid(); id = context_.program.at(id).source) {
    const std::vector<program::PopulationRule>& rules = context_.program.at(id).rules;
    const auto included =
        std::ranges::count_if(rules, [](const auto& rule) { return !rule.is_exclusion && rule.exception_to < 0; });
    for (size_t i = 0; i < rules.size(); ++i) {
      const bool is_excepted =
          std::ranges::any_of(rules, [&](const auto& rule) { return rule.exception_to == static_cast<int32_t>(i); });
      if (!rules[i].condition.valid() || is_excepted || rules[i].exception_to >= 0) continue;
      if (!rules[i].is_exclusion && included != 1) continue;
      Sweep trial(context_);
      trial.add(rules[i].condition);
      const bool speaks_of_the_same =
          std::ranges::any_of(trial.subjects_, [&](const Subject& one) { return by_key_.contains(one.key); });
      if (!speaks_of_the_same) continue;
      const size_t known = subjects_.size();
      add(rules[i].condition);
      for (size_t made = known; made < subjects_.size(); ++made) subjects_[made].is_of_scope = true;
      (rules[i].is_exclusion ? members_lack_ : members_hold_).push_back(rules[i].condition);
    }
  }
}

bool Sweep::close(size_t limit) {
  mark_soft();
  combinations_ = 1;
  for (Subject& subject : subjects_) {
    if (subject.values.empty() &&
        !list_values(context_, subject.type, subject.points, subject.texts, subject.grid, subject.values)) {
      subject.is_soft = true;
    }
    if (!subject.values.empty()) combinations_ = std::min(combinations_ * subject.values.size(), limit + 1);
  }
  at_.assign(subjects_.size(), 0);
  return combinations_ <= limit;
}

bool Sweep::exclude_each_other(ExprId a, ExprId b) {
  const std::vector<size_t> before = at_;
  bool is_found = false;
  for (size_t subject = 0; subject < subjects_.size() && !is_found; ++subject) {
    only_ = subject;
    is_found = !subjects_[subject].values.empty();
    for (at_[subject] = 0; at_[subject] < subjects_[subject].values.size() && is_found; ++at_[subject]) {
      is_found = holds(a, true) == false || holds(b, true) == false;
    }
    at_ = before;
  }
  only_.reset();
  return is_found;
}

const Value* Sweep::at(size_t subject) const {
  if (only_ && *only_ != subject) return nullptr;
  return at_[subject] < subjects_[subject].values.size() ? &subjects_[subject].values[at_[subject]] : nullptr;
}

void Sweep::set_values(const std::string& key, std::vector<Value> values) {
  const auto it = by_key_.find(key);
  if (it != by_key_.end()) subjects_[it->second].values = std::move(values);
}

void Sweep::fix(size_t subject, Value value) {
  subjects_[subject].values = {std::move(value)};
  at_[subject] = 0;
}

bool Sweep::is_allowed() const {
  return std::ranges::none_of(members_hold_, [&](ExprId rule) { return holds(rule, true) == false; }) &&
         std::ranges::none_of(members_lack_, [&](ExprId rule) { return holds(rule, true) == true; });
}

bool Sweep::step() {
  for (size_t digit = 0; digit < at_.size(); ++digit) {
    if (++at_[digit] < subjects_[digit].values.size()) return true;
    at_[digit] = 0;
  }
  return false;
}

bool Sweep::first() {
  at_.assign(subjects_.size(), 0);
  return is_allowed() || next();
}

bool Sweep::next() {
  while (step()) {
    if (is_allowed()) return true;
  }
  return false;
}

}  // namespace plumb::check
