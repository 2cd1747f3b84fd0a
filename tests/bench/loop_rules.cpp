#include "loop_rules.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

namespace plumb::bench {
namespace {

__extension__ using Wide = __int128;

constexpr int64_t kGood = 100;
constexpr int64_t kLeastWorth = 5000;  // 100 yuan
constexpr std::array<const char*, 5> kGradeNames = {"较差", "合格", "良好", "优秀", "待定"};

struct UnitSums {
  int64_t instruments = 0, effective = 0, external = 0, on_platform = 0, complete = 0;
};
struct Nation {
  int64_t instruments = 0, effective = 0, external = 0, on_platform = 0;
  int64_t sharing = 0;  // hundredths of a percent
  int64_t external_above = 0;
};
struct UnitState {
  bool is_assessed = false, is_back = false, is_out_of_ranking = false;
  bool is_scored = false;
  int64_t cents = 0;
  Grade grade = Grade::Pending;
};

// The unit itself and whoever came before it up to the reference day.
void collect_selves(const Arrays& arrays, int32_t unit, int32_t reference, std::vector<int32_t>& selves) {
  selves.assign(1, unit);
  for (size_t at = 0; at < selves.size(); ++at) {
    for (const Lineage& step : arrays.lineage) {
      if (step.later == selves[at] && step.day <= reference &&
          std::find(selves.begin(), selves.end(), step.earlier) == selves.end()) {
        selves.push_back(step.earlier);
      }
    }
  }
}

void find_scope(const Arrays& arrays, std::vector<UnitState>& states) {
  const int32_t reference = day_of("2021-05-10");
  std::vector<int32_t> selves;
  for (size_t unit = 0; unit < states.size(); ++unit) {
    bool is_in = arrays.units.is_central[unit] != 0 && arrays.units.is_legal_person[unit] != 0;
    for (const Lineage& step : arrays.lineage) {
      is_in = is_in && !(step.earlier == static_cast<int32_t>(unit) && step.day <= reference) &&
              !(step.later == static_cast<int32_t>(unit) && step.day > reference);
    }
    collect_selves(arrays, static_cast<int32_t>(unit), reference, selves);
    for (const PoorResult& poor : arrays.poor) {
      if (std::find(selves.begin(), selves.end(), poor.unit) == selves.end()) continue;
      is_in = is_in && !(poor.first_day <= reference && reference < poor.end_day);
      states[unit].is_back = states[unit].is_back || poor.assessment == 2019;
    }
    states[unit].is_assessed = is_in;
  }
}

void sum_units(const Arrays& arrays, const Hours& hours, const std::vector<UnitState>& states, std::vector<UnitSums>& sums,
               Nation& nation) {
  const InstrumentArrays& instruments = arrays.instruments;
  for (size_t at = 0; at < instruments.unit.size(); ++at) {
    const int32_t unit = instruments.unit[at];
    if (unit == kNone || !states[static_cast<size_t>(unit)].is_assessed || instruments.worth[at] < kLeastWorth ||
        instruments.is_closed[at] != 0) {
      continue;
    }
    const int64_t effective = hours.effective[at];
    const int64_t external = hours.external[at];
    UnitSums& own = sums[static_cast<size_t>(unit)];
    ++own.instruments;
    own.effective += effective;
    own.external += external;
    own.on_platform += instruments.is_on_platform[at];
    own.complete += instruments.is_complete[at];
    nation.sharing += effective == 0 ? 0 : (external * 20000 + effective) / (effective * 2);
    nation.external_above += external > effective ? 1 : 0;
  }
  for (const UnitSums& own : sums) {
    nation.instruments += own.instruments;
    nation.effective += own.effective;
    nation.external += own.external;
    nation.on_platform += own.on_platform;
  }
}

// Hundredths of a point, half up, from a sum of quotients over one denominator.
int64_t score_of(const UnitArrays& units, size_t unit, const UnitSums& own) {
  const Wide count = std::max<int64_t>(own.instruments, 1);
  const Wide effective = std::max<int64_t>(own.effective, 1);
  const Wide answers = Wide{10} * units.answers[0][unit] * units.answers[1][unit] * units.answers[2][unit];
  // 16000, 4000 and 1000 divide 16000; every part below is whole over this.
  const Wide whole = 16000 * count * effective * answers;
  const auto capped = [](Wide value, Wide full) { return std::min(value, full); };
  Wide sum = 0;
  if (own.instruments > 0) {
    sum += 25 * capped(own.effective, 16000 * count) * effective * answers;
    sum += 15 * 4 * capped(own.external, 4000 * count) * effective * answers;
    sum += 5 * 16 * capped(units.income[unit], 1000 * count) * effective * answers;
    sum += 6 * 16000 * static_cast<Wide>(own.on_platform) * effective * answers;
    sum += 4 * 16000 * static_cast<Wide>(own.complete) * effective * answers;
  }
  if (own.effective > 0) sum += 10 * capped(2 * static_cast<Wide>(own.external), effective) * 16000 * count * answers;
  sum += (units.has_platform[unit] == 0 ? 0 : units.is_linked[unit] == 0 ? 2 : 4) * whole;
  for (size_t panel = 0; panel < 3; ++panel) {
    sum += units.points[panel][unit] * (whole / 10 / units.answers[panel][unit]);
  }
  return static_cast<int64_t>((sum * 200 + whole) / (whole * 2));
}

void score_units(const Arrays& arrays, const std::vector<UnitSums>& sums, std::vector<UnitState>& states) {
  const UnitArrays& units = arrays.units;
  for (size_t unit = 0; unit < states.size(); ++unit) {
    UnitState& state = states[unit];
    state.is_scored =
        state.is_assessed && units.answers[0][unit] >= 3 && units.answers[1][unit] >= 3 && units.answers[2][unit] >= 3;
    if (state.is_scored) state.cents = score_of(units, unit, sums[unit]);
    state.is_out_of_ranking = units.is_falsified[unit] != 0 || units.is_found_poor[unit] != 0;
  }
}

// The members of a tie across a line in the order that was decided; empty without a decision.
std::vector<size_t> decided_order(const Arrays& arrays, const std::vector<size_t>& tied, bool is_first_line) {
  std::string subject;
  for (const size_t unit : tied) subject += (subject.empty() ? "" : ";") + arrays.units.code[unit];
  const auto found = arrays.tie_decisions.find(subject + (is_first_line ? "@1" : "@2"));
  std::vector<size_t> order;
  if (found == arrays.tie_decisions.end()) return order;
  for (const std::string& code : found->second) {
    const auto at = std::lower_bound(arrays.units.code.begin(), arrays.units.code.end(), code);
    order.push_back(static_cast<size_t>(at - arrays.units.code.begin()));
  }
  return order;
}

void grade_units(const Arrays& arrays, int64_t excellent, std::vector<UnitState>& states) {
  std::vector<size_t> ranked;
  for (size_t unit = 0; unit < states.size(); ++unit) {
    if (!states[unit].is_assessed) continue;
    if (states[unit].is_out_of_ranking) {
      states[unit].grade = Grade::Poor;
    } else if (states[unit].is_scored) {
      ranked.push_back(unit);
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](size_t a, size_t b) { return states[a].cents > states[b].cents; });
  const auto grade_at = [&](int64_t place) {
    return place <= excellent ? Grade::Excellent : place <= excellent + kGood ? Grade::Good : Grade::Passed;
  };
  for (size_t first = 0; first < ranked.size();) {
    size_t end = first;
    while (end < ranked.size() && states[ranked[end]].cents == states[ranked[first]].cents) ++end;
    const Grade best = grade_at(static_cast<int64_t>(first) + 1);
    if (best == grade_at(static_cast<int64_t>(end))) {
      for (size_t at = first; at < end; ++at) states[ranked[at]].grade = best;
    } else {
      const std::vector<size_t> tied(ranked.begin() + static_cast<std::ptrdiff_t>(first),
                                     ranked.begin() + static_cast<std::ptrdiff_t>(end));
      const std::vector<size_t> order = decided_order(arrays, tied, best == Grade::Excellent);
      for (size_t at = 0; at < order.size(); ++at) {
        states[order[at]].grade = grade_at(static_cast<int64_t>(first + at) + 1);
      }
    }
    first = end;
  }
}

std::string decimal(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.15g", value);
  return text.data();
}

void count_norms(const Arrays& arrays, const std::vector<UnitState>& states, RulesResult& result) {
  const UnitArrays& units = arrays.units;
  std::vector<int64_t> vouchers(states.size(), 0);
  const Period period = assessment_period();
  for (const Voucher& voucher : arrays.vouchers) {
    if (voucher.day >= period.first_day && voucher.day <= period.last_day) {
      vouchers[static_cast<size_t>(voucher.unit)] += voucher.cents;
    }
  }
  std::map<std::string, int64_t> counts;
  for (size_t unit = 0; unit < states.size(); ++unit) {
    const UnitState& state = states[unit];
    if (!state.is_assessed) continue;
    counts["is_rewarded"] += state.grade == Grade::Excellent || state.grade == Grade::Good;
    counts["is_censured"] += state.grade == Grade::Poor;
    counts["is_cut"] += state.is_back && units.is_mended[unit] == 0;
    counts["is_open"] += state.is_back && units.is_mended[unit] == kNone;
    counts["is_falsified"] += units.is_falsified[unit];
    counts["is_audited"] += units.is_audited[unit];
    counts["is_in_time"] += units.is_in_time[unit];
    counts["is_on_paper"] += units.is_on_paper[unit];
    counts["has_income_list"] += units.has_income_list[unit];
    counts["has_asset_list"] += units.has_asset_list[unit];
    counts["agrees_with_vouchers"] += units.is_income_open[unit] != 0 || vouchers[unit] == units.income[unit] * 10000;
  }
  for (const auto& [name, count] : counts) result.figures[name] = std::to_string(count);
}

}  // namespace

RulesResult run_loop_rules(const Arrays& arrays, int threads, int64_t excellent) {
  std::vector<UnitState> states(arrays.units.code.size());
  find_scope(arrays, states);
  Hours hours;
  sum_hours(arrays.usage, assessment_period(), threads, hours);
  std::vector<UnitSums> sums(states.size());
  Nation nation;
  sum_units(arrays, hours, states, sums, nation);
  score_units(arrays, sums, states);
  grade_units(arrays, excellent, states);

  RulesResult result;
  for (size_t unit = 0; unit < states.size(); ++unit) {
    const UnitState& state = states[unit];
    if (!state.is_assessed) continue;
    std::array<char, 32> score{};
    if (state.is_scored) {
      std::snprintf(score.data(), score.size(), "%lld.%02lld", static_cast<long long>(state.cents / 100),
                    static_cast<long long>(state.cents % 100));
    }
    result.units.push_back({arrays.units.code[unit], score.data(), kGradeNames[static_cast<size_t>(state.grade)]});
  }
  count_norms(arrays, states, result);
  const auto count = static_cast<double>(nation.instruments);
  result.figures["external_above"] = std::to_string(nation.external_above);
  result.figures["national_effective"] = decimal(static_cast<double>(nation.effective) / 10 / count);
  result.figures["national_external"] = decimal(static_cast<double>(nation.external) / 10 / count);
  result.figures["national_platform"] = decimal(static_cast<double>(nation.on_platform) / count);
  result.figures["national_sharing"] = decimal(static_cast<double>(nation.sharing) / 100 / count);
  return result;
}

}  // namespace plumb::bench
