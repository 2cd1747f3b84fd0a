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
  const std::vector<std::string>* shared_texts = nullptr;  // of the key column itself, when it keeps them; else
  std::vector<std::string> own_texts;
  std::vector<uint32_t> rows_of_texts;               // UINT32_MAX: no row is named so
  std::vector<std::pair<int64_t, uint32_t>> values;  // ascending; dates, numbers, labels
  bool is_textual = false;

  [[nodiscard]] const std::vector<std::string>& texts() const { return shared_texts != nullptr ? *shared_texts : own_texts; }
};

// `key` holds key values (not yet rows of a parent) in the order of the finished table. Its texts, which ascend, are
// shared: they stay where they are as long as the index is used, or are moved into it.
[[nodiscard]] KeyIndex index_keys(const DecodedColumn& key, bool is_textual);

// Replaces key values by rows; a key that the parent does not have is an orphan. `shape` is the
// column at the end of the references, for showing what was found.
void resolve_reference(const program::Program& program, const program::Column& shape, const KeyIndex& parent,
                       DecodedColumn& column);

// A stored value as a reader writes it: a decimal in the stored units, a date, a label's name, 0
// or 1.
[[nodiscard]] std::string show_stored(const program::Program& program, const program::Column& shape, int64_t value);

}  // namespace plumb::data
