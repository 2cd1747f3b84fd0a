#include "check/infer/quantity.h"

#include <algorithm>
#include <iterator>

#include "check/resolve/declare.h"
#include "diagnostics/catalogue_names.h"
#include "diagnostics/catalogue_types.h"
#include "diagnostics/suggest_names.h"
#include "syntax/read_numeral.h"

namespace plumb::check {

using program::Number;
using program::Type;
using program::TypeKind;

namespace {

struct Multiplier {
  std::string_view word;
  int power;
};
constexpr Multiplier Multipliers[] = {
#define PLUMB_MULTIPLIER(word, power) {word, power},
#define PLUMB_CALENDAR(word, months, days)
#define PLUMB_PERCENT(word)
#include "check/infer/quantity_words.def"
#undef PLUMB_MULTIPLIER
#undef PLUMB_CALENDAR
#undef PLUMB_PERCENT
};

struct Calendar {
  std::string_view word;
  int months, days;
};
constexpr Calendar Calendars[] = {
#define PLUMB_MULTIPLIER(word, power)
#define PLUMB_CALENDAR(word, months, days) {word, months, days},
#define PLUMB_PERCENT(word)
#include "check/infer/quantity_words.def"
#undef PLUMB_MULTIPLIER
#undef PLUMB_CALENDAR
#undef PLUMB_PERCENT
};

constexpr std::string_view Percents[] = {
#define PLUMB_MULTIPLIER(word, power)
#define PLUMB_CALENDAR(word, months, days)
#define PLUMB_PERCENT(word) word,
#include "check/infer/quantity_words.def"
#undef PLUMB_MULTIPLIER
#undef PLUMB_CALENDAR
#undef PLUMB_PERCENT
};

size_t numeral_length(std::string_view text) {
  size_t length = 0;
  while (length < text.size() && ((text[length] >= '0' && text[length] <= '9') || text[length] == '.')) ++length;
  return length;
}

Type exactly(const Number& value) {
  Type type;
  type.kind = TypeKind::Number;
  type.low = program::Bound{value, false};
  type.high = program::Bound{value, false};
  return type;
}

Quantity bare(const Number& value) {
  Type type = exactly(value);
  type.is_whole = value.is_integer();
  return {value, type};
}

Quantity ratio(const Number& hundredths) {
  const Number value = hundredths * Number::of(1, 100);
  Type type = exactly(value);
  type.is_ratio = true;
  type.shown_name = "%";
  type.shown_factor = Number::of(1, 100);
  return {value, type};
}

Quantity measured(const program::Units& units, const Number& count) {
  const Number value = count * units.factor;
  Type type = exactly(value);
  type.dimension = units.dimension;
  type.is_whole = value.is_integer() && count.is_integer();
  type.shown_name = units.name;
  type.shown_factor = units.factor;
  return {value, type};
}

const program::Units* find_units(Context& context, std::string_view name, source::Span span) {
  Symbol* symbol = find_symbol(context, name);
  if (symbol == nullptr || symbol->kind != SymbolKind::Units) return nullptr;
  require_units(context, symbol->id, span);  // one in a circle is reported and counts as bare
  return &context.program.units[symbol->id];
}

std::optional<Quantity> with_multiplier(Context& context, std::string_view unit, const Number& number, source::Span span) {
  for (const Multiplier& multiplier : Multipliers) {
    if (!unit.starts_with(multiplier.word)) continue;
    const std::string_view rest = unit.substr(multiplier.word.size());
    const Number count = number * Number::power_of_ten(multiplier.power);
    if (rest.empty()) return bare(count);
    if (const program::Units* units = find_units(context, rest, span)) return measured(*units, count);
  }
  return std::nullopt;
}

std::optional<Quantity> calendar_length(Context& context, std::string_view text, const Calendar& calendar, const Number& number,
                                        source::Span span) {
  const std::optional<int64_t> months = (number * calendar.months).to_int64();
  const std::optional<int64_t> days = (number * calendar.days).to_int64();
  if (!months || !days) {
    context.sink.report(diag::BrokenCalendarLength{std::string(text)}, span);
    return std::nullopt;
  }
  Type type;
  type.kind = TypeKind::Duration;
  return Quantity{base::Span{*months, *days}, type};
}

bool is_measure_word(const Context& context, std::string_view unit) {
  const auto symbol = context.symbols.find(std::string(unit));
  if (symbol != context.symbols.end() && symbol->second.kind == SymbolKind::Units) return true;
  return std::any_of(std::begin(Percents), std::end(Percents), [&](std::string_view word) { return word == unit; }) ||
         std::any_of(std::begin(Calendars), std::end(Calendars), [&](const Calendar& one) { return one.word == unit; });
}

}  // namespace

std::optional<std::string> read_amount(const Context& context, std::string_view name) {
  std::optional<std::string> digits = syntax::read_numeral(name);
  if (!digits) return std::nullopt;
  const std::string_view unit = std::string_view(*digits).substr(numeral_length(*digits));
  if (unit.empty() || is_measure_word(context, unit)) return digits;
  for (const Multiplier& multiplier : Multipliers) {
    if (!unit.starts_with(multiplier.word)) continue;
    const std::string_view rest = unit.substr(multiplier.word.size());
    if (rest.empty() || is_measure_word(context, rest)) return digits;
  }
  return std::nullopt;
}

std::optional<Number> parse_plain_number(std::string_view text) { return Number::parse(text); }

std::optional<Quantity> parse_quantity(Context& context, std::string_view text, source::Span span) {
  const size_t split = numeral_length(text);
  const std::optional<Number> number = Number::parse(text.substr(0, split));
  std::string_view unit = text.substr(split);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (number && unit.empty()) return bare(*number);
  if (number) {
    if (const program::Units* units = find_units(context, unit, span)) return measured(*units, *number);
    for (const std::string_view percent : Percents) {
      if (unit == percent) return ratio(*number);
    }
    for (const Calendar& calendar : Calendars) {
      if (unit == calendar.word) return calendar_length(context, text, calendar, *number, span);
    }
    if (std::optional<Quantity> found = with_multiplier(context, unit, *number, span)) return found;
  }
  std::vector<std::string> names;
  for (const program::Units& units : context.program.units) names.push_back(units.name);
  context.sink.report(diag::UnknownUnits{std::string(unit)}, span).suggest(diagnostics::suggest(unit, names));
  context.sink.excuse(std::string(unit));  // one declaration is missing, wherever it is wanted
  return std::nullopt;
}

}  // namespace plumb::check
