#include "data/decode_column.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "data/read_cell.h"

namespace plumb::data {

using base::Number;
using program::Column;
using program::Program;
using program::TypeKind;

program::ColumnId base_column(const Program& program, program::ColumnId column) {
  for (size_t step = 0; step <= program.tables.size(); ++step) {
    const Column& at = program.at(column);
    if (at.type.kind != TypeKind::Row) {
      return column;
    }
    const auto& keys = program.at(at.type.table).keys;
    if (keys.size() != 1) {
      return {};
    }
    column = keys.front();
  }
  return {};
}

namespace {

bool is_textual(const Column& shape) {
  const TypeKind kind = shape.type.kind;
  return kind == TypeKind::Text || kind == TypeKind::NameSet || kind == TypeKind::Row;
}

class Decoder {
 public:
  Decoder(const Program& program, program::ColumnId id, const PackedColumn& packed)
      : program_(program), reader_(program, id), plain_(reader_.plain_range()), packed_(packed) {}

  DecodedPart decode();

 private:
  // A text that has been met: what it means as a cell, or that only `meanings_` can tell.
  enum class TextSort : uint8_t { New, Plain, Other };

  bool take_integers(const Integers& values);
  bool take_texts(const Integers& values);
  bool take_nulls(size_t count);
  bool is_plain_text(size_t text);
  void decode_row(CellForm form, uint32_t named, size_t at);
  void decode_absent(uint32_t named);
  void take(const Meaning& meaning, std::string_view found);
  void fail(FaultKind kind, std::string found);
  void set_state(uint8_t state);
  [[nodiscard]] const Meaning& meaning_of(CellForm form, uint32_t text);

  const Program& program_;
  CellReader reader_;
  std::pair<int64_t, int64_t> plain_;  // integers that mean themselves
  const PackedColumn& packed_;
  std::vector<Meaning> texts_, decimals_;  // by number of the distinct text
  std::vector<TextSort> sorts_;            // the same
  std::vector<int64_t> plain_texts_;       // values of plain ones
  std::vector<int64_t> cells_;             // of the stretch at hand, from raw to decoded
  uint32_t first_ = 0;                     // its row
  uint32_t row_ = 0;
  DecodedPart out_;
};

void Decoder::set_state(uint8_t state) {
  if (out_.states.empty()) out_.states.assign(packed_.size(), CellPresent);
  out_.states[row_] = state;
  cells_[row_ - first_] = 0;
}

void Decoder::fail(FaultKind kind, std::string found) {
  set_state(CellFaulty);
  out_.faults.push_back({row_, kind, std::move(found)});
}

const Meaning& Decoder::meaning_of(CellForm form, uint32_t text) {
  std::vector<Meaning>& known = form == CellForm::Decimal ? decimals_ : texts_;
  if (known.empty()) {
    known.resize(packed_.texts.size());
  }
  Meaning& meaning = known[text];
  if (!meaning.is_known) {
    meaning = form == CellForm::Decimal ? reader_.read_decimal(packed_.texts.view(text))
                                        : reader_.read_text(packed_.texts.view(text), out_.kept);
  }
  return meaning;
}

void Decoder::take(const Meaning& meaning, std::string_view found) {
  if (meaning.fault) {
    fail(*meaning.fault, std::string(found));
    return;
  }
  cells_[row_ - first_] = meaning.value;
  if (meaning.wide) {
    out_.unfit.emplace_back(row_, *meaning.wide);
  }
}

void Decoder::decode_absent(uint32_t named) {
  const auto& kinds = reader_.column().absence_kinds;
  if (named != 0) {
    const std::string_view name = packed_.texts.view(named - 1);
    for (size_t i = 0; i < kinds.size(); ++i) {
      const program::AbsenceKind& kind = program_.absence_kinds[kinds[i].value];
      if (kind.name == name || (!kind.alias.empty() && kind.alias == name)) {
        set_state(static_cast<uint8_t>(1 + i));
        return;
      }
    }
    fail(FaultKind::BadAbsence, std::string(name));
  } else if (!kinds.empty() || reader_.column().is_optional) {
    set_state(1);
  } else {
    fail(reader_.column().is_key ? FaultKind::MissingKey : FaultKind::MissingCell, {});
  }
}

// `named`: the kind of absence beside the cell.
void Decoder::decode_row(CellForm form, uint32_t named, size_t at) {
  const int64_t raw = cells_[at];
  if (form != CellForm::Null && named != 0) {
    fail(FaultKind::BadAbsence, std::string(packed_.texts.view(named - 1)));
    return;
  }
  switch (form) {
    case CellForm::Null: decode_absent(named); return;
    case CellForm::NotGiven: fail(FaultKind::NotGiven, {}); return;
    case CellForm::Real: fail(FaultKind::WrongStorage, std::string(packed_.texts.view(static_cast<uint32_t>(raw)))); return;
    case CellForm::Integer: {
      if (raw >= plain_.first && raw <= plain_.second) return;
      const Meaning meaning = reader_.read_integer(raw);
      if (meaning.fault) {
        fail(*meaning.fault,
             (*meaning.fault == FaultKind::WrongStorage ? Number(raw) : Number::from_scaled(raw, reader_.shape().scale))
                 .to_string());
      } else {
        cells_[at] = meaning.value;
      }
      return;
    }
    case CellForm::Decimal:
    case CellForm::Text: {
      const auto text = static_cast<uint32_t>(raw);
      take(meaning_of(form, text), packed_.texts.view(text));
      return;
    }
  }
}

// Whole stretches, where all cells are of one form and every one is what its column wants. False: the
// stretch is to be read again, cell by cell.

bool Decoder::take_integers(const Integers& values) {
  const auto [least, most] = values.range();
  if (least < plain_.first || most > plain_.second) return false;
  out_.values.push_back(values);
  return true;
}

bool Decoder::is_plain_text(size_t text) {
  if (sorts_[text] == TextSort::New) {
    const Meaning& meaning = meaning_of(CellForm::Text, static_cast<uint32_t>(text));
    sorts_[text] = meaning.fault || meaning.wide ? TextSort::Other : TextSort::Plain;
    plain_texts_[text] = meaning.value;
  }
  return sorts_[text] == TextSort::Plain;
}

bool Decoder::take_texts(const Integers& values) {
  sorts_.resize(packed_.texts.size(), TextSort::New);
  plain_texts_.resize(packed_.texts.size());
  cells_.resize(values.size());
  values.read(0, cells_);
  for (int64_t& cell : cells_) {
    const auto text = static_cast<size_t>(cell);
    if (!is_plain_text(text)) return false;
    cell = plain_texts_[text];
  }
  out_.values.push_back(Integers::narrowed(cells_));
  return true;
}

bool Decoder::take_nulls(size_t count) {
  if (reader_.column().absence_kinds.empty() && !reader_.column().is_optional) return false;
  if (out_.states.empty()) out_.states.assign(packed_.size(), CellPresent);
  std::fill_n(out_.states.begin() + static_cast<std::ptrdiff_t>(first_), count, uint8_t{1});
  out_.values.push_back(Integers::from_bytes(std::vector<uint8_t>(count), 1, 0));
  return true;
}

DecodedPart Decoder::decode() {
  out_.size = packed_.size();
  for (size_t i = 0; i < packed_.values().size(); ++i) {
    const Integers& values = packed_.values()[i];
    const StretchForms& forms = packed_.forms(i);
    first_ = static_cast<uint32_t>(i * RowsPerStretch);
    const bool is_even = forms.forms.empty() && forms.absence.empty();
    if (is_even &&
        ((forms.form == CellForm::Integer && take_integers(values)) || (forms.form == CellForm::Text && take_texts(values)) ||
         (forms.form == CellForm::Null && take_nulls(values.size())))) {
      continue;
    }
    cells_.resize(values.size());
    values.read(0, cells_);
    AbsenceWalk absence(forms);
    for (size_t at = 0; at < values.size(); ++at) {
      row_ = first_ + static_cast<uint32_t>(at);
      decode_row(forms.forms.empty() ? forms.form : forms.forms[at], absence.at(at), at);
    }
    out_.values.push_back(Integers::narrowed(cells_));
  }
  return std::move(out_);
}

// The texts of all parts in code point order, each once. Back: by part and number in it the place.
std::vector<std::vector<int64_t>> merge_texts(const std::vector<DecodedPart>& parts, std::vector<std::string>& texts) {
  struct Text {
    std::string_view text;
    uint32_t part, number;
  };
  std::vector<Text> all;
  std::vector<std::vector<int64_t>> places(parts.size());
  for (uint32_t part = 0; part < parts.size(); ++part) {
    const TextPool& kept = parts[part].kept;
    places[part].resize(kept.size());
    for (uint32_t i = 0; i < kept.size(); ++i) all.push_back({kept.view(i), part, i});
  }
  const auto is_before = [](const Text& a, const Text& b) { return a.text < b.text; };
  // Rows mostly come in order.
  if (!std::is_sorted(all.begin(), all.end(), is_before)) std::sort(all.begin(), all.end(), is_before);
  texts.reserve(parts.size() == 1 ? all.size() : 0);
  for (const Text& one : all) {
    if (texts.empty() || texts.back() != one.text) texts.emplace_back(one.text);
    places[one.part][one.number] = static_cast<int64_t>(texts.size()) - 1;
  }
  return places;
}

// From numbers of kept texts to places among all texts.
void renumber(const std::vector<int64_t>& places, DecodedPart& part) {
  std::vector<int64_t> cells;
  size_t row = 0;
  for (Integers& values : part.values) {
    cells.resize(values.size());
    values.read(0, cells);
    for (int64_t& cell : cells) {
      if (part.states.empty() || part.states[row] == CellPresent) cell = places[static_cast<size_t>(cell)];
      ++row;
    }
    values = Integers::narrowed(cells);
  }
}

// Some number does not fit: all of them are exact numbers.
void widen(const Column& column, const std::vector<DecodedPart>& parts, ColumnData& cells) {
  for (const DecodedPart& part : parts) {
    const size_t first = cells.wide.size();
    for (const Integers& values : part.values) {
      for (size_t row = 0; row < values.size(); ++row) {
        cells.wide.push_back(Number::from_scaled(values[row], column.scale) * column.stored_factor);
      }
    }
    for (const auto& [row, value] : part.unfit) cells.wide[first + row] = value;
  }
}

void join_states(const std::vector<DecodedPart>& parts, std::vector<uint8_t>& states) {
  if (std::all_of(parts.begin(), parts.end(), [](const DecodedPart& part) { return part.states.empty(); })) return;
  for (const DecodedPart& part : parts) {
    states.insert(states.end(), part.states.begin(), part.states.end());
    if (part.states.empty()) states.insert(states.end(), part.size, CellPresent);
  }
}

}  // namespace

DecodedPart decode_part(const Program& program, program::ColumnId column, const PackedColumn& packed) {
  return Decoder(program, column, packed).decode();
}

DecodedColumn join_parts(const Program& program, program::ColumnId id, std::vector<DecodedPart> parts) {
  DecodedColumn out;
  uint32_t first = 0;
  for (DecodedPart& part : parts) {
    for (CellFault& fault : part.faults) {
      fault.row += first;
      out.faults.push_back(std::move(fault));
    }
    first += static_cast<uint32_t>(part.size);
  }
  join_states(parts, out.cells.states);
  if (is_textual(CellReader(program, id).shape())) {
    const std::vector<std::vector<int64_t>> places = merge_texts(parts, out.cells.texts);
    for (size_t i = 0; i < parts.size(); ++i) renumber(places[i], parts[i]);
  }
  if (std::any_of(parts.begin(), parts.end(), [](const DecodedPart& part) { return !part.unfit.empty(); })) {
    widen(program.at(id), parts, out.cells);
    return out;
  }
  std::vector<Integers> values;
  for (DecodedPart& part : parts) {
    std::move(part.values.begin(), part.values.end(), std::back_inserter(values));
  }
  out.cells.ints = Integers::joined(values);
  return out;
}

}  // namespace plumb::data
