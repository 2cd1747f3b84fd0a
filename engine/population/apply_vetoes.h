// Vetoes and findings of a grade, for one row. Their order in the file means nothing (law L7): all are asked, the lowest
// label wins, and one that is not known leaves the row open only where its answer could change the grade (law L6).
#pragma once

#include <functional>
#include <optional>

#include "population/grade_row.h"
#include "program/definition.h"

namespace plumb::population {

// Does this entry hold for the row, its basis counted? Asked of vetoes and findings only.
using AskEntry = std::function<Truth(uint32_t entry)>;

// Two findings that give two labels (entries, in reading order).
struct FindingClash {
  uint32_t first = 0, other = 0;
};

// Vetoes before the cuts and, unless the entries go strictly in order, findings. Of a row that is free: it takes a label,
// is left open, is held below a cap, or stays free. A finding that is no worse than a veto that holds is not asked.
// A clash decides nothing: the caller leaves the row open.
[[nodiscard]] std::optional<FindingClash> apply_vetoes_before(const program::ByGradeEntries& grade, const AskEntry& holds,
                                                              GradeRow& row);

// Vetoes after the cuts, and caps of any time, on what the row got. One that sets a label sets what a cut or the rest gave,
// even where that is open, but lifts no worse label of a veto or finding; one that caps needs the label.
void apply_vetoes_after(const program::ByGradeEntries& grade, const AskEntry& holds, GradeRow& row);

// Does any row of this grade need apply_vetoes_after?
[[nodiscard]] bool has_vetoes_after(const program::ByGradeEntries& grade);

}  // namespace plumb::population
