// A grade of all rows at once: vetoes and findings first, then the cuts of rankings in order, then what is left, then late
// vetoes (laws L7, L10). Entries that go strictly in order are asked in their turn instead.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "population/grade_row.h"
#include "population/rank_members.h"
#include "program/rule.h"
#include "results/results.h"

namespace plumb::population {

// A ranking that a cut goes down.
struct RankingSeen {
  const program::Ranking& rule;
  Openness open;  // not known: the whole ranking waits
  std::span<const results::Stratum> strata;
  std::vector<WaitingMember> waiting;
};
// A set of rows, finished or open.
struct RowsSeen {
  Openness open;
  std::span<const uint32_t> rows;  // in key order; meaningless where it is open
};

// What a grade asks of the evaluator, in the order in which the law asks it: nothing is asked that does not matter.
// Entries are indexes of the grade's; strata indexes of the ranking that the entry cuts.
class GradeSource {
 public:
  virtual ~GradeSource() = default;
  // Does the entry's condition hold for the row? Open too where it holds and its basis is not given.
  virtual Truth holds(uint32_t entry, uint32_t row) = 0;
  // Of what no condition decides: known where the entry's bases are given. NoRow: of a cut as a whole.
  virtual Openness basis(uint32_t entry, uint32_t row) = 0;

  virtual RankingSeen ranking(uint32_t entry) = 0;
  // Is the row in what the ranking of the entry ranks, or may it be, before its place is known?
  virtual Truth is_ranked(uint32_t entry, uint32_t row) = 0;
  virtual Truth is_in_stratum(uint32_t entry, uint32_t stratum, uint32_t row) = 0;
  // Members of the base that the entry names.
  virtual RowsSeen base(uint32_t entry) = 0;
  virtual bool is_size_ratio(uint32_t entry) = 0;
  virtual Quantity size(uint32_t entry) = 0;
  // Who of the tied on the line of this cut goes first.
  virtual TieDecision decide_tie(uint32_t entry, uint32_t stratum, const std::vector<uint32_t>& tied) = 0;

  virtual Openness clash(uint32_t row, uint32_t first_entry, uint32_t other_entry) = 0;
  virtual Openness breach(const Breach& breach) = 0;
};

// `rows`: one a row of the grade's table, with their standing, and what is pinned. Afterwards each that is In has a label, is
// open, or is neither where no entry took it. Cuts come back in the order in which they were made, one a stratum and entry
// that could be cut; their grade is left to the caller.
[[nodiscard]] std::vector<results::CutResult> grade_members(const program::ByGradeEntries& grade, GradeSource& source,
                                                            std::vector<GradeRow>& rows);

}  // namespace plumb::population
