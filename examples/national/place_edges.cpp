// Units whose exact score ends in a five at the third decimal, each put together in another way:
// where a tool computes with rounded parts, the sum falls to one side and the score is a hundredth
// off.
#include <algorithm>
#include <array>

#include "national/national.h"

namespace plumb::examples {
namespace {

// All points below are counted in 1/6000: thousandths and sixths are both whole.
constexpr std::int64_t kPoint = 6000;
constexpr std::int64_t kThousandth = 6;
constexpr std::int64_t kSixth = 1000;
constexpr std::array<std::int64_t, 4> kSizes = {42, 60, 66, 78};

// External hours as a part of the effective ones, and what a step of 1.6 effective hours an
// instrument and the sharing rate then bring. At a half the rate stands on its full mark, and
// external hours are above theirs.
struct Sharing {
  std::int64_t part;
  std::int64_t each_step;
  std::int64_t at_once;
};
constexpr std::array<Sharing, 3> kSharings = {{{2, 150, 25 * kPoint}, {4, 150 + 90, 5 * kPoint}, {8, 150 + 45, 5 * kPoint / 2}}};

bool is_edge_place(int place) { return place > 0 && place % 6 == 4; }

}  // namespace

void choose_edges(Plan& plan) {
  const auto mark = [](UnitPlan& unit, std::int64_t thousandths) {
    unit.is_edge = true;
    unit.is_pinned = true;
    unit.twin_of = -1;
    unit.edge_score = thousandths;
    unit.open_count = kSizes[static_cast<std::size_t>(unit.planned_place) % kSizes.size()];
  };
  // Down to the five that ends the third decimal.
  const auto half_way = [](int place) { return wanted_score(place) / 10000000 * 10 + 5; };
  for (UnitPlan& unit : plan.units) {
    if (is_edge_place(unit.planned_place)) {
      mark(unit, half_way(unit.planned_place));
    }
  }
  // Across each line lies a wide tie of scores that are half-way and are rounded up, and of scores
  // that stand there by themselves: only an exact sum sees that they are one.
  constexpr std::array<int, 2> kLines = {50, 150};
  constexpr int kBefore = 4;
  constexpr int kBehind = 5;
  for (std::size_t line = 0; line < kLines.size(); ++line) {
    const std::int64_t half = half_way(kLines[line] - kBefore);
    plan.ties[line].clear();
    for (std::size_t index = 0; index < plan.units.size(); ++index) {
      UnitPlan& unit = plan.units[index];
      const int from_line = unit.planned_place - kLines[line];
      if (unit.planned_place > 0 && from_line >= -kBefore && from_line <= kBehind) {
        mark(unit, half + (from_line % 3 == 0 ? 5 : 0));
        plan.ties[line].push_back(static_cast<int>(index));
      }
    }
  }
}

bool place_on_edge(UnitPlan& unit) {
  const std::int64_t count = unit.open_count;
  const Sharing& sharing = kSharings[unit.planned_place <= 110 ? 0 : unit.planned_place <= 230 ? 1 : 2];
  // A third, a half or two thirds of the instruments have complete information.
  const std::int64_t sixths_complete = 2 + unit.planned_place % 3;
  const std::int64_t fixed = sharing.at_once + 6 * kPoint + 4 * kPoint + 4 * kPoint * sixths_complete / 6;
  for (std::int64_t income = 100 + unit.planned_place % 97; income < 400; ++income) {
    for (std::int64_t steps = 1000 - unit.planned_place; steps > 500; --steps) {
      const std::int64_t rest = unit.edge_score * kThousandth - fixed - steps * sharing.each_step - income * 5 * kThousandth;
      if (rest % kSixth != 0 || rest < 9 * kSixth || rest > 180 * kSixth) {
        continue;
      }
      unit.effective = 16 * count * steps;
      unit.external = unit.effective / sharing.part;
      unit.external_income = count * income;
      unit.income = unit.external_income + count * 150;
      unit.platform_count = count;
      unit.complete_count = count * sixths_complete / 6;
      unit.idle_count = 0;
      unit.panel_half_points = rest / kSixth;
      return true;
    }
  }
  return false;
}

}  // namespace plumb::examples
