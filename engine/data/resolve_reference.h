// From stored key values to rows of the parent.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "data/decode_column.h"

namespace plumb::data {

// Of a table with a single key, whose rows are in order: every key that is present, with the first
// of its rows.
struct KeyIndex {
  std::vector<std::pair<std::string, uint32_t>> texts;  // ascending
  std::vector<std::pair<int64_t, uint32_t>> values;     // ascending; dates, numbers, labels
  bool is_textual = false;
};

// `key` holds key values (not yet rows of a parent) in the order of the finished table.
[[nodiscard]] KeyIndex index_keys(const DecodedColumn& key, bool is_textual);

// Replaces key values by rows; a key that the parent does not have is an orphan. `shape` is the
// column at the end of the references, for showing what was found.
void resolve_reference(const program::Program& program, const program::Column& shape,
                       const KeyIndex& parent, DecodedColumn& column);

// A stored value as a reader writes it: a decimal in the stored measure, a date, a label's name, 0
// or 1.
[[nodiscard]] std::string show_stored(const program::Program& program, const program::Column& shape,
                                      int64_t value);

}  // namespace plumb::data
