// What stands around formulas: values, types, scopes, rankings, judgements, parameters. The nodes are absorb_exprs.cpp.
#include "fingerprint/absorb_program.h"

#include <algorithm>

namespace plumb::fingerprint {

using program::PopulationId;

void absorb(WordHasher& hasher, const base::Number& number) {
  const std::optional<int64_t> whole = number.to_int64();
  hasher.add(whole ? 1 : 0);
  if (whole)
    hasher.add(static_cast<uint64_t>(*whole));
  else
    hasher.add(number.to_string());
}

void absorb(WordHasher& hasher, const std::optional<base::Number>& number) {
  hasher.add(number ? 1 : 0);
  if (number) absorb(hasher, *number);
}

void absorb(WordHasher& hasher, const std::optional<base::Date>& date) {
  hasher.add(date ? 1 : 0);
  if (date) hasher.add(static_cast<uint64_t>(date->days));
}

void absorb(WordHasher& hasher, const std::vector<std::string>& texts) {
  hasher.add(texts.size());
  for (const std::string& text : texts) hasher.add(text);
}

void absorb(WordHasher& hasher, const program::Value& value) {
  struct Visit {
    WordHasher& hasher;
    void operator()(const program::Absent& absent) const {
      hasher.add(absent.kind.value), hasher.add(absent.of_definition ? 1 : 0);
    }
    void operator()(const base::Number& number) const { absorb(hasher, number); }
    void operator()(bool truth) const { hasher.add(truth ? 1 : 0); }
    void operator()(const program::Label& label) const { absorb_raw(hasher, label.enumeration), hasher.add(label.index); }
    void operator()(const base::Date& date) const { hasher.add(static_cast<uint64_t>(date.days)); }
    void operator()(const base::Span& span) const {
      hasher.add(static_cast<uint64_t>(span.months)), hasher.add(static_cast<uint64_t>(span.days));
    }
    void operator()(const program::RowRef& row) const { absorb_raw(hasher, row.table), hasher.add(row.row); }
    void operator()(const std::string& text) const { hasher.add(text); }
    void operator()(const program::NameSet& set) const { absorb(hasher, set.names); }
    void operator()(const program::SpanSet& set) const {
      hasher.add(set.entries.size());
      for (const auto& [first, end] : set.entries) absorb(hasher, std::optional(first)), absorb(hasher, std::optional(end));
    }
    // Places have no number before a run.
    void operator()(const program::Pending&) const {}
    void operator()(const program::Faulty&) const {}
    void operator()(const program::LeftOut&) const {}
  };
  hasher.add(value.index());
  std::visit(Visit{hasher}, value);
}

void absorb(WordHasher& hasher, const program::Type& type) {
  const auto& [kind, dimension, is_ratio, is_whole, is_bounded, low, high, shown_name, shown_factor, enumeration, table,
               absence] = type;
  hasher.add(static_cast<uint64_t>(kind));
  hasher.add(dimension.factors().size());
  for (const base::DimensionFactor& factor : dimension.factors())
    hasher.add(factor.base_id), hasher.add(static_cast<uint64_t>(factor.exponent));
  hasher.add((is_ratio ? 1U : 0U) | (is_whole ? 2U : 0U) | (is_bounded ? 4U : 0U));
  for (const std::optional<program::Bound>* bound : {&low, &high}) {
    hasher.add(*bound ? 1 : 0);
    if (*bound) absorb(hasher, (*bound)->value), hasher.add((*bound)->open ? 1 : 0);
  }
  hasher.add(shown_name);
  absorb(hasher, shown_factor);
  absorb_raw(hasher, enumeration);
  absorb_raw(hasher, table);
  hasher.add(absence);
}

ProgramHasher::ProgramHasher(const program::Program& program, const program::Subject& subject)
    : program_(program), subject_(subject) {
  exprs_.resize(program.exprs.size());
  has_expr_.resize(program.exprs.size(), 0);
  definitions_.resize(program.definitions.size());
  has_definition_.resize(program.definitions.size(), 0);
  populations_.resize(program.populations.size());
  has_population_.resize(program.populations.size(), 0);
  parameters_.resize(program.parameters.size());
  has_parameter_.resize(program.parameters.size(), 0);
}

Fingerprint ProgramHasher::world() const {
  WordHasher hasher;
  fingerprint::absorb(hasher, program_.base_dimensions);
  hasher.add(program_.absence_kinds.size());
  for (const auto& [name, alias] : program_.absence_kinds) hasher.add(name), hasher.add(alias);
  hasher.add(program_.enumerations.size());
  for (const auto& [name, alias, ordered, labels, aliases, span] : program_.enumerations) {
    hasher.add(name), hasher.add(alias), hasher.add(ordered ? 1 : 0);
    fingerprint::absorb(hasher, labels), fingerprint::absorb(hasher, aliases);
  }
  hasher.add(program_.tables.size());
  for (const auto& [name, alias, stored, role, columns, keys, span] : program_.tables) {
    hasher.add(name), hasher.add(alias), hasher.add(stored), hasher.add(static_cast<uint64_t>(role));
    hasher.add(columns.size()), hasher.add(keys.size());
    for (const program::ColumnId id : columns) absorb_raw(hasher, id);
    for (const program::ColumnId id : keys) absorb_raw(hasher, id);
  }
  hasher.add(program_.columns.size());
  for (const auto& [name, alias, stored, origin, table, type, is_many, scale, stored_factor, length, is_key, is_optional,
                    is_unique, absence_kinds, control, roles, span] : program_.columns) {
    hasher.add(name), hasher.add(alias), hasher.add(stored), hasher.add(origin);
    absorb_raw(hasher, table);
    fingerprint::absorb(hasher, type);
    hasher.add((is_many ? 1U : 0U) | (is_key ? 2U : 0U) | (is_optional ? 4U : 0U) | (is_unique ? 8U : 0U));
    hasher.add(static_cast<uint64_t>(scale)), hasher.add(static_cast<uint64_t>(length)),
        hasher.add(static_cast<uint64_t>(control));
    fingerprint::absorb(hasher, stored_factor);
    hasher.add(absence_kinds.size()), hasher.add(roles.size());
    for (const program::AbsenceKindId kind : absence_kinds) absorb_raw(hasher, kind);
    for (const program::Role role : roles) hasher.add(static_cast<uint64_t>(role));
  }
  return hasher.finish();
}

// Whether what it rests on is given is all that a value can show of it.
void ProgramHasher::absorb(WordHasher& hasher, const std::vector<program::Basis>& bases) const {
  const bool is_open =
      std::any_of(bases.begin(), bases.end(), [](const program::Basis& one) { return one.kind == program::BasisKind::NotGiven; });
  hasher.add(is_open ? 1 : 0);
}

void ProgramHasher::absorb(WordHasher& hasher, const program::Answer& answer) {
  const auto& [kind, value, absent_kind, reason] = answer;
  hasher.add(static_cast<uint64_t>(kind));
  absorb_part(hasher, value);
  absorb_raw(hasher, absent_kind);
  hasher.add(reason);
}

void ProgramHasher::absorb(WordHasher& hasher, const program::SortKey& key) {
  const auto& [value, descending, exact, span] = key;
  absorb_part(hasher, value);
  hasher.add((descending ? 1U : 0U) | (exact ? 2U : 0U));
}

void ProgramHasher::absorb(WordHasher& hasher, const program::SetSource& set) {
  const auto& [mode, table, population, rule, inherited, path, group_keys] = set;
  hasher.add(static_cast<uint64_t>(mode));
  absorb_raw(hasher, table);
  absorb_part(hasher, population);
  hasher.add(rule);
  hasher.add(inherited ? 1 : 0);
  if (inherited) fingerprint::absorb(hasher, std::optional(subject_.reference));  // who came before whom by then
  hasher.add(path.size());
  for (const program::ColumnId column : path) absorb_raw(hasher, column);
  hasher.add(group_keys.size());
  for (const program::ExprId group_key : group_keys) absorb_part(hasher, group_key);
}

void ProgramHasher::absorb_name(WordHasher& hasher, program::DefinitionId id) const {
  hasher.add(id.valid() ? 1 : 0);
  if (!id.valid()) return;
  hasher.add(program_.at(id).name);
  absorb_raw(hasher, program_.at(id).table);
}

void ProgramHasher::absorb_pins(WordHasher& hasher, program::DefinitionId id) const {
  for (const auto& [definition, row, value] : subject_.pins.definitions) {
    if (definition == id) hasher.add(row), fingerprint::absorb(hasher, value);
  }
}

void ProgramHasher::absorb(WordHasher& hasher, const program::Population& population) {
  const auto& [name, table, source, definition, rules, span] = population;
  hasher.add(name);
  absorb_raw(hasher, table);
  absorb_part(hasher, source);
  absorb_name(hasher, definition);
  if (definition.valid()) {
    absorb(hasher, program_.at(definition).bases);
    absorb_pins(hasher, definition);
  }
  hasher.add(rules.size());
  for (const auto& [is_exclusion, rule_name, condition, exception_to, bases, rule_span] : rules) {
    hasher.add(is_exclusion ? 1 : 0);
    hasher.add(rule_name);
    absorb_part(hasher, condition);
    hasher.add(static_cast<uint64_t>(exception_to));
    absorb(hasher, bases);
  }
}

void ProgramHasher::absorb(WordHasher& hasher, const program::Ranking& ranking) {
  const auto& [name, table, domain, definition, without, strata, keys, ties, judgement, span] = ranking;
  hasher.add(name);
  absorb_raw(hasher, table);
  absorb_part(hasher, domain);
  absorb_name(hasher, definition);
  absorb_part(hasher, without);
  hasher.add(strata.size());
  for (const program::ExprId stratum : strata) absorb_part(hasher, stratum);
  hasher.add(keys.size());
  for (const program::SortKey& key : keys) absorb(hasher, key);
  hasher.add(static_cast<uint64_t>(ties));
  absorb_judgement(hasher, judgement);
}

void ProgramHasher::absorb_judgement(WordHasher& hasher, program::JudgementId id) {
  hasher.add(id.valid() ? 1 : 0);
  if (id.valid()) absorb(hasher, program_.at(id));
}

void ProgramHasher::absorb(WordHasher& hasher, const program::Judgement& judgement) {
  const auto& [name, definition, table, judges, reasons, type, low, high, low_open, high_open, range_label, label_ranges, grain,
               combine, least_answers, answers, when, bases, span] = judgement;
  hasher.add(name);
  absorb_name(hasher, definition);
  absorb_raw(hasher, table);
  fingerprint::absorb(hasher, judges);
  fingerprint::absorb(hasher, reasons);
  fingerprint::absorb(hasher, type);
  for (const program::ExprId part : {low, high, range_label, grain, when}) absorb_part(hasher, part);
  hasher.add((low_open ? 1U : 0U) | (high_open ? 2U : 0U));
  hasher.add(label_ranges.size());
  for (const auto& [label, label_low, label_high, label_low_open, label_high_open] : label_ranges) {
    hasher.add(label);
    absorb_part(hasher, label_low), absorb_part(hasher, label_high);
    hasher.add((label_low_open ? 1U : 0U) | (label_high_open ? 2U : 0U));
  }
  hasher.add(static_cast<uint64_t>(combine));
  hasher.add(static_cast<uint64_t>(least_answers));
  absorb_raw(hasher, answers);
  absorb(hasher, bases);
  hasher.add(static_cast<uint64_t>(subject_.assessment));  // answers to another assessment's questions are none to ours
}

void ProgramHasher::absorb(WordHasher& hasher, const program::Parameter& parameter) {
  const auto& [name, alias, type, values, span] = parameter;
  hasher.add(name);
  fingerprint::absorb(hasher, type);
  hasher.add(values.size());
  for (const auto& [from, end, value, bases, value_span] : values) {
    fingerprint::absorb(hasher, from), fingerprint::absorb(hasher, end);
    absorb_part(hasher, value);
    absorb(hasher, bases);
  }
}

const Fingerprint& ProgramHasher::of(PopulationId id) {
  if (has_population_[id.value] == 0) {
    WordHasher hasher;
    absorb(hasher, program_.at(id));
    populations_[id.value] = hasher.finish();
    has_population_[id.value] = 1;
  }
  return populations_[id.value];
}

const Fingerprint& ProgramHasher::of(program::ParameterId id) {
  if (has_parameter_[id.value] == 0) {
    WordHasher hasher;
    absorb(hasher, program_.at(id));
    for (const auto& [parameter, value] : subject_.pins.parameters) {
      if (parameter == id) fingerprint::absorb(hasher, value);
    }
    parameters_[id.value] = hasher.finish();
    has_parameter_[id.value] = 1;
  }
  return parameters_[id.value];
}

}  // namespace plumb::fingerprint
