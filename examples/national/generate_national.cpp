// plumb_national: writes a made-up national data set as CSV files, one a data table of
// rules/数据字典.plumb. See README.md beside this file.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "national/national.h"

namespace plumb::examples {
namespace {

constexpr const char* kUsage =
    "usage: plumb_national --out DIR [--seed N] [--scale N] [--usage-rows N] [--edges] "
    "[--no-tie-decisions] [--blocking-fault]\n";

bool read_number(const char* text, std::int64_t least, std::int64_t most, std::int64_t& out) {
  const char* end = text + std::strlen(text);
  const auto parsed = std::from_chars(text, end, out);
  return parsed.ec == std::errc{} && parsed.ptr == end && out >= least && out <= most;
}

bool read_options(int count, char** words, Options& options) {
  for (int place = 1; place < count; ++place) {
    const std::string_view word = words[place];
    const bool has_value = place + 1 < count;
    std::int64_t number = 0;
    if (word == "--no-tie-decisions") {
      options.has_tie_decisions = false;
    } else if (word == "--blocking-fault") {
      options.has_blocking_fault = true;
    } else if (word == "--edges") {
      options.has_edges = true;
    } else if (word == "--usage-rows" && has_value && read_number(words[++place], 1, INT64_MAX, number)) {
      options.usage_rows = number;
    } else if (word == "--out" && has_value) {
      options.folder = words[++place];
    } else if (word == "--seed" && has_value && read_number(words[++place], 0, INT64_MAX, number)) {
      options.seed = static_cast<std::uint64_t>(number);
    } else if (word == "--scale" && has_value && read_number(words[++place], 1, 100, number)) {
      options.scale = number;
    } else {
      return false;
    }
  }
  return !options.folder.empty();
}

// One decimal of a quotient, cut off; for the summary only.
void print_average(const char* name, std::int64_t tenths, std::int64_t count, const char* measure) {
  const std::int64_t hundredths = tenths * 10 / count;
  std::printf("%s %lld.%02lld%s\n", name, static_cast<long long>(hundredths / 100), static_cast<long long>(hundredths % 100),
              measure);
}

void print_count(const char* name, std::int64_t count) { std::printf("%s %lld\n", name, static_cast<long long>(count)); }

// The planned ties must stand alone on their lines, and the lines must fall inside them: a seed for
// which this does not come true is told, not hidden.
bool print_ties(const Plan& plan) {
  constexpr std::int64_t kCent = 10000000;  // 0.01 points in 10^-9 points
  std::vector<std::int64_t> scores;
  for (const UnitPlan& unit : plan.units) {
    if (unit.planned_place > 0) {
      scores.push_back((unit.score + kCent / 2) / kCent);
    }
  }
  std::sort(scores.rbegin(), scores.rend());
  bool is_as_planned = true;
  constexpr int kLines[] = {50, 150};
  for (std::size_t line = 0; line < plan.ties.size(); ++line) {
    const UnitPlan& member = plan.units[static_cast<std::size_t>(plan.ties[line].front())];
    const std::int64_t cents = (member.score + kCent / 2) / kCent;
    const auto tied = std::count(scores.begin(), scores.end(), cents);
    const auto above = std::count_if(scores.begin(), scores.end(), [&](std::int64_t score) { return score > cents; });
    std::printf("tie on line %d: places %lld to %lld at %lld.%02lld points, units", kLines[line],
                static_cast<long long>(above + 1), static_cast<long long>(above + tied), static_cast<long long>(cents / 100),
                static_cast<long long>(cents % 100));
    for (const int unit : plan.ties[line]) {
      std::printf(" %s", plan.units[static_cast<std::size_t>(unit)].code.c_str());
    }
    std::printf("\n");
    is_as_planned = is_as_planned && tied == static_cast<std::ptrdiff_t>(plan.ties[line].size()) && above < kLines[line] &&
                    above + tied > kLines[line];
  }
  return is_as_planned;
}

int generate(const Options& options) {
  std::error_code failed;
  std::filesystem::create_directories(options.folder, failed);
  const Plan plan = plan_units(options);
  const std::int64_t reporting = count_reporting(plan);
  if (options.usage_rows != 0 && (options.usage_rows < kFewestDays * reporting || options.usage_rows > kMostDays * reporting)) {
    std::fprintf(stderr, "plumb_national: with this scale --usage-rows goes from %lld to %lld\n",
                 static_cast<long long>(kFewestDays * reporting), static_cast<long long>(kMostDays * reporting));
    return 2;
  }
  if (!plan.is_exact) {
    std::fputs("plumb_national: with this seed an edge has no figures; take another\n", stderr);
    return 1;
  }
  Summary summary;
  generate_units(options, plan, summary);
  generate_instruments(options, plan, summary);
  generate_reports(options, plan, summary);
  generate_answers(options, plan, summary);
  if (!summary.is_good) {
    std::fprintf(stderr, "plumb_national: cannot write to %s\n", options.folder.c_str());
    return 2;
  }
  std::int64_t assessed = 0;
  std::int64_t out = 0;
  std::int64_t back = 0;
  std::int64_t income = 0;
  for (const UnitPlan& unit : plan.units) {
    assessed += unit.standing == Standing::Assessed ? 1 : 0;
    out += unit.standing == Standing::InRectification ? 1 : 0;
    back += unit.was_poor_2019 ? 1 : 0;
    income += unit.standing == Standing::Assessed ? unit.income : 0;
  }
  std::printf("seed %llu, scale %lld\n", static_cast<unsigned long long>(options.seed), static_cast<long long>(options.scale));
  print_count("departments", summary.department_count);
  print_count("units assessed", assessed);
  print_count("units in rectification", out);
  print_count("units back after rectification", back);
  print_count("facilities", summary.facility_count);
  print_count("instruments in the file", summary.instrument_count);
  print_count("instruments of 500,000 yuan or more", summary.listed_count);
  print_count("of these to be opened", summary.open_count);
  print_count("instruments of 10,000,000 yuan or more", summary.huge_count);
  print_average("average effective hours", summary.effective, summary.open_count, "");
  print_average("average external hours", summary.external, summary.open_count, "");
  print_average("average sharing rate", summary.share_sum / 10, summary.open_count, " %");
  print_average("on the national platform", summary.platform_count * 1000, summary.open_count, " %");
  print_count("service income in 10,000 yuan", income / 100);
  print_count("usage rows", summary.usage_count);
  print_count("months not reported", summary.absent_months);
  print_count("months under review", summary.unverified_months);
  print_count("service rows", summary.service_count);
  print_count("income vouchers", summary.voucher_count);
  print_count("answers of judges", summary.answer_count);
  if (options.has_edges) {
    print_count("scores half-way between two hundredths",
                std::count_if(plan.units.begin(), plan.units.end(),
                              [](const UnitPlan& unit) { return unit.is_edge && unit.edge_score % 10 == 5; }));
  }
  if (!print_ties(plan)) {
    std::fprintf(stderr, "plumb_national: with this seed the ties do not stand on the lines; take another\n");
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace plumb::examples

int main(int count, char** words) {
  plumb::examples::Options options;
  if (!plumb::examples::read_options(count, words, options)) {
    std::fputs(plumb::examples::kUsage, stderr);
    return 2;
  }
  return plumb::examples::generate(options);
}
