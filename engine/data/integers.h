// The whole numbers of one column, held in as few bytes as they need: each as what it is above the least of them, in 1, 2,
// 4 or 8 bytes, or, of references whose rows stand in their parents' order, as the parents' first rows alone.
//
// Who builds a column writes plain 64-bit values and packs them at the end; who reads never sees the difference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace plumb::data {

class Integers {
 public:
  Integers() = default;
  explicit Integers(std::vector<int64_t> values) : size_(values.size()), plain_(std::move(values)) {}

  [[nodiscard]] size_t size() const { return is_plain() ? plain_.size() : size_; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  // Logarithmic in the number of parents where the values are held by their offsets, else constant.
  [[nodiscard]] int64_t operator[](size_t row) const {
    switch (form_) {
      case Form::Plain: return plain_[row];
      case Form::Bytes1: return base_ + bytes_[row];
      case Form::Bytes2: return base_ + reinterpret_cast<const uint16_t*>(bytes_.data())[row];
      case Form::Bytes4: return base_ + reinterpret_cast<const uint32_t*>(bytes_.data())[row];
      case Form::Offsets: break;
    }
    return parent_of(row);
  }
  // Values of `to.size()` rows from `first` on.
  void read(size_t first, std::span<int64_t> to) const;
  // The least and the most; 0 and 0 of nothing. Not held by offsets.
  [[nodiscard]] std::pair<int64_t, int64_t> range() const;

  [[nodiscard]] std::vector<int64_t> to_vector() const;

  // For who builds a column: plain values that may be changed, until pack() or cluster().
  [[nodiscard]] std::vector<int64_t>& plain() {
    if (!is_plain()) *this = Integers(to_vector());
    return plain_;
  }
  // Into the narrowest form.
  void pack();
  // A copy of plain values in the narrowest form.
  [[nodiscard]] static Integers narrowed(std::span<const int64_t> values);
  // One after another, in the narrowest form. None of them is held by offsets.
  [[nodiscard]] static Integers joined(std::span<const Integers> parts);
  // Value i is what stands at order[i] here. Not held by offsets.
  [[nodiscard]] Integers permuted(std::span<const uint32_t> order) const;
  // Rows of parents 0 … parents - 1 that ascend, and behind them at most `rows_without` zeros: held by offsets from now
  // on. False, and nothing is changed: they do not ascend.
  bool cluster(uint32_t parents, size_t rows_without);
  // Offsets as cluster() makes them. Precondition: they ascend, and the last is at most `size`.
  [[nodiscard]] static Integers from_offsets(std::vector<uint32_t> offsets, size_t size);
  // Narrow values as they are stored: `width` bytes each (1, 2, 4), little-endian, above `base`.
  [[nodiscard]] static Integers from_bytes(std::vector<uint8_t> bytes, int width, int64_t base);

  // parents + 1 entries: rows of parent p are [offsets[p], offsets[p + 1]); rows behind the last belong to nobody. Empty
  // unless the values are held so.
  [[nodiscard]] std::span<const uint32_t> offsets() const { return offsets_; }
  // Calls `use(values, base)` with a pointer to unsigned values of 1, 2 or 4 bytes, or to int64 (base 0): value = base +
  // values[row]. False: held by offsets, nothing is called.
  template <class Use>
  bool visit(Use&& use) const {
    switch (form_) {
      case Form::Plain: use(plain_.data(), int64_t{0}); return true;
      case Form::Bytes1: use(bytes_.data(), base_); return true;
      case Form::Bytes2: use(reinterpret_cast<const uint16_t*>(bytes_.data()), base_); return true;
      case Form::Bytes4: use(reinterpret_cast<const uint32_t*>(bytes_.data()), base_); return true;
      case Form::Offsets: break;
    }
    return false;
  }
  [[nodiscard]] size_t bytes_held() const { return plain_.size() * 8 + bytes_.size() + offsets_.size() * 4; }

  // By value, in whatever form.
  friend bool operator==(const Integers& a, const Integers& b);

 private:
  enum class Form : uint8_t { Plain, Bytes1, Bytes2, Bytes4, Offsets };
  [[nodiscard]] bool is_plain() const { return form_ == Form::Plain; }
  [[nodiscard]] int64_t parent_of(size_t row) const;

  Form form_ = Form::Plain;
  int64_t base_ = 0;
  size_t size_ = 0;  // of forms other than Plain
  std::vector<int64_t> plain_;
  std::vector<uint8_t> bytes_;  // from operator new, so aligned for what it holds
  std::vector<uint32_t> offsets_;
};

// Bytes a value that `span` above the least needs: 1, 2, 4 or 8.
[[nodiscard]] constexpr int width_of(uint64_t span) {
  return span <= UINT8_MAX ? 1 : span <= UINT16_MAX ? 2 : span <= UINT32_MAX ? 4 : 8;
}

}  // namespace plumb::data
