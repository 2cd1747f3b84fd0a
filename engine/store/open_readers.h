// More connections that see what a first one sees. Not part of the room's door.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace plumb::store {

// Which file stands under a name; of a name without a file both are 0.
struct FileIdentity {
  uint64_t device = 0, number = 0;
  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};
[[nodiscard]] FileIdentity identify_file(const std::string& path);

// Up to `count` connections for reading, each within a transaction that sees the very state that `first` sees, which is
// within one itself and has read. `before`: the file as it was before `first` was opened. None where that is not certain,
// fewer where they cannot be had.
[[nodiscard]] std::vector<Database> open_readers(Database& first, const std::string& path, const FileIdentity& before,
                                                 unsigned count);

}  // namespace plumb::store
