// Calendar arithmetic of three public suites through our date functions, in both spellings: which day a
// length of months reaches under each treatment of month ends, and how far two days lie apart.
#include <functional>
#include <numeric>
#include <optional>

#include "conformance/run_text.h"
#include "conformance/suite.h"
#include "conformance/words.h"

namespace plumb::conformance {
namespace {

using enum syntax::Keyword;

constexpr source::Language Spellings[] = {source::Language::Zh, source::Language::En};
using Text = std::function<std::string(const Words&)>;

std::string length_of(const Words& words, int64_t count, bool are_months) {
  const bool is_chinese = words.language == source::Language::Zh;
  if (are_months) return std::to_string(count) + (is_chinese ? "个月" : "months");
  return std::to_string(count) + (is_chinese ? "天" : "days");
}

// The day moved by months, then by days: a length of one kind at a time.
std::string moved(const Words& words, const std::string& day, int64_t months, int64_t days, syntax::Keyword month_end) {
  std::string text = day;
  if (months != 0) {
    text = words.function(months < 0 ? "earlier" : "after") + "(" + text + ", " + length_of(words, std::abs(months), true) +
           ", " + words.key(month_end) + ")";
  }
  if (days != 0) text += (days < 0 ? " - " : " + ") + length_of(words, std::abs(days), false);
  return text;
}

std::string called(const Words& words, std::string_view function, const std::string& a, const std::string& b) {
  return words.function(function) + "(" + a + ", " + b + ")";
}

// The one answer that both spellings give.
Outcome answer(const Json& row, const Text& text) {
  std::optional<Outcome> first;
  for (const source::Language spelling : Spellings) {
    const Outcome outcome = run_expression(text(Words{spelling}), spelling);
    EXPECT_NE(outcome.stage, Stage::Syntax) << row.dump() << '\n' << text(Words{spelling});
    if (first) {
      EXPECT_EQ(describe(*first), describe(outcome)) << row.dump();
    }
    first = outcome;
  }
  return *first;
}

void expect_day(const Json& row, const Json& expected, const Text& text) {
  const Outcome outcome = answer(row, text);
  const bool fails = outcome.stage == Stage::Check || outcome.stage == Stage::Evaluation;
  if (expected.is_object()) {
    EXPECT_TRUE(fails) << row.dump() << "\n  " << describe(outcome);
  } else {
    EXPECT_EQ(describe(outcome), expected.get<std::string>()) << row.dump() << "\n  " << text(Words{});
  }
}

int64_t whole(const Json& row, const Text& text) {
  const Outcome outcome = answer(row, text);
  const auto* number = std::get_if<base::Number>(&outcome.value);
  EXPECT_TRUE(outcome.is_known() && number != nullptr) << row.dump() << "\n  " << text(Words{}) << "  " << describe(outcome);
  return number == nullptr ? INT64_MIN : number->to_int64().value_or(INT64_MIN);
}

int64_t field(const Json& fields, const char* name) { return fields.value(name, int64_t{0}); }

struct Length {
  int64_t months = 0, days = 0;
};

Length length_in(const Json& row) {
  for (const auto& [name, count] : row.at("dur").items()) {
    if (name != "years" && name != "months" && name != "weeks" && name != "days") throw LeftOut{"time of day"};
  }
  const Json& given = row.at("dur");
  return {12 * field(given, "years") + field(given, "months"), 7 * field(given, "weeks") + field(given, "days")};
}

std::string day_in(const Json& row, const char* name) {
  const std::string text = row.at(name);
  if (text.size() != 10) throw LeftOut{"years beyond 1 to 9999"};
  return text;
}

void add(const Json& row, bool back) {
  const std::string day = day_in(row, "a");
  Length length = length_in(row);
  if (back) length = {-length.months, -length.days};
  const auto by = [&](syntax::Keyword month_end) {
    return [&, month_end](const Words& words) { return moved(words, day, length.months, length.days, month_end); };
  };
  const Json& expected = row.at("expected");
  if (expected.is_object() && expected.contains("round_up")) {
    expect_day(row, expected.at("round_up"), by(K_NEXT_DAY));
    expect_day(row, expected.at("round_down"), by(K_CLAMP));
    expect_day(row, expected.at("abort"), by(K_REFUSE));
    return;
  }
  expect_day(row, expected, by(row.at("overflow") == "reject" ? K_REFUSE : K_CLAMP));
}

int64_t between(const Json& row, std::string_view function) {
  const std::string a = day_in(row, "a"), b = day_in(row, "b");
  return whole(row, [&](const Words& words) { return called(words, function, a, b); });
}

// The days that are left when the full months are gone.
int64_t days_beyond(const Json& row, int64_t months) {
  const std::string a = day_in(row, "a"), b = day_in(row, "b");
  return whole(row, [&](const Words& words) { return called(words, "days_between", moved(words, a, months, 0, K_CLAMP), b); });
}

// Going back into a shorter month, one suite counts the days from a day that does not exist.
void leave_out_clamped(const Json& row, int64_t months) {
  const std::string day = day_in(row, "a");
  const Outcome outcome = answer(row, [&](const Words& words) { return moved(words, day, months, 0, K_REFUSE); });
  if (!outcome.is_known()) throw LeftOut{"days beyond a month end, going back"};
}

// until, since, period_between: years, months, weeks and days down from the largest unit.
void difference(const Json& row, const std::string& largest, int sign) {
  const Json& expected = row.at("expected");
  int64_t years = 0, months = 0, weeks = 0, days = 0;
  if (largest == "days" || largest == "weeks") {
    days = between(row, "days_between");
    weeks = largest == "weeks" ? days / 7 : 0;
    days -= 7 * weeks;
  } else {
    months = between(row, "months_between");
    if (months < 0 && row.at("op") == "period_between") leave_out_clamped(row, months);
    days = days_beyond(row, months);
    years = largest == "years" ? between(row, "years_between") : 0;
    months -= 12 * years;
  }
  EXPECT_EQ(sign * years, field(expected, "years")) << row.dump();
  EXPECT_EQ(sign * months, field(expected, "months")) << row.dump();
  EXPECT_EQ(sign * weeks, field(expected, "weeks")) << row.dump();
  EXPECT_EQ(sign * days, field(expected, "days")) << row.dump();
}

// Whole units of one kind, the fraction cut off.
void between_units(const Json& row) {
  const std::string unit = row.at("unit");
  if (unit == "days" || unit == "months" || unit == "years") {
    EXPECT_EQ(between(row, unit + "_between"), row.at("expected")) << row.dump();
    return;
  }
  const bool are_weeks = unit == "weeks";
  const std::string step = are_weeks ? "7" : unit == "decades" ? "10" : unit == "centuries" ? "100" : "1000";
  const int64_t found = whole(row, [&](const Words& words) {
    const std::string count = called(words, are_weeks ? "days_between" : "years_between", row.at("a"), row.at("b"));
    return words.key(K_TRUNCATE) + "(" + count + " / " + step + ", 1)";
  });
  EXPECT_EQ(found, row.at("expected")) << row.dump();
}

void make(const Json& row) {
  const Json& expected = row.at("expected");
  if (expected.is_string() && expected.get<std::string>().size() != 10) throw LeftOut{"years beyond 1 to 9999"};
  expect_day(row, expected, [&](const Words& words) {
    return words.function("date_of") + "(" + row.at("year").dump() + ", " + row.at("month").dump() + ", " + row.at("day").dump() +
           ")";
  });
}

// One field of a day replaced: the other two are read off.
void with_field(const Json& row) {
  if (row.at("field") != "DayOfMonth") throw LeftOut{"periods and fields"};
  const std::string day = day_in(row, "a");
  expect_day(row, row.at("expected"), [&](const Words& words) {
    return words.function("date_of") + "(" + words.function("year_of") + "(" + day + "), " + words.function("month_of") + "(" +
           day + "), " + row.at("value").dump() + ")";
  });
}

std::string days_in_year(const Words& words, const std::string& day) {
  const std::string year = words.function("year_of") + "(" + day + ")";
  const auto of = [&](const char* rest) { return words.function("date_of") + "(" + year + ", " + rest + ")"; };
  return called(words, "days_between", of("1, 1"), of("12, 31")) + " + 1";
}

std::string day_of_year(const Words& words, const std::string& day) {
  const std::string year = words.function("year_of") + "(" + day + ")";
  return called(words, "days_between", words.function("date_of") + "(" + year + ", 1, 1)", day) + " + 1";
}

void compare(const Json& row) {
  const std::string a = day_in(row, "a"), b = day_in(row, "b");
  const int64_t order = whole(row, [&](const Words& words) {
    const std::string if_word = words.key(K_IF) + " ", then = " " + words.key(K_THEN) + " ",
                      otherwise = " " + words.key(K_OTHERWISE) + " ";
    return if_word + a + " < " + b + then + "-1" + otherwise + if_word + a + " > " + b + then + "1" + otherwise + "0";
  });
  EXPECT_EQ(order, row.at("expected")) << row.dump();
}

void expect_truth(const Json& row, const Text& text) {
  EXPECT_EQ(describe(answer(row, text)), row.at("expected").get<bool>() ? "true" : "false") << row.dump();
}

void run_date(const Json& row) {
  const std::string operation = row.at("op");
  if (operation == "add" || operation == "subtract") return add(row, operation == "subtract");
  if (operation == "until") return difference(row, row.at("largestUnit"), 1);
  if (operation == "since") return difference(row, row.at("largestUnit"), -1);
  if (operation == "period_between") return difference(row, "years", 1);
  if (operation == "between") return between_units(row);
  if (operation == "make") return make(row);
  if (operation == "with") return with_field(row);
  if (operation == "compare") return compare(row);
  const std::string day = row.contains("a") ? day_in(row, "a") : std::string();
  const auto expect_whole = [&](const Text& text) { EXPECT_EQ(whole(row, text), row.at("expected")) << row.dump(); };
  if (operation == "equals") {
    return expect_truth(row, [&](const Words&) { return day + " = " + row.at("b").get<std::string>(); });
  }
  if (operation == "inLeapYear") {
    return expect_truth(row, [&](const Words& words) { return days_in_year(words, day) + " = 366"; });
  }
  if (operation == "daysInYear") return expect_whole([&](const Words& words) { return days_in_year(words, day); });
  if (operation == "dayOfYear") return expect_whole([&](const Words& words) { return day_of_year(words, day); });
  if (operation == "daysInMonth") {
    return expect_whole(
        [&](const Words& words) { return words.function("day_of") + "(" + words.function("month_end") + "(" + day + "))"; });
  }
  if (operation == "dayOfWeek") {
    const std::optional<base::Date> date = base::parse_date(day);
    ASSERT_TRUE(date) << row.dump();
    EXPECT_EQ(base::weekday(*date), row.at("expected")) << row.dump();
    return;
  }
  if (operation == "parse") {
    EXPECT_FALSE(base::parse_date(row.at("text").get<std::string>())) << row.dump();
    return;
  }
  if (operation == "weekOfYear" || operation == "yearOfWeek") throw LeftOut{"weeks of a year"};
  throw LeftOut{"periods and fields"};
}

class Dates : public SuiteTest {
 protected:
  void run_file(const std::string& file) {
    Tally tally;
    for (const Json& row : read_rows(file)) {
      try {
        run_date(row);
        ++tally[Agrees];
      } catch (const LeftOut& left_out) {
        ++tally[left_out.reason];
      }
    }
    EXPECT_EQ(tally, read_expected_tally(file));
  }
};

TEST_F(Dates, dates_calc) { run_file("dates_dates_calc.jsonl"); }
TEST_F(Dates, temporal_plain_date) { run_file("dates_temporal_plaindate.jsonl"); }
TEST_F(Dates, threeten_backport) { run_file("dates_threetenbp.jsonl"); }

}  // namespace
}  // namespace plumb::conformance
