#include "data/decode_column.h"

#include <algorithm>
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

class Decoder {
 public:
  Decoder(const Program& program, program::ColumnId id, const PackedColumn& packed)
      : program_(program), reader_(program, id), packed_(packed) {}

  DecodedColumn decode();

 private:
  [[nodiscard]] bool is_textual() const {
    const TypeKind kind = reader_.shape().type.kind;
    return kind == TypeKind::Text || kind == TypeKind::NameSet || kind == TypeKind::Row;
  }
  void decode_row(uint32_t row);
  void decode_absent(uint32_t row);
  void take(uint32_t row, const Meaning& meaning, std::string_view found);
  void fail(uint32_t row, FaultKind kind, std::string found);
  void set_state(uint32_t row, uint8_t state);
  [[nodiscard]] const Meaning& meaning_of(CellForm form, uint32_t text);
  void sort_texts();
  void widen();

  const Program& program_;
  CellReader reader_;
  const PackedColumn& packed_;
  std::vector<Meaning> texts_, decimals_;  // by number of the distinct text
  TextPool kept_;                          // normal texts of cells that are present
  std::vector<std::pair<uint32_t, Number>> unfit_;
  DecodedColumn out_;
};

void Decoder::set_state(uint32_t row, uint8_t state) {
  if (out_.cells.states.empty()) {
    out_.cells.states.assign(packed_.forms.size(), CellPresent);
  }
  out_.cells.states[row] = state;
}

void Decoder::fail(uint32_t row, FaultKind kind, std::string found) {
  set_state(row, CellFaulty);
  out_.faults.push_back({row, kind, std::move(found)});
}

const Meaning& Decoder::meaning_of(CellForm form, uint32_t text) {
  std::vector<Meaning>& known = form == CellForm::Decimal ? decimals_ : texts_;
  if (known.empty()) {
    known.resize(packed_.texts.size());
  }
  Meaning& meaning = known[text];
  if (!meaning.is_known) {
    meaning = form == CellForm::Decimal ? reader_.read_decimal(packed_.texts.view(text))
                                        : reader_.read_text(packed_.texts.view(text), kept_);
  }
  return meaning;
}

void Decoder::take(uint32_t row, const Meaning& meaning, std::string_view found) {
  if (meaning.fault) {
    fail(row, *meaning.fault, std::string(found));
    return;
  }
  out_.cells.ints.plain()[row] = meaning.value;
  if (meaning.wide) {
    unfit_.emplace_back(row, *meaning.wide);
  }
}

void Decoder::decode_absent(uint32_t row) {
  const auto& kinds = reader_.column().absence_kinds;
  const uint32_t named = packed_.absence.empty() ? 0 : packed_.absence[row];
  if (named != 0) {
    const std::string_view name = packed_.texts.view(named - 1);
    for (size_t i = 0; i < kinds.size(); ++i) {
      const program::AbsenceKind& kind = program_.absence_kinds[kinds[i].value];
      if (kind.name == name || (!kind.alias.empty() && kind.alias == name)) {
        set_state(row, static_cast<uint8_t>(1 + i));
        return;
      }
    }
    fail(row, FaultKind::BadAbsence, std::string(name));
  } else if (!kinds.empty() || reader_.column().is_optional) {
    set_state(row, 1);
  } else {
    fail(row, reader_.column().is_key ? FaultKind::MissingKey : FaultKind::MissingCell, {});
  }
}

void Decoder::decode_row(uint32_t row) {
  const CellForm form = packed_.forms[row];
  const bool is_text =
      form == CellForm::Decimal || form == CellForm::Text || form == CellForm::Real;
  if (form != CellForm::Null && !packed_.absence.empty() && packed_.absence[row] != 0) {
    fail(row, FaultKind::BadAbsence, std::string(packed_.texts.view(packed_.absence[row] - 1)));
    return;
  }
  const std::string_view found =
      is_text ? packed_.texts.view(static_cast<uint32_t>(packed_.values[row])) : std::string_view{};
  switch (form) {
    case CellForm::Null:
      decode_absent(row);
      return;
    case CellForm::NotGiven:
      fail(row, FaultKind::NotGiven, {});
      return;
    case CellForm::Real:
      fail(row, FaultKind::WrongStorage, std::string(found));
      return;
    case CellForm::Integer: {
      const Meaning meaning = reader_.read_integer(packed_.values[row]);
      if (meaning.fault) {
        fail(row, *meaning.fault,
             (*meaning.fault == FaultKind::WrongStorage
                  ? Number(packed_.values[row])
                  : Number::from_scaled(packed_.values[row], reader_.shape().scale))
                 .to_string());
      } else {
        out_.cells.ints.plain()[row] = meaning.value;
      }
      return;
    }
    case CellForm::Decimal:
    case CellForm::Text:
      take(row, meaning_of(form, static_cast<uint32_t>(packed_.values[row])), found);
      return;
  }
}

// Renumbers the kept texts in code point order.
void Decoder::sort_texts() {
  std::vector<uint32_t> order(kept_.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return kept_.view(a) < kept_.view(b); });
  std::vector<int64_t> rank(order.size());
  out_.cells.texts.reserve(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    out_.cells.texts.emplace_back(kept_.view(order[i]));
  }
  std::vector<int64_t>& ints = out_.cells.ints.plain();
  for (size_t row = 0; row < ints.size(); ++row) {
    if (out_.cells.states.empty() || out_.cells.states[row] == CellPresent) {
      ints[row] = rank[static_cast<size_t>(ints[row])];
    }
  }
}

void Decoder::widen() {
  out_.cells.wide.resize(out_.cells.ints.size());
  for (size_t row = 0; row < out_.cells.ints.size(); ++row) {
    out_.cells.wide[row] = Number::from_scaled(out_.cells.ints[row], reader_.column().scale) *
                           reader_.column().stored_factor;
  }
  for (auto& [row, value] : unfit_) {
    out_.cells.wide[row] = std::move(value);
  }
  out_.cells.ints = {};
}

DecodedColumn Decoder::decode() {
  const auto row_count = static_cast<uint32_t>(packed_.forms.size());
  out_.cells.is_read = packed_.is_read;
  out_.cells.ints.plain().assign(row_count, 0);
  for (uint32_t row = 0; row < row_count; ++row) {
    decode_row(row);
  }
  if (is_textual()) {
    sort_texts();
  }
  if (!unfit_.empty()) {
    widen();
  }
  return std::move(out_);
}

}  // namespace

DecodedColumn decode_column(const Program& program, program::ColumnId column,
                            const PackedColumn& packed) {
  return Decoder(program, column, packed).decode();
}

}  // namespace plumb::data
