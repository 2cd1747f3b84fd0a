// One case by every way that it can be computed: the reference evaluator against the columnar runner for several numbers of
// threads and sizes of batches, rows in another order, data by way of a database and of a snapshot, runs that remember.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agreement/case.h"
#include "agreement/coverage.h"

namespace plumb::agreement {

struct Ways {
  struct Run {
    uint32_t threads = 1, batch = 1024;
  };
  std::vector<Run> runs = {{1, 1}, {2, 7}, {8, 1024}};
  std::optional<uint64_t> shuffle = {};  // the seed of another order of rows
  bool by_store = false;                 // a database and a snapshot of it
  bool by_memory = false;                // runs one after the other, with edits of the rules between them
};

struct Verdict {
  std::string errors;                    // of the rules, in words; then nothing was computed
  std::vector<std::string> differences;  // "way: difference"
  std::vector<results::Question> questions;
};

// Adds what occurred to `coverage`, if there is one.
[[nodiscard]] Verdict compare_ways(const Case& from, const Ways& ways, Coverage* coverage = nullptr);

}  // namespace plumb::agreement
