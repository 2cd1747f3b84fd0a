#include "store/convert_cell.h"

#include <algorithm>

#include "base/text.h"
#include "diagnostics/catalogue_labels.h"

namespace plumb::store {

using base::Number;
using program::TypeKind;

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// [+-]digits[.digits]: what files hold. No exponent, no fraction, although the engine's own numbers
// know both.
bool is_plain_decimal(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  const size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point < text.size() ? text.substr(point + 1) : std::string_view("0");
  return !whole.empty() && !rest.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(rest.begin(), rest.end(), is_digit);
}

constexpr size_t MostDigits = 400;  // far beyond what can be stored; keeps a hostile cell cheap

CellProblem convert_number(std::string_view text, int scale, StoredCell& to) {
  if (!is_plain_decimal(text)) {
    return CellProblem::BadNumber;
  }
  if (text.size() > MostDigits) {
    return CellProblem::TooLarge;
  }
  const auto number = Number::parse(text);
  if (!number) {
    return CellProblem::BadNumber;
  }
  const Number scaled = *number * Number::power_of_ten(scale);
  if (!scaled.is_integer()) {
    return CellProblem::TooManyDecimals;
  }
  const auto fitting = scaled.to_int64();
  if (!fitting) {
    return CellProblem::TooLarge;
  }
  to.form = StoredForm::Integer;
  to.integer = *fitting;
  return CellProblem::None;
}

CellProblem convert_truth(std::string_view text, StoredCell& to) {
  const auto& yes = label::CellYes::row;
  const auto& no = label::CellNo::row;
  const bool is_true = text == yes.zh || text == yes.en || text == "true" || text == "1";
  if (!is_true && text != no.zh && text != no.en && text != "false" && text != "0") {
    return CellProblem::BadTruth;
  }
  to.form = StoredForm::Integer;
  to.integer = is_true ? 1 : 0;
  return CellProblem::None;
}

// `#kind`. Empty: the cell says something else.
std::optional<CellProblem> convert_absence(const CellRule& rule, std::string_view name, StoredCell& to) {
  const auto has_name = [&](const program::AbsenceKind& kind) {
    return kind.name == name || (!kind.alias.empty() && kind.alias == name);
  };
  const auto& kinds = rule.column->absence_kinds;
  for (size_t i = 0; i < kinds.size(); ++i) {
    const program::AbsenceKind& kind = rule.program->absence_kinds[kinds[i].value];
    if (has_name(kind)) {
      to.absence = i == 0 ? std::string_view() : std::string_view(kind.name);
      return CellProblem::None;
    }
  }
  const auto& all = rule.program->absence_kinds;
  const bool is_text = rule.shape->type.kind == TypeKind::Text;
  // A text may begin with the sign, unless it names a kind, which this column has not.
  return is_text && std::none_of(all.begin(), all.end(), has_name) ? std::optional<CellProblem>() : CellProblem::BadAbsence;
}

}  // namespace

CellProblem convert_cell(const CellRule& rule, std::string_view cell, StoredCell& to) {
  to.form = StoredForm::Null;
  to.absence = {};
  if (cell.empty()) {
    return CellProblem::None;
  }
  if (!is_ascii(cell) && base::first_bad_utf8(cell)) {
    return CellProblem::NotUtf8;
  }
  if (cell.front() == '#') {
    if (const auto outcome = convert_absence(rule, cell.substr(1), to)) {
      return *outcome;
    }
  }
  switch (rule.shape->type.kind) {
    case TypeKind::Number: return convert_number(cell, rule.shape->scale, to);
    case TypeKind::Truth: return convert_truth(cell, to);
    case TypeKind::Date: {
      const auto date = base::parse_date(cell);
      if (!date) {
        return CellProblem::BadDate;
      }
      to.made = base::to_string(*date);
      to.form = StoredForm::Text;
      to.text = to.made;
      return CellProblem::None;
    }
    case TypeKind::Unknown:
    case TypeKind::Text:
    case TypeKind::Duration:
    case TypeKind::Label:
    case TypeKind::Row:
    case TypeKind::NameSet:
    case TypeKind::Spans: break;
  }
  to.form = StoredForm::Text;
  to.text = cell;
  return CellProblem::None;
}

}  // namespace plumb::store
