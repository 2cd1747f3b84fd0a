// Row numbers: lists, runs, and lists by the row that they belong to. Internal to run.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace plumb::run {

inline constexpr uint32_t NoRow = UINT32_MAX;

// Row numbers: a list, or those from `first` on.
struct Rows {
  const uint32_t* list = nullptr;
  uint32_t first = 0, count = 0;

  Rows() = default;
  Rows(uint32_t from, uint32_t rows) : first(from), count(rows) {}
  Rows(const std::vector<uint32_t>& rows) : list(rows.data()), count(static_cast<uint32_t>(rows.size())) {}
  Rows(std::span<const uint32_t> rows) : list(rows.data()), count(static_cast<uint32_t>(rows.size())) {}
  [[nodiscard]] size_t size() const { return count; }
  [[nodiscard]] uint32_t operator[](size_t i) const { return list != nullptr ? list[i] : first + static_cast<uint32_t>(i); }
  void copy(size_t from, size_t rows, uint32_t* to) const {
    for (size_t i = 0; i < rows; ++i) to[i] = (*this)[from + i];
  }
  void append_to(std::vector<uint32_t>& rows) const {
    for (size_t i = 0; i < count; ++i) rows.push_back((*this)[i]);
  }
};

// Rows by the row that they belong to, or by group; a run of `rows` each.
struct RowsByOwner {
  RowsByOwner() = default;
  RowsByOwner(RowsByOwner&&) = default;  // a copy's offsets would be those of the original
  RowsByOwner& operator=(RowsByOwner&&) = default;

  std::vector<uint32_t> own_offsets, rows;  // `rows` is empty where they are in place
  std::span<const uint32_t> offsets;        // of the data, or the own ones
  bool is_in_place = false;                 // the rows of owners follow each other in the table itself
  std::map<uint32_t, uint32_t> doubtful;    // rows whose owner is named by a faulty cell, and the code of that
  uint32_t open = 0;                        // code of what leaves all of them open, where is_open
  bool is_open = false;
  [[nodiscard]] Rows of(uint32_t owner) const {
    const uint32_t begin = offsets[owner], count = offsets[owner + 1] - begin;
    return is_in_place ? Rows(begin, count) : Rows(std::span(rows).subspan(begin, count));
  }
};

}  // namespace plumb::run
