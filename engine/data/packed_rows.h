// Raw cells, compact: a form and a word a cell, each distinct text once. What RawTable says in
// words a row (build_rows.h), for readers of millions of rows; build_data judges both alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/build_rows.h"
#include "data/data.h"

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
  void grow();

  std::string arena_;
  std::vector<uint64_t> ends_;
  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> slots_;  // open addressing; a power of two, UINT32_MAX: free
  uint32_t last_ = UINT32_MAX;   // runs of one text (a child's parent) skip the search
};

enum class CellForm : uint8_t { Null, Integer, Decimal, Text, Real, NotGiven };

struct PackedColumn {
  bool is_read = true;
  std::vector<CellForm> forms;
  std::vector<int64_t> values;  // the integer, or a number of `texts`
  TextPool texts;
  std::vector<uint32_t>
      absence;  // 0: no kind beside the cell, else 1 + a number of `texts`; empty: none at all

  void append_null() { append(CellForm::Null, 0); }
  void append_integer(int64_t value) { append(CellForm::Integer, value); }
  // Decimal, Text or Real.
  void append_text(CellForm form, std::string_view text) { append(form, texts.intern(text)); }
  void append(CellForm form, int64_t value) {
    forms.push_back(form);
    values.push_back(value);
  }
  // Kind beside the cell that was appended last.
  void name_absence(std::string_view kind);
};

struct PackedTable {
  std::vector<PackedColumn>
      columns;  // in the order of program::Table::columns; those that are not read are empty
  std::vector<int64_t> origin;  // one a row
};

[[nodiscard]] Data build_packed(const program::Program& program, std::vector<PackedTable> tables,
                                int64_t assessment);

}  // namespace plumb::data
