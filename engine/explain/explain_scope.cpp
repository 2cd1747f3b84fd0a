#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

bool held(const Teller& t, PopulationId id, size_t rule, uint32_t row) {
  const std::vector<uint64_t>& rules = t.results.populations[id.value].rules_held;
  return row < rules.size() && rule < 64 && ((rules[row] >> rule) & 1U) != 0;
}

Value membership(const Teller& t, PopulationId id, uint32_t row) {
  const results::Values& member = t.results.populations[id.value].member;
  return row < member.size() ? member[row] : Value(false);
}

std::string rule_name(const Teller& t, const PopulationRule& rule) {
  return t.say(rule.is_exclusion ? word::ExcludeRule : word::IncludeRule, {rule.name});
}

Line rule_line(Teller& t, PopulationId id, size_t index, uint32_t row, bool with_conditions) {
  const Population& population = t.program.at(id);
  const PopulationRule& rule = population.rules[index];
  const bool holds = held(t, id, index, row);
  Line line = line_of(LineKind::Rule, "");
  if (with_conditions) {
    const Where where{population.definition, row, {{population.table, row}}, 1, 0};
    line = condition_line(t, rule.condition, where, rule_name(t, rule));
    // A condition may hold and yet be excepted; what counts is said last.
    const bool condition_holds = !rule.condition.valid() || is_true(evaluate(t, rule.condition, where.rows));
    const bool is_excepted = condition_holds && !holds && !is_open(membership(t, id, row));
    if (is_excepted) {
      for (size_t i = 0; i < population.rules.size(); ++i) {
        if (population.rules[i].exception_to == static_cast<int32_t>(index) && held(t, id, i, row)) {
          line.text += t.say(word::ExceptedBy, {population.rules[i].name});
        }
      }
    }
  } else {
    line.text = t.say(holds ? word::RuleHoldsShort : word::RuleFailsShort, {rule_name(t, rule)});
  }
  put_bases_first(t, rule.bases, line);
  return line;
}

// A place outside a scope that the scope is taken from counts as well.
void append_source(Teller& t, const Population& population, uint32_t row, bool with_conditions, Lines& lines) {
  if (population.source.valid()) {
    lines.push_back(scope_line(t, population.source, row, with_conditions));
  }
}

struct Tally {
  uint32_t all = 0, in = 0, open = 0;
  std::vector<uint32_t> by_rule;
};

// What of this unit is in another table's scope: counted, with the rules that took the others out.
Line tally_line(const Teller& t, PopulationId id, const Tally& tally) {
  const Population& population = t.program.at(id);
  Line line =
      line_of(LineKind::Statement,
              t.say(word::ScopeTally, {name_of(t, population.definition), std::to_string(tally.all), std::to_string(tally.in)}));
  for (size_t i = 0; i < population.rules.size(); ++i) {
    const PopulationRule& rule = population.rules[i];
    if (tally.by_rule[i] > 0) {
      const Phrase& phrase = rule.is_exclusion ? word::ExcludedCount : word::NotIncludedCount;
      Line one = line_of(LineKind::Rule, t.say(phrase, {rule.name, std::to_string(tally.by_rule[i])}));
      one.bases = show_bases(t, rule.bases);
      line.children.push_back(std::move(one));
    }
  }
  if (tally.open > 0) {
    line.children.push_back(line_of(LineKind::Open, t.say(word::OpenCount, {std::to_string(tally.open)})));
  }
  return line;
}

// The first reference column of a table that leads to another one.
ColumnId reference_to(const Program& program, TableId from, TableId to) {
  for (const ColumnId id : program.at(from).columns) {
    const Column& column = program.at(id);
    if (column.type.kind == TypeKind::Row && column.type.table == to) {
      return id;
    }
  }
  return {};
}

Tally count_members(const Teller& t, PopulationId id, ColumnId reference, uint32_t owner) {
  const Population& population = t.program.at(id);
  const data::TableData& rows = t.data.tables[population.table.value];
  const data::ColumnData& column = rows.columns[data::column_position(t.program, reference)];
  Tally tally;
  tally.by_rule.resize(population.rules.size());
  for (uint32_t row = 0; row < rows.row_count && row < column.ints.size(); ++row) {
    const bool is_present = column.states.empty() || column.states[row] == data::CellPresent;
    if (!is_present || column.ints[row] != static_cast<int64_t>(owner)) {
      continue;
    }
    ++tally.all;
    const Value& member = membership(t, id, row);
    tally.in += is_true(member) ? 1U : 0U;
    tally.open += is_open(member) ? 1U : 0U;
    for (size_t i = 0; i < population.rules.size(); ++i) {
      const bool is_against = held(t, id, i, row) == population.rules[i].is_exclusion;
      tally.by_rule[i] += is_against && !is_true(member) && !is_open(member) ? 1U : 0U;
    }
  }
  return tally;
}

}  // namespace

bool is_member(const Teller& t, PopulationId id, uint32_t row) { return is_true(membership(t, id, row)); }

Line scope_line(Teller& t, PopulationId id, uint32_t row, bool with_conditions) {
  const Population& population = t.program.at(id);
  const Value& member = membership(t, id, row);
  const Phrase& outside = is_taken_out(t, population.table, row) ? word::ScopeQuarantined : word::ScopeOut;
  const Phrase& phrase = is_open(member) ? word::ScopeOpen : is_true(member) ? word::ScopeIn : outside;
  Line line = line_of(LineKind::Rule, t.say(phrase, {name_of(t, population.definition)}));
  append_open(t, member, line.children);
  if (!is_true(member)) {
    append_source(t, population, row, with_conditions, line.children);
  }
  for (size_t i = 0; i < population.rules.size(); ++i) {
    // Without conditions only the rules that speak are told: what held, and an inclusion that did not.
    if (with_conditions || held(t, id, i, row) || (!population.rules[i].is_exclusion && !is_true(member))) {
      line.children.push_back(rule_line(t, id, i, row, with_conditions));
    }
  }
  return line;
}

Lines why_outside(Teller& t, PopulationId id, uint32_t row) {
  Lines lines;
  if (is_member(t, id, row)) {
    return lines;
  }
  lines.push_back(scope_line(t, id, row, true));
  return lines;
}

bool is_taken_out(const Teller& t, TableId table, uint32_t row) {
  const auto& quarantine = t.results.inputs.quarantine;
  return std::any_of(quarantine.begin(), quarantine.end(), [&](const results::RunInputs::Quarantine& one) {
    return one.table == table && !one.keeps_place && one.key == data::key_text(t.program, t.data, table, row);
  });
}

Section scope_section(Teller& t, TableId table, uint32_t row) {
  Section section{SectionKind::Scope, t.say(word::SectionScope), {}};
  for (const results::RunInputs::Quarantine& one : t.results.inputs.quarantine) {
    if (one.table == table && one.key == data::key_text(t.program, t.data, table, row)) {
      section.lines.push_back(
          line_of(LineKind::Open, t.say(one.keeps_place ? word::QuarantinedInPlace : word::Quarantined, {one.reason})));
    }
  }
  for (uint32_t i = 0; i < t.program.populations.size(); ++i) {
    const PopulationId id{i};
    const Population& population = t.program.populations[i];
    if (population.table == table) {
      section.lines.push_back(scope_line(t, id, row, true));
      continue;
    }
    const ColumnId reference = reference_to(t.program, population.table, table);
    if (reference.valid()) {
      const Tally tally = count_members(t, id, reference, row);
      if (tally.all > 0) {
        section.lines.push_back(tally_line(t, id, tally));
      }
    }
  }
  return section;
}

}  // namespace plumb::explain
