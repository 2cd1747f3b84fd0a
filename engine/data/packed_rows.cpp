#include "data/packed_rows.h"

#include <functional>
#include <utility>

namespace plumb::data {

uint32_t TextPool::intern(std::string_view text) {
  if (last_ != UINT32_MAX && view(last_) == text) {
    return last_;
  }
  if (slots_.size() < 2 * (ends_.size() + 1)) {
    grow();
  }
  const uint64_t hash = std::hash<std::string_view>{}(text);
  const size_t mask = slots_.size() - 1;
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const uint32_t id = slots_[slot];
    if (id == UINT32_MAX) {
      arena_.append(text);
      ends_.push_back(arena_.size());
      hashes_.push_back(hash);
      return last_ = slots_[slot] = size() - 1;
    }
    if (hashes_[id] == hash && view(id) == text) {
      return last_ = id;
    }
  }
}

void TextPool::grow() {
  slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, UINT32_MAX);
  const size_t mask = slots_.size() - 1;
  for (uint32_t id = 0; id < size(); ++id) {
    size_t slot = hashes_[id] & mask;
    while (slots_[slot] != UINT32_MAX) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = id;
  }
}

void PackedColumn::name_absence(std::string_view kind) {
  absence.resize(forms.size(), 0);
  absence.back() = texts.intern(kind) + 1;
}

namespace {

struct Pack {
  PackedColumn& column;

  void operator()(const RawNull&) const { column.append_null(); }
  void operator()(const RawInteger& cell) const { column.append_integer(cell.value); }
  void operator()(const RawDecimal& cell) const {
    column.append_text(CellForm::Decimal, cell.text);
  }
  void operator()(const RawText& cell) const { column.append_text(CellForm::Text, cell.text); }
  void operator()(const RawReal& cell) const { column.append_text(CellForm::Real, cell.text); }
  void operator()(const RawNotGiven&) const { column.append(CellForm::NotGiven, 0); }
};

PackedColumn pack(const RawColumn& raw, size_t row_count) {
  PackedColumn packed;
  packed.is_read = raw.cells.size() == row_count;
  for (size_t row = 0; row < raw.cells.size(); ++row) {
    std::visit(Pack{packed}, raw.cells[row]);
    if (row < raw.absence.size() && !raw.absence[row].empty()) {
      packed.name_absence(raw.absence[row]);
    }
  }
  if (!packed.absence.empty()) {
    packed.absence.resize(packed.forms.size(), 0);
  }
  return packed;
}

}  // namespace

Data build_data(const program::Program& program, std::vector<RawTable> tables, int64_t assessment) {
  std::vector<PackedTable> packed(tables.size());
  for (size_t table = 0; table < tables.size(); ++table) {
    for (const RawColumn& column : tables[table].columns) {
      packed[table].columns.push_back(pack(column, tables[table].origin.size()));
    }
    packed[table].origin = std::move(tables[table].origin);
  }
  return build_packed(program, std::move(packed), assessment);
}

}  // namespace plumb::data
