// What a run leaves for the next one over the same data: finished columns by the fingerprint of everything that their
// values depend on. A run with a cache computes only what an edit reaches, and gives what a run without one gives.
//
// The caller promises that the data is the same in every run with one cache, from the first to the last or until
// forget(): the same tables, rows, faults and columns that were read, at the same place (it may be moved, not copied).
// Rules, pins, dates and quarantine may differ; so may the program, as long as the data was read for it. Not for two runs
// at once.
#pragma once

#include <memory>
#include <vector>

#include "plan/plan.h"
#include "program/program.h"

namespace plumb::run {

class ColumnCache {
 public:
  ColumnCache();
  ~ColumnCache();
  ColumnCache(ColumnCache&&) noexcept;
  ColumnCache& operator=(ColumnCache&&) noexcept;

  // Before other data: nothing is taken from it until a run has filled it again.
  void forget();

  // Of the last run; ids of its program. Rankings, grades and allotments, which are cheap, and judgements that wait for an
  // answer are computed in every run.
  struct Reuse {
    std::vector<program::DefinitionId> taken, computed;
  };
  [[nodiscard]] const Reuse& last() const;

  // For the runner alone.
  struct Kept;
  [[nodiscard]] Kept& kept() { return *kept_; }

 private:
  std::unique_ptr<Kept> kept_;
};

}  // namespace plumb::run
