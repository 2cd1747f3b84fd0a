#include <algorithm>
#include <tuple>

#include "study/attribute.h"

namespace plumb::study {

namespace {

using namespace program;

bool is_open_kind(ClassKind kind) { return kind == ClassKind::Pending || kind == ClassKind::Faulty; }
bool is_outside_kind(ClassKind kind) { return kind == ClassKind::Outside || kind == ClassKind::Quarantined; }

base::Number gap_of(const ValueChange& change) {
  const auto* old_number = std::get_if<base::Number>(&change.old_value);
  const auto* new_number = std::get_if<base::Number>(&change.new_value);
  return old_number == nullptr || new_number == nullptr ? base::Number(0) : (*new_number - *old_number).abs();
}

Move attribute_one(Work& work, const Field& before, const Field& after, uint32_t index) {
  const Comparison& out = work.out;
  const UnitPair& unit = out.units[index];
  const ClassKind was = out.classes[unit.before.in_class].kind;
  const ClassKind is = out.classes[unit.after.in_class].kind;
  Move move;
  move.unit = index;
  if (was == ClassKind::Missing || is == ClassKind::Missing) {
    add_cause(move, Cause::Row);
    return move;
  }
  if (is_outside_kind(was) || is_outside_kind(is)) attribute_scope(work, unit, move);
  if (is_open_kind(was) || is_open_kind(is)) add_cause(move, Cause::Open);
  if (!move.causes.empty()) return move;
  if (was != ClassKind::Label || is != ClassKind::Label) {
    add_cause(move, Cause::Own);
    add_values(work, unit, {}, true, move);
    return move;
  }
  if (!attribute_conditions(work, unit, move)) attribute_cuts(work, before, after, unit, move);
  find_passing(work, before, after, unit, move);
  if (move.causes.empty()) add_cause(move, Cause::Rule);
  return move;
}

}  // namespace

void add_cause(Move& move, Cause cause) {
  if (std::find(move.causes.begin(), move.causes.end(), cause) == move.causes.end()) move.causes.push_back(cause);
}

ColumnId find_column(const Work& work, ColumnId before) {
  const Program& program = work.after.side.program;
  for (const ColumnId other : program.at(work.after.side.graded.table).columns) {
    if (program.at(other).name == work.before.side.program.at(before).name) return other;
  }
  return {};
}

bool column_differs(const Work& work, const UnitPair& unit, ColumnId id) {
  const Side& before = work.before.side;
  const Side& after = work.after.side;
  if (before.program.at(id).table != before.graded.table) return false;
  const ColumnId other = find_column(work, id);
  return !other.valid() ||
         !same_value(before, data::cell_value(before.program, before.data, before.graded.table, id, unit.before.row), after,
                     data::cell_value(after.program, after.data, after.graded.table, other, unit.after.row));
}

void add_values(const Work& work, const UnitPair& unit, const Reads& reads, bool by_parts, Move& move) {
  const Side& before = work.before.side;
  const Side& after = work.after.side;
  const auto add = [&](DefinitionId id) {
    if (before.program.at(id).table != before.graded.table || !work.differs_at(id, unit.before.row)) return;
    const bool is_known =
        std::any_of(move.values.begin(), move.values.end(), [&](const ValueChange& one) { return one.before == id; });
    if (is_known) return;
    const DefinitionId other = work.match.after_of[id.value];
    move.values.push_back({.before = id,
                           .after = other,
                           .column_before = {},
                           .column_after = {},
                           .old_value = before.results.at(id, unit.before.row),
                           .new_value = after.results.at(other, unit.after.row),
                           .origin = find_origin(work, id, unit.before.row)});
  };
  for (const DefinitionId id : reads.definitions) {
    if (!by_parts || id != before.graded.score) add(id);
  }
  for (const ColumnId id : reads.columns) {
    const ColumnId other = find_column(work, id);
    const bool is_known =
        std::any_of(move.values.begin(), move.values.end(), [&](const ValueChange& one) { return one.column_before == id; });
    if (is_known || !other.valid() || !column_differs(work, unit, id)) continue;
    move.values.push_back({.before = {},
                           .after = {},
                           .column_before = id,
                           .column_after = other,
                           .old_value = data::cell_value(before.program, before.data, before.graded.table, id, unit.before.row),
                           .new_value = data::cell_value(after.program, after.data, after.graded.table, other, unit.after.row),
                           .origin = {.rules = {}, .parameters = {}, .dates = false, .rows = true}});
  }
  const bool reads_score =
      std::find(reads.definitions.begin(), reads.definitions.end(), before.graded.score) != reads.definitions.end();
  if (!by_parts || (!reads_score && !move.values.empty())) return;
  const auto first = static_cast<std::ptrdiff_t>(move.values.size());
  for (const ScorePart& part : before.program.score_parts) {
    if (part.parts.empty() && work.before.reach.definitions[part.definition.value]) add(part.definition);
  }
  std::stable_sort(move.values.begin() + first, move.values.end(),
                   [](const ValueChange& a, const ValueChange& b) { return gap_of(b) < gap_of(a); });
  if (move.values.empty() && before.graded.score.valid()) add(before.graded.score);
}

void attribute_moves(Work& work) {
  Comparison& out = work.out;
  const Field before(work.before.side);
  const Field after(work.after.side);
  for (uint32_t i = 0; i < out.units.size(); ++i) {
    if (out.units[i].before.in_class != out.units[i].after.in_class) out.moves.push_back(attribute_one(work, before, after, i));
  }
  // By the line, up before down, then by the place on the better side of it.
  std::stable_sort(out.moves.begin(), out.moves.end(), [&](const Move& a, const Move& b) {
    const auto key = [&](const Move& move) {
      const UnitPair& unit = out.units[move.unit];
      const uint32_t was = rank_of(out, unit.before.in_class);
      const uint32_t is = rank_of(out, unit.after.in_class);
      const bool is_up = is < was;
      return std::tuple(std::min(was, is), !is_up, is_up ? unit.after.in_class : unit.before.in_class,
                        is_up ? unit.before.in_class : unit.after.in_class,
                        (is_up ? unit.after.place : unit.before.place).value_or(UINT32_MAX));
    };
    return key(a) < key(b);
  });
}

}  // namespace plumb::study
