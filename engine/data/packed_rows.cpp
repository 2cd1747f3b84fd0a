#include "data/packed_rows.h"

#include <functional>
#include <utility>

namespace plumb::data {

uint32_t TextPool::intern(std::string_view text) {
  if (last_ == UINT32_MAX) return last_ = find(text);
  if (view(last_) == text) return last_;
  if (const uint32_t guess = follower_[last_]; guess != UINT32_MAX && view(guess) == text) return last_ = guess;
  const uint32_t id = find(text);
  follower_[last_] = id;
  return last_ = id;
}

uint32_t TextPool::find(std::string_view text) {
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
      follower_.push_back(UINT32_MAX);
      return slots_[slot] = size() - 1;
    }
    if (hashes_[id] == hash && view(id) == text) {
      return id;
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

void PackedIntegers::close() {
  if (open_.empty()) return;
  missing_ = RowsPerStretch - open_.size();
  stretches_.push_back(Integers::narrowed(open_));
  open_.clear();
}

void PackedColumn::mix(StretchForms& open, size_t at, CellForm form) {
  if (open.forms.empty()) {
    open.forms.reserve(RowsPerStretch);
    open.forms.assign(at, open.form);
  }
  open.forms.push_back(form);
}

void PackedColumn::number_absence(uint32_t kind) {
  std::vector<uint32_t>& absence = forms_.back().absence;
  const size_t at = (values_.size() - 1) % RowsPerStretch;
  if (absence.empty()) absence.assign(RowsPerStretch, 0);
  absence[at] = kind;
}

void PackedTable::close() {
  for (PackedColumn& column : columns) column.close();
  origin.close();
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
  return packed;
}

}  // namespace

Data build_data(const program::Program& program, std::vector<RawTable> tables, int64_t assessment) {
  std::vector<std::vector<PackedTable>> packed(tables.size());
  for (size_t table = 0; table < tables.size(); ++table) {
    PackedTable part;
    for (const RawColumn& column : tables[table].columns) {
      part.columns.push_back(pack(column, tables[table].origin.size()));
    }
    for (const int64_t origin : tables[table].origin) part.origin.append(origin);
    part.close();
    packed[table].push_back(std::move(part));
  }
  return build_packed(program, std::move(packed), assessment);
}

}  // namespace plumb::data
