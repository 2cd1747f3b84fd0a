// The parts of attribute_moves: one file a kind of cause. Internal to study.
#pragma once

#include "study/stand_in_field.h"
#include "study/work.h"

namespace plumb::study {

void add_cause(Move& move, Cause cause);

// In or out: the rules of the scope that hold in one run only.
void attribute_scope(Work& work, const UnitPair& unit, Move& move);

// Vetoes, findings and bounds: entries with a condition that decided in one of the runs. False: none did, cuts decide.
[[nodiscard]] bool attribute_conditions(Work& work, const UnitPair& unit, Move& move);

// Cuts of a ranking: own keys, the others', the places before the line.
void attribute_cuts(const Work& work, const Field& before, const Field& after, const UnitPair& unit, Move& move);

// Who went ahead of the unit and who fell behind it, and where its old keys would stand now.
void find_passing(const Work& work, const Field& before, const Field& after, const UnitPair& unit, Move& move);

// What of `reads` differs in the unit's own row; with `by_parts`, the score by its parts, and those too where nothing else does.
void add_values(const Work& work, const UnitPair& unit, const Reads& reads, bool by_parts, Move& move);

// The column of the other run's table of units with this one's name; not valid: none.
[[nodiscard]] program::ColumnId find_column(const Work& work, program::ColumnId before);
[[nodiscard]] bool column_differs(const Work& work, const UnitPair& unit, program::ColumnId before);

}  // namespace plumb::study
