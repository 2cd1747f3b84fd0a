// The directory of a snapshot: what it holds, proved by its root. Not part of the room's door.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"
#include "store/snapshot.h"
#include "store/snapshot_layout.h"

namespace plumb::store {

// A file whose seal fits, opened so that what stands beside it has no say. Empty: reported.
[[nodiscard]] std::optional<Database> open_snapshot(const std::string& path, diagnostics::Sink& sink);

// One more connection to such a file, which is not looked through again. Empty: it cannot be had.
[[nodiscard]] std::optional<Database> open_snapshot_again(const Database& database);

// Every entry with its digests computed again up to the root. Empty: reported.
[[nodiscard]] std::optional<Directory> read_directory(Database& database, SnapshotFacts& facts, diagnostics::Sink& sink);

}  // namespace plumb::store
