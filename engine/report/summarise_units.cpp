#include <algorithm>
#include <set>
#include <utility>

#include "report/collect_reads.h"
#include "report/describe_place.h"
#include "report/evaluation.h"
#include "report/summary.h"

namespace plumb::report {

namespace {

using namespace program;

// The definition whose value tells how a unit fared; not valid: only its scope does.
DefinitionId main_definition(const UnitView& view) { return view.grade.valid() ? view.grade : view.score; }

void find_ranking(const Program& program, UnitView& view) {
  if (view.grade.valid()) {
    for (const GradeEntry& entry : std::get<ByGradeEntries>(program.at(view.grade).by).entries) {
      if (entry.ranking.valid()) {
        view.ranking = entry.ranking;
        return;
      }
    }
  }
  for (uint32_t i = 0; i < program.rankings.size(); ++i) {
    if (program.rankings[i].table == view.table) view.ranking = RankingId{i};
  }
}

// Place by row, of a ranking; 0: none.
std::vector<uint32_t> places_of(const results::Results& results, RankingId id, uint32_t row_count) {
  std::vector<uint32_t> places(row_count, 0);
  if (!id.valid()) return places;
  for (const results::Stratum& stratum : results.rankings[id.value].strata) {
    for (const results::RankedRow& ranked : stratum.rows) places[ranked.row] = ranked.place;
  }
  return places;
}

UnitState state_of_value(const Value& value) {
  if (std::holds_alternative<Faulty>(value)) return UnitState::Faulty;
  if (std::holds_alternative<Pending>(value)) return UnitState::Pending;
  return is_absent(value) ? UnitState::Absent : UnitState::Settled;
}

bool is_taken_out(const Evaluation& evaluation, TableId table, uint32_t row) {
  const auto& quarantine = evaluation.results.inputs.quarantine;
  return std::any_of(quarantine.begin(), quarantine.end(), [&](const results::RunInputs::Quarantine& one) {
    return one.table == table && !one.keeps_place &&
           one.key == data::key_text(evaluation.program(), evaluation.data(), table, row);
  });
}

UnitRow make_unit(const Evaluation& evaluation, const UnitView& view, uint32_t row) {
  UnitRow unit{.row = row, .state = UnitState::Settled, .grade = true, .place = std::nullopt};
  if (is_taken_out(evaluation, view.table, row)) {
    unit.state = UnitState::Quarantined;
    return unit;
  }
  if (view.domain.valid()) {
    const Value& member = evaluation.results.populations[view.domain.value].member[row];
    const bool* is_member = std::get_if<bool>(&member);
    unit.grade = member;
    if (is_open(member)) {
      unit.state = state_of_value(member);
      return unit;
    }
    if (is_member != nullptr && !*is_member) {
      unit.state = UnitState::Outside;
      return unit;
    }
  }
  const DefinitionId main = main_definition(view);
  if (main.valid()) {
    unit.grade = evaluation.results.at(main, row);
    unit.state = state_of_value(unit.grade);
  }
  return unit;
}

// The better first; labels of an ordered enumeration ascend, others stand in the order of their declaration.
int64_t order_of(const Program& program, const Value& grade) {
  const auto* label = std::get_if<Label>(&grade);
  if (label == nullptr) return 0;
  return program.at(label->enumeration).ordered ? -static_cast<int64_t>(label->index) : label->index;
}

void sort_units(const Program& program, std::vector<UnitRow>& units) {
  // Rows stand in key order already: a stable sort keeps it among equals.
  std::stable_sort(units.begin(), units.end(), [&](const UnitRow& a, const UnitRow& b) {
    if (a.state != b.state) return a.state < b.state;
    const int64_t order_a = order_of(program, a.grade);
    const int64_t order_b = order_of(program, b.grade);
    if (order_a != order_b) return order_a < order_b;
    return a.place.value_or(UINT32_MAX) < b.place.value_or(UINT32_MAX);
  });
}

void count_units(const Program& program, Summary& summary) {
  if (summary.view.grade.valid()) {
    const EnumId id = program.at(summary.view.grade).type.enumeration;
    const auto label_count = id.valid() ? static_cast<uint16_t>(program.at(id).labels.size()) : uint16_t{0};
    for (uint16_t i = 0; i < label_count; ++i) {
      const bool ordered = program.at(id).ordered;
      summary.grades.push_back({static_cast<uint16_t>(ordered ? label_count - 1 - i : i), 0});
    }
  }
  for (const UnitRow& unit : summary.units) {
    switch (unit.state) {
      case UnitState::Faulty: ++summary.faulty; break;
      case UnitState::Pending: ++summary.pending; break;
      case UnitState::Settled: ++summary.settled; break;
      case UnitState::Absent: ++summary.absent; break;
      case UnitState::Quarantined: ++summary.quarantined; break;
      case UnitState::Outside: ++summary.outside; break;
    }
    if (const auto* label = std::get_if<Label>(&unit.grade); label != nullptr && unit.state == UnitState::Settled) {
      for (GradeCount& one : summary.grades) one.count += one.label == label->index ? 1 : 0;
    }
  }
}

void add_verifies(const Evaluation& evaluation, Summary& summary) {
  for (const DefinitionId id : evaluation.program().verifies) {
    VerifyLine line;
    line.definition = id;
    line.value = true;
    const results::Values& values = evaluation.results.definitions[id.value].values;
    for (uint32_t row = 0; row < values.size(); ++row) {
      const Value value = values[row];
      if (is_absent(value)) continue;  // a row outside the scope that is verified
      ++line.row_count;
      const bool* holds = std::get_if<bool>(&value);
      if (holds != nullptr && *holds) continue;
      if (line.failed.count + line.pending.count + line.faulty.count == 0) line.value = value;
      VerifyLine::Kind& kind = holds != nullptr                        ? line.failed
                               : std::holds_alternative<Faulty>(value) ? line.faulty
                                                                       : line.pending;
      if (++kind.count <= VerifyLine::ShownRows) kind.rows.push_back(row);
      if (holds != nullptr && kind.count == 1) line.sides = verify_sides(evaluation, id, row);
    }
    summary.verifies.push_back(line);
  }
}

// A judgement is asked of every row that it is defined for; only those that something waits for hold up a result.
void add_needed_questions(const Evaluation& evaluation, Summary& summary) {
  const Program& program = evaluation.program();
  std::set<std::pair<uint32_t, std::string>> waited_for;  // definition of the judgement, key
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    if (std::holds_alternative<ByJudgement>(program.definitions[i].by)) continue;
    for (const Value value : evaluation.results.definitions[i].values) {
      const auto* pending = std::get_if<Pending>(&value);
      if (pending == nullptr || !pending->place.valid()) continue;
      const results::Place& place = evaluation.results.places[pending->place.value];
      if (place.kind != results::PlaceKind::JudgementPending || !place.definition.valid()) continue;
      const TableId table = program.at(place.definition).table;
      if (table.valid()) waited_for.emplace(place.definition.value, data::key_text(program, evaluation.data(), table, place.row));
    }
  }
  for (const results::Question& question : evaluation.results.questions) {
    const DefinitionId asked = program.at(question.judgement).definition;
    // A tie is asked only when a line is at stake.
    summary.needed_questions.push_back(!asked.valid() || waited_for.contains({asked.value, question.subject}));
  }
}

void add_assumptions(const Evaluation& evaluation, Summary& summary) {
  const Program& program = evaluation.program();
  std::vector<DefinitionId> roots = program.verifies;
  roots.push_back(summary.view.grade);
  roots.push_back(summary.view.score);
  if (summary.view.ranking.valid()) roots.push_back(program.at(summary.view.ranking).definition);
  if (summary.view.domain.valid()) roots.push_back(program.at(summary.view.domain).definition);
  const Reads reads = collect_reads(program, roots);
  const auto add = [&](const std::string& name, const Basis& basis) {
    if (basis.kind == BasisKind::Cited) return;
    // A judgement carries its bases twice: as a judgement and as a definition.
    const bool is_known = std::any_of(summary.assumptions.begin(), summary.assumptions.end(), [&](const AssumptionLine& line) {
      return line.name == name && line.basis->kind == basis.kind && line.basis->reason == basis.reason;
    });
    if (!is_known) summary.assumptions.push_back({name, &basis});
  };
  for (uint32_t i = 0; i < program.parameters.size(); ++i) {
    if (!reads.parameters[i]) continue;
    for (const DatedValue& value : program.parameters[i].values) {
      const base::Date on = evaluation.results.inputs.reference;
      const bool is_in_force = (!value.from || *value.from <= on) && (!value.end || on < *value.end);
      if (!is_in_force) continue;
      for (const Basis& basis : value.bases) add(program.parameters[i].name, basis);
    }
  }
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    if (!reads.definitions[i]) continue;
    for (const Basis* basis : bases_of(program, DefinitionId{i})) add(program.definitions[i].name, *basis);
  }
}

}  // namespace

UnitView find_units(const Program& program) {
  UnitView view;
  DefinitionId score;
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    const Definition& definition = program.definitions[i];
    if (!definition.table.valid()) continue;
    if (definition.word == ConstructWord::Grade) view.grade = DefinitionId{i};
    if (definition.word == ConstructWord::Score) score = DefinitionId{i};
  }
  if (view.grade.valid()) {
    view.table = program.at(view.grade).table;
    // The last score of the table of the grade, which need not be the last of all.
    for (uint32_t i = 0; i < program.definitions.size(); ++i) {
      const Definition& definition = program.definitions[i];
      if (definition.word == ConstructWord::Score && definition.table == view.table) view.score = DefinitionId{i};
    }
    view.domain = program.at(view.grade).domain;
  } else if (score.valid()) {
    view.score = score;
    view.table = program.at(score).table;
    view.domain = program.at(score).domain;
  } else if (!program.populations.empty()) {
    view.table = program.populations.front().table;
    view.domain = PopulationId{0};
  }
  if (view.table.valid()) find_ranking(program, view);
  return view;
}

Summary summarise(const Evaluation& evaluation) {
  Summary summary;
  summary.view = find_units(evaluation.program());
  summary.is_provisional = !evaluation.results.inputs.quarantine.empty();
  if (summary.view.table.valid()) {
    const uint32_t row_count = evaluation.data().tables[summary.view.table.value].row_count;
    const std::vector<uint32_t> places = places_of(evaluation.results, summary.view.ranking, row_count);
    for (uint32_t row = 0; row < row_count; ++row) {
      UnitRow unit = make_unit(evaluation, summary.view, row);
      if (places[row] > 0) unit.place = places[row];
      summary.units.push_back(std::move(unit));
    }
    sort_units(evaluation.program(), summary.units);
  }
  count_units(evaluation.program(), summary);
  add_verifies(evaluation, summary);
  add_needed_questions(evaluation, summary);
  add_assumptions(evaluation, summary);
  summarise_faults(evaluation, summary);
  return summary;
}

std::vector<DefinitionId> definitions_of(const Program& program, TableId table) {
  std::vector<DefinitionId> found;
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    const TableId of = program.definitions[i].table;
    if (table.valid() ? of == table : !of.valid()) found.push_back(DefinitionId{i});
  }
  return found;
}

std::vector<uint32_t> rows_of(const Evaluation& evaluation, const Summary& summary, TableId table) {
  std::vector<uint32_t> rows;
  if (table == summary.view.table) {
    for (const UnitRow& unit : summary.units) rows.push_back(unit.row);
    return rows;
  }
  rows.resize(evaluation.data().tables[table.value].row_count);
  for (uint32_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return rows;
}

VerifyState state_of(const VerifyLine& line) {
  if (line.failed.count > 0) return VerifyState::Differs;
  return line.pending.count + line.faulty.count > 0 ? VerifyState::Open : VerifyState::Holds;
}

Standing standing_of(const Evaluation& evaluation, const Summary& summary) {
  Standing standing = Standing::Complete;
  for (const VerifyLine& line : summary.verifies) {
    if (state_of(line) == VerifyState::Differs) standing = std::max(standing, Standing::Differs);
  }
  if (summary.pending > 0) standing = std::max(standing, Standing::Incomplete);
  for (const UnitRow& unit : summary.units) {
    if (unit.state == UnitState::Faulty) standing = std::max(standing, standing_of_faulty(evaluation, unit.grade));
  }
  return standing;
}

Standing standing_of_faulty(const Evaluation& evaluation, const Value& value) {
  const auto* faulty = std::get_if<Faulty>(&value);
  if (faulty == nullptr) return Standing::Complete;
  const bool is_limit =
      faulty->place.valid() && evaluation.results.places[faulty->place.value].kind == results::PlaceKind::LimitReached;
  return is_limit ? Standing::LimitReached : Standing::Faulty;
}

}  // namespace plumb::report
