// Calendar days without time of day or zone, proleptic Gregorian, years 1 to 9999.
// Every function that could leave that range answers with an empty optional.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::base {

struct Date {
  int32_t days = 0;  // since 1970-01-01

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31

  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

// What adding months does when the day does not exist in the month that is reached.
enum class MonthEnd : uint8_t {
  Clamp,    // 2021-01-31 + 1 month = 2021-02-28
  NextDay,  // 2021-01-31 + 1 month = 2021-03-01
  Refuse,   // 2021-01-31 + 1 month has no answer
};

// A year is twelve months, a week seven days; months and days may differ in sign.
struct Span {
  int64_t months = 0;
  int64_t days = 0;

  friend constexpr bool operator==(const Span&, const Span&) = default;
};

[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);
// Whole text or nothing: 2021-06-15 (two-digit month and day) or 2021年6月15日 (one or two digits).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
// 2021-06-15, the year padded to four digits.
[[nodiscard]] std::string to_string(Date date);
[[nodiscard]] CivilDate civil(Date date);

// Months first, then days. Empty: out of range, or the month end is refused.
[[nodiscard]] std::optional<Date> add(Date date, Span span, MonthEnd month_end);
// b - a.
[[nodiscard]] int64_t days_between(Date a, Date b);
// Full months or years elapsed from a to b, negated when b is earlier; the fraction is cut off, so
// 01-31 to 02-28 is 0 months and 02-29 to 02-28 of the next year 0 years.
[[nodiscard]] int64_t whole_months_between(Date a, Date b);
[[nodiscard]] int64_t whole_years_between(Date a, Date b);

[[nodiscard]] bool is_leap_year(int year);
// Precondition: month is 1..12.
[[nodiscard]] int days_in_month(int year, int month);
// 1 = Monday … 7 = Sunday.
[[nodiscard]] int weekday(Date date);
// The last day of the date's month.
[[nodiscard]] Date end_of_month(Date date);

inline constexpr Date FirstDate{-719162};  // 0001-01-01
inline constexpr Date LastDate{2932896};   // 9999-12-31

}  // namespace plumb::base

template <>
struct std::hash<plumb::base::Date> {
  size_t operator()(plumb::base::Date date) const { return std::hash<int32_t>{}(date.days); }
};
