#include "pipeline/csv_cells.h"

#include <algorithm>
#include <string_view>

namespace plumb::pipeline {

namespace {

constexpr int ReadablePlaces = 6;

bool wants_quotes(const std::string& cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string::npos || (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
}

}  // namespace

void add_csv_cell(const std::string& cell, std::string& line) {
  if (!line.empty()) line += ',';
  if (!wants_quotes(cell)) {
    line += cell;
    return;
  }
  line += '"';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

// One that starts with an apostrophe gets another, so that taking one away gives back what was there.
std::string harmless_cell(std::string cell) {
  constexpr std::string_view Openers[] = {
      "=", "+", "-", "@", "\t", "\r", "\n", "'", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  const bool is_formula =
      std::any_of(std::begin(Openers), std::end(Openers), [&](std::string_view one) { return cell.starts_with(one); });
  return is_formula ? "'" + cell : cell;
}

std::string exact_cell(std::string exact) {
  if (const size_t slash = exact.find('/'); slash != std::string::npos) exact.replace(slash, 1, "÷");
  return exact;
}

std::string readable_cell(const program::Type& type, const program::Value& value) {
  const auto* number = std::get_if<base::Number>(&value);
  if (number == nullptr) return "";
  const base::Number inner = type.shown_factor.is_zero() ? *number : number->divided_by(type.shown_factor);
  std::string shown = inner.to_decimal(ReadablePlaces, base::RoundingMode::HalfUp);
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.ends_with('.')) shown.pop_back();
  return shown;
}

bool is_quantity(const program::Type& type) { return type.kind == program::TypeKind::Number && !type.is_whole; }

}  // namespace plumb::pipeline
