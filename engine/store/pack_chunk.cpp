#include "store/pack_chunk.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "data/integers.h"

namespace plumb::store {

static_assert(std::endian::native == std::endian::little, "chunks are copied as they stand");

namespace {

// Differences wrap: the span of two int64 values may need all 64 bits.
uint64_t above(int64_t value, int64_t base) { return static_cast<uint64_t>(value) - static_cast<uint64_t>(base); }

template <class Narrow>
void narrow(std::span<const int64_t> values, int64_t base, std::string& to) {
  to.resize(values.size() * sizeof(Narrow));
  for (size_t i = 0; i < values.size(); ++i) {
    const Narrow value = static_cast<Narrow>(above(values[i], base));
    std::memcpy(to.data() + i * sizeof(Narrow), &value, sizeof(Narrow));
  }
}

template <class Narrow, class Wide>
void widen(std::string_view bytes, int64_t base, Wide* to) {
  const size_t count = bytes.size() / sizeof(Narrow);
  for (size_t i = 0; i < count; ++i) {
    Narrow value;
    std::memcpy(&value, bytes.data() + i * sizeof(Narrow), sizeof(Narrow));
    to[i] = static_cast<Wide>(static_cast<int64_t>(static_cast<uint64_t>(base) + value));
  }
}

bool fits(std::string_view bytes, int64_t count, int width) {
  const bool is_width = width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
  return is_width && count >= 0 && bytes.size() == static_cast<uint64_t>(count) * static_cast<uint64_t>(width);
}

template <class Wide>
void unpack(std::string_view bytes, int64_t count, int width, int64_t base, std::vector<Wide>& to) {
  const size_t before = to.size();
  if (width == 0) {
    to.resize(before + static_cast<size_t>(count), static_cast<Wide>(base));
    return;
  }
  to.resize(before + static_cast<size_t>(count));
  Wide* out = to.data() + before;
  if (width == 1) widen<uint8_t>(bytes, base, out);
  if (width == 2) widen<uint16_t>(bytes, base, out);
  if (width == 4) widen<uint32_t>(bytes, base, out);
  if (width == 8) widen<uint64_t>(bytes, base, out);
}

}  // namespace

Packed pack_values(std::span<const int64_t> values) {
  Packed packed;
  if (values.empty()) return packed;
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  packed.base = *least;
  const uint64_t span = above(*most, *least);
  packed.width = span == 0 ? 0 : data::width_of(span);
  if (packed.width == 1) narrow<uint8_t>(values, packed.base, packed.bytes);
  if (packed.width == 2) narrow<uint16_t>(values, packed.base, packed.bytes);
  if (packed.width == 4) narrow<uint32_t>(values, packed.base, packed.bytes);
  if (packed.width == 8) narrow<uint64_t>(values, packed.base, packed.bytes);
  return packed;
}

bool unpack_values(std::string_view bytes, int64_t count, int width, int64_t base, std::vector<int64_t>& to) {
  if (!fits(bytes, count, width)) return false;
  unpack(bytes, count, width, base, to);
  return true;
}

bool unpack_values(std::string_view bytes, int64_t count, int width, int64_t base, std::vector<uint8_t>& to) {
  if (!fits(bytes, count, width) || width > 1 || base < 0 || base > UINT8_MAX) return false;
  uint8_t most = 0;
  for (const char byte : bytes) most = std::max(most, static_cast<uint8_t>(byte));
  if (base + most > UINT8_MAX) return false;
  unpack(bytes, count, width, base, to);
  return true;
}

namespace {

template <class To>
void move_chunk(std::string_view bytes, int64_t count, int width, int64_t delta, To* to) {
  if (width == sizeof(To) && delta == 0)
    std::memcpy(to, bytes.data(), bytes.size());
  else if (width == 1)
    widen<uint8_t>(bytes, delta, to);
  else if (width == 2)
    widen<uint16_t>(bytes, delta, to);
  else if (width == 4)
    widen<uint32_t>(bytes, delta, to);
  else
    std::fill_n(to, count, static_cast<To>(delta));
}

}  // namespace

bool unpack_narrow(std::string_view bytes, int64_t count, int width, int64_t base, int to_width, int64_t to_base, uint8_t* to) {
  if (!fits(bytes, count, width) || width == 8) return false;
  const auto delta = static_cast<int64_t>(above(base, to_base));
  if (to_width == 1) move_chunk(bytes, count, width, delta, to);
  if (to_width == 2) move_chunk(bytes, count, width, delta, reinterpret_cast<uint16_t*>(to));
  if (to_width == 4) move_chunk(bytes, count, width, delta, reinterpret_cast<uint32_t*>(to));
  return true;
}

std::string pack_texts(std::span<const std::string> texts) {
  std::string bytes(texts.size() * sizeof(uint32_t), '\0');
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto length = static_cast<uint32_t>(texts[i].size());
    std::memcpy(bytes.data() + i * sizeof(uint32_t), &length, sizeof(length));
  }
  for (const std::string& text : texts) bytes += text;
  return bytes;
}

bool unpack_texts(std::string_view bytes, int64_t count, std::vector<std::string>& to) {
  if (count < 0 || static_cast<uint64_t>(count) > bytes.size() / sizeof(uint32_t)) return false;
  size_t at = static_cast<size_t>(count) * sizeof(uint32_t);
  to.reserve(to.size() + static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) {
    uint32_t length = 0;
    std::memcpy(&length, bytes.data() + static_cast<size_t>(i) * sizeof(length), sizeof(length));
    if (length > bytes.size() - at) return false;
    to.emplace_back(bytes.substr(at, length));
    at += length;
  }
  return at == bytes.size();
}

}  // namespace plumb::store
