#include "base/date.h"

#include <array>

namespace plumb::base {

namespace {

constexpr int FirstYear = 1;
constexpr int LastYear = 9999;
constexpr int64_t DaysPerEra = 146097;  // 400 years
constexpr int64_t YearsPerEra = 400;

// Counts from 0000-03-01, so that the leap day is the last of its year and months need no table.
constexpr int64_t days_from_civil(int64_t year, int month, int day) {
  const int64_t shifted_year = month <= 2 ? year - 1 : year;
  const int64_t era = (shifted_year >= 0 ? shifted_year : shifted_year - (YearsPerEra - 1)) / YearsPerEra;
  const int64_t year_of_era = shifted_year - era * YearsPerEra;
  const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DaysPerEra + day_of_era - 719468;
}

static_assert(days_from_civil(1970, 1, 1) == 0);
static_assert(days_from_civil(FirstYear, 1, 1) == FirstDate.days);
static_assert(days_from_civil(LastYear, 12, 31) == LastDate.days);

std::optional<Date> in_range(int64_t days) {
  if (days < FirstDate.days || days > LastDate.days) {
    return std::nullopt;
  }
  return Date{static_cast<int32_t>(days)};
}

// Takes between the least and the most digits; -1 if there are fewer.
int take_number(std::string_view& text, size_t least, size_t most) {
  int value = 0;
  size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  text.remove_prefix(count);
  return count < least ? -1 : value;
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) {
    return false;
  }
  text.remove_prefix(expected.size());
  return true;
}

void append_padded(std::string& text, int value, size_t width) {
  const std::string digits = std::to_string(value);
  text.append(width - digits.size(), '0').append(digits);
}

int64_t month_index(const CivilDate& date) { return int64_t{date.year} * 12 + (date.month - 1); }

}  // namespace

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> Lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : Lengths[static_cast<size_t>(month - 1)];
}

std::optional<Date> make_date(int year, int month, int day) {
  if (year < FirstYear || year > LastYear || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    return std::nullopt;
  }
  return Date{static_cast<int32_t>(days_from_civil(year, month, day))};
}

std::optional<Date> parse_date(std::string_view text) {
  const int year = take_number(text, 4, 4);
  const bool is_chinese = take(text, "年");
  if (year < 0 || (!is_chinese && !take(text, "-"))) {
    return std::nullopt;
  }
  const size_t least_digits = is_chinese ? 1 : 2;
  const int month = take_number(text, least_digits, 2);
  if (month < 0 || !take(text, is_chinese ? "月" : "-")) {
    return std::nullopt;
  }
  const int day = take_number(text, least_digits, 2);
  if (day < 0 || (is_chinese && !take(text, "日")) || !text.empty()) {
    return std::nullopt;
  }
  return make_date(year, month, day);
}

std::string to_string(Date date) {
  const CivilDate parts = civil(date);
  std::string text;
  append_padded(text, parts.year, 4);
  text += '-';
  append_padded(text, parts.month, 2);
  text += '-';
  append_padded(text, parts.day, 2);
  return text;
}

CivilDate civil(Date date) {
  const int64_t shifted = int64_t{date.days} + 719468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - (DaysPerEra - 1)) / DaysPerEra;
  const int64_t day_of_era = shifted - era * DaysPerEra;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int64_t year = year_of_era + era * YearsPerEra + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

std::optional<Date> add(Date date, Span span, MonthEnd month_end) {
  const CivilDate start = civil(date);
  int64_t month_total = 0;
  if (__builtin_add_overflow(month_index(start), span.months, &month_total) || month_total < int64_t{FirstYear} * 12 ||
      month_total >= (int64_t{LastYear} + 1) * 12) {
    return std::nullopt;
  }
  const auto year = static_cast<int>(month_total / 12);
  const auto month = static_cast<int>(month_total % 12) + 1;
  int64_t days = days_from_civil(year, month, start.day);
  const int excess = start.day - days_in_month(year, month);
  if (excess > 0) {
    switch (month_end) {
      case MonthEnd::Clamp: days -= excess; break;
      case MonthEnd::NextDay: days += 1 - excess; break;
      case MonthEnd::Refuse: return std::nullopt;
    }
  }
  if (__builtin_add_overflow(days, span.days, &days)) {
    return std::nullopt;
  }
  return in_range(days);
}

int64_t days_between(Date a, Date b) { return int64_t{b.days} - a.days; }

int64_t whole_months_between(Date a, Date b) {
  const CivilDate from = civil(a);
  const CivilDate to = civil(b);
  const int64_t months = month_index(to) - month_index(from);
  if (months > 0 && to.day < from.day) {
    return months - 1;
  }
  if (months < 0 && to.day > from.day) {
    return months + 1;
  }
  return months;
}

int64_t whole_years_between(Date a, Date b) { return whole_months_between(a, b) / 12; }

int weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const int from_monday = (date.days % 7 + 7 + 3) % 7;
  return from_monday + 1;
}

Date end_of_month(Date date) {
  const CivilDate parts = civil(date);
  return {date.days + days_in_month(parts.year, parts.month) - parts.day};
}

}  // namespace plumb::base
