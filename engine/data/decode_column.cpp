#include "data/decode_column.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

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

// What one distinct text means in a column.
struct Meaning {
  bool is_known = false;  // not looked at yet
  std::optional<FaultKind> fault;
  int64_t value = 0;
  std::optional<Number> wide;  // a number that does not fit
};

class Decoder {
 public:
  Decoder(const Program& program, program::ColumnId id, const PackedColumn& packed)
      : program_(program), column_(program.at(id)), packed_(packed) {
    const program::ColumnId shape = base_column(program, id);
    shape_ = shape.valid() ? &program.at(shape) : &column_;
    is_own_ = shape_ == &column_;
    // A wide key would need an order and an index of its own; 19 digits are enough for one.
    may_be_wide_ = is_own_ && !column_.is_key && column_.type.kind == TypeKind::Number;
    if (is_own_) {
      find_bounds();
    }
  }

  DecodedColumn decode();

 private:
  [[nodiscard]] bool is_textual() const {
    return shape_->type.kind == TypeKind::Text || shape_->type.kind == TypeKind::NameSet || shape_->type.kind == TypeKind::Row;
  }
  void find_bounds();
  void decode_row(uint32_t row);
  void decode_absent(uint32_t row);
  void take(uint32_t row, const Meaning& meaning, std::string_view found);
  void fail(uint32_t row, FaultKind kind, std::string found);
  void set_state(uint32_t row, uint8_t state);
  [[nodiscard]] bool is_in_range(int64_t stored) const { return stored >= least_ && stored <= most_; }
  [[nodiscard]] bool is_in_range(const Number& value) const;
  [[nodiscard]] Meaning read_integer(int64_t value) const;
  [[nodiscard]] Meaning read_decimal(std::string_view text) const;
  [[nodiscard]] Meaning read_text(std::string_view text);
  [[nodiscard]] Meaning read_label(std::string_view text) const;
  [[nodiscard]] Meaning read_labels(const std::string& text);
  [[nodiscard]] Meaning keep_text(const std::string& text);
  [[nodiscard]] const Meaning& meaning_of(CellForm form, uint32_t text);
  [[nodiscard]] std::optional<uint16_t> find_label(std::string_view name) const;
  void sort_texts();
  void widen();

  const Program& program_;
  const Column& column_;        // as declared: absence, optional, range
  const Column* shape_;         // how it is stored
  const PackedColumn& packed_;
  bool is_own_ = true;
  bool may_be_wide_ = false;
  bool is_empty_range_ = false;
  int64_t least_ = INT64_MIN, most_ = INT64_MAX;  // stored integers within the declared range
  std::vector<Meaning> texts_, decimals_;         // by number of the distinct text
  TextPool kept_;                                 // normal texts of cells that are present
  std::vector<std::pair<uint32_t, Number>> unfit_;
  DecodedColumn out_;
};

void Decoder::find_bounds() {
  const auto stored = [&](const Number& value) {
    return value.divided_by(column_.stored_factor) * Number::power_of_ten(column_.scale);
  };
  if (const auto& low = column_.type.low) {
    const Number bound = stored(low->value);
    const Number least = low->open ? bound.floor() + 1 : bound.ceiling();
    least_ = least.to_int64().value_or(least.sign() < 0 ? INT64_MIN : INT64_MAX);
    is_empty_range_ = !least.to_int64() && least.sign() > 0;
  }
  if (const auto& high = column_.type.high) {
    const Number bound = stored(high->value);
    const Number most = high->open ? bound.ceiling() - 1 : bound.floor();
    most_ = most.to_int64().value_or(most.sign() < 0 ? INT64_MIN : INT64_MAX);
    is_empty_range_ = is_empty_range_ || (!most.to_int64() && most.sign() < 0);
  }
}

bool Decoder::is_in_range(const Number& value) const {
  const auto& low = column_.type.low;
  const auto& high = column_.type.high;
  return (!low || (low->open ? value > low->value : value >= low->value)) &&
         (!high || (high->open ? value < high->value : value <= high->value));
}

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

Meaning Decoder::read_integer(int64_t value) const {
  Meaning meaning{true, {}, value, {}};
  switch (shape_->type.kind) {
    case TypeKind::Number:
      if (is_own_ && (is_empty_range_ || !is_in_range(value))) {
        meaning.fault = FaultKind::OutOfRange;
      }
      break;
    case TypeKind::Truth:
      if (value != 0 && value != 1) {
        meaning.fault = FaultKind::OutOfRange;
      }
      break;
    case TypeKind::Unknown:
    case TypeKind::Text:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Label:
    case TypeKind::Row:
    case TypeKind::NameSet:
    case TypeKind::Spans:
      meaning.fault = FaultKind::WrongStorage;  // a code that came as a number has lost its zeros
      break;
  }
  return meaning;
}

Meaning Decoder::read_decimal(std::string_view text) const {
  if (shape_->type.kind != TypeKind::Number) {
    return {true, FaultKind::WrongStorage, 0, {}};
  }
  const std::optional<Number> number = Number::parse(text);
  if (!number) {
    return {true, FaultKind::WrongStorage, 0, {}};
  }
  const Number scaled = *number * Number::power_of_ten(shape_->scale);
  if (!scaled.is_integer()) {
    return {true, FaultKind::TooManyDecimals, 0, {}};
  }
  if (const std::optional<int64_t> fitting = scaled.to_int64()) {
    return read_integer(*fitting);
  }
  Meaning meaning{true, {}, 0, *number * shape_->stored_factor};
  if (!may_be_wide_ || !is_in_range(*meaning.wide)) {
    meaning.fault = FaultKind::OutOfRange;
  }
  return meaning;
}

std::optional<uint16_t> Decoder::find_label(std::string_view name) const {
  if (!shape_->type.enumeration.valid()) {
    return {};
  }
  const program::Enumeration& list = program_.at(shape_->type.enumeration);
  for (const auto* names : {&list.labels, &list.aliases}) {
    for (size_t i = 0; i < names->size(); ++i) {
      if ((*names)[i] == name && !name.empty()) {
        return static_cast<uint16_t>(i);
      }
    }
  }
  return {};
}

Meaning Decoder::read_label(std::string_view text) const {
  const std::optional<uint16_t> label = find_label(text);
  return label ? Meaning{true, {}, *label, {}} : Meaning{true, FaultKind::BadLabel, 0, {}};
}

// Labels joined by ";". Kept as names in code point order, each once, so that equal sets are equal texts.
Meaning Decoder::read_labels(const std::string& text) {
  std::vector<std::string> names;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(';', begin), text.size());
    const std::optional<uint16_t> label = find_label(std::string_view(text).substr(begin, end - begin));
    if (!label) {
      return {true, FaultKind::BadLabel, 0, {}};
    }
    names.push_back(program_.at(shape_->type.enumeration).labels[*label]);
    begin = end + 1;
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : ";") + name;
  }
  return {true, {}, kept_.intern(joined), {}};
}

Meaning Decoder::keep_text(const std::string& text) {
  if (is_own_ && column_.length > 0 && text.size() > static_cast<size_t>(column_.length) &&
      base::code_point_count(text) > static_cast<size_t>(column_.length)) {
    return {true, FaultKind::TooLong, 0, {}};
  }
  return {true, {}, kept_.intern(text), {}};
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Meaning Decoder::read_text(std::string_view raw) {
  const bool is_ascii = is_plain_ascii(raw);
  if (!is_ascii && base::first_bad_utf8(raw)) {
    return {true, FaultKind::BadText, 0, {}};
  }
  const std::string text = is_ascii ? std::string(raw) : base::to_nfc(raw);
  switch (shape_->type.kind) {
    case TypeKind::Text:
    case TypeKind::Row:
      return keep_text(text);
    case TypeKind::Label:
      return read_label(text);
    case TypeKind::NameSet:
      return read_labels(text);
    case TypeKind::Date: {
      const std::optional<base::Date> date = base::parse_date(text);
      // One day has one spelling in a database, so that it means the same to every other reader.
      if (!date || base::to_string(*date) != text) {
        return {true, FaultKind::BadDate, 0, {}};
      }
      return {true, {}, date->days, {}};
    }
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Truth:
    case TypeKind::Duration:
    case TypeKind::Spans:
      break;
  }
  return {true, FaultKind::WrongStorage, 0, {}};
}

const Meaning& Decoder::meaning_of(CellForm form, uint32_t text) {
  std::vector<Meaning>& known = form == CellForm::Decimal ? decimals_ : texts_;
  if (known.empty()) {
    known.resize(packed_.texts.size());
  }
  Meaning& meaning = known[text];
  if (!meaning.is_known) {
    meaning = form == CellForm::Decimal ? read_decimal(packed_.texts.view(text)) : read_text(packed_.texts.view(text));
  }
  return meaning;
}

void Decoder::take(uint32_t row, const Meaning& meaning, std::string_view found) {
  if (meaning.fault) {
    fail(row, *meaning.fault, std::string(found));
    return;
  }
  out_.cells.ints[row] = meaning.value;
  if (meaning.wide) {
    unfit_.emplace_back(row, *meaning.wide);
  }
}

void Decoder::decode_absent(uint32_t row) {
  const auto& kinds = column_.absence_kinds;
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
  } else if (!kinds.empty() || column_.is_optional) {
    set_state(row, 1);
  } else {
    fail(row, column_.is_key ? FaultKind::MissingKey : FaultKind::MissingCell, {});
  }
}

void Decoder::decode_row(uint32_t row) {
  const CellForm form = packed_.forms[row];
  const bool is_text = form == CellForm::Decimal || form == CellForm::Text || form == CellForm::Real;
  if (form != CellForm::Null && !packed_.absence.empty() && packed_.absence[row] != 0) {
    fail(row, FaultKind::BadAbsence, std::string(packed_.texts.view(packed_.absence[row] - 1)));
    return;
  }
  const std::string_view found = is_text ? packed_.texts.view(static_cast<uint32_t>(packed_.values[row])) : std::string_view{};
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
      const Meaning meaning = read_integer(packed_.values[row]);
      if (meaning.fault) {
        fail(row, *meaning.fault,
             (*meaning.fault == FaultKind::WrongStorage ? Number(packed_.values[row])
                                                        : Number::from_scaled(packed_.values[row], shape_->scale)).to_string());
      } else {
        out_.cells.ints[row] = meaning.value;
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
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return kept_.view(a) < kept_.view(b); });
  std::vector<int64_t> rank(order.size());
  out_.cells.texts.reserve(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    out_.cells.texts.emplace_back(kept_.view(order[i]));
  }
  for (size_t row = 0; row < out_.cells.ints.size(); ++row) {
    if (out_.cells.states.empty() || out_.cells.states[row] == CellPresent) {
      out_.cells.ints[row] = rank[static_cast<size_t>(out_.cells.ints[row])];
    }
  }
}

void Decoder::widen() {
  out_.cells.wide.resize(out_.cells.ints.size());
  for (size_t row = 0; row < out_.cells.ints.size(); ++row) {
    out_.cells.wide[row] = Number::from_scaled(out_.cells.ints[row], column_.scale) * column_.stored_factor;
  }
  for (auto& [row, value] : unfit_) {
    out_.cells.wide[row] = std::move(value);
  }
  out_.cells.ints.clear();
}

DecodedColumn Decoder::decode() {
  const auto row_count = static_cast<uint32_t>(packed_.forms.size());
  out_.cells.is_read = packed_.is_read;
  out_.cells.ints.assign(row_count, 0);
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

DecodedColumn decode_column(const Program& program, program::ColumnId column, const PackedColumn& packed) {
  return Decoder(program, column, packed).decode();
}

}  // namespace plumb::data
