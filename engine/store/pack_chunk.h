// Values and texts to bytes and back. Not part of the room's door.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::store {

struct Packed {
  int width = 0;      // bytes a value; 0: every value is `base`
  int64_t base = 0;   // the least value
  std::string bytes;  // little-endian, unsigned, above `base`
};
[[nodiscard]] Packed pack_values(std::span<const int64_t> values);
// Appends. False: the bytes are not `count` values of that width.
[[nodiscard]] bool unpack_values(std::string_view bytes, int64_t count, int width, int64_t base, std::vector<int64_t>& to);
// The same into bytes; also false for a value beyond them.
[[nodiscard]] bool unpack_values(std::string_view bytes, int64_t count, int width, int64_t base, std::vector<uint8_t>& to);

// The same into integers of one width for all chunks: `count` values of `width` bytes above `base` become `to_width` bytes
// each above `to_base`, which is not more than `base`. Precondition: they fit, and `to` is aligned for them.
[[nodiscard]] bool unpack_narrow(std::string_view bytes, int64_t count, int width, int64_t base, int to_width, int64_t to_base,
                                 uint8_t* to);

// All lengths (4 bytes each), then all texts.
[[nodiscard]] std::string pack_texts(std::span<const std::string> texts);
[[nodiscard]] bool unpack_texts(std::string_view bytes, int64_t count, std::vector<std::string>& to);

}  // namespace plumb::store
