// Participations, the run that ends now, lineages (law L16): over years looked at one by one.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

constexpr int FirstYear = 2016, LastYear = 2021, Now = 2021;  // of 2021 and later nothing is seen

struct Past {
  int unit = 0, year = 0, grade = 0, score = 0;
};
struct Succession {
  int from = 0, to = 0;
  bool in_force = true;
};

const std::vector<std::string> Grades = {"较差", "合格", "优秀"};

std::string history_rules() {
  return Header + R"(
枚举 档 有序 { 较差 合格 优秀 }
数据表 单位 { 键 号 : 文本 }
数据表 历年 作 历史 { 键 单位 : 单位 ; 键 期次 : 整数 作 期次 ; 等级 : 档 ; 得分 : 分 }
数据表 沿革 作 沿革 { 键 序号 : 整数 ; 旧 : 单位 作 前身 ; 新 : 单位 作 后继 ; 生效 : 日期 作 生效日 }
测算 几次 对 单位 : 整数 = 计数(历年) 暂定 「例」
测算 上次的 对 单位 : 档 = 上次(历年.等级) 若无 优秀 暂定 「例」
测算 上次分 对 单位 : 分 = 上次(历年.得分) 若无 (-1分) 暂定 「例」
测算 首次分 对 单位 : 分 = 首个(历年.得分 按 期次) 若无 (-1分) 暂定 「例」
测算 连差 对 单位 : 整数 = 末段连续(历年 当 等级 = 较差 按 期次) 暂定 「例」
测算 承次 对 单位 : 整数 = 计数(含前身 历年 合并 任一即算) 暂定 「例」
测算 承行 对 单位 : 整数 = 计数(含前身 历年) 暂定 「例」
测算 承和 对 单位 : 分 = 合计(含前身 历年.得分) 暂定 「例」
测算 承低 对 单位 : 档 = 上次(含前身 历年.等级 合并 取最低) 若无 优秀 暂定 「例」
测算 承高 对 单位 : 档 = 上次(含前身 历年.等级 合并 取最高) 若无 较差 暂定 「例」
测算 承己低 对 单位 : 档 = 上次(含前身 历年.等级 合并 本单位优先 取最低) 若无 优秀 暂定 「例」
测算 首高 对 单位 : 分 = 首个(含前身 历年.得分 合并 取最高 按 期次) 若无 (-1分) 暂定 「例」
测算 连任 对 单位 : 整数 = 末段连续(含前身 历年 合并 任一即算 当 等级 = 较差 按 期次) 暂定 「例」
测算 连全 对 单位 : 整数 = 末段连续(含前身 历年 合并 全部才算 当 等级 = 较差 按 期次) 暂定 「例」
测算 连己 对 单位 : 整数 = 末段连续(含前身 历年 合并 本单位优先 任一即算 当 等级 = 较差 按 期次) 暂定 「例」
测算 次任 对 单位 : 整数 = 计数(含前身 历年 合并 任一即算 当 等级 = 较差) 暂定 「例」
测算 次全 对 单位 : 整数 = 计数(含前身 历年 合并 全部才算 当 等级 = 较差) 暂定 「例」
)";
}

using Years = std::vector<std::vector<Past>>;  // those who took part, a year after the other, without empty years

Years by_years(const std::vector<Past>& rows) {
  Years years;
  for (int year = FirstYear; year < Now; ++year) {
    std::vector<Past> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found), [&](const Past& one) { return one.year == year; });
    if (!found.empty()) years.push_back(found);
  }
  return years;
}

// Where a unit has a row of its own in a year, only that one stands.
Years own_first(Years years, int unit) {
  for (std::vector<Past>& year : years) {
    std::vector<Past> own;
    std::copy_if(year.begin(), year.end(), std::back_inserter(own), [&](const Past& one) { return one.unit == unit; });
    if (!own.empty()) year = own;
  }
  return years;
}

bool any_poor(const std::vector<Past>& year) {
  return std::any_of(year.begin(), year.end(), [](const Past& one) { return one.grade == 0; });
}
bool all_poor(const std::vector<Past>& year) {
  return std::all_of(year.begin(), year.end(), [](const Past& one) { return one.grade == 0; });
}

template <class Holds>
int ending_years(const Years& years, Holds holds) {
  int run = 0;
  for (const std::vector<Past>& year : years) run = holds(year) ? run + 1 : 0;
  return run;
}

template <class Member>
int lowest(const std::vector<Past>& year, Member member, int sign) {
  int best = year[0].*member;
  for (const Past& one : year) best = sign * (one.*member) < sign * best ? one.*member : best;
  return best;
}

// Who a unit came from, and those from whom they came: steps are added until none is new.
std::set<int> with_predecessors(int unit, const std::vector<Succession>& steps) {
  std::set<int> all = {unit};
  for (size_t before = 0; before != all.size();) {
    before = all.size();
    for (const Succession& step : steps) {
      if (step.in_force && all.contains(step.to)) all.insert(step.from);
    }
  }
  return all;
}

void expect_of_unit(std::vector<Expected>& expected, int unit, const std::vector<Past>& past,
                    const std::vector<Succession>& steps) {
  const std::string key = "U" + std::to_string(unit);
  const std::set<int> family = with_predecessors(unit, steps);
  std::vector<Past> own_rows, all_rows;
  for (const Past& one : past) {
    if (one.year >= Now) continue;
    if (one.unit == unit) own_rows.push_back(one);
    if (family.contains(one.unit)) all_rows.push_back(one);
  }
  const Years own = by_years(own_rows), all = by_years(all_rows), preferred = own_first(all, unit);
  const auto add = [&](const std::string& name, int value) { expected.push_back({name, key, show(value)}); };
  const auto grade = [&](const std::string& name, const Years& years, int sign, int none) {
    expected.push_back({name, key, Grades[static_cast<size_t>(years.empty() ? none : lowest(years.back(), &Past::grade, sign))]});
  };
  add("几次", static_cast<int>(own.size()));
  grade("上次的", own, 1, 2);
  add("上次分", own.empty() ? -1 : own.back()[0].score);
  add("首次分", own.empty() ? -1 : own.front()[0].score);
  add("连差", ending_years(own, any_poor));
  add("承次", static_cast<int>(all.size()));
  add("承行", static_cast<int>(all_rows.size()));
  int sum = 0;
  for (const Past& one : all_rows) sum += one.score;
  add("承和", sum);
  grade("承低", all, 1, 2);
  grade("承高", all, -1, 0);
  grade("承己低", preferred, 1, 2);
  add("首高", all.empty() ? -1 : lowest(all.front(), &Past::score, -1));
  add("连任", ending_years(all, any_poor));
  add("连全", ending_years(all, all_poor));
  add("连己", ending_years(preferred, any_poor));
  add("次任", static_cast<int>(std::count_if(all.begin(), all.end(), any_poor)));
  add("次全", static_cast<int>(std::count_if(all.begin(), all.end(), all_poor)));
}

TEST(HistoryOracle, RunsAndLineagesYearByYear) {
  const Program program(history_rules());
  for_seeds(50, [&](Random& random) {
    const int units = random.between(1, 5);
    Rows rows;
    std::vector<Past> past;
    std::vector<Succession> steps;
    for (int unit = 0; unit < units; ++unit) {
      rows["单位"].push_back({"U" + std::to_string(unit)});
      for (int year = FirstYear; year <= LastYear; ++year) {
        if (random.chance(40)) continue;
        past.push_back({unit, year, random.chance(55) ? 0 : random.between(0, 2), random.between(0, 9)});
        rows["历年"].push_back({"U" + std::to_string(unit), std::to_string(year), Grades[static_cast<size_t>(past.back().grade)],
                                show(past.back().score)});
      }
    }
    // From lower to higher numbers only, so that there is no circle; some on the reference date, some the day after.
    for (int i = 0; units > 1 && i < random.between(0, 4); ++i) {
      const int to = random.between(1, units - 1);
      const std::string day = random.one_of<std::string>({"2015-01-01", "2020-06-30", "2021-05-10", "2021-05-11"});
      steps.push_back({random.between(0, to - 1), to, day != "2021-05-11"});
      rows["沿革"].push_back({std::to_string(i), "U" + std::to_string(steps.back().from), "U" + std::to_string(to), day});
    }
    std::vector<Expected> expected;
    for (int unit = 0; unit < units; ++unit) expect_of_unit(expected, unit, past, steps);
    program.expect(rows, expected);
  });
}

}  // namespace
}  // namespace plumb::oracle
