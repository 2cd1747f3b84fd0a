// The made-up national data set: a plan of every unit first, so that sums, ties and thresholds hold
// exactly, then the tables written from the plan. Whole numbers only: hours in tenths, yuan in
// cents of ten thousand, points in thirds of half points.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "national/random.h"

namespace plumb::examples {

struct Options {
  std::string folder;
  std::uint64_t seed = 2021;
  std::int64_t scale = 1;
  bool has_tie_decisions = true;    // false leaves the ties on the lines undecided
  bool has_blocking_fault = false;  // true adds one duplicate row that holds up a unit's score
  std::int64_t usage_rows = 0;      // finer rows, so many in all; 0: one a month and instrument
  bool has_edges = false;           // true puts many scores exactly between two hundredths
};

// Where a unit stands towards the scope of the 2021 rules.
enum class Standing { Assessed, InRectification, Local, NotLegalPerson, Superseded };

struct UnitPlan {
  Standing standing = Standing::Assessed;
  std::string code;
  std::string name;
  int department = 0;  // number of the department, from 1
  bool is_university = false;
  int planned_place = 0;        // place in the ranking that is aimed at; 0 for a unit that is not ranked
  int twin_of = -1;             // index of the unit whose figures this one repeats
  bool is_found_poor = false;   // by the panel
  bool is_falsified = false;    // by the inspection
  bool was_poor_2019 = false;   // came back after rectification
  bool is_pinned = false;       // its totals stand on a threshold and are not shifted
  bool is_edge = false;         // its score stands exactly on `edge_score`
  std::int64_t edge_score = 0;  // thousandths of a point

  std::int64_t open_count = 0;       // 500,000 yuan or more and to be opened
  std::int64_t closed_count = 0;     // 500,000 yuan or more, not opened for one of the five reasons
  std::int64_t small_count = 0;      // below 500,000 yuan
  std::int64_t huge_count = 0;       // of the open ones, 10 million yuan or more
  std::int64_t platform_count = 0;   // of the open ones, on the national platform
  std::int64_t complete_count = 0;   // of the open ones, with all information given
  std::int64_t idle_count = 0;       // of the open ones, without any hours
  std::int64_t effective = 0;        // tenths of an hour, over the open ones
  std::int64_t external = 0;         // tenths of an hour, over the open ones
  std::int64_t income = 0;           // 100 yuan, all service income
  std::int64_t external_income = 0;  // 100 yuan
  bool is_external_income_under_review = false;
  int platform_state = 2;              // 0 none, 1 built, 2 built and linked
  std::int64_t panel_half_points = 0;  // the nine answers together, in half points

  std::int64_t score = 0;  // 10^-9 points, as the assumed weights of the 2021 rules give it
};

struct Plan {
  std::vector<UnitPlan> units;
  std::vector<std::vector<int>> ties;  // indexes of the tied units: on the first line, on the second
  bool is_exact = true;                // every edge unit found its figures
};

struct Summary {
  std::int64_t department_count = 0, facility_count = 0, usage_count = 0, service_count = 0;
  std::int64_t voucher_count = 0, answer_count = 0, instrument_count = 0;
  std::int64_t effective = 0, external = 0;       // tenths of an hour over the open instruments
  std::int64_t share_sum = 0;                     // 0.01 % over the open instruments
  std::int64_t open_count = 0, listed_count = 0;  // to be opened; 500,000 yuan or more
  std::int64_t huge_count = 0, platform_count = 0;
  std::int64_t absent_months = 0, unverified_months = 0;
  bool is_good = true;
};

Plan plan_units(const Options& options);
// Marks the units whose scores stand on an edge; before sizes are given out.
void choose_edges(Plan& plan);
// Gives an edge unit the figures that make its score exact; false: none were found.
bool place_on_edge(UnitPlan& unit);
// Points that a planned place asks for, in 10^-9; around the two lines a gap keeps others away.
std::int64_t wanted_score(int planned_place);
// Instruments that have usage rows.
std::int64_t count_reporting(const Plan& plan);
// With Options::usage_rows, each of them has from 9 to 366.
inline constexpr std::int64_t kFewestDays = 9;
inline constexpr std::int64_t kMostDays = 366;
void generate_units(const Options& options, const Plan& plan, Summary& summary);
void generate_instruments(const Options& options, const Plan& plan, Summary& summary);
void generate_reports(const Options& options, const Plan& plan, Summary& summary);
void generate_answers(const Options& options, const Plan& plan, Summary& summary);

// Whole amounts that add up to `total`, as the weights say and none above its cap. The caps
// together hold the total.
std::vector<std::int64_t> allot(std::int64_t total, const std::vector<std::int64_t>& weights,
                                const std::vector<std::int64_t>& caps);
// 一百二十三
std::string chinese_number(int number);
// Zero-padded: padded("S", 7, 4) is S0007.
std::string padded(const char* prefix, std::int64_t number, int width);

}  // namespace plumb::examples
