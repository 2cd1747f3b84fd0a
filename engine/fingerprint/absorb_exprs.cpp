// Formulas and what computes a definition, node by node; see fingerprint_definitions.cpp for the structured bindings.
#include "fingerprint/absorb_program.h"

namespace plumb::fingerprint {

struct AbsorbNode {
  ProgramHasher& all;
  WordHasher& hasher;

  template <class Id>
  void part(Id id) const {
    all.absorb_part(hasher, id);
  }
  void parts(const std::vector<program::ExprId>& ids) const {
    hasher.add(ids.size());
    for (const program::ExprId id : ids) part(id);
  }
  template <class Enum>
  void choice(Enum of) const {
    hasher.add(static_cast<uint64_t>(of));
  }
  void flags(bool a, bool b) const { hasher.add((a ? 1U : 0U) | (b ? 2U : 0U)); }
  void day_of_run() const { absorb(hasher, std::optional(all.subject_.reference)); }

  void operator()(const program::Literal& node) const {
    const auto& [value] = node;
    absorb(hasher, value);
  }
  void operator()(const program::RunDate& node) const {
    const auto& [which] = node;
    choice(which);
    if (which == program::RunDate::Which::Reference) day_of_run();
    if (which == program::RunDate::Which::PeriodStart) absorb(hasher, all.subject_.period_first);
    if (which == program::RunDate::Which::PeriodEnd) absorb(hasher, all.subject_.period_last);
  }
  void operator()(const program::RunAssessment&) const { hasher.add(static_cast<uint64_t>(all.subject_.assessment)); }
  void operator()(const program::FrameRow& node) const {
    const auto& [depth] = node;
    hasher.add(depth);
  }
  void operator()(const program::RowByKey& node) const {
    const auto& [table, key] = node;
    absorb_raw(hasher, table);
    hasher.add(key);
  }
  void operator()(const program::ColumnOf& node) const {
    const auto& [row, column] = node;
    part(row);
    absorb_raw(hasher, column);
  }
  void operator()(const program::DefinitionOf& node) const {
    const auto& [row, definition] = node;
    part(row), part(definition);
  }
  void operator()(const program::ParameterAt& node) const {
    const auto& [parameter, date] = node;
    part(parameter), part(date);
    if (!date.valid()) day_of_run();
  }
  void operator()(const program::NotExpr& node) const {
    const auto& [operand] = node;
    part(operand);
  }
  void operator()(const program::NegateExpr& node) const {
    const auto& [operand] = node;
    part(operand);
  }
  void operator()(const program::BinaryExpr& node) const {
    const auto& [op, left, right, if_zero] = node;
    choice(op);
    part(left), part(right);
    all.absorb(hasher, if_zero);
  }
  void operator()(const program::ChooseExpr& node) const {
    const auto& [condition, then, otherwise] = node;
    part(condition), part(then), part(otherwise);
  }
  void operator()(const program::OneOfExpr& node) const {
    const auto& [subject, alternatives] = node;
    part(subject), parts(alternatives);
  }
  void operator()(const program::WithinExpr& node) const {
    const auto& [subject, low, high, low_open, high_open] = node;
    part(subject), part(low), part(high), flags(low_open, high_open);
  }
  void operator()(const program::InPopulation& node) const {
    const auto& [population, row] = node;
    part(population), part(row);
  }
  void operator()(const program::RuleHolds& node) const {
    const auto& [population, rule, row] = node;
    part(population), hasher.add(rule), part(row);
  }
  void operator()(const program::InForce& node) const {
    const auto& [spans, row, date] = node;
    part(spans), part(row), part(date);
    if (!date.valid()) day_of_run();
  }
  void operator()(const program::HasValue& node) const {
    const auto& [operand, kinds] = node;
    part(operand), hasher.add(kinds);
  }
  void operator()(const program::IfAbsent& node) const {
    const auto& [operand, answers] = node;
    part(operand);
    hasher.add(answers.size());
    for (const auto& [kinds, answer] : answers) hasher.add(kinds), all.absorb(hasher, answer);
  }
  void operator()(const program::RoundExpr& node) const {
    const auto& [operand, multiple, mode] = node;
    part(operand), part(multiple), choice(mode);
  }
  void operator()(const program::StepExpr& node) const {
    const auto& [kind, operand, step] = node;
    choice(kind), part(operand), part(step);
  }
  void operator()(const program::SquareRoot& node) const {
    const auto& [operand, multiple, mode] = node;
    part(operand), part(multiple), choice(mode);
  }
  void operator()(const program::CallExpr& node) const {
    const auto& [function, operands, month_end] = node;
    choice(function), parts(operands), choice(month_end);
  }
  void operator()(const program::PlaceOf& node) const {
    const auto& [ranking, row] = node;
    part(all.program_.at(ranking).definition), part(row);
  }
  void operator()(const program::MetNames& node) const {
    const auto& [checklist, row] = node;
    part(checklist), part(row);
  }
  void operator()(const program::Aggregate& node) const {
    const auto& [kind, set, filter, body, key, descending, merging, own_first, parameter, if_none] = node;
    choice(kind);
    all.absorb(hasher, set);
    part(filter), part(body), part(key);
    flags(descending, own_first), choice(merging);
    part(parameter);
    all.absorb(hasher, if_none);
  }
  void operator()(const program::Lookup& node) const {
    const auto& [inputs, hits, rows] = node;
    parts(inputs), choice(hits);
    hasher.add(rows.size());
    for (const auto& [is_otherwise, cells, value, bases, row_span] : rows) {
      hasher.add(is_otherwise ? 1 : 0);
      hasher.add(cells.size());
      for (const auto& [kind, absence, low, high, low_open, high_open, values, op, span] : cells) {
        choice(kind), hasher.add(absence);
        part(low), part(high), flags(low_open, high_open);
        parts(values), choice(op);
      }
      all.absorb(hasher, value);
      all.absorb(hasher, bases);
    }
  }
};

struct AbsorbDefinition {
  AbsorbNode with;

  void operator()(const program::ByCases& by) const {
    const auto& [mode, cases] = by;
    with.choice(mode);
    with.hasher.add(cases.size());
    for (const auto& [rule, guard, value, exception_to, bases, span] : cases) {
      with.hasher.add(rule);
      with.part(guard);
      with.all.absorb(with.hasher, value);
      with.hasher.add(static_cast<uint64_t>(exception_to));
      with.all.absorb(with.hasher, bases);
    }
  }
  void operator()(const program::ByPopulation& by) const { with.part(by.population); }
  void operator()(const program::ByJudgement& by) const { with.all.absorb_judgement(with.hasher, by.judgement); }
  void operator()(const program::ByRanking& by) const { with.all.absorb(with.hasher, with.all.program_.at(by.ranking)); }
  void operator()(const program::BySpans& by) const {
    const auto& [from, start, length, condition, month_end] = by;
    with.all.absorb(with.hasher, from);
    with.part(start), with.part(length), with.part(condition);
    with.choice(month_end);
  }
  void operator()(const program::ByChecklist& by) const {
    const auto& [items, mode, at_least] = by;
    with.hasher.add(items.size());
    for (const program::DefinitionId item : items) with.part(item);
    with.choice(mode);
    with.part(at_least);
  }
  void operator()(const program::ByGradeEntries& by) const {
    const auto& [entries, in_order] = by;
    with.hasher.add(in_order ? 1 : 0);
    with.hasher.add(entries.size());
    for (const auto& [label, rule, is_veto, no_better, after_cut, form, condition, ranking, size, size_rounding, vacancy_filled,
                      overflow_in, shrinks_next, base, bases, span] : entries) {
      with.hasher.add(label);
      with.hasher.add(rule);
      with.flags(is_veto, no_better), with.flags(after_cut, vacancy_filled), with.flags(overflow_in, shrinks_next);
      with.choice(form);
      with.part(condition);
      with.part(ranking.valid() ? with.all.program_.at(ranking).definition : program::DefinitionId{});
      with.part(size);
      with.hasher.add(size_rounding ? static_cast<uint64_t>(*size_rounding) + 1 : 0);
      with.part(base);
      with.all.absorb(with.hasher, bases);
    }
  }
  void operator()(const program::ByAllotment& by) const {
    const auto& [amount, weight, grain, largest_remainder, remainder_keys, tie_keys, tie_judgement, minimum, maximum,
                 zero_weight_gets_nothing] = by;
    for (const program::ExprId one : {amount, weight, grain, minimum, maximum}) with.part(one);
    with.flags(largest_remainder, zero_weight_gets_nothing);
    for (const std::vector<program::SortKey>* keys : {&remainder_keys, &tie_keys}) {
      with.hasher.add(keys->size());
      for (const program::SortKey& key : *keys) with.all.absorb(with.hasher, key);
    }
    with.all.absorb_judgement(with.hasher, tie_judgement);
  }
};

const Fingerprint& ProgramHasher::of(program::ExprId id) {
  if (has_expr_[id.value] == 0) {
    const auto& [node, type, span] = program_.at(id);
    WordHasher hasher;
    hasher.add(node.index());
    fingerprint::absorb(hasher, type);
    std::visit(AbsorbNode{*this, hasher}, node);
    exprs_[id.value] = hasher.finish();
    has_expr_[id.value] = 1;
  }
  return exprs_[id.value];
}

const Fingerprint& ProgramHasher::of(program::DefinitionId id) {
  if (has_definition_[id.value] == 0) {
    const auto& [name, alias, former, word, table, domain, type, by, bases, span] = program_.at(id);
    WordHasher hasher;
    hasher.add(name);
    absorb_raw(hasher, table);
    absorb_part(hasher, domain);
    fingerprint::absorb(hasher, type);
    hasher.add(by.index());
    std::visit(AbsorbDefinition{{*this, hasher}}, by);
    absorb(hasher, bases);
    absorb_pins(hasher, id);
    definitions_[id.value] = hasher.finish();
    has_definition_[id.value] = 1;
  }
  return definitions_[id.value];
}

}  // namespace plumb::fingerprint
