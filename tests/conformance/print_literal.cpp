// Literals: numbers without exponents, texts between marks that they do not hold, dates, lengths.
#include <cctype>
#include <optional>

#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "conformance/print_expression.h"

namespace plumb::conformance {

namespace {

// The suites write ".5", "5." and "1e3"; our literals have digits on both sides and no exponent.
std::string plain_digits(std::string text) {
  const size_t point = text.find('.');
  if (point != std::string::npos) {
    if (point + 1 == text.size() || std::isdigit(static_cast<unsigned char>(text[point + 1])) == 0) {
      text.insert(point + 1, "0");
    }
    if (point == 0) text.insert(0, "0");
  }
  if (text.find_first_of("eE") == std::string::npos) return text;
  const std::optional<base::Number> value = base::Number::parse(text);
  return value ? value->to_string() : text;
}

std::string quoted(const std::string& text) {
  if (!base::is_nfc(text)) throw LeftOut{"normal form"};
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) throw LeftOut{"control characters"};
  }
  struct Marks {
    const char *open, *close;
  };
  for (const Marks marks : {Marks{"「", "」"}, Marks{"“", "”"}, Marks{"\"", "\""}}) {
    const bool holds = text.find(marks.open) != std::string::npos || text.find(marks.close) != std::string::npos;
    if (!holds) return marks.open + text + marks.close;
  }
  throw LeftOut{"control characters"};
}

// P1Y2M, P3W, -P10D; empty for a text that is none.
std::optional<base::Span> parse_length(std::string_view text) {
  if (!text.starts_with("P") || text.size() < 2) return std::nullopt;
  text.remove_prefix(1);
  base::Span span;
  while (!text.empty()) {
    size_t digits = 0;
    while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) ++digits;
    if (digits == 0 || digits == text.size()) return std::nullopt;
    const int64_t count = std::stoll(std::string(text.substr(0, digits)));
    switch (text[digits]) {
      case 'Y': span.months += 12 * count; break;
      case 'M': span.months += count; break;
      case 'W': span.days += 7 * count; break;
      case 'D': span.days += count; break;
      default: return std::nullopt;
    }
    text.remove_prefix(digits + 1);
  }
  return span;
}

std::string length_text(int64_t count, const char* zh, const char* en, source::Language language) {
  return std::to_string(count) + (language == source::Language::Zh ? zh : en);
}

bool has_date_form(const std::string& text) {
  if (text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 4 || i == 7;
    if (is_dash ? text[i] != '-' : std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

}  // namespace

Printed ExpressionPrinter::length(const std::string& iso) {
  if (iso.starts_with("-")) {
    const std::optional<base::Span> span = parse_length(std::string_view(iso).substr(1));
    if (span == base::Span{}) return length(iso.substr(1));
    throw LeftOut{"arithmetic of lengths"};
  }
  const std::optional<base::Span> span = parse_length(iso);
  if (!span) throw LeftOut{"texts to other types"};
  const bool is_years = span->months != 0 && span->months % 12 == 0;
  const bool has_months = iso.find_first_of("YM") != std::string::npos;
  if (is_years) return {length_text(span->months / 12, "年", "years", words_.language)};
  if (has_months) return {length_text(span->months, "个月", "months", words_.language)};
  return {length_text(span->days, "天", "days", words_.language)};
}

Printed ExpressionPrinter::day(const std::string& text) {
  if (has_date_form(text)) return {text};
  // More digits, a sign: a date of a year that we do not have, or none at all.
  const size_t first = text.starts_with("-") ? 1 : 0;
  const bool is_far = text.size() - first >= 10 && std::isdigit(static_cast<unsigned char>(text[first])) != 0 &&
                      text.find('T') == std::string::npos;
  throw LeftOut{is_far ? "years beyond 1 to 9999" : "texts to other types"};
}

Printed ExpressionPrinter::literal(const Json& node) {
  const std::string head = head_of(node);
  if (head == "num") return {plain_digits(node.at(1))};
  if (head == "str") return {quoted(node.at(1))};
  if (head == "bool") {
    return {words_.key(node.at(1).get<bool>() ? syntax::Keyword::K_TRUE : syntax::Keyword::K_FALSE)};
  }
  const std::string text = node.at(1);
  return is_duration(kind_of(node)) ? length(text) : day(text);
}

}  // namespace plumb::conformance
