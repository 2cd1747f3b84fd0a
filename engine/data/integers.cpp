#include "data/integers.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

namespace plumb::data {

namespace {

// Differences wrap: the span of two int64 values may need all 64 bits.
template <class Narrow, class Value>
void narrow(const Value* values, size_t count, int64_t base, uint8_t* to) {
  for (size_t i = 0; i < count; ++i) {
    const auto value = static_cast<Narrow>(static_cast<uint64_t>(values[i]) - static_cast<uint64_t>(base));
    std::memcpy(to + i * sizeof(Narrow), &value, sizeof(Narrow));
  }
}

}  // namespace

int64_t Integers::parent_of(size_t row) const {
  if (offsets_.empty() || row >= offsets_.back()) return 0;
  return std::upper_bound(offsets_.begin(), offsets_.end(), static_cast<uint32_t>(row)) - offsets_.begin() - 1;
}

void Integers::read(size_t first, std::span<int64_t> to) const {
  if (to.empty()) return;
  const bool is_read = visit([&](const auto* values, int64_t base) {
    for (size_t i = 0; i < to.size(); ++i) to[i] = base + static_cast<int64_t>(values[first + i]);
  });
  if (is_read) return;
  auto parent = static_cast<size_t>(parent_of(first));
  for (size_t i = 0; i < to.size();) {
    while (parent + 1 < offsets_.size() && offsets_[parent + 1] <= first + i) ++parent;
    const bool is_owned = parent + 1 < offsets_.size();
    const size_t end = is_owned ? std::min(to.size(), offsets_[parent + 1] - first) : to.size();
    std::fill(to.begin() + static_cast<std::ptrdiff_t>(i), to.begin() + static_cast<std::ptrdiff_t>(end),
              is_owned ? static_cast<int64_t>(parent) : 0);
    i = end;
  }
}

std::vector<int64_t> Integers::to_vector() const {
  std::vector<int64_t> values(size());
  read(0, values);
  return values;
}

std::pair<int64_t, int64_t> Integers::range() const {
  std::pair<int64_t, int64_t> found{0, 0};
  if (empty()) return found;
  visit([&](const auto* values, int64_t base) {
    auto least = values[0], most = values[0];
    for (size_t i = 1; i < size(); ++i) {
      least = std::min(least, values[i]);
      most = std::max(most, values[i]);
    }
    found = {base + static_cast<int64_t>(least), base + static_cast<int64_t>(most)};
  });
  return found;
}

void Integers::pack() {
  if (form_ == Form::Offsets || empty()) return;
  const auto [least, most] = range();
  const int width = width_of(static_cast<uint64_t>(most) - static_cast<uint64_t>(least));
  if (width == 8) {
    plain_.shrink_to_fit();
  } else if (is_plain() || static_cast<size_t>(width) < bytes_.size() / size_) {
    *this = joined(std::span(this, 1));
  }
}

Integers Integers::narrowed(std::span<const int64_t> values) {
  if (values.empty()) return {};
  int64_t base = values[0], most = values[0];
  for (const int64_t value : values) {
    base = std::min(base, value);
    most = std::max(most, value);
  }
  const int width = width_of(static_cast<uint64_t>(most) - static_cast<uint64_t>(base));
  if (width == 8) return Integers(std::vector<int64_t>(values.begin(), values.end()));
  std::vector<uint8_t> bytes(values.size() * static_cast<size_t>(width));
  if (width == 1) narrow<uint8_t>(values.data(), values.size(), base, bytes.data());
  if (width == 2) narrow<uint16_t>(values.data(), values.size(), base, bytes.data());
  if (width == 4) narrow<uint32_t>(values.data(), values.size(), base, bytes.data());
  return from_bytes(std::move(bytes), width, base);
}

Integers Integers::joined(std::span<const Integers> parts) {
  size_t count = 0;
  int64_t least = INT64_MAX, most = INT64_MIN;
  for (const Integers& part : parts) {
    if (part.empty()) continue;
    const auto [low, high] = part.range();
    least = std::min(least, low);
    most = std::max(most, high);
    count += part.size();
  }
  if (count == 0) return {};
  const int width = width_of(static_cast<uint64_t>(most) - static_cast<uint64_t>(least));
  if (width == 8) {
    std::vector<int64_t> values(count);
    size_t at = 0;
    for (const Integers& part : parts) {
      part.read(0, std::span(values).subspan(at, part.size()));
      at += part.size();
    }
    return Integers(std::move(values));
  }
  std::vector<uint8_t> bytes(count * static_cast<size_t>(width));
  uint8_t* to = bytes.data();
  for (const Integers& part : parts) {
    part.visit([&](const auto* values, int64_t base) {
      // Above the part's own base to above the least of all.
      const int64_t shift = static_cast<int64_t>(static_cast<uint64_t>(least) - static_cast<uint64_t>(base));
      if (width == 1) narrow<uint8_t>(values, part.size(), shift, to);
      if (width == 2) narrow<uint16_t>(values, part.size(), shift, to);
      if (width == 4) narrow<uint32_t>(values, part.size(), shift, to);
    });
    to += part.size() * static_cast<size_t>(width);
  }
  return from_bytes(std::move(bytes), width, least);
}

Integers Integers::permuted(std::span<const uint32_t> order) const {
  Integers moved;
  visit([&](const auto* values, int64_t base) {
    using Held = std::remove_cvref_t<decltype(*values)>;
    if constexpr (std::is_same_v<Held, int64_t>) {
      std::vector<int64_t> plain(order.size());
      for (size_t i = 0; i < order.size(); ++i) plain[i] = values[order[i]];
      moved = Integers(std::move(plain));
    } else {
      std::vector<uint8_t> bytes(order.size() * sizeof(Held));
      auto* to = reinterpret_cast<Held*>(bytes.data());
      for (size_t i = 0; i < order.size(); ++i) to[i] = values[order[i]];
      moved = from_bytes(std::move(bytes), sizeof(Held), base);
    }
  });
  return moved;
}

Integers Integers::from_bytes(std::vector<uint8_t> bytes, int width, int64_t base) {
  Integers packed;
  packed.form_ = width == 1 ? Form::Bytes1 : width == 2 ? Form::Bytes2 : Form::Bytes4;
  packed.base_ = base;
  packed.size_ = bytes.size() / static_cast<size_t>(width);
  packed.bytes_ = std::move(bytes);
  return packed;
}

Integers Integers::from_offsets(std::vector<uint32_t> offsets, size_t size) {
  Integers packed;
  packed.form_ = Form::Offsets;
  packed.size_ = size;
  packed.offsets_ = std::move(offsets);
  return packed;
}

bool Integers::cluster(uint32_t parents, size_t rows_without) {
  if (form_ == Form::Offsets) return true;
  const size_t owned = size() - rows_without;
  std::vector<uint32_t> offsets;
  offsets.reserve(size_t{parents} + 1);
  bool is_ascending = true;
  visit([&](const auto* values, int64_t base) {
    for (size_t row = 0; row < owned; ++row) {
      const auto value = static_cast<size_t>(base + static_cast<int64_t>(values[row]));
      is_ascending = is_ascending && value < parents && value + 1 >= offsets.size();
      if (!is_ascending) return;
      if (value + 1 > offsets.size()) offsets.resize(value + 1, static_cast<uint32_t>(row));
    }
    for (size_t row = owned; row < size(); ++row) is_ascending = is_ascending && base + static_cast<int64_t>(values[row]) == 0;
  });
  if (!is_ascending) return false;
  offsets.resize(size_t{parents} + 1, static_cast<uint32_t>(owned));
  *this = from_offsets(std::move(offsets), size());
  return true;
}

bool operator==(const Integers& a, const Integers& b) {
  if (a.size() != b.size()) return false;
  for (size_t row = 0; row < a.size(); ++row) {
    if (a[row] != b[row]) return false;
  }
  return true;
}

}  // namespace plumb::data
