#include "data/read_cell.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "data/decode_column.h"

namespace plumb::data {

using base::Number;
using program::Column;
using program::Program;
using program::TypeKind;

namespace {

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

CellReader::CellReader(const Program& program, program::ColumnId id) : program_(program), column_(program.at(id)) {
  const program::ColumnId shape = base_column(program, id);
  shape_ = shape.valid() ? &program.at(shape) : &column_;
  is_own_ = shape_ == &column_;
  // A wide key would need an order and an index of its own; 19 digits are enough for one.
  may_be_wide_ = is_own_ && !column_.is_key && column_.type.kind == TypeKind::Number;
  if (is_own_) {
    find_bounds();
  }
}

void CellReader::find_bounds() {
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

bool CellReader::is_in_range(const Number& value) const {
  const auto& low = column_.type.low;
  const auto& high = column_.type.high;
  return (!low || (low->open ? value > low->value : value >= low->value)) &&
         (!high || (high->open ? value < high->value : value <= high->value));
}

Meaning CellReader::read_integer(int64_t value) const {
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

std::pair<int64_t, int64_t> CellReader::plain_range() const {
  if (shape_->type.kind == TypeKind::Truth) return {0, 1};
  if (shape_->type.kind != TypeKind::Number || (is_own_ && is_empty_range_)) return {1, 0};
  return is_own_ ? std::pair{least_, most_} : std::pair{INT64_MIN, INT64_MAX};
}

Meaning CellReader::read_decimal(std::string_view text) const {
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

std::optional<uint16_t> CellReader::find_label(std::string_view name) const {
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

Meaning CellReader::read_label(std::string_view text) const {
  const std::optional<uint16_t> label = find_label(text);
  return label ? Meaning{true, {}, *label, {}} : Meaning{true, FaultKind::BadLabel, 0, {}};
}

// Labels joined by ";". Kept as names in code point order, each once, so that equal sets are equal
// texts.
Meaning CellReader::read_labels(const std::string& text, TextPool& kept) const {
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
  return {true, {}, kept.intern(joined), {}};
}

Meaning CellReader::keep_text(const std::string& text, TextPool& kept) const {
  if (is_own_ && column_.length > 0 && text.size() > static_cast<size_t>(column_.length) &&
      base::code_point_count(text) > static_cast<size_t>(column_.length)) {
    return {true, FaultKind::TooLong, 0, {}};
  }
  return {true, {}, kept.intern(text), {}};
}

Meaning CellReader::read_text(std::string_view raw, TextPool& kept) const {
  const bool is_ascii = is_plain_ascii(raw);
  if (!is_ascii && base::first_bad_utf8(raw)) {
    return {true, FaultKind::BadText, 0, {}};
  }
  const std::string text = is_ascii ? std::string(raw) : base::to_nfc(raw);
  switch (shape_->type.kind) {
    case TypeKind::Text:
    case TypeKind::Row: return keep_text(text, kept);
    case TypeKind::Label: return read_label(text);
    case TypeKind::NameSet: return read_labels(text, kept);
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
    case TypeKind::Spans: break;
  }
  return {true, FaultKind::WrongStorage, 0, {}};
}

}  // namespace plumb::data
