// Vetoes, findings and bounds. An entry is a reason when its condition holds in one run and not in the other. What of it
// differed: what the condition reads (own), or the condition itself and its parameters (the line)? Where both did, each is
// tried alone: the condition of the one run over the unit's values of the other.
#include <algorithm>

#include "program/walk_operands.h"
#include "study/attribute.h"

namespace plumb::study {

namespace {

using namespace program;

struct Entry {
  const GradeEntry* entry = nullptr;  // null: this run has none of this name
  bool holds = false, fired = false;
};

const ByGradeEntries* entries_of(const Side& side) {
  if (!side.graded.grade.valid()) return nullptr;
  return std::get_if<ByGradeEntries>(&side.program.at(side.graded.grade).by);
}
bool has_condition(const GradeEntry& entry) { return entry.is_veto || entry.form == GradeForm::When; }

bool has_aggregate(const Program& program, ExprId id) {
  if (std::holds_alternative<Aggregate>(program.at(id).node)) return true;
  bool found = false;
  walk_operands(program.at(id), [&](Operand operand) { found = found || has_aggregate(program, operand.id); });
  return found;
}

class Conditions {
 public:
  Conditions(Work& work, const UnitPair& unit, Move& move) : work_(work), unit_(unit), move_(move) {}

  bool run() {
    const ByGradeEntries* old_grade = entries_of(work_.before.side);
    const ByGradeEntries* new_grade = entries_of(work_.after.side);
    if (old_grade == nullptr || new_grade == nullptr) return false;
    bool decides = false;
    for (const GradeEntry& entry : old_grade->entries) {
      if (!has_condition(entry)) continue;
      const Entry before = state_of(work_.before, &entry, unit_.before);
      const Entry after = state_of(work_.after, find(*new_grade, entry.rule), unit_.after);
      decides = compare(before, after) || decides;
    }
    for (const GradeEntry& entry : new_grade->entries) {
      if (!has_condition(entry) || find(*old_grade, entry.rule) != nullptr) continue;
      decides = compare({}, state_of(work_.after, &entry, unit_.after)) || decides;
    }
    return decides;
  }

 private:
  static const GradeEntry* find(const ByGradeEntries& grade, const std::string& rule) {
    for (const GradeEntry& entry : grade.entries) {
      if (entry.rule == rule && has_condition(entry)) return &entry;
    }
    return nullptr;
  }
  static bool evaluate(eval::Inspector& inspector, const Side& side, ExprId condition, uint32_t row) {
    const RowRef frame{side.graded.table, row};
    const Value value = inspector.value(condition, std::span(&frame, 1));
    const bool* holds = std::get_if<bool>(&value);
    return holds != nullptr && *holds;
  }
  static Entry state_of(SideWork& side, const GradeEntry* entry, const UnitState& unit) {
    if (entry == nullptr) return {};
    return {entry, evaluate(side.inspector, side.side, entry->condition, unit.row), unit.rule == entry->rule};
  }

  // True: one of the runs decided by this entry, and the other did not.
  bool compare(const Entry& before, const Entry& after) {
    if (before.fired == after.fired) return false;
    const GradeEntry& entry = before.entry != nullptr ? *before.entry : *after.entry;
    const Program& before_program = work_.before.side.program;
    const Program& after_program = work_.after.side.program;
    const Reads old_reads = before.entry != nullptr ? reads_of(before_program, before.entry->condition) : Reads{};
    const Reads new_reads = after.entry != nullptr ? reads_of(after_program, after.entry->condition) : Reads{};
    if (before.holds == after.holds) {
      // It holds in both and gave way to another entry in one of them: that one says why, unless it is the order.
      return false;
    }
    const RuleAt old_at = at(work_.before.side, before.entry);
    const RuleAt new_at = at(work_.after.side, after.entry);
    const Origin origin = find_origin(work_, old_at, new_at, unit_.before.row);
    const auto is_judged = [](const Program& program, const Reads& reads) {
      return std::any_of(reads.definitions.begin(), reads.definitions.end(),
                         [&](DefinitionId id) { return std::holds_alternative<ByJudgement>(program.at(id).by); });
    };
    if (entry.is_veto || is_judged(before_program, old_reads) || is_judged(after_program, new_reads)) {
      add_cause(move_, entry.is_veto ? Cause::Veto : Cause::Judgement);
      move_.decided_by.push_back(entry.rule);
      merge(origin);
      add_values(work_, unit_, old_reads, false, move_);
      return true;
    }
    attribute_bound(before, after, old_reads, new_reads, origin);
    return true;
  }

  static RuleAt at(const Side& side, const GradeEntry* entry) {
    return entry == nullptr ? RuleAt{} : RuleAt{side.graded.grade, entry->rule, entry->condition};
  }

  void attribute_bound(const Entry& before, const Entry& after, const Reads& old_reads, const Reads& new_reads,
                       const Origin& origin) {
    const bool own_differs = reads_differ(old_reads);
    const bool line_differs =
        before.entry == nullptr || after.entry == nullptr || condition_differs(old_reads, new_reads, origin);
    bool is_own = own_differs;
    bool is_line = line_differs;
    if (own_differs && line_differs && before.entry != nullptr && after.entry != nullptr)
      try_alone(before, after, is_own, is_line);
    if (is_own || !line_differs) {
      add_cause(move_, Cause::Own);
      add_values(work_, unit_, old_reads, true, move_);
    }
    if (is_line) {
      add_cause(move_, Cause::Line);
      const GradeEntry& entry = after.entry != nullptr ? *after.entry : *before.entry;
      const Side& side = after.entry != nullptr ? work_.after.side : work_.before.side;
      move_.lines.push_back(side.program.at(side.program.at(side.graded.grade).type.enumeration).labels[entry.label]);
      merge(origin);
    }
  }

  // But for the one or the other, would the condition have come out as before?
  void try_alone(const Entry& before, const Entry& after, bool& is_own, bool& is_line) {
    if (columns_differ(reads_of(work_.before.side.program, before.entry->condition))) return;
    const std::optional<bool> old_values =
        swapped(work_.after, unit_.after.row, work_.before, unit_.before.row, after.entry->condition, false);
    const std::optional<bool> new_values =
        swapped(work_.before, unit_.before.row, work_.after, unit_.after.row, before.entry->condition, true);
    if (!old_values || !new_values) return;
    is_own = *old_values != after.holds;
    is_line = *new_values != after.holds;
    if (is_own || is_line) return;
    // Each alone was enough.
    is_own = true;
    is_line = true;
    move_.any_would_do = true;
  }

  // The condition of one run over the unit's values of the other; none where they cannot stand for each other.
  std::optional<bool> swapped(SideWork& rules, uint32_t row, const SideWork& values, uint32_t row_of_values, ExprId condition,
                              bool rules_are_before) const {
    const Program& program = rules.side.program;
    if (has_aggregate(program, condition)) return std::nullopt;
    std::vector<std::pair<DefinitionId, Value>> others;
    for (const DefinitionId id : reads_of(program, condition).definitions) {
      const DefinitionId other = rules_are_before ? work_.match.after_of[id.value] : work_.match.before_of[id.value];
      if (!other.valid() || program.at(id).table != rules.side.graded.table) continue;
      const Value value = values.side.results.at(other, row_of_values);
      const bool is_plain = std::holds_alternative<base::Number>(value) || std::holds_alternative<bool>(value) ||
                            std::holds_alternative<base::Date>(value) || std::holds_alternative<std::string>(value);
      if (!is_plain) return std::nullopt;
      others.emplace_back(id, value);
    }
    if (!rules.mixed) rules.mixed = std::make_unique<Mixed>(rules.side);
    Mixed& mixed = *rules.mixed;
    const auto exchange = [&] {
      for (auto& [id, value] : others) std::swap(mixed.results.definitions[id.value].values.each()[row], value);
    };
    exchange();
    const bool holds = evaluate(mixed.inspector, rules.side, condition, row);
    exchange();
    return holds;
  }

  [[nodiscard]] bool columns_differ(const Reads& reads) const {
    return std::any_of(reads.columns.begin(), reads.columns.end(), [&](ColumnId id) { return column_differs(work_, unit_, id); });
  }
  [[nodiscard]] bool reads_differ(const Reads& reads) const {
    return columns_differ(reads) || std::any_of(reads.definitions.begin(), reads.definitions.end(), [&](DefinitionId id) {
             const TableId table = work_.before.side.program.at(id).table;
             return table == work_.before.side.graded.table ? work_.differs_at(id, unit_.before.row) : work_.differ[id.value] > 0;
           });
  }
  // Its own words or a parameter in them.
  [[nodiscard]] bool condition_differs(const Reads& old_reads, const Reads& new_reads, const Origin& origin) const {
    const auto has_parameter = [](const SideWork& side, const Reads& reads) {
      return std::any_of(reads.parameters.begin(), reads.parameters.end(),
                         [&](ParameterId id) { return side.parameters[id.value] != UINT32_MAX; });
    };
    const bool is_reworded = std::any_of(origin.rules.begin(), origin.rules.end(), [&](uint32_t rule) {
      return work_.out.rules[rule].after == work_.after.side.graded.grade;
    });
    return is_reworded || has_parameter(work_.before, old_reads) || has_parameter(work_.after, new_reads) ||
           (work_.out.dates_differ && (old_reads.run_dates || new_reads.run_dates));
  }

  void merge(const Origin& origin) {
    for (const uint32_t rule : origin.rules) {
      if (std::find(move_.origin.rules.begin(), move_.origin.rules.end(), rule) == move_.origin.rules.end())
        move_.origin.rules.push_back(rule);
    }
    for (const uint32_t one : origin.parameters) {
      std::vector<uint32_t>& all = move_.origin.parameters;
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    move_.origin.dates = move_.origin.dates || origin.dates;
    move_.origin.rows = move_.origin.rows || origin.rows;
  }

  Work& work_;
  const UnitPair& unit_;
  Move& move_;
};

}  // namespace

bool attribute_conditions(Work& work, const UnitPair& unit, Move& move) { return Conditions(work, unit, move).run(); }

}  // namespace plumb::study
