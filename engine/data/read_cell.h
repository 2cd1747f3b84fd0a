// What one cell means in its column, by itself: a value or the fault that it is. Knows nothing of
// rows, of other cells or of parents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "data/packed_rows.h"

namespace plumb::data {

struct Meaning {
  bool is_known = false;  // for tables of meanings that are filled when needed
  std::optional<FaultKind> fault;
  int64_t value = 0;                 // as in ColumnData::ints; of texts and sets a number of the pool of kept texts
  std::optional<base::Number> wide;  // a number that does not fit
};

class CellReader {
 public:
  CellReader(const program::Program& program, program::ColumnId id);

  [[nodiscard]] Meaning read_integer(int64_t value) const;
  // The integers that mean themselves, from the first to the second; none where the first is the greater one.
  [[nodiscard]] std::pair<int64_t, int64_t> plain_range() const;
  [[nodiscard]] Meaning read_decimal(std::string_view text) const;
  // Texts and sets go to `kept` in normal form.
  [[nodiscard]] Meaning read_text(std::string_view text, TextPool& kept) const;

  [[nodiscard]] const program::Column& column() const { return column_; }
  // How the column is stored: of a reference, the key that it names.
  [[nodiscard]] const program::Column& shape() const { return *shape_; }

 private:
  void find_bounds();
  [[nodiscard]] bool is_in_range(int64_t stored) const { return stored >= least_ && stored <= most_; }
  [[nodiscard]] bool is_in_range(const base::Number& value) const;
  [[nodiscard]] Meaning read_label(std::string_view text) const;
  [[nodiscard]] Meaning read_labels(const std::string& text, TextPool& kept) const;
  [[nodiscard]] Meaning keep_text(const std::string& text, TextPool& kept) const;
  [[nodiscard]] std::optional<uint16_t> find_label(std::string_view name) const;

  const program::Program& program_;
  const program::Column& column_;  // as declared: range, length
  const program::Column* shape_;
  bool is_own_ = true;  // not a reference: range and length are this column's
  bool may_be_wide_ = false;
  bool is_empty_range_ = false;
  int64_t least_ = INT64_MIN, most_ = INT64_MAX;  // stored integers within the declared range
};

}  // namespace plumb::data
