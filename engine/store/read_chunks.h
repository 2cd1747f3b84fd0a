// Chunks of a snapshot, each proved by its digest. Not part of the room's door.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/integers.h"
#include "store/database.h"
#include "store/snapshot_layout.h"

namespace plumb::store {

// From one connection, by one thread at a time. Every call takes the chunks of one part among `chunks`, in order; false:
// they are not what the directory says.
class ChunkReader {
 public:
  explicit ChunkReader(Database& database) : database_(&database) {}

  // Into int64 or bytes.
  template <class Value>
  [[nodiscard]] bool read_values(const std::vector<Chunk>& chunks, Part part, std::vector<Value>& to);
  [[nodiscard]] bool read_integers(const std::vector<Chunk>& chunks, Part part, data::Integers& to);
  [[nodiscard]] bool read_texts(const std::vector<Chunk>& chunks, Part part, std::vector<std::string>& to);

 private:
  bool read_bytes(const Chunk& chunk);

  Database* database_;
  Statement bytes_of_;
  std::string_view bytes_;  // of the chunk at hand
};

}  // namespace plumb::store
