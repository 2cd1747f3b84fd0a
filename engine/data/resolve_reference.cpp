#include "data/resolve_reference.h"

#include <algorithm>

namespace plumb::data {

using program::TypeKind;

KeyIndex index_keys(const DecodedColumn& key, bool is_textual) {
  KeyIndex index;
  index.is_textual = is_textual;
  const ColumnData& cells = key.cells;
  if (is_textual) {
    std::vector<uint32_t> first(cells.texts.size(), UINT32_MAX);
    for (uint32_t row = 0; row < cells.ints.size(); ++row) {
      if (cells.states.empty() || cells.states[row] == CellPresent) {
        uint32_t& at = first[static_cast<size_t>(cells.ints[row])];
        at = std::min(at, row);
      }
    }
    for (size_t text = 0; text < first.size(); ++text) {
      if (first[text] != UINT32_MAX) {
        index.texts.emplace_back(cells.texts[text], first[text]);
      }
    }
    return index;
  }
  for (uint32_t row = 0; row < cells.ints.size(); ++row) {
    if (cells.states.empty() || cells.states[row] == CellPresent) {
      index.values.emplace_back(cells.ints[row], row);
    }
  }
  std::sort(index.values.begin(), index.values.end());
  const auto is_same = [](const auto& a, const auto& b) { return a.first == b.first; };
  index.values.erase(std::unique(index.values.begin(), index.values.end(), is_same),
                     index.values.end());
  return index;
}

std::string show_stored(const program::Program& program, const program::Column& shape,
                        int64_t value) {
  switch (shape.type.kind) {
    case TypeKind::Date:
      return base::to_string(base::Date{static_cast<int32_t>(value)});
    case TypeKind::Label:
      return program.at(shape.type.enumeration).labels[static_cast<size_t>(value)];
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Truth:
    case TypeKind::Text:
    case TypeKind::Duration:
    case TypeKind::Row:
    case TypeKind::NameSet:
    case TypeKind::Spans:
      break;
  }
  return base::Number::from_scaled(value, shape.scale).to_string();
}

void resolve_reference(const program::Program& program, const program::Column& shape,
                       const KeyIndex& parent, DecodedColumn& column) {
  ColumnData& cells = column.cells;
  // Both dictionaries ascend: one walk over the two finds every text's row.
  std::vector<uint32_t> row_of_text(cells.texts.size(), UINT32_MAX);
  size_t at = 0;
  for (size_t text = 0; parent.is_textual && text < cells.texts.size(); ++text) {
    while (at < parent.texts.size() && parent.texts[at].first < cells.texts[text]) {
      ++at;
    }
    if (at < parent.texts.size() && parent.texts[at].first == cells.texts[text]) {
      row_of_text[text] = parent.texts[at].second;
    }
  }
  const auto find = [&](int64_t value) {
    if (parent.is_textual) {
      return row_of_text[static_cast<size_t>(value)];
    }
    const auto found = std::lower_bound(parent.values.begin(), parent.values.end(),
                                        std::pair<int64_t, uint32_t>{value, 0});
    return found != parent.values.end() && found->first == value ? found->second : UINT32_MAX;
  };
  std::vector<CellFault> orphans;
  std::vector<int64_t>& ints = cells.ints.plain();
  for (uint32_t row = 0; row < ints.size(); ++row) {
    if (!cells.states.empty() && cells.states[row] != CellPresent) {
      continue;
    }
    const uint32_t parent_row = find(ints[row]);
    if (parent_row != UINT32_MAX) {
      ints[row] = parent_row;
      continue;
    }
    if (cells.states.empty()) {
      cells.states.assign(ints.size(), CellPresent);
    }
    cells.states[row] = CellFaulty;
    const int64_t value = ints[row];
    orphans.push_back({row, FaultKind::Orphan,
                       parent.is_textual ? cells.texts[static_cast<size_t>(value)]
                                         : show_stored(program, shape, value)});
    ints[row] = 0;
  }
  cells.texts.clear();
  if (!orphans.empty()) {
    const auto middle = static_cast<std::ptrdiff_t>(column.faults.size());
    column.faults.insert(column.faults.end(), orphans.begin(), orphans.end());
    std::inplace_merge(column.faults.begin(), column.faults.begin() + middle, column.faults.end(),
                       [](const CellFault& a, const CellFault& b) { return a.row < b.row; });
  }
}

}  // namespace plumb::data
