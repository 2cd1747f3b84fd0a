#include "data/packed_rows.h"

#include <cstring>
#include <functional>
#include <utility>

namespace plumb::data {

namespace {

template <class Word>
uint64_t load(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof(Word));
  return word;
}

uint64_t mix_words(uint64_t a, uint64_t b) {
  const uint64_t mixed = (a ^ 0x9E3779B97F4A7C15U) * 0xD6E8FEB86659FD93U + b;
  return (mixed ^ (mixed >> 32U)) * 0xD6E8FEB86659FD93U;
}

}  // namespace

TextPool::Mark TextPool::mark_of(std::string_view text) {
  const char* bytes = text.data();
  const size_t length = text.size();
  if (length > 16) return {std::hash<std::string_view>{}(text), 0, length};
  if (length >= 8) return {load<uint64_t>(bytes), load<uint64_t>(bytes + length - 8), length};
  if (length >= 4) return {load<uint32_t>(bytes), load<uint32_t>(bytes + length - 4), length};
  uint64_t all = 0;
  for (const char byte : text) all = all << 8U | static_cast<uint8_t>(byte);
  return {all, 0, length};
}

uint32_t TextPool::intern(std::string_view text) {
  const Mark mark = mark_of(text);
  if (last_ == UINT32_MAX) return last_ = find(mark, text);
  if (is_text(last_, mark, text)) return last_;
  if (const uint32_t guess = follower_[last_]; guess != UINT32_MAX && is_text(guess, mark, text)) return last_ = guess;
  const uint32_t id = find(mark, text);
  follower_[last_] = id;
  return last_ = id;
}

uint32_t TextPool::find(const Mark& mark, std::string_view text) {
  if (slots_.size() < 2 * (ends_.size() + 1)) {
    grow();
  }
  const size_t mask = slots_.size() - 1;
  for (size_t slot = mix_words(mark.head, mark.tail + mark.length) >> 20U & mask;; slot = (slot + 1) & mask) {
    const uint32_t id = slots_[slot];
    if (id == UINT32_MAX) {
      arena_.append(text);
      ends_.push_back(arena_.size());
      marks_.push_back(mark);
      follower_.push_back(UINT32_MAX);
      return slots_[slot] = size() - 1;
    }
    if (is_text(id, mark, text)) {
      return id;
    }
  }
}

void TextPool::grow() {
  slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, UINT32_MAX);
  const size_t mask = slots_.size() - 1;
  for (uint32_t id = 0; id < size(); ++id) {
    size_t slot = mix_words(marks_[id].head, marks_[id].tail + marks_[id].length) >> 20U & mask;
    while (slots_[slot] != UINT32_MAX) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = id;
  }
}

void PackedIntegers::pack() {
  stretches_.push_back(Integers::narrowed({open_.get(), open_count_}));
  packed_count_ += open_count_;
  open_count_ = 0;
}

void PackedIntegers::close() {
  if (open_count_ > 0) pack();
  open_.reset();
}

void PackedColumn::begin(CellForm form) {
  forms_.push_back({form, {}, {}});
  form_ = form;
  is_mixed_ = false;
}

void PackedColumn::mix(CellForm form) {
  std::vector<CellForm>& forms = forms_.back().forms;
  if (!is_mixed_) {
    is_mixed_ = true;
    forms.reserve(RowsPerStretch);
    forms.assign(values_.open_count(), form_);
  }
  forms.push_back(form);
}

void PackedColumn::number_absence(uint32_t kind) {
  forms_.back().absence.emplace_back(static_cast<uint32_t>((values_.size() - 1) % RowsPerStretch), kind);
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
  void operator()(const RawDecimal& cell) const { column.append_text(CellForm::Decimal, cell.text); }
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
