// Cuts, vetoes and findings (law L10): seats of each cut are filled level by level, whoever may still take them.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

// Labels by their rank, lowest first.
enum Label { Poor, Pass, Good, Excellent, None };
const std::vector<std::string> LabelNames = {"较差", "合格", "良好", "优秀"};

struct Unit {
  std::string key;
  int score = 0, stratum = 0;
  bool early = false, early_pass = false, early_cap = false, late = false, late_cap = false;
  bool found = false, found_poor = false, kept = false, out = false;

  // What vetoes and findings before the cut make of it: the lowest.
  [[nodiscard]] Label before() const { return early || found_poor ? Poor : early_pass || found ? Pass : None; }
};

struct Cut {
  bool from_top = false, is_share = false, of_all = false, lets_in = false, fills = false, shrinks = false;
  int size = 0;  // places, or tenths of the base
  std::string rounding;
};

Cut any_cut(Random& random, bool is_first) {
  Cut cut;
  cut.from_top = is_first || random.chance(50);
  cut.is_share = random.chance(50);
  cut.of_all = cut.is_share && ((cut.from_top && !is_first) || random.chance(30));
  cut.lets_in = random.chance(50);
  cut.fills = random.chance(50);
  cut.shrinks = random.chance(50);
  cut.size = cut.is_share ? random.between(1, 8) : random.between(0, 4);
  cut.rounding = random.one_of<std::string>({"去尾", "进一", "四舍五入", "向上取整", "向下取整"});
  return cut;
}

std::string words_of(const Cut& cut) {
  std::string text = cut.from_top ? "前 " : "其后 ";
  text += std::to_string(cut.size) + (cut.is_share ? "0% " + cut.rounding : "") + (cut.of_all ? " 基数 全部" : "");
  text += cut.lets_in ? " 并列越线 全进" : " 并列越线 全不进";
  text += cut.fills ? " 空额 递补" : " 空额 不补";
  return text + (cut.shrinks ? " 占用下档" : " 不占下档") + Assumed;
}

std::string cut_rules(const std::vector<Cut>& cuts, bool has_strata, Label late) {
  return Header + R"(
枚举 等级表 有序 { 较差 合格 良好 优秀 }
枚举 类 { 甲类 乙类 }
数据表 单位 { 键 号 : 文本 ; 得分 : 分 值域 [0分, ) ; 类 : 类 ; 早否 : 真假 ; 早合 : 真假 ; 早限 : 真假 ; 晚否 : 真假 ; 晚限 : 真假 ; 找 : 真假 ; 找差 : 真假 }
范围 全部 取自 单位 { 纳入 都 当 得分 0分 以上 暂定 「例」 }
排名 序 对 全部)" +
         (has_strata ? " 分组 类" : "") + R"( 按 得分 精确 降序 并列 同名次 暂定 「例」
测算 家 : 整数 = 计数(全部) 暂定 「例」
等级 等 对 全部 {
  一票否决 早否决 当 早否 定为 较差 切档前 暂定 「例」
  一票否决 早合格 当 早合 定为 合格 切档前 暂定 「例」
  一票否决 早限定 当 早限 不优于 良好 切档前 暂定 「例」
  一票否决 晚否决 当 晚否 定为 )" +
         LabelNames[late] + R"( 切档后 暂定 「例」
  一票否决 晚限定 当 晚限 不优于 合格 切档后 暂定 「例」
  合格 认定 当 找 暂定 「例」
  较差 认差 当 找差 暂定 「例」
  优秀 甲 序 )" +
         words_of(cuts[0]) + "  良好 乙 序 " + words_of(cuts[1]) + "  合格 丙 序 " + words_of(cuts[2]) +
         "  较差 余 否则 暂定 「例」\n}\n";
}

int share_of(const Cut& cut, int base) {
  const int tenths = cut.size * base;
  const bool up = cut.rounding == "进一" || cut.rounding == "向上取整";
  return (tenths + (up ? 9 : cut.rounding == "四舍五入" ? 5 : 0)) / 10;
}

// One stratum. Who was vetoed early or found takes no seat; whom a cap keeps from a label does not stand in its cut.
void cut_stratum(const std::vector<const Unit*>& all, const std::vector<Cut>& cuts, std::map<std::string, Label>& cut_to) {
  int given = 0, carried = 0;
  for (size_t c = 0; c < cuts.size(); ++c) {
    const Cut& cut = cuts[c];
    const auto may = [&](const Unit* unit) {
      return !unit->kept && unit->before() == None && !cut_to.contains(unit->key) && !(unit->early_cap && c == 0);
    };
    const auto free = static_cast<int>(std::count_if(all.begin(), all.end(), may));
    const auto kept = static_cast<int>(std::count_if(all.begin(), all.end(), [](const Unit* unit) { return unit->kept; }));
    const int size = cut.is_share ? share_of(cut, cut.of_all ? static_cast<int>(all.size()) : free + kept) : cut.size;
    // From the top: places that earlier cuts had are counted, too.
    const int own = cut.from_top ? std::max(0, size - given) : size;
    const int seats = own + carried + (cut.from_top ? std::min(0, size - given) : 0);
    int taken = 0;
    for (int score = 9; score >= 0 && taken < seats; --score) {
      std::vector<const Unit*> level;
      std::copy_if(all.begin(), all.end(), std::back_inserter(level),
                   [&](const Unit* unit) { return unit->score == score && may(unit); });
      if (taken + static_cast<int>(level.size()) > seats && !cut.lets_in) break;
      for (const Unit* unit : level) cut_to[unit->key] = static_cast<Label>(Excellent - static_cast<int>(c));
      taken += static_cast<int>(level.size());
    }
    given += own;
    const int left = own + carried - taken;
    carried = left > 0 ? (cut.fills ? left : 0) : (cut.shrinks ? left : 0);
  }
}

// Vetoes and findings before the cut: the lowest wins, and no later veto lifts it. A later one replaces what a cut or 否则
// gave, or keeps it down.
std::string grade_of(const Unit& unit, const std::map<std::string, Label>& cut_to, Label late) {
  if (unit.out) return "不在范围";
  if (unit.kept) return "待定:Quarantined";
  const Label early = unit.before();
  const auto at = cut_to.find(unit.key);
  Label label = unit.late ? late : at == cut_to.end() ? Poor : at->second;
  if (early != None) label = unit.late ? std::min(early, late) : early;
  if (unit.late_cap) label = std::min(label, Pass);
  return LabelNames[label];
}

TEST(CutOracle, SeatsAreFilledLevelByLevel) {
  for_seeds(45, [&](Random& random) {
    const std::vector<Cut> cuts = {any_cut(random, true), any_cut(random, false), any_cut(random, false)};
    const bool has_strata = random.chance(50);
    const Label late = random.chance(50) ? Poor : Pass;
    const Program program(cut_rules(cuts, has_strata, late));
    for (int run = 0; run < 4; ++run) {
      std::vector<Unit> units(static_cast<size_t>(random.between(0, 11)));
      Rows rows;
      Settings settings;
      const int levels = random.between(1, 6);
      for (size_t i = 0; i < units.size(); ++i) {
        Unit& unit = units[i];
        unit.key = std::string("U") + static_cast<char>('A' + i);
        unit.score = random.between(0, levels);
        unit.stratum = random.between(0, 1);
        for (bool* flag : {&unit.early, &unit.early_pass, &unit.early_cap, &unit.late, &unit.late_cap, &unit.found})
          *flag = random.chance(12);
        unit.found_poor = !unit.found && random.chance(12);  // two findings with two labels would clash
        unit.kept = random.chance(8);
        unit.out = !unit.kept && random.chance(8);
        if (unit.kept) settings.kept_place.push_back(unit.key);
        if (unit.out) settings.taken_out.push_back(unit.key);
        std::vector<std::string> cells = {unit.key, show(unit.score), unit.stratum == 0 ? "甲类" : "乙类"};
        for (const bool flag :
             {unit.early, unit.early_pass, unit.early_cap, unit.late, unit.late_cap, unit.found, unit.found_poor})
          cells.push_back(show(flag));
        rows["单位"].push_back(cells);
      }
      std::map<std::string, Label> cut_to;
      for (int stratum = 0; stratum < (has_strata ? 2 : 1); ++stratum) {
        std::vector<const Unit*> all;
        for (const Unit& unit : units) {
          if (!unit.out && (!has_strata || unit.stratum == stratum)) all.push_back(&unit);
        }
        cut_stratum(all, cuts, cut_to);
      }
      std::vector<Expected> expected;
      for (const Unit& unit : units) expected.push_back({"等", unit.key, grade_of(unit, cut_to, late)});
      const auto counted = std::count_if(units.begin(), units.end(), [](const Unit& unit) { return !unit.out; });
      expected.push_back({"家", "", std::to_string(counted)});
      program.expect(rows, expected, settings);
    }
  });
}

// 依次: entries are gone through as they are written, and the first that fits keeps the unit.
TEST(CutOracle, InOrderTheFirstEntryThatFitsKeepsTheUnit) {
  const Program program(Header + R"(
枚举 等级表 有序 { 较差 合格 良好 优秀 }
数据表 单位 { 键 号 : 文本 ; 得分 : 分 值域 [0分, ) ; 甲况 : 真假 ; 乙况 : 真假 }
排名 序 对 单位 按 得分 精确 降序, 号 精确 升序 并列 不会并列 暂定 「例」
等级 等 对 单位 依次 {
  合格 先认 当 甲况 暂定 「例」
  优秀 择优 序 前 2 空额 不补 暂定 「例」
  较差 后认 当 乙况 暂定 「例」
  良好 次优 序 其后 2 暂定 「例」
  合格 余 否则 暂定 「例」
}
)");
  for_seeds(20, [&](Random& random) {
    Rows rows;
    std::vector<std::pair<int, size_t>> order;  // best first: scores turned round, then keys
    std::vector<std::string> grades(static_cast<size_t>(random.between(0, 9)));
    std::vector<bool> first, second;
    for (size_t i = 0; i < grades.size(); ++i) {
      const int score = random.between(0, 3);
      first.push_back(random.chance(25));
      second.push_back(random.chance(25));
      order.emplace_back(-score, i);
      rows["单位"].push_back({std::string("U") + static_cast<char>('A' + i), show(score), show(first[i]), show(second[i])});
    }
    std::sort(order.begin(), order.end());
    int best = 0, next = 0;
    for (const auto& [score, unit] : order) {
      if (first[unit])
        grades[unit] = "合格";
      else if (best < 2)
        grades[unit] = "优秀", ++best;
      else if (second[unit])
        grades[unit] = "较差";
      else if (next < 2)
        grades[unit] = "良好", ++next;
      else
        grades[unit] = "合格";
    }
    std::vector<Expected> expected;
    for (size_t i = 0; i < grades.size(); ++i) expected.push_back({"等", rows["单位"][i][0], grades[i]});
    program.expect(rows, expected);
  });
}

}  // namespace
}  // namespace plumb::oracle
