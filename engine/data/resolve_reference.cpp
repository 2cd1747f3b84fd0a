#include "data/resolve_reference.h"

#include <algorithm>

namespace plumb::data {

using program::TypeKind;

namespace {

constexpr size_t RowsAtOnce = 4096;

// Calls `take(row, value)` for every cell that is present.
template <class Take>
void each_present(const ColumnData& cells, const Take& take) {
  std::vector<int64_t> values;
  for (size_t first = 0; first < cells.ints.size(); first += RowsAtOnce) {
    values.resize(std::min(RowsAtOnce, cells.ints.size() - first));
    cells.ints.read(first, values);
    for (size_t i = 0; i < values.size(); ++i) {
      if (cells.states.empty() || cells.states[first + i] == CellPresent) take(static_cast<uint32_t>(first + i), values[i]);
    }
  }
}

// From a key's value to its row; UINT32_MAX: there is none.
class RowFinder {
 public:
  RowFinder(const KeyIndex& parent, const ColumnData& child);
  [[nodiscard]] uint32_t find(int64_t value) const;

 private:
  void find_texts(const std::vector<std::string>& child);

  const KeyIndex& parent_;
  bool is_direct_ = false;
  int64_t least_ = 0;
  std::vector<uint32_t> rows_;  // by value above the least
};

RowFinder::RowFinder(const KeyIndex& parent, const ColumnData& child) : parent_(parent) {
  if (parent.is_textual) {
    find_texts(child.texts);
    return;
  }
  if (parent.values.empty()) return;
  // Numbers without many gaps are looked up, others searched for.
  constexpr uint64_t MostGaps = 8;
  const uint64_t span = static_cast<uint64_t>(parent.values.back().first) - static_cast<uint64_t>(parent.values.front().first);
  if (span / MostGaps > parent.values.size()) return;
  is_direct_ = true;
  least_ = parent.values.front().first;
  rows_.assign(span + 1, UINT32_MAX);
  for (const auto& [value, row] : parent.values) rows_[static_cast<size_t>(value - least_)] = row;
}

// Both dictionaries ascend: one walk over the two finds every text's row.
void RowFinder::find_texts(const std::vector<std::string>& child) {
  is_direct_ = true;
  rows_.assign(child.size(), UINT32_MAX);
  const std::vector<std::string>& texts = parent_.texts();
  size_t at = 0;
  for (size_t text = 0; text < child.size(); ++text) {
    while (at < texts.size() && texts[at] < child[text]) ++at;
    if (at < texts.size() && texts[at] == child[text]) rows_[text] = parent_.rows_of_texts[at];
  }
}

uint32_t RowFinder::find(int64_t value) const {
  if (is_direct_) {
    const uint64_t at = static_cast<uint64_t>(value) - static_cast<uint64_t>(least_);
    return at < rows_.size() ? rows_[at] : UINT32_MAX;
  }
  const auto found = std::lower_bound(parent_.values.begin(), parent_.values.end(), std::pair<int64_t, uint32_t>{value, 0});
  return found != parent_.values.end() && found->first == value ? found->second : UINT32_MAX;
}

}  // namespace

KeyIndex index_keys(const DecodedColumn& key, bool is_textual) {
  KeyIndex index;
  index.is_textual = is_textual;
  const ColumnData& cells = key.cells;
  if (is_textual) {
    index.shared_texts = &cells.texts;
    index.rows_of_texts.assign(cells.texts.size(), UINT32_MAX);
    each_present(cells, [&](uint32_t row, int64_t text) {
      uint32_t& at = index.rows_of_texts[static_cast<size_t>(text)];
      at = std::min(at, row);
    });
    return index;
  }
  each_present(cells, [&](uint32_t row, int64_t value) { index.values.emplace_back(value, row); });
  if (!std::is_sorted(index.values.begin(), index.values.end())) std::sort(index.values.begin(), index.values.end());
  const auto is_same = [](const auto& a, const auto& b) { return a.first == b.first; };
  index.values.erase(std::unique(index.values.begin(), index.values.end(), is_same), index.values.end());
  return index;
}

std::string show_stored(const program::Program& program, const program::Column& shape, int64_t value) {
  switch (shape.type.kind) {
    case TypeKind::Date: return base::to_string(base::Date{static_cast<int32_t>(value)});
    case TypeKind::Label: return program.at(shape.type.enumeration).labels[static_cast<size_t>(value)];
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Truth:
    case TypeKind::Text:
    case TypeKind::Duration:
    case TypeKind::Row:
    case TypeKind::NameSet:
    case TypeKind::Spans: break;
  }
  return base::Number::from_scaled(value, shape.scale).to_string();
}

void resolve_reference(const program::Program& program, const program::Column& shape, const KeyIndex& parent,
                       DecodedColumn& column) {
  ColumnData& cells = column.cells;
  const RowFinder finder(parent, cells);
  std::vector<CellFault> orphans;
  std::vector<uint8_t> bytes(cells.ints.size() * sizeof(uint32_t));
  auto* rows = reinterpret_cast<uint32_t*>(bytes.data());
  each_present(cells, [&](uint32_t row, int64_t value) {
    const uint32_t found = finder.find(value);
    if (found != UINT32_MAX) {
      rows[row] = found;
      return;
    }
    orphans.push_back({row, FaultKind::Orphan,
                       parent.is_textual ? cells.texts[static_cast<size_t>(value)] : show_stored(program, shape, value)});
  });
  cells.ints = bytes.empty() ? Integers() : Integers::from_bytes(std::move(bytes), sizeof(uint32_t), 0);
  if (!orphans.empty() && cells.states.empty()) cells.states.assign(cells.ints.size(), CellPresent);
  for (const CellFault& orphan : orphans) cells.states[orphan.row] = CellFaulty;
  cells.texts.clear();
  if (!orphans.empty()) {
    const auto middle = static_cast<std::ptrdiff_t>(column.faults.size());
    column.faults.insert(column.faults.end(), orphans.begin(), orphans.end());
    std::inplace_merge(column.faults.begin(), column.faults.begin() + middle, column.faults.end(),
                       [](const CellFault& a, const CellFault& b) { return a.row < b.row; });
  }
}

}  // namespace plumb::data
