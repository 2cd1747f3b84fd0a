// What reading the usage rows out of SQLite costs at the least: step through the columns that the
// rules read, look at each value, keep nothing.
#pragma once

#include <cstdint>
#include <string>

namespace plumb::bench {

struct Scanned {
  int64_t rows = 0;
  int64_t effective = 0, external = 0;  // sums of what was read, tenths of an hour
  int64_t text_bytes = 0;
};
// On `threads` connections, each with its range of row ids.
[[nodiscard]] Scanned scan_usage(const std::string& database, int threads);
// The same of every table that the 2021 rules read, usage included.
[[nodiscard]] Scanned scan_all(const std::string& database, int threads);

}  // namespace plumb::bench
