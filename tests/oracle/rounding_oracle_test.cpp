// Rounding, steps, powers and roots (law L4): every candidate multiple is tried, in whole thousandths.
#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

enum class Mode { HalfUp, HalfDown, HalfEven, Away, Truncate, Ceiling, Floor };
struct NamedMode {
  Mode mode;
  std::string word;
};
const std::vector<NamedMode> Modes = {
    {Mode::HalfUp, "四舍五入"}, {Mode::HalfDown, "五舍六入"}, {Mode::HalfEven, "四舍六入五成双"}, {Mode::Away, "进一"},
    {Mode::Truncate, "去尾"},   {Mode::Ceiling, "向上取整"},  {Mode::Floor, "向下取整"}};
struct Multiple {
  std::string text;
  int thousandths = 0;
};
const std::vector<Multiple> Multiples = {{"0.01分", 10},  {"0.5分", 500}, {"1分", 1000},
                                         {"2.5分", 2500}, {"3分", 3000},  {"10分", 10000}};

// The sentences of the modes; `nearest` holds the one or two multiples that are not farther than half a multiple.
int64_t rounded(int64_t value, int64_t multiple, Mode mode) {
  const int64_t reach = std::abs(value) / multiple + 2;
  std::vector<int64_t> above, below, nearest;
  for (int64_t k = -reach; k <= reach; ++k) {
    const int64_t candidate = k * multiple;
    if (candidate >= value) above.push_back(candidate);
    if (candidate <= value) below.push_back(candidate);
    if (2 * std::abs(candidate - value) <= multiple) nearest.push_back(candidate);
  }
  const int64_t ceiling = *std::min_element(above.begin(), above.end());
  const int64_t floor = *std::max_element(below.begin(), below.end());
  const auto is_nearer_zero = [](int64_t a, int64_t b) { return std::abs(a) < std::abs(b); };
  switch (mode) {
    case Mode::HalfUp: return *std::max_element(nearest.begin(), nearest.end(), is_nearer_zero);
    case Mode::HalfDown: return *std::min_element(nearest.begin(), nearest.end(), is_nearer_zero);
    case Mode::HalfEven:
      if (nearest.size() == 1) return nearest[0];
      return nearest[0] / multiple % 2 == 0 ? nearest[0] : nearest[1];
    case Mode::Away: return value >= 0 ? ceiling : floor;
    case Mode::Truncate: return value >= 0 ? floor : ceiling;
    case Mode::Ceiling: return ceiling;
    case Mode::Floor: return floor;
  }
  return 0;
}

// A root in the same way: k multiples against the root by their squares; half a multiple more decides a nearest one.
// All in thousandths, so that squares are in millionths.
int64_t root_of(int64_t thousandths, int64_t multiple, Mode mode) {
  const int64_t square = thousandths * 1000;
  int64_t k = 0;
  while ((k + 1) * multiple * (k + 1) * multiple <= square) ++k;
  const int64_t below = k * multiple;
  if (below * below == square) return below;
  const int64_t twice_middle = 2 * below + multiple;
  const int64_t above = below + multiple;
  switch (mode) {
    case Mode::Away:
    case Mode::Ceiling: return above;
    case Mode::Truncate:
    case Mode::Floor: return below;
    case Mode::HalfUp: return 4 * square >= twice_middle * twice_middle ? above : below;
    case Mode::HalfDown: return 4 * square > twice_middle * twice_middle ? above : below;
    case Mode::HalfEven:
      if (4 * square == twice_middle * twice_middle) return k % 2 == 0 ? below : above;
      return 4 * square > twice_middle * twice_middle ? above : below;
  }
  return 0;
}

const std::vector<Multiple> RootPlaces = {{"0.1", 100}, {"1", 1000}, {"3", 3000}};

std::string rounding_rules() {
  std::string text = Header + "数据表 行 { 键 号 : 文本 ; 值 : 分 小数 3 ; 底 : 整数 ; 平 : 数 小数 3 值域 [0, ) }\n";
  const auto measure = [&](const std::string& name, const std::string& type, const std::string& body) {
    text += "测算 " + name + " 对 行 : " + type + " = " + body + Assumed;
  };
  for (size_t m = 0; m < Modes.size(); ++m) {
    for (size_t p = 0; p < Multiples.size(); ++p)
      measure("取" + std::to_string(m) + std::to_string(p), "分", Modes[m].word + "(值, " + Multiples[p].text + ")");
    measure("商" + std::to_string(m), "分", Modes[m].word + "(值 / 3, 1分)");
    for (size_t p = 0; p < RootPlaces.size(); ++p) {
      measure("根" + std::to_string(m) + std::to_string(p), "数",
              "平方根(平, " + RootPlaces[p].text + ", " + Modes[m].word + ")");
    }
  }
  measure("满", "数", "每满(值, 2.5分)");
  measure("每份", "数", "每(值, 2.5分)");
  measure("不足", "数", "每不足也计(值, 2.5分)");
  measure("满细", "数", "每满(值, 0.7分)");
  measure("不足细", "数", "每不足也计(值, 0.7分)");
  for (int exponent = 0; exponent <= 4; ++exponent) measure("幂" + std::to_string(exponent), "数", "底 ^ " + show(exponent));
  measure("负幂", "数", "-底 ^ 2");
  measure("叠幂", "数", "底 ^ 2 ^ 2");
  measure("减", "分", "值 - 2分 - 1分");
  measure("除", "分", "值 / 4 / 2");
  measure("除零", "数", "10 / 底 除数为零时 (-1)");
  measure("绝", "分", "绝对值(值)");
  measure("较大", "分", "取大(值, 1.5分, -2分)");
  measure("较小", "分", "取小(值, 1.5分, -2分)");
  measure("顶", "分", "封顶(值, 2.5分)");
  measure("底线", "分", "保底(值, -2.5分)");
  return text;
}

// Steps by walking from far below: the most that are full, the least that reach.
Number full_steps(int64_t value, int64_t step) {
  int64_t k = -100000 / step - 1;
  while ((k + 1) * step <= value) ++k;
  return k;
}
Number begun_steps(int64_t value, int64_t step) {
  int64_t k = -100000 / step - 1;
  while (k * step < value) ++k;
  return k;
}

Number in_points(int64_t value) { return Number::of(value, 1000); }

TEST(RoundingOracle, EveryModeAndStepByTryingMultiples) {
  const Program program(rounding_rules());
  for_seeds(12, [&](Random& random) {
    Rows rows;
    std::vector<Expected> expected;
    for (int i = 0; i < 6; ++i) {
      const std::string key = "R" + std::to_string(i);
      // Near half a multiple, a whole one, or anywhere.
      const int multiple = random.one_of(Multiples).thousandths;
      const int near = random.between(-4, 4) * multiple + (random.chance(50) ? multiple / 2 : 0) + random.between(-1, 1);
      const int value = random.chance(70) ? near : random.between(-20000, 20000);
      const int base = random.between(-4, 4);
      const int place = random.one_of(RootPlaces).thousandths,
                half = random.between(0, 8) * place + (random.chance(50) ? place / 2 : 0);
      const int square = random.chance(60) ? half * half / 1000 + random.between(0, 1) : random.between(0, 90000);
      rows["行"].push_back({key, in_points(value).to_string(), show(base), in_points(square).to_string()});
      const auto add = [&](const std::string& name, const Number& number) { expected.push_back({name, key, show(number)}); };
      for (size_t m = 0; m < Modes.size(); ++m) {
        for (size_t p = 0; p < Multiples.size(); ++p)
          add("取" + std::to_string(m) + std::to_string(p), in_points(rounded(value, Multiples[p].thousandths, Modes[m].mode)));
        add("商" + std::to_string(m), in_points(rounded(value, 3000, Modes[m].mode) / 3));
        for (size_t p = 0; p < RootPlaces.size(); ++p) {
          add("根" + std::to_string(m) + std::to_string(p), in_points(root_of(square, RootPlaces[p].thousandths, Modes[m].mode)));
        }
      }
      add("满", full_steps(value, 2500));
      add("每份", Number::of(value, 2500));
      add("不足", begun_steps(value, 2500));
      add("满细", full_steps(value, 700));
      add("不足细", begun_steps(value, 700));
      int power = 1;
      for (int exponent = 0; exponent <= 4; ++exponent, power *= base) add("幂" + std::to_string(exponent), power);
      add("负幂", -base * base);
      add("叠幂", base * base * base * base);
      add("减", in_points(value - 3000));
      add("除", Number::of(value, 8000));
      add("除零", base == 0 ? Number(-1) : Number::of(10, base));
      add("绝", in_points(value < 0 ? -value : value));
      add("较大", in_points(value > 1500 ? value : 1500));
      add("较小", in_points(value < -2000 ? value : -2000));
      add("顶", in_points(value > 2500 ? 2500 : value));
      add("底线", in_points(value < -2500 ? -2500 : value));
    }
    program.expect(rows, expected);
  });
}

}  // namespace
}  // namespace plumb::oracle
