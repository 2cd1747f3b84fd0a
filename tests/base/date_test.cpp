#include "base/date.h"

#include <vector>

#include <gtest/gtest.h>

namespace plumb::base {
namespace {

Date date_of(int year, int month, int day) {
  const std::optional<Date> date = make_date(year, month, day);
  EXPECT_TRUE(date.has_value()) << year << "-" << month << "-" << day;
  return date.value_or(Date{});
}

Date date_of(std::string_view text) {
  const std::optional<Date> date = parse_date(text);
  EXPECT_TRUE(date.has_value()) << text;
  return date.value_or(Date{});
}

// A calendar that only knows how to take one step.
struct Walker {
  int year;
  int month;
  int day;

  int month_length() const {
    if (month == 2) {
      return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
  void step() {
    if (++day > month_length()) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
};

TEST(DateCount, agrees_with_single_steps_from_1600_to_2400) {
  Walker walker{1600, 1, 1};
  const int32_t start = date_of(1600, 1, 1).days;
  int weekday_expected = 6;  // 1600-01-01 was a Saturday
  int32_t steps = 0;
  while (walker.year <= 2400) {
    const Date date = date_of(walker.year, walker.month, walker.day);
    ASSERT_EQ(date.days, start + steps);
    ASSERT_EQ(civil(date), (CivilDate{walker.year, walker.month, walker.day}));
    ASSERT_EQ(weekday(date), weekday_expected);
    ASSERT_EQ(end_of_month(date).days - date.days, walker.month_length() - walker.day);
    ASSERT_EQ(days_in_month(walker.year, walker.month), walker.month_length());
    walker.step();
    weekday_expected = weekday_expected % 7 + 1;
    ++steps;
  }
  EXPECT_EQ(steps, 2 * 146097 + 366);
}

TEST(DateCount, anchors_and_limits) {
  EXPECT_EQ(date_of(1970, 1, 1).days, 0);
  EXPECT_EQ(date_of(2000, 3, 1).days, 11017);
  EXPECT_EQ(date_of(1, 1, 1), FirstDate);
  EXPECT_EQ(date_of(9999, 12, 31), LastDate);
  EXPECT_EQ(weekday(date_of(2021, 6, 15)), 2);
  EXPECT_EQ(weekday(FirstDate), 1);
  EXPECT_EQ(make_date(0, 12, 31), std::nullopt);
  EXPECT_EQ(make_date(10000, 1, 1), std::nullopt);
  EXPECT_EQ(make_date(2021, 2, 29), std::nullopt);
  EXPECT_EQ(make_date(1900, 2, 29), std::nullopt);
  EXPECT_NE(make_date(2000, 2, 29), std::nullopt);
  EXPECT_EQ(make_date(2021, 0, 1), std::nullopt);
  EXPECT_EQ(make_date(2021, 13, 1), std::nullopt);
  EXPECT_EQ(make_date(2021, 4, 31), std::nullopt);
  EXPECT_EQ(make_date(2021, 4, 0), std::nullopt);
}

TEST(DateText, reads_both_spellings) {
  EXPECT_EQ(date_of("2021-06-15"), date_of(2021, 6, 15));
  EXPECT_EQ(date_of("2021年6月15日"), date_of(2021, 6, 15));
  EXPECT_EQ(date_of("2021年06月05日"), date_of(2021, 6, 5));
  EXPECT_EQ(date_of("0001-01-01"), FirstDate);
  EXPECT_EQ(to_string(date_of("2021年6月5日")), "2021-06-05");
  EXPECT_EQ(to_string(FirstDate), "0001-01-01");
  EXPECT_EQ(to_string(LastDate), "9999-12-31");
}

TEST(DateText, refuses_everything_else) {
  for (const std::string_view text : {"",
                                      "2021",
                                      "2021-6-15",
                                      "2021-06-5",
                                      "21-06-15",
                                      "2021/06/15",
                                      "20210615",
                                      "2021-06-15 ",
                                      " 2021-06-15",
                                      "2021-06-15T00:00",
                                      "2021年6月15",
                                      "2021年6月",
                                      "2021年6-15日",
                                      "2021-06月15日",
                                      "2021年006月15日",
                                      "21年6月15日",
                                      "2021-02-29",
                                      "2021年2月30日",
                                      "0000-01-01",
                                      "12021-01-01",
                                      "-001-01-01",
                                      "2021-06-150",
                                      "2021年月15日"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

struct AddCase {
  std::string_view name;
  std::string_view start;
  Span span;
  std::string_view clamp;
  std::string_view next_day;
  std::string_view refuse;  // empty: no answer
};

class DateAdd : public testing::TestWithParam<AddCase> {};

TEST_P(DateAdd, follows_the_month_end_policy) {
  const AddCase& row = GetParam();
  const auto sum = [&row](MonthEnd month_end) {
    const std::optional<Date> date = add(date_of(row.start), row.span, month_end);
    return date.has_value() ? to_string(*date) : std::string();
  };
  EXPECT_EQ(sum(MonthEnd::Clamp), row.clamp);
  EXPECT_EQ(sum(MonthEnd::NextDay), row.next_day);
  EXPECT_EQ(sum(MonthEnd::Refuse), row.refuse);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DateAdd,
    testing::Values(AddCase{"short_month", "2021-01-31", {1, 0}, "2021-02-28", "2021-03-01", ""},
                    AddCase{"leap_month", "2020-01-31", {1, 0}, "2020-02-29", "2020-03-01", ""},
                    AddCase{"two_days_too_long", "2020-01-30", {13, 0}, "2021-02-28", "2021-03-01", ""},
                    AddCase{"leap_day_next_year", "2020-02-29", {12, 0}, "2021-02-28", "2021-03-01", ""},
                    AddCase{"leap_day_back", "2020-02-29", {-12, 0}, "2019-02-28", "2019-03-01", ""},
                    AddCase{"leap_day_four_years", "2020-02-29", {48, 0}, "2024-02-29", "2024-02-29", "2024-02-29"},
                    AddCase{"months_before_days", "2021-01-31", {1, 1}, "2021-03-01", "2021-03-02", ""},
                    AddCase{"opposite_signs", "2021-03-31", {1, -1}, "2021-04-29", "2021-04-30", ""},
                    AddCase{"back_over_new_year", "2021-01-15", {-2, 0}, "2020-11-15", "2020-11-15", "2020-11-15"},
                    AddCase{"days_only", "2021-12-31", {0, 1}, "2022-01-01", "2022-01-01", "2022-01-01"},
                    AddCase{"year_end", "2021-12-31", {-1, 0}, "2021-11-30", "2021-12-01", ""},
                    AddCase{"beyond_the_last_day", "9999-12-31", {0, 1}, "", "", ""},
                    AddCase{"beyond_the_last_month", "9999-12-01", {1, -31}, "", "", ""},
                    AddCase{"before_the_first_day", "0001-01-01", {0, -1}, "", "", ""},
                    AddCase{"months_overflow", "2021-01-01", {INT64_MAX, 0}, "", "", ""},
                    AddCase{"months_underflow", "2021-01-01", {INT64_MIN, 0}, "", "", ""},
                    AddCase{"days_overflow", "2021-01-01", {0, INT64_MAX}, "", "", ""},
                    AddCase{"days_underflow", "1969-01-01", {0, INT64_MIN}, "", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DateBetween, table) {
  const auto months = [](std::string_view a, std::string_view b) { return whole_months_between(date_of(a), date_of(b)); };
  EXPECT_EQ(months("2021-01-31", "2021-02-28"), 0);
  EXPECT_EQ(months("2021-01-31", "2021-03-01"), 1);
  EXPECT_EQ(months("2021-01-15", "2021-02-15"), 1);
  EXPECT_EQ(months("2021-02-15", "2021-01-15"), -1);
  EXPECT_EQ(months("2021-02-15", "2021-01-16"), 0);
  EXPECT_EQ(months("2021-03-15", "2020-03-14"), -12);
  EXPECT_EQ(whole_years_between(date_of("2020-02-29"), date_of("2021-02-28")), 0);
  EXPECT_EQ(whole_years_between(date_of("2020-02-29"), date_of("2021-03-01")), 1);
  EXPECT_EQ(whole_years_between(date_of("2021-06-15"), date_of("2016-06-15")), -5);
  EXPECT_EQ(whole_years_between(date_of("2021-06-15"), date_of("2016-06-16")), -4);
  EXPECT_EQ(days_between(FirstDate, LastDate), 3652058);
  EXPECT_EQ(days_between(date_of("2021-06-15"), date_of("2021-06-14")), -1);
}

// The largest n with a + n months not after b, found by trying; the clamped end of a short month
// must not count as a full one, which is why the day of the month is compared and not the clamped
// sum.
TEST(DateBetween, months_agree_with_counting) {
  const std::vector<Date> starts = {date_of(2019, 12, 31), date_of(2020, 2, 29), date_of(2020, 1, 30), date_of(2021, 6, 15),
                                    date_of(2021, 3, 1)};
  for (const Date start : starts) {
    for (int offset = 0; offset <= 900; ++offset) {
      const Date end{start.days + offset};
      const CivilDate from = civil(start);
      const CivilDate to = civil(end);
      int64_t expected = 0;
      for (;;) {
        const int64_t next = from.month - 1 + expected + 1;
        const int64_t year = from.year + next / 12;
        const int64_t month = next % 12 + 1;
        const bool is_reached =
            year < to.year || (year == to.year && (month < to.month || (month == to.month && from.day <= to.day)));
        if (!is_reached) {
          break;
        }
        ++expected;
      }
      ASSERT_EQ(whole_months_between(start, end), expected) << to_string(start) << " " << to_string(end);
      ASSERT_EQ(whole_years_between(start, end), expected / 12);
    }
  }
}

TEST(DateAdd, what_is_added_is_found_between) {
  for (int day = 1; day <= 28; ++day) {
    for (int months = -50; months <= 50; ++months) {
      const Date start = date_of(2020, 2, day);
      const std::optional<Date> end = add(start, {months, 0}, MonthEnd::Refuse);
      ASSERT_TRUE(end.has_value());
      ASSERT_EQ(whole_months_between(start, *end), months);
      ASSERT_EQ(whole_months_between(*end, start), -months);
    }
  }
}

}  // namespace
}  // namespace plumb::base
