#include <algorithm>
#include <numeric>

#include "national/national.h"

namespace plumb::examples {
namespace {

constexpr int kAssessed = 344;
constexpr int kInRectification = 9;
constexpr int kBackAgain = 11;
constexpr int kFoundPoor = 8;
constexpr int kRanked = kAssessed - kFoundPoor - 1;  // one more is out by the veto
constexpr std::int64_t kListed = 42000;              // 500,000 yuan or more, in assessed units
constexpr std::int64_t kClosed = 1200;
constexpr std::int64_t kHuge = 358;
constexpr std::int64_t kIncome = 18000000;  // 1.8 billion yuan in 100 yuan
constexpr int kFirstLine = 50;
constexpr int kSecondLine = 150;

void name_units(Plan& plan) {
  for (std::size_t index = 0; index < plan.units.size(); ++index) {
    UnitPlan& unit = plan.units[index];
    unit.code = padded("S", static_cast<std::int64_t>(index) + 1, 4);
    unit.name = "示例第" + chinese_number(static_cast<int>(index) + 1) + (unit.is_university ? "大学" : "研究所");
    unit.department = 1 + static_cast<int>((index * 7) % 25);
  }
}

// Sizes fall off slowly from a few large universities to many small institutes.
void size_units(Plan& plan, Random random) {
  std::vector<std::int64_t> weights;
  std::vector<std::int64_t> caps;
  std::vector<int> members;
  std::int64_t left = kListed - kClosed;
  for (std::size_t index = 0; index < plan.units.size(); ++index) {
    UnitPlan& unit = plan.units[index];
    if (unit.standing != Standing::Assessed) {
      continue;
    }
    if (unit.twin_of >= 0 || unit.is_pinned) {
      unit.open_count = unit.is_edge ? unit.open_count : 60;
      left -= unit.open_count;
      continue;
    }
    unit.open_count = 6;
    left -= unit.open_count;
    members.push_back(static_cast<int>(index));
    const std::int64_t order = random.between(1, 344);
    weights.push_back(100000000 / (order * order / 3 + 60 * order + 900));
    caps.push_back(2400);
  }
  const std::vector<std::int64_t> extra = allot(left, weights, caps);
  for (std::size_t place = 0; place < members.size(); ++place) {
    UnitPlan& unit = plan.units[static_cast<std::size_t>(members[place])];
    unit.open_count += extra[place];
    unit.is_university = unit.open_count > 160;
  }
}

void share_out(Plan& plan, std::int64_t total, std::int64_t UnitPlan::*field, std::int64_t cap_divisor) {
  std::vector<std::int64_t> weights;
  std::vector<std::int64_t> caps;
  std::vector<UnitPlan*> members;
  for (UnitPlan& unit : plan.units) {
    if (unit.standing == Standing::Assessed && unit.twin_of < 0 && !unit.is_pinned) {
      members.push_back(&unit);
      weights.push_back(unit.open_count);
      caps.push_back(unit.open_count / cap_divisor + 1);
    }
  }
  const std::vector<std::int64_t> amounts = allot(total, weights, caps);
  for (std::size_t place = 0; place < members.size(); ++place) {
    members[place]->*field = amounts[place];
  }
}

// Moves the totals of the units that may move, so that they add up to `target`: the same for each
// instrument, so that the order of the units hardly changes.
void shift_to(Plan& plan, std::int64_t target, std::int64_t UnitPlan::*field, std::int64_t least) {
  std::int64_t sum = 0;
  std::int64_t movable = 0;
  for (const UnitPlan& unit : plan.units) {
    if (unit.standing == Standing::Assessed) {
      sum += unit.*field;
      movable += unit.is_pinned || unit.twin_of >= 0 ? 0 : unit.open_count;
    }
  }
  const std::int64_t each = (target - sum) / movable;
  std::int64_t rest = (target - sum) - each * movable;
  UnitPlan* largest = nullptr;
  for (UnitPlan& unit : plan.units) {
    if (unit.standing != Standing::Assessed || unit.is_pinned || unit.twin_of >= 0) {
      continue;
    }
    const std::int64_t moved = std::max(unit.*field + each * unit.open_count, least * unit.open_count);
    rest += unit.*field + each * unit.open_count - moved;
    unit.*field = moved;
    if (largest == nullptr || unit.open_count > largest->open_count) {
      largest = &unit;
    }
  }
  largest->*field += rest;
}

void plan_figures(Plan& plan, Random random) {
  for (std::size_t index = 0; index < plan.units.size(); ++index) {
    UnitPlan& unit = plan.units[index];
    if (unit.standing != Standing::Assessed) {
      continue;
    }
    // Strength goes from 1000 for the first place to 0 for the last; units found poor are weak.
    const std::int64_t strength =
        unit.planned_place > 0 ? 1000 - (1000 * (unit.planned_place - 1)) / kRanked : random.between(0, 80);
    const std::int64_t count = unit.open_count;
    unit.effective = count * (10600 + strength * 7 + random.between(-900, 900));
    unit.external = count * (650 + (strength * 33) / 10 + random.between(-150, 150));
    unit.platform_count = count - (count * (1000 - strength + random.between(0, 60))) / 10000;
    unit.complete_count = count - (count * (1000 - strength + random.between(0, 300))) / 3200;
    unit.idle_count = (count * (12 + (1000 - strength) / 50)) / 1000;
    unit.external_income = count * (40 + (strength * 38) / 100 + random.between(0, 60));
    unit.income = unit.external_income + count * (120 + random.between(0, 160));
    unit.platform_state = strength > 900 || !random.one_in(5) ? (random.one_in(12) ? 1 : 2) : 0;
    if (unit.is_pinned || unit.twin_of >= 0) {
      unit.platform_state = 2;
    }
  }
  // The figures of a twin are those of its first, to the last digit.
  for (UnitPlan& unit : plan.units) {
    if (unit.twin_of < 0) {
      continue;
    }
    const UnitPlan& first = plan.units[static_cast<std::size_t>(unit.twin_of)];
    unit.effective = first.effective;
    unit.external = first.external;
    unit.platform_count = first.platform_count;
    unit.complete_count = first.complete_count;
    unit.idle_count = first.idle_count;
    unit.external_income = first.external_income;
    unit.income = first.income;
  }
}

UnitPlan* unit_at(Plan& plan, int place) {
  for (UnitPlan& unit : plan.units) {
    if (unit.planned_place == place) {
      return &unit;
    }
  }
  return nullptr;
}

// Averages and shares that stand exactly on a figure of the rules, or just beside it.
void pin_thresholds(Plan& plan) {
  UnitPlan* unit = unit_at(plan, 30);
  unit->effective = unit->open_count * 16000;
  unit = unit_at(plan, 31);
  unit->effective = unit->open_count * 16000 - 1;
  unit = unit_at(plan, 60);
  unit->external = unit->open_count * 4000;
  unit = unit_at(plan, 90);
  unit->external = unit->effective / 2;
  unit->effective = unit->external * 2;
  unit = unit_at(plan, 120);
  unit->platform_count = unit->open_count;
  unit->complete_count = unit->open_count;
}

void shift_platform(Plan& plan) {
  std::int64_t open = 0;
  std::int64_t listed = 0;
  for (const UnitPlan& unit : plan.units) {
    if (unit.standing == Standing::Assessed) {
      open += unit.open_count;
      listed += unit.platform_count;
    }
  }
  std::int64_t left = open * 95 / 100 - listed;
  // One at a time over the large units, which hardly notice.
  while (left != 0) {
    for (UnitPlan& unit : plan.units) {
      if (left == 0 || unit.standing != Standing::Assessed || unit.is_pinned || unit.twin_of >= 0) {
        continue;
      }
      if (left > 0 && unit.platform_count < unit.open_count) {
        ++unit.platform_count;
        --left;
      } else if (left < 0 && unit.platform_count > 0) {
        --unit.platform_count;
        ++left;
      }
    }
  }
}

std::int64_t capped_part(std::int64_t points, std::int64_t value, std::int64_t full) {
  constexpr std::int64_t kNano = 1000000000;
  if (full == 0) {
    return 0;
  }
  __extension__ using Wide = __int128;
  const Wide share = static_cast<Wide>(std::min(value, full)) * kNano * points / full;
  return static_cast<std::int64_t>(share);
}

std::int64_t objective_score(const UnitPlan& unit) {
  const std::int64_t income = unit.is_external_income_under_review ? 0 : unit.external_income;
  constexpr std::int64_t kNano = 1000000000;
  return capped_part(25, unit.effective, 16000 * unit.open_count) + capped_part(15, unit.external, 4000 * unit.open_count) +
         capped_part(10, unit.external * 2, unit.effective) + capped_part(5, income, 1000 * unit.open_count) +
         capped_part(6, unit.platform_count, unit.open_count) + unit.platform_state * 2 * kNano +
         capped_part(4, unit.complete_count, unit.open_count);
}

// Panel points bring each unit to the total that its planned place asks for.
void plan_panel(Plan& plan, Random random) {
  constexpr std::int64_t kNano = 1000000000;
  for (UnitPlan& unit : plan.units) {
    if (unit.standing != Standing::Assessed) {
      continue;
    }
    const std::int64_t objective = objective_score(unit);
    std::int64_t wanted = random.between(8, 14) * kNano + objective;
    if (unit.planned_place > 0) {
      wanted = wanted_score(unit.planned_place);
    }
    if (!unit.is_edge) {
      unit.panel_half_points = std::clamp<std::int64_t>((wanted - objective) * 6 / kNano, 9, 180);
    }
  }
  for (UnitPlan& unit : plan.units) {
    if (unit.twin_of >= 0) {
      unit.panel_half_points = plan.units[static_cast<std::size_t>(unit.twin_of)].panel_half_points;
    }
    unit.score = unit.is_edge ? unit.edge_score * (kNano / 1000) : objective_score(unit) + unit.panel_half_points * kNano / 6;
  }
}

void multiply(Plan& plan, std::int64_t scale) {
  for (UnitPlan& unit : plan.units) {
    for (std::int64_t UnitPlan::*field :
         {&UnitPlan::open_count, &UnitPlan::closed_count, &UnitPlan::small_count, &UnitPlan::huge_count,
          &UnitPlan::platform_count, &UnitPlan::complete_count, &UnitPlan::idle_count, &UnitPlan::effective, &UnitPlan::external,
          &UnitPlan::income, &UnitPlan::external_income}) {
      unit.*field *= scale;
    }
  }
}

void add_units(Plan& plan, Random random) {
  plan.units.resize(kAssessed);
  const auto add = [&](Standing standing, std::int64_t open_count, std::int64_t small_count) {
    UnitPlan unit;
    unit.standing = standing;
    unit.open_count = open_count;
    unit.small_count = small_count;
    plan.units.push_back(unit);
  };
  for (int count = 0; count < kInRectification; ++count) {
    add(Standing::InRectification, 40 + 5 * count, 3);
  }
  for (int count = 0; count < 3; ++count) {
    add(Standing::Local, 20, 2);
  }
  for (int count = 0; count < 2; ++count) {
    add(Standing::NotLegalPerson, 15, 0);
  }
  for (int count = 0; count < 3; ++count) {
    add(Standing::Superseded, 0, 0);
  }
  // Places at random among the assessed units; the last nine are out of the ranking.
  std::vector<int> order(kAssessed);
  std::iota(order.begin(), order.end(), 0);
  for (std::size_t left = order.size(); left > 1; --left) {
    std::swap(order[left - 1], order[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(left)))]);
  }
  for (int place = 1; place <= kAssessed; ++place) {
    UnitPlan& unit = plan.units[static_cast<std::size_t>(order[static_cast<std::size_t>(place) - 1])];
    if (place <= kRanked) {
      unit.planned_place = place;
      unit.is_pinned = place == 30 || place == 31 || place == 60 || place == 90 || place == 120;
    } else {
      unit.is_found_poor = place <= kRanked + kFoundPoor;
      unit.is_falsified = place == kAssessed;
    }
    unit.was_poor_2019 = place % 31 == 7 && place / 31 < kBackAgain;
  }
  const auto tie = [&](std::vector<int> places) {
    std::vector<int> members;
    members.reserve(places.size());
    for (const int place : places) {
      members.push_back(order[static_cast<std::size_t>(place) - 1]);
    }
    std::sort(members.begin(), members.end());
    for (const int member : members) {
      plan.units[static_cast<std::size_t>(member)].twin_of = members.front();
    }
    plan.ties.push_back(members);
  };
  tie({kFirstLine, kFirstLine + 1});
  tie({kSecondLine - 1, kSecondLine, kSecondLine + 1});
}

}  // namespace

std::int64_t wanted_score(int planned_place) {
  constexpr std::int64_t kNano = 1000000000;
  std::int64_t wanted = 90 * kNano - planned_place * (kNano * 14 / 100);
  const bool is_past_first = planned_place > kFirstLine + 1;
  const bool is_past_second = planned_place > kSecondLine + 1;
  wanted -= (is_past_first ? kNano : 0) + (is_past_second ? kNano : 0);
  wanted -= planned_place >= kFirstLine ? kNano : 0;
  wanted -= planned_place >= kSecondLine - 1 ? kNano : 0;
  return wanted;
}

Plan plan_units(const Options& options) {
  const Random random(options.seed);
  Plan plan;
  add_units(plan, random.stream(1));
  if (options.has_edges) {
    choose_edges(plan);
  }
  size_units(plan, random.stream(2));
  name_units(plan);
  share_out(plan, kClosed, &UnitPlan::closed_count, 8);
  share_out(plan, kHuge, &UnitPlan::huge_count, 20);
  for (UnitPlan& unit : plan.units) {
    if (unit.standing == Standing::Assessed) {
      unit.small_count = unit.open_count / 40;
    }
  }
  plan_figures(plan, random.stream(3));
  pin_thresholds(plan);
  for (UnitPlan& unit : plan.units) {
    plan.is_exact = plan.is_exact && (!unit.is_edge || place_on_edge(unit));
  }
  shift_to(plan, 14400 * (kListed - kClosed), &UnitPlan::effective, 3000);
  shift_to(plan, 2400 * (kListed - kClosed), &UnitPlan::external, 50);
  shift_to(plan, kIncome, &UnitPlan::income, 0);
  shift_platform(plan);
  for (UnitPlan& unit : plan.units) {
    unit.external_income = std::min(unit.external_income, unit.income);
    unit.is_external_income_under_review = unit.planned_place == 200 || unit.planned_place == 260;
  }
  plan_panel(plan, random.stream(4));
  multiply(plan, options.scale);
  return plan;
}

}  // namespace plumb::examples
