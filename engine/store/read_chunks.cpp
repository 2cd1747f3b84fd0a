#include "store/read_chunks.h"

#include <algorithm>

#include "base/digest.h"
#include "store/pack_chunk.h"
#include "store/store.h"

namespace plumb::store {

// The bytes of a chunk, which stay until the next one is read. False: they are not what the
// directory says.
bool ChunkReader::read_bytes(const Chunk& chunk) {
  if (bytes_of_ == nullptr) bytes_of_ = database_->prepare("SELECT bytes FROM chunk WHERE id = ?1");
  sqlite3_stmt* s = bytes_of_.get();
  if (s == nullptr || sqlite3_reset(s) != SQLITE_OK || sqlite3_bind_int64(s, 1, chunk.id) != SQLITE_OK ||
      sqlite3_step(s) != SQLITE_ROW) {
    return false;
  }
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(s, 0));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(s, 0));
  bytes_ = bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
  return base::sha256_hex(bytes_) == chunk.digest;
}

template <class Value>
bool ChunkReader::read_values(const std::vector<Chunk>& chunks, Part part, std::vector<Value>& to) {
  int64_t count = 0;
  for (const Chunk& chunk : chunks) count += chunk.part == part ? chunk.count : 0;
  to.reserve(static_cast<size_t>(count));
  return std::all_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
    return chunk.part != part || (read_bytes(chunk) && unpack_values(bytes_, chunk.count, chunk.width, chunk.base, to));
  });
}

// As narrow as the ranges of all chunks allow.
bool ChunkReader::read_integers(const std::vector<Chunk>& chunks, Part part, data::Integers& to) {
  int64_t count = 0, least = INT64_MAX, most = INT64_MIN;
  bool is_narrow = true;
  for (const Chunk& chunk : chunks) {
    if (chunk.part != part) continue;
    if (chunk.count < 0 || chunk.width < 0 || chunk.width > 8) return false;
    int64_t top = 0;
    const int64_t span = chunk.width == 0 ? 0 : (int64_t{1} << (8 * std::min(chunk.width, 4))) - 1;
    is_narrow = is_narrow && chunk.width <= 4 && !__builtin_add_overflow(chunk.base, span, &top);
    least = std::min(least, chunk.base);
    most = std::max(most, top);
    count += chunk.count;
  }
  const int width = count == 0 ? 8 : data::width_of(static_cast<uint64_t>(most) - static_cast<uint64_t>(least));
  if (!is_narrow || width == 8) {
    if (!read_values(chunks, part, to.plain())) return false;
    to.pack();
    return true;
  }
  // What a chunk says of its size is believed only when its bytes are there.
  std::vector<uint8_t> bytes;
  for (const Chunk& chunk : chunks) {
    if (chunk.part != part) continue;
    if (!read_bytes(chunk) || (chunk.width == 0 && chunk.count > RowLimit)) return false;
    if (bytes.empty()) bytes.reserve(static_cast<size_t>(std::min(count, RowLimit)) * static_cast<size_t>(width));
    const size_t before = bytes.size();
    if (before / static_cast<size_t>(width) + static_cast<size_t>(chunk.count) > static_cast<size_t>(RowLimit)) return false;
    bytes.resize(before + static_cast<size_t>(chunk.count) * static_cast<size_t>(width));
    if (!unpack_narrow(bytes_, chunk.count, chunk.width, chunk.base, width, least, bytes.data() + before)) return false;
  }
  to = data::Integers::from_bytes(std::move(bytes), width, least);
  return true;
}

bool ChunkReader::read_texts(const std::vector<Chunk>& chunks, Part part, std::vector<std::string>& to) {
  return std::all_of(chunks.begin(), chunks.end(), [&](const Chunk& chunk) {
    return chunk.part != part || (read_bytes(chunk) && unpack_texts(bytes_, chunk.count, to));
  });
}

template bool ChunkReader::read_values(const std::vector<Chunk>&, Part, std::vector<int64_t>&);
template bool ChunkReader::read_values(const std::vector<Chunk>&, Part, std::vector<uint8_t>&);

}  // namespace plumb::store
