// A case as a database, and that as a snapshot, read back.
#pragma once

#include <string>
#include <vector>

#include "agreement/case.h"
#include "data/data.h"

namespace plumb::agreement {

struct Stored {
  std::string way;
  bool is_whole = false;  // every column was read
  data::Data data;
  std::string problem;  // what the store said against it
};

// By database and by snapshot, with all columns and with those that a rule reads.
[[nodiscard]] std::vector<Stored> store_case(const program::Program& program, const Case& from);

}  // namespace plumb::agreement
