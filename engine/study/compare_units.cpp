#include <algorithm>
#include <map>

#include "study/stand_in_field.h"
#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

// Labels that the grade can give, best first.
std::vector<std::string> labels_of(const Side& side) {
  std::vector<std::string> names;
  if (!side.graded.grade.valid()) return names;
  const Definition& grade = side.program.at(side.graded.grade);
  if (!grade.type.enumeration.valid()) return names;
  const Enumeration& labels = side.program.at(grade.type.enumeration);
  const auto* by = std::get_if<ByGradeEntries>(&grade.by);
  for (size_t i = 0; i < labels.labels.size(); ++i) {
    const size_t at = labels.ordered ? labels.labels.size() - 1 - i : i;
    const bool is_given = by == nullptr || std::any_of(by->entries.begin(), by->entries.end(),
                                                       [&](const GradeEntry& entry) { return entry.label == at; });
    if (is_given) names.push_back(labels.labels[at]);
  }
  return names;
}

uint32_t find_class(Comparison& out, ClassKind kind, const std::string& label = {}) {
  const auto found = std::find(out.classes.begin(), out.classes.end(), GradeClass{kind, label});
  if (found == out.classes.end()) out.classes.push_back({kind, label});
  return static_cast<uint32_t>(found - out.classes.begin());
}

void list_classes(Work& work) {
  std::vector<std::string> labels = labels_of(work.before.side);
  // A label that only the second run has stands before the one that follows it there.
  const std::vector<std::string> second = labels_of(work.after.side);
  for (size_t i = second.size(); i > 0; --i) {
    if (std::find(labels.begin(), labels.end(), second[i - 1]) != labels.end()) continue;
    const auto next = i < second.size() ? std::find(labels.begin(), labels.end(), second[i]) : labels.end();
    labels.insert(next, second[i - 1]);
  }
  for (std::string& label : labels) work.out.classes.push_back({ClassKind::Label, std::move(label)});
  const bool has_grade = !work.out.classes.empty();
  for (const ClassKind kind : {ClassKind::Settled, ClassKind::Outside, ClassKind::Pending, ClassKind::Faulty, ClassKind::Absent,
                               ClassKind::Quarantined, ClassKind::Missing}) {
    if (kind != ClassKind::Settled || !has_grade) work.out.classes.push_back({kind, {}});
  }
}

class Reader {
 public:
  Reader(const Side& side, Comparison& out) : side_(side), out_(out) {
    if (!side.graded.table.valid() || !side.graded.ranking.valid()) return;
    for (const results::Stratum& stratum : side.results.rankings[side.graded.ranking.value].strata) {
      for (const results::RankedRow& row : stratum.rows) places_[row.row] = row.place;
    }
  }

  UnitState read(uint32_t row) {
    UnitState state;
    state.row = row;
    state.score = side_.graded.score.valid() ? side_.results.at(side_.graded.score, row) : Value(Absent{});
    if (const auto place = places_.find(row); place != places_.end()) state.place = place->second;
    const DefinitionId main = side_.graded.grade.valid() ? side_.graded.grade : side_.graded.score;
    const std::optional<ClassKind> barred = membership(row, state.result);
    if (barred) {
      state.in_class = find_class(out_, *barred);
      return state;
    }
    if (main.valid()) state.result = side_.results.at(main, row);
    if (const auto* label = std::get_if<Label>(&state.result); label != nullptr && side_.graded.grade.valid()) {
      state.in_class = find_class(out_, ClassKind::Label, side_.program.at(label->enumeration).labels[label->index]);
      state.rule = rule_of(row);
    } else {
      state.in_class = find_class(out_, kind_of(state.result));
    }
    return state;
  }

 private:
  [[nodiscard]] static ClassKind kind_of(const Value& value) {
    if (std::holds_alternative<Pending>(value)) return ClassKind::Pending;
    if (std::holds_alternative<Faulty>(value)) return ClassKind::Faulty;
    return is_absent(value) ? ClassKind::Absent : ClassKind::Settled;
  }
  // Why the row has no result of its own; none: it is in.
  std::optional<ClassKind> membership(uint32_t row, Value& result) const {
    const std::string key = data::key_text(side_.program, side_.data, side_.graded.table, row);
    for (const results::RunInputs::Quarantine& one : side_.results.inputs.quarantine) {
      if (one.table == side_.graded.table && one.key == key && !one.keeps_place) return ClassKind::Quarantined;
    }
    if (!side_.graded.domain.valid()) return std::nullopt;
    result = side_.results.populations[side_.graded.domain.value].member[row];
    if (is_open(result)) return kind_of(result);
    const bool* is_member = std::get_if<bool>(&result);
    return is_member != nullptr && *is_member ? std::nullopt : std::optional(ClassKind::Outside);
  }
  [[nodiscard]] std::string rule_of(uint32_t row) const {
    const int32_t fired = side_.results.definitions[side_.graded.grade.value].fired[row];
    const auto* grade = std::get_if<ByGradeEntries>(&side_.program.at(side_.graded.grade).by);
    return grade == nullptr || fired < 0 ? "" : grade->entries[static_cast<size_t>(fired)].rule;
  }

  const Side& side_;
  Comparison& out_;
  std::map<uint32_t, uint32_t> places_;
};

void pair_units(Work& work) {
  Comparison& out = work.out;
  std::map<std::string, UnitPair> by_key;
  const auto add = [&](const Side& side, UnitState UnitPair::*state) {
    if (!side.graded.table.valid()) return;
    Reader reader(side, out);
    for (uint32_t row = 0; row < side.data.tables[side.graded.table.value].row_count; ++row) {
      const std::string key = data::key_text(side.program, side.data, side.graded.table, row);
      UnitPair& pair = by_key[key];
      if ((pair.*state).row != UINT32_MAX) continue;  // a duplicate: every row of it is faulty alike
      pair.key = key;
      pair.title = data::title_text(side.program, side.data, side.graded.table, row);
      pair.*state = reader.read(row);
    }
  };
  add(work.before.side, &UnitPair::before);
  add(work.after.side, &UnitPair::after);
  for (auto& [key, pair] : by_key) {
    for (UnitState* state : {&pair.before, &pair.after}) {
      if (state->row == UINT32_MAX) state->in_class = find_class(out, ClassKind::Missing);
    }
    out.units.push_back(std::move(pair));
  }
  const auto index = [&](SideWork& side, UnitState UnitPair::*state) {
    if (side.side.graded.table.valid())
      side.units.assign(side.side.data.tables[side.side.graded.table.value].row_count, UINT32_MAX);
    for (uint32_t i = 0; i < out.units.size(); ++i) {
      if (const uint32_t row = (out.units[i].*state).row; row != UINT32_MAX) side.units[row] = i;
    }
  };
  index(work.before, &UnitPair::before);
  index(work.after, &UnitPair::after);
}

void count_units(Work& work) {
  Comparison& out = work.out;
  out.matrix.assign(out.classes.size(), std::vector<uint64_t>(out.classes.size(), 0));
  const auto is_in = [&](const UnitState& state) {
    const ClassKind kind = out.classes[state.in_class].kind;
    return kind != ClassKind::Outside && kind != ClassKind::Missing && kind != ClassKind::Quarantined;
  };
  for (uint32_t i = 0; i < out.units.size(); ++i) {
    const UnitPair& unit = out.units[i];
    ++out.matrix[unit.before.in_class][unit.after.in_class];
    if (is_in(unit.after) && out.classes[unit.before.in_class].kind == ClassKind::Outside) out.scope_in.push_back(i);
    if (is_in(unit.before) && out.classes[unit.after.in_class].kind == ClassKind::Outside) out.scope_out.push_back(i);
    if (unit.before.row == UINT32_MAX || unit.after.row == UINT32_MAX) continue;
    if (!same_value(work.before.side, unit.before.score, work.after.side, unit.after.score)) ++out.scores_differ;
    if (unit.before.place != unit.after.place) ++out.places_differ;
  }
}

void find_middle_gain(Work& work) {
  std::vector<base::Number> gains;
  for (const UnitPair& unit : work.out.units) {
    const auto* was = std::get_if<base::Number>(&unit.before.score);
    const auto* is = std::get_if<base::Number>(&unit.after.score);
    if (was != nullptr && is != nullptr && unit.before.place && unit.after.place) gains.push_back(*is - *was);
  }
  if (gains.empty()) return;
  std::sort(gains.begin(), gains.end());
  const base::Number& upper = gains[gains.size() / 2];
  const base::Number& lower = gains[(gains.size() - 1) / 2];
  work.out.middle_gain = (upper + lower).divided_by(base::Number(2));
}

// Parameters that differ and that the entries to a label read.
std::vector<uint32_t> parameters_of(const Work& work, const std::string& label) {
  std::vector<uint32_t> found;
  for (const SideWork* side : {&work.before, &work.after}) {
    const Program& program = side->side.program;
    const Definition& grade = program.at(side->side.graded.grade);
    const auto* by = std::get_if<ByGradeEntries>(&grade.by);
    for (size_t i = 0; by != nullptr && i < by->entries.size(); ++i) {
      const GradeEntry& entry = by->entries[i];
      if (program.at(grade.type.enumeration).labels[entry.label] != label || entry.is_veto) continue;
      for (const ExprId expr : {entry.size, entry.condition}) {
        if (!expr.valid()) continue;
        for (const ParameterId id : reads_of(program, expr).parameters) {
          const uint32_t change = side->parameters[id.value];
          if (change != UINT32_MAX && std::find(found.begin(), found.end(), change) == found.end()) found.push_back(change);
        }
      }
    }
  }
  return found;
}

// The places before the line of a label, over all its rankings and strata; none where it is no cut or one is not made.
std::optional<uint64_t> count_places(const Field& field, const std::string& label) {
  std::optional<uint64_t> places;
  for (size_t i = 0; i < field.lines().size(); ++i) {
    if (field.lines()[i].name != label) continue;
    for (const results::Stratum& stratum : field.side().results.rankings[field.lines()[i].ranking.value].strata) {
      if (stratum.rows.empty()) continue;
      const Contest* contest = field.contest(i, field.stratum_of(i, stratum.rows.front().row));
      if (contest == nullptr || !contest->is_made) return std::nullopt;
      places = places.value_or(0) + contest->places;
    }
  }
  return places;
}

void find_lines(Work& work) {
  Comparison& out = work.out;
  const auto label_count = static_cast<uint32_t>(
      std::count_if(out.classes.begin(), out.classes.end(), [](const GradeClass& one) { return one.kind == ClassKind::Label; }));
  if (!work.before.side.graded.grade.valid() || !work.after.side.graded.grade.valid()) return;
  const Field before(work.before.side);
  const Field after(work.after.side);
  for (uint32_t i = 0; i + 1 < label_count; ++i) {
    LineMovement line;
    line.in_class = i;
    for (uint32_t u = 0; u < out.units.size(); ++u) {
      // Who waits for a result has crossed nothing yet.
      if (is_open(out.units[u].before.result) || is_open(out.units[u].after.result)) continue;
      const bool was_above = rank_of(out, out.units[u].before.in_class) <= i;
      const bool is_above = rank_of(out, out.units[u].after.in_class) <= i;
      if (is_above && !was_above) line.in.push_back(u);
      if (was_above && !is_above) line.out.push_back(u);
    }
    const auto by_place = [&](UnitState UnitPair::*state) {
      return [&out, state](uint32_t a, uint32_t b) {
        return (out.units[a].*state).place.value_or(UINT32_MAX) < (out.units[b].*state).place.value_or(UINT32_MAX);
      };
    };
    std::stable_sort(line.in.begin(), line.in.end(), by_place(&UnitPair::after));
    std::stable_sort(line.out.begin(), line.out.end(), by_place(&UnitPair::before));
    line.places_before = count_places(before, out.classes[i].label);
    line.places_after = count_places(after, out.classes[i].label);
    line.parameters = parameters_of(work, out.classes[i].label);
    out.lines.push_back(std::move(line));
  }
}

}  // namespace

uint32_t rank_of(const Comparison& out, uint32_t in_class) {
  return out.classes[in_class].kind == ClassKind::Label ? in_class : UINT32_MAX;
}

void compare_units(Work& work) {
  list_classes(work);
  pair_units(work);
  count_units(work);
  find_middle_gain(work);
  find_lines(work);
}

}  // namespace plumb::study
