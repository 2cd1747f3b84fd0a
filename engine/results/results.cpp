#include "results/results.h"

#include <algorithm>

namespace plumb::results {

const Value* RankingResult::waits_for(uint32_t row) const {
  const auto at = std::lower_bound(waiting.begin(), waiting.end(), row,
                                   [](const WaitingRow& one, uint32_t wanted) { return one.row < wanted; });
  return at != waiting.end() && at->row == row ? &at->open : nullptr;
}

}  // namespace plumb::results
