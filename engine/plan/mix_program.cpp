// What stands around formulas: values, types, scopes, rankings, judgements, parameters. The nodes are mix_nodes.cpp.
#include "plan/mix_program.h"

#include <algorithm>

namespace plumb::plan {

using program::PopulationId;

void mix(Mixer& mixer, const base::Number& number) {
  const std::optional<int64_t> whole = number.to_int64();
  mixer.add(whole ? 1 : 0);
  if (whole)
    mixer.add(static_cast<uint64_t>(*whole));
  else
    mixer.add(number.to_string());
}

void mix(Mixer& mixer, const std::optional<base::Number>& number) {
  mixer.add(number ? 1 : 0);
  if (number) mix(mixer, *number);
}

void mix(Mixer& mixer, const std::optional<base::Date>& date) {
  mixer.add(date ? 1 : 0);
  if (date) mixer.add(static_cast<uint64_t>(date->days));
}

void mix(Mixer& mixer, const std::vector<std::string>& texts) {
  mixer.add(texts.size());
  for (const std::string& text : texts) mixer.add(text);
}

void mix(Mixer& mixer, const program::Value& value) {
  struct Visit {
    Mixer& mixer;
    void operator()(const program::Absent& absent) const {
      mixer.add(absent.kind.value), mixer.add(absent.of_definition ? 1 : 0);
    }
    void operator()(const base::Number& number) const { mix(mixer, number); }
    void operator()(bool truth) const { mixer.add(truth ? 1 : 0); }
    void operator()(const program::Label& label) const { mix_raw(mixer, label.enumeration), mixer.add(label.index); }
    void operator()(const base::Date& date) const { mixer.add(static_cast<uint64_t>(date.days)); }
    void operator()(const base::Span& span) const {
      mixer.add(static_cast<uint64_t>(span.months)), mixer.add(static_cast<uint64_t>(span.days));
    }
    void operator()(const program::RowRef& row) const { mix_raw(mixer, row.table), mixer.add(row.row); }
    void operator()(const std::string& text) const { mixer.add(text); }
    void operator()(const program::NameSet& set) const { mix(mixer, set.names); }
    void operator()(const program::SpanSet& set) const {
      mixer.add(set.entries.size());
      for (const auto& [first, end] : set.entries) mix(mixer, std::optional(first)), mix(mixer, std::optional(end));
    }
    // Places have no number before a run.
    void operator()(const program::Pending&) const {}
    void operator()(const program::Faulty&) const {}
    void operator()(const program::LeftOut&) const {}
  };
  mixer.add(value.index());
  std::visit(Visit{mixer}, value);
}

void mix(Mixer& mixer, const program::Type& type) {
  const auto& [kind, measure, is_ratio, is_whole, is_bounded, low, high, shown_name, shown_factor, enumeration, table, absence] =
      type;
  mixer.add(static_cast<uint64_t>(kind));
  mixer.add(measure.factors().size());
  for (const base::MeasureFactor& factor : measure.factors())
    mixer.add(factor.base_id), mixer.add(static_cast<uint64_t>(factor.exponent));
  mixer.add((is_ratio ? 1U : 0U) | (is_whole ? 2U : 0U) | (is_bounded ? 4U : 0U));
  for (const std::optional<program::Bound>* bound : {&low, &high}) {
    mixer.add(*bound ? 1 : 0);
    if (*bound) mix(mixer, (*bound)->value), mixer.add((*bound)->open ? 1 : 0);
  }
  mixer.add(shown_name);
  mix(mixer, shown_factor);
  mix_raw(mixer, enumeration);
  mix_raw(mixer, table);
  mixer.add(absence);
}

ProgramMixer::ProgramMixer(const program::Program& program, const Subject& subject) : program_(program), subject_(subject) {
  exprs_.resize(program.exprs.size());
  has_expr_.resize(program.exprs.size(), 0);
  definitions_.resize(program.definitions.size());
  has_definition_.resize(program.definitions.size(), 0);
  populations_.resize(program.populations.size());
  has_population_.resize(program.populations.size(), 0);
  parameters_.resize(program.parameters.size());
  has_parameter_.resize(program.parameters.size(), 0);
}

Fingerprint ProgramMixer::world() const {
  Mixer mixer;
  plan::mix(mixer, program_.base_measures);
  mixer.add(program_.absence_kinds.size());
  for (const auto& [name, alias] : program_.absence_kinds) mixer.add(name), mixer.add(alias);
  mixer.add(program_.enumerations.size());
  for (const auto& [name, alias, ordered, labels, aliases, span] : program_.enumerations) {
    mixer.add(name), mixer.add(alias), mixer.add(ordered ? 1 : 0);
    plan::mix(mixer, labels), plan::mix(mixer, aliases);
  }
  mixer.add(program_.tables.size());
  for (const auto& [name, alias, stored, role, columns, keys, span] : program_.tables) {
    mixer.add(name), mixer.add(alias), mixer.add(stored), mixer.add(static_cast<uint64_t>(role));
    mixer.add(columns.size()), mixer.add(keys.size());
    for (const program::ColumnId id : columns) mix_raw(mixer, id);
    for (const program::ColumnId id : keys) mix_raw(mixer, id);
  }
  mixer.add(program_.columns.size());
  for (const auto& [name, alias, stored, origin, table, type, is_many, scale, stored_factor, length, is_key, is_optional,
                    is_unique, absence_kinds, control, roles, span] : program_.columns) {
    mixer.add(name), mixer.add(alias), mixer.add(stored), mixer.add(origin);
    mix_raw(mixer, table);
    plan::mix(mixer, type);
    mixer.add((is_many ? 1U : 0U) | (is_key ? 2U : 0U) | (is_optional ? 4U : 0U) | (is_unique ? 8U : 0U));
    mixer.add(static_cast<uint64_t>(scale)), mixer.add(static_cast<uint64_t>(length)), mixer.add(static_cast<uint64_t>(control));
    plan::mix(mixer, stored_factor);
    mixer.add(absence_kinds.size()), mixer.add(roles.size());
    for (const program::AbsenceKindId kind : absence_kinds) mix_raw(mixer, kind);
    for (const program::Role role : roles) mixer.add(static_cast<uint64_t>(role));
  }
  return mixer.finish();
}

// Whether what it rests on is given is all that a value can show of it.
void ProgramMixer::mix(Mixer& mixer, const std::vector<program::Basis>& bases) const {
  const bool is_open =
      std::any_of(bases.begin(), bases.end(), [](const program::Basis& one) { return one.kind == program::BasisKind::NotGiven; });
  mixer.add(is_open ? 1 : 0);
}

void ProgramMixer::mix(Mixer& mixer, const program::Answer& answer) {
  const auto& [kind, value, absent_kind, reason] = answer;
  mixer.add(static_cast<uint64_t>(kind));
  mix_part(mixer, value);
  mix_raw(mixer, absent_kind);
  mixer.add(reason);
}

void ProgramMixer::mix(Mixer& mixer, const program::SortKey& key) {
  const auto& [value, descending, exact, span] = key;
  mix_part(mixer, value);
  mixer.add((descending ? 1U : 0U) | (exact ? 2U : 0U));
}

void ProgramMixer::mix(Mixer& mixer, const program::SetSource& set) {
  const auto& [mode, table, population, rule, inherited, path, group_keys] = set;
  mixer.add(static_cast<uint64_t>(mode));
  mix_raw(mixer, table);
  mix_part(mixer, population);
  mixer.add(rule);
  mixer.add(inherited ? 1 : 0);
  if (inherited) plan::mix(mixer, std::optional(subject_.reference));  // who came before whom by then
  mixer.add(path.size());
  for (const program::ColumnId column : path) mix_raw(mixer, column);
  mixer.add(group_keys.size());
  for (const ExprId group_key : group_keys) mix_part(mixer, group_key);
}

void ProgramMixer::mix_name(Mixer& mixer, DefinitionId id) const {
  mixer.add(id.valid() ? 1 : 0);
  if (!id.valid()) return;
  mixer.add(program_.at(id).name);
  mix_raw(mixer, program_.at(id).table);
}

void ProgramMixer::mix_pins(Mixer& mixer, DefinitionId id) const {
  for (const auto& [definition, row, value] : subject_.pins.definitions) {
    if (definition == id) mixer.add(row), plan::mix(mixer, value);
  }
}

void ProgramMixer::mix(Mixer& mixer, const program::Population& population) {
  const auto& [name, table, source, definition, rules, span] = population;
  mixer.add(name);
  mix_raw(mixer, table);
  mix_part(mixer, source);
  mix_name(mixer, definition);
  if (definition.valid()) {
    mix(mixer, program_.at(definition).bases);
    mix_pins(mixer, definition);
  }
  mixer.add(rules.size());
  for (const auto& [is_exclusion, rule_name, condition, exception_to, bases, rule_span] : rules) {
    mixer.add(is_exclusion ? 1 : 0);
    mixer.add(rule_name);
    mix_part(mixer, condition);
    mixer.add(static_cast<uint64_t>(exception_to));
    mix(mixer, bases);
  }
}

void ProgramMixer::mix(Mixer& mixer, const program::Ranking& ranking) {
  const auto& [name, table, domain, definition, without, strata, keys, ties, judgement, span] = ranking;
  mixer.add(name);
  mix_raw(mixer, table);
  mix_part(mixer, domain);
  mix_name(mixer, definition);
  mix_part(mixer, without);
  mixer.add(strata.size());
  for (const ExprId stratum : strata) mix_part(mixer, stratum);
  mixer.add(keys.size());
  for (const program::SortKey& key : keys) mix(mixer, key);
  mixer.add(static_cast<uint64_t>(ties));
  mix_judgement(mixer, judgement);
}

void ProgramMixer::mix_judgement(Mixer& mixer, program::JudgementId id) {
  mixer.add(id.valid() ? 1 : 0);
  if (id.valid()) mix(mixer, program_.at(id));
}

void ProgramMixer::mix(Mixer& mixer, const program::Judgement& judgement) {
  const auto& [name, definition, table, judges, reasons, type, low, high, low_open, high_open, range_label, label_ranges, grain,
               combine, least_answers, answers, when, bases, span] = judgement;
  mixer.add(name);
  mix_name(mixer, definition);
  mix_raw(mixer, table);
  plan::mix(mixer, judges);
  plan::mix(mixer, reasons);
  plan::mix(mixer, type);
  for (const ExprId part : {low, high, range_label, grain, when}) mix_part(mixer, part);
  mixer.add((low_open ? 1U : 0U) | (high_open ? 2U : 0U));
  mixer.add(label_ranges.size());
  for (const auto& [label, label_low, label_high, label_low_open, label_high_open] : label_ranges) {
    mixer.add(label);
    mix_part(mixer, label_low), mix_part(mixer, label_high);
    mixer.add((label_low_open ? 1U : 0U) | (label_high_open ? 2U : 0U));
  }
  mixer.add(static_cast<uint64_t>(combine));
  mixer.add(static_cast<uint64_t>(least_answers));
  mix_raw(mixer, answers);
  mix(mixer, bases);
  mixer.add(static_cast<uint64_t>(subject_.assessment));  // answers to another assessment's questions are none to ours
}

void ProgramMixer::mix(Mixer& mixer, const program::Parameter& parameter) {
  const auto& [name, alias, type, values, span] = parameter;
  mixer.add(name);
  plan::mix(mixer, type);
  mixer.add(values.size());
  for (const auto& [from, end, value, bases, value_span] : values) {
    plan::mix(mixer, from), plan::mix(mixer, end);
    mix_part(mixer, value);
    mix(mixer, bases);
  }
}

const Fingerprint& ProgramMixer::of(PopulationId id) {
  if (has_population_[id.value] == 0) {
    Mixer mixer;
    mix(mixer, program_.at(id));
    populations_[id.value] = mixer.finish();
    has_population_[id.value] = 1;
  }
  return populations_[id.value];
}

const Fingerprint& ProgramMixer::of(program::ParameterId id) {
  if (has_parameter_[id.value] == 0) {
    Mixer mixer;
    mix(mixer, program_.at(id));
    for (const auto& [parameter, value] : subject_.pins.parameters) {
      if (parameter == id) plan::mix(mixer, value);
    }
    parameters_[id.value] = mixer.finish();
    has_parameter_[id.value] = 1;
  }
  return parameters_[id.value];
}

}  // namespace plumb::plan
