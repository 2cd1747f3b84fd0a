#include "report/write_csv.h"

#include <algorithm>

namespace plumb::report {

namespace {

constexpr int ReadablePlaces = 6;

// Quoted also for blanks at an end and for semicolons, where in many countries a spreadsheet splits.
bool wants_quotes(std::string_view cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string_view::npos ||
         (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
}

std::string readable(const program::Type& type, const program::Value& value) {
  const auto* number = std::get_if<base::Number>(&value);
  if (number == nullptr) return "";
  const base::Number inner = type.shown_factor.is_zero() ? *number : number->divided_by(type.shown_factor);
  std::string shown = inner.to_decimal(ReadablePlaces, base::RoundingMode::HalfUp);
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.ends_with('.')) shown.pop_back();
  return shown;
}

// A number that need not be whole takes two columns: exact, and for the eye.
bool is_quantity(const program::Type& type) { return type.kind == program::TypeKind::Number && !type.is_whole; }

}  // namespace

void CsvWriter::word(std::string_view cell) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  if (!wants_quotes(cell)) {
    out_ += cell;
    return;
  }
  out_ += '"';
  for (const char c : cell) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

// One that starts with an apostrophe gets another, so that taking one away gives back what was there.
void CsvWriter::text(std::string_view cell) {
  constexpr std::string_view Openers[] = {
      "=", "+", "-", "@", "\t", "\r", "\n", "'", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  const bool is_formula =
      std::any_of(std::begin(Openers), std::end(Openers), [&](std::string_view one) { return cell.starts_with(one); });
  word(is_formula ? "'" + std::string(cell) : std::string(cell));
}

void CsvWriter::key(std::string_view key) {
  text(key);
  if (key.empty()) out_ += "\"\"";
}

void CsvWriter::value_head(const program::Type& type, const std::string& name) {
  text(name);
  if (is_quantity(type)) word("≈" + name);
}

void CsvWriter::value(const program::Type& type, const program::Value& value, std::string exact) {
  if (!std::holds_alternative<base::Number>(value)) {
    text(exact);
  } else {
    if (const size_t slash = exact.find('/'); slash != std::string::npos) exact.replace(slash, 1, "÷");
    word(exact);
  }
  if (is_quantity(type)) word(readable(type, value));
}

void CsvWriter::end_line() {
  out_ += "\r\n";
  is_first_ = true;
}

}  // namespace plumb::report
