#include "data/integers.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace plumb::data {

namespace {

template <class Narrow>
void narrow(std::span<const int64_t> values, int64_t base, uint8_t* to) {
  for (size_t i = 0; i < values.size(); ++i) {
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

void Integers::pack() {
  if (!is_plain() || plain_.empty()) return;
  const auto [least, most] = std::minmax_element(plain_.begin(), plain_.end());
  const int64_t base = *least;
  const int width = width_of(static_cast<uint64_t>(*most) - static_cast<uint64_t>(base));
  if (width == 8) {
    plain_.shrink_to_fit();
    return;
  }
  std::vector<uint8_t> bytes(plain_.size() * static_cast<size_t>(width));
  if (width == 1) narrow<uint8_t>(plain_, base, bytes.data());
  if (width == 2) narrow<uint16_t>(plain_, base, bytes.data());
  if (width == 4) narrow<uint32_t>(plain_, base, bytes.data());
  *this = from_bytes(std::move(bytes), width, base);
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
