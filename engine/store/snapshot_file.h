// What a file looks like from outside. Not part of the room's door.
#pragma once

#include <string>

namespace plumb::store {

// Does the file say that it is a snapshot, whole or not?
[[nodiscard]] bool looks_like_snapshot(const std::string& path);
// Nothing is there, or an empty file, or a snapshot that may be replaced.
[[nodiscard]] bool may_become_snapshot(const std::string& path);

}  // namespace plumb::store
