// Finished rankings, and what cuts have taken from them. Internal to run.
#pragma once

#include <memory>
#include <vector>

#include "population/rank_members.h"
#include "results/results.h"
#include "run/column.h"
#include "run/row_sets.h"

namespace plumb::run {

// What a ranking asks of every row of its table beside its keys.
struct RankingColumns {
  std::vector<Lane> without;              // empty: nobody is left out
  std::vector<std::vector<Lane>> strata;  // by stratum key
};

struct FinishedRanking {
  RankingColumns columns;
  results::RankingResult result;  // values hold codes of the intern table until results are finished
  population::Openness open;      // not known: what leaves all of it open
  std::vector<population::WaitingMember> waiting;
};

struct Rankings {
  explicit Rankings(const program::Program& program) : finished(program.rankings.size()) {}

  std::vector<std::unique_ptr<FinishedRanking>> finished;  // by ranking; null: not computed yet
  std::vector<results::CutResult> cuts;                    // of all grades, in the order in which they were computed

  [[nodiscard]] const FinishedRanking& at(program::RankingId id) const { return *finished[id.value]; }
};

// Of a row's own: is it in what is ranked, or may it be? Whichever of the population and 除去 says no decides.
[[nodiscard]] population::Truth is_ranked(const RunContext& context, const RowSets& sets, const Rankings& rankings,
                                          program::RankingId id, uint32_t row);

}  // namespace plumb::run
