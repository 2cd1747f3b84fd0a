// Raw cells, compact: each distinct text once, integers in as few bytes as a stretch of them needs. What RawTable says in
// words a row (build_rows.h), for readers of millions of rows; build_data judges both alike.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/build_rows.h"
#include "data/data.h"
#include "data/integers.h"

namespace plumb::data {

// Distinct texts by number, in order of arrival. Views are good until the next intern().
class TextPool {
 public:
  [[nodiscard]] uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view view(uint32_t id) const {
    const uint64_t begin = id == 0 ? 0 : ends_[id - 1];
    return {arena_.data() + begin, static_cast<size_t>(ends_[id] - begin)};
  }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }

 private:
  // The length and both ends of a text, which may overlap: all of it where it has no more than 16 bytes, as codes and days
  // have; of a longer one the hash in place of the ends.
  struct Mark {
    uint64_t head, tail;
    size_t length;
    friend bool operator==(const Mark&, const Mark&) = default;
    [[nodiscard]] bool is_whole() const { return length <= 16; }
  };
  [[nodiscard]] static Mark mark_of(std::string_view text);
  [[nodiscard]] bool is_text(uint32_t id, const Mark& mark, std::string_view text) const {
    return marks_[id] == mark && (mark.is_whole() || view(id) == text);
  }
  void grow();
  [[nodiscard]] uint32_t find(const Mark& mark, std::string_view text);

  std::string arena_;
  std::vector<uint64_t> ends_;
  std::vector<Mark> marks_;
  std::vector<uint32_t> slots_;  // open addressing; a power of two, UINT32_MAX: free
  // Runs of one text (a child's parent) and texts that come round in the same order (its months) skip the search.
  uint32_t last_ = UINT32_MAX;
  std::vector<uint32_t> follower_;  // by text: what came behind it last
};

enum class CellForm : uint8_t { Null, Integer, Decimal, Text, Real, NotGiven };

inline constexpr size_t RowsPerStretch = size_t{1} << 13;

// Integers that come one by one, packed as soon as there is a stretch of them.
class PackedIntegers {
 public:
  void append(int64_t value) {
    if (open_ == nullptr) open_ = std::make_unique_for_overwrite<int64_t[]>(RowsPerStretch);
    open_[open_count_] = value;
    if (++open_count_ == RowsPerStretch) pack();
  }
  void close();  // the last stretch, which may be short
  [[nodiscard]] size_t size() const { return packed_count_ + open_count_; }
  [[nodiscard]] size_t open_count() const { return open_count_; }
  // Complete after close().
  [[nodiscard]] std::span<const Integers> stretches() const { return stretches_; }

 private:
  void pack();

  std::unique_ptr<int64_t[]> open_;
  size_t open_count_ = 0, packed_count_ = 0;
  std::vector<Integers> stretches_;
};

// What stands beside the values of a stretch.
struct StretchForms {
  CellForm form = CellForm::Null;  // of every cell where `forms` is empty
  std::vector<CellForm> forms;
  // Kinds of absence beside cells, which are few: the cell's row in the stretch, ascending, and 1 + a number of the texts.
  std::vector<std::pair<uint32_t, uint32_t>> absence;
};

// Goes through the kinds of absence of a stretch, row by row.
class AbsenceWalk {
 public:
  explicit AbsenceWalk(const StretchForms& forms) : next_(forms.absence.begin()), end_(forms.absence.end()) {}
  // 0: there is none. Rows are asked for in ascending order.
  [[nodiscard]] uint32_t at(size_t row) {
    while (next_ != end_ && next_->first < row) ++next_;
    return next_ != end_ && next_->first == row ? next_->second : 0;
  }

 private:
  std::vector<std::pair<uint32_t, uint32_t>>::const_iterator next_, end_;
};

class PackedColumn {
 public:
  bool is_read = true;
  TextPool texts;

  void append_null() { append(CellForm::Null, 0); }
  void append_integer(int64_t value) { append(CellForm::Integer, value); }
  // Decimal, Text or Real.
  void append_text(CellForm form, std::string_view text) { append(form, texts.intern(text)); }
  // `value`: the integer, or a number of `texts`.
  void append(CellForm form, int64_t value) {
    if (values_.open_count() == 0) {
      begin(form);
    } else if (form != form_ || is_mixed_) {
      mix(form);
    }
    values_.append(value);
  }
  // Kind beside the cell that was appended last.
  void name_absence(std::string_view kind) { number_absence(texts.intern(kind) + 1); }
  void number_absence(uint32_t kind);  // 1 + a number of `texts`
  void close() { values_.close(); }

  [[nodiscard]] size_t size() const { return values_.size(); }
  // After close(): stretch i has the rows from i * RowsPerStretch on.
  [[nodiscard]] std::span<const Integers> values() const { return values_.stretches(); }
  [[nodiscard]] const StretchForms& forms(size_t stretch) const { return forms_[stretch]; }

 private:
  void begin(CellForm form);
  void mix(CellForm form);

  PackedIntegers values_;
  std::vector<StretchForms> forms_;
  CellForm form_ = CellForm::Null;  // of the open stretch, while it is not mixed
  bool is_mixed_ = false;
};

// Rows that came one after another. A table comes in one part or in several, so that several threads can bring it.
struct PackedTable {
  std::vector<PackedColumn> columns;  // in the order of program::Table::columns; those that are not read are empty
  PackedIntegers origin;              // one a row

  void close();
};

// By table its parts, which are closed. Equal rows give equal Data, however they are divided and whatever `threads` is.
[[nodiscard]] Data build_packed(const program::Program& program, std::vector<std::vector<PackedTable>> tables, int64_t assessment,
                                unsigned threads = 1);

}  // namespace plumb::data
