// Cuts, vetoes and quarantine over small random populations: grades against a naive reading of law L10, and what is known
// while answers are missing against every way to answer (law L6). A failure prints its seed.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "eval/program_text.h"
#include "eval/support.h"

namespace plumb::eval::test {
namespace {

const std::string Header = R"(规则集 「例」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「例」
计量 分
枚举 等级表 有序 { 较差 合格 良好 优秀 }
枚举 类别表 { 通用 专用 }
数据表 单位 存于 「unit」 {
  键 编号 : 文本
  得分 : 分
  类别 : 类别表
  早否 : 真假
  早限 : 真假
  晚否 : 真假
}
数据表 答复 存于 「answer」 作 答复表 {
  键 序号 : 文本
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
}
)";

struct Unit {
  std::string key;
  int score = 0, kind = 0;
  bool veto = false, cap = false, late = false, kept = false, out = false;
};

std::vector<Unit> any_units(int most) {
  std::vector<Unit> units(static_cast<size_t>(*rc::gen::inRange(0, most)));
  for (size_t i = 0; i < units.size(); ++i) {
    Unit& unit = units[i];
    unit.key = "U" + std::to_string(i);
    unit.score = *rc::gen::inRange(0, 4);
    unit.kind = *rc::gen::inRange(0, 2);
    unit.veto = *rc::gen::inRange(0, 7) == 0;
    unit.cap = *rc::gen::inRange(0, 7) == 0;
    unit.late = *rc::gen::inRange(0, 7) == 0;
    unit.kept = *rc::gen::inRange(0, 9) == 0;
    unit.out = !unit.kept && *rc::gen::inRange(0, 9) == 0;
  }
  return units;
}

std::string truth(bool value) { return value ? "是" : "否"; }

Rows rows_of(const std::vector<Unit>& units) {
  Rows rows;
  for (const Unit& unit : units) {
    rows["单位"].push_back({unit.key, std::to_string(unit.score), unit.kind == 0 ? "通用" : "专用", truth(unit.veto),
                            truth(unit.cap), truth(unit.late)});
  }
  return rows;
}

// --- against a naive reading ---

enum class Rounding { Down, Up };
struct Cut {
  bool from_top = false, is_share = false, of_all = false, lets_in = false, fills = false, shrinks = false;
  int size = 0;  // places, or tenths
  Rounding rounding = Rounding::Down;
};

Cut any_cut(bool is_first) {
  Cut cut;
  cut.from_top = is_first || *rc::gen::inRange(0, 2) == 0;
  cut.is_share = *rc::gen::inRange(0, 2) == 0;
  cut.of_all = cut.is_share && ((cut.from_top && !is_first) || *rc::gen::inRange(0, 3) == 0);
  cut.lets_in = *rc::gen::inRange(0, 2) == 0;
  cut.fills = *rc::gen::inRange(0, 2) == 0;
  cut.shrinks = *rc::gen::inRange(0, 2) == 0;
  cut.size = cut.is_share ? *rc::gen::inRange(1, 9) : *rc::gen::inRange(0, 5);
  cut.rounding = *rc::gen::inRange(0, 2) == 0 ? Rounding::Down : Rounding::Up;
  return cut;
}

std::string words_of(const Cut& cut) {
  std::string text = cut.from_top ? "前 " : "其后 ";
  text += std::to_string(cut.size);
  if (cut.is_share) text += std::string("0% ") + (cut.rounding == Rounding::Down ? "去尾" : "进一");
  if (cut.of_all) text += " 基数 全部";
  text += cut.lets_in ? " 并列越线 全进" : " 并列越线 全不进";
  text += cut.fills ? " 空额 递补" : " 空额 不补";
  return text + (cut.shrinks ? " 占用下档" : " 不占下档");
}

std::string rules_of(const std::vector<Cut>& cuts, bool has_strata) {
  return Header + "范围 全部 取自 单位 { 纳入 都 当 得分 0分 以上 暂定 「例」 }\n排名 序 对 全部" +
         (has_strata ? " 分组 类别" : "") + " 按 得分 精确 降序 并列 同名次 暂定 「例」\n" +
         R"(测算 家 : 整数 = 计数(全部) 暂定 「例」
等级 等 对 全部 {
  一票否决 早否决 当 早否 定为 较差 切档前 暂定 「例」
  一票否决 早限定 当 早限 不优于 良好 切档前 暂定 「例」
  一票否决 晚否决 当 晚否 定为 较差 切档后 暂定 「例」
  优秀 甲 序 )" +
         words_of(cuts[0]) + " 暂定 「例」\n  良好 乙 序 " + words_of(cuts[1]) + " 暂定 「例」\n  合格 丙 序 " +
         words_of(cuts[2]) + " 暂定 「例」\n  较差 余 否则 暂定 「例」\n}\n";
}

// One stratum, best first: each cut has seats of its own; what it leaves empty or takes too many is carried as it says.
void grade_stratum(const std::vector<const Unit*>& all, const std::vector<Cut>& cuts,
                   std::map<std::string, std::string>& grades) {
  const std::vector<std::string> labels = {"优秀", "良好", "合格"};
  int given_out = 0, carried = 0;
  for (size_t c = 0; c < cuts.size(); ++c) {
    const Cut& cut = cuts[c];
    const auto is_candidate = [&](const Unit* unit) {
      return !unit->kept && !unit->veto && !grades.contains(unit->key) && !(unit->cap && c == 0);
    };
    const auto free = static_cast<int>(std::count_if(all.begin(), all.end(), is_candidate));
    const auto kept = static_cast<int>(std::count_if(all.begin(), all.end(), [](const Unit* unit) { return unit->kept; }));
    int size = cut.size;
    if (cut.is_share) {
      const int base = cut.of_all ? static_cast<int>(all.size()) : free + kept;
      size = (cut.size * base + (cut.rounding == Rounding::Up ? 9 : 0)) / 10;
    }
    const int own = cut.from_top ? std::max(0, size - given_out) : size;
    const int beyond = cut.from_top ? std::min(0, size - given_out) : 0;
    const int seats = own + beyond + carried;
    int taken = 0;
    for (int score = 3; score >= 0 && taken < seats; --score) {
      std::vector<const Unit*> tied;
      std::copy_if(all.begin(), all.end(), std::back_inserter(tied),
                   [&](const Unit* unit) { return unit->score == score && is_candidate(unit); });
      const bool is_over = taken + static_cast<int>(tied.size()) > seats;
      if (is_over && !cut.lets_in) break;
      for (const Unit* unit : tied) grades[unit->key] = labels[c];
      taken += static_cast<int>(tied.size());
    }
    given_out += own;
    const int left = own + carried - taken;
    carried = left > 0 ? (cut.fills ? left : 0) : (cut.shrinks ? left : 0);
  }
}

std::map<std::string, std::string> grades_of(const std::vector<Unit>& units, const std::vector<Cut>& cuts, bool has_strata) {
  std::map<std::string, std::string> grades;
  for (int kind = 0; kind < (has_strata ? 2 : 1); ++kind) {
    std::vector<const Unit*> all;
    for (const Unit& unit : units) {
      if (!unit.out && (!has_strata || unit.kind == kind)) all.push_back(&unit);
    }
    grade_stratum(all, cuts, grades);
  }
  for (const Unit& unit : units) {
    if (unit.out)
      grades[unit.key] = "不在范围";
    else if (unit.kept)
      grades[unit.key] = "待定:Quarantined";
    else if (unit.veto || unit.late || !grades.contains(unit.key))
      grades[unit.key] = "较差";
  }
  return grades;
}

RC_GTEST_PROP(Cuts, AgreeWithANaiveReading, ()) {
  const std::vector<Unit> units = any_units(10);
  const std::vector<Cut> cuts = {any_cut(true), any_cut(false), any_cut(false)};
  const bool has_strata = *rc::gen::inRange(0, 2) == 0;
  std::unique_ptr<Rules> rules = check_text(rules_of(cuts, has_strata));
  RC_ASSERT(rules->problems == "");
  const program::TableId table = rules->table("单位");
  std::vector<results::RunInputs::Quarantine> quarantine;
  for (const Unit& unit : units) {
    if (unit.kept || unit.out) quarantine.push_back({table, unit.key, "例", unit.kept});
  }
  const Evaluated run = run_rows(std::move(rules), rows_of(units), quarantine);
  for (const auto& [key, grade] : grades_of(units, cuts, has_strata)) RC_ASSERT(key + run.value("等", key) == key + grade);
  const auto counted = std::count_if(units.begin(), units.end(), [](const Unit& unit) { return !unit.out; });
  RC_ASSERT(run.value("家") == std::to_string(counted));
}

// --- what is known stays, however the missing answers come ---

struct Missing {
  std::string question, key;
};

std::string open_rules(bool has_strata, bool swaps, bool in_order, bool caps_early) {
  const std::string early = "  一票否决 早 当 定早 定为 " + std::string(swaps ? "合格" : "较差") + " 切档前 暂定 「例」\n";
  const std::string late = "  一票否决 晚 当 定晚 定为 " + std::string(swaps ? "较差" : "合格") + " 切档后 暂定 「例」\n";
  return Header +
         "评议 定早 对 单位 : 真假 由 专家组 取 末级 记于 答复 暂定 「例」\n评议 定晚 对 单位 : 真假 由 专家组 取 末级 记于 答复 "
         "暂定 「例」\n" +
         "评议 定找 对 单位 : 真假 由 专家组 取 末级 记于 答复 暂定 「例」\n评议 定限 对 单位 : 真假 由 专家组 取 末级 记于 答复 "
         "暂定 「例」\n" +
         "排名 序 对 单位" + (has_strata ? " 分组 类别" : "") + " 按 得分 精确 降序 并列 全进 暂定 「例」\n等级 等 对 单位" +
         (in_order ? " 依次" : "") + " {\n" + early + "  良好 找 当 定找 暂定 「例」\n" + late +
         "  一票否决 限 当 定限 不优于 良好 " + (caps_early ? "切档前" : "切档后") +
         " 暂定 「例」\n  优秀 甲 序 前 2 空额 递补 占用下档 暂定 「例」\n"
         "  良好 乙 序 其后 40% 进一 暂定 「例」\n  合格 余 否则 暂定 「例」\n}\n";
}

RC_GTEST_PROP(Cuts, WhatIsKnownStaysWhateverIsAnswered, ()) {
  std::vector<Unit> units = any_units(6);
  const std::vector<std::string> questions = {"定早", "定晚", "定找", "定限"};
  Rows rows = rows_of(units);
  std::vector<Missing> missing;
  int number = 0;
  const auto answer = [&](Rows& into, const Missing& one, bool yes) {
    into["答复"].push_back({std::to_string(++number), one.question, one.key, "专家组", truth(yes)});
  };
  for (const Unit& unit : units) {
    for (const std::string& question : questions) {
      if (missing.size() < 3 && *rc::gen::inRange(0, 5) == 0)
        missing.push_back({question, unit.key});
      else
        answer(rows, {question, unit.key}, *rc::gen::inRange(0, 4) == 0);
    }
  }
  const std::string rules = open_rules(*rc::gen::inRange(0, 2) == 0, *rc::gen::inRange(0, 2) == 0, *rc::gen::inRange(0, 3) == 0,
                                       *rc::gen::inRange(0, 2) == 0);
  const Evaluated before = run_text(rules, rows);
  std::map<std::string, std::set<std::string>> outcomes;
  for (unsigned ways = 0; ways < 1U << missing.size(); ++ways) {
    Rows full = rows;
    for (size_t i = 0; i < missing.size(); ++i) answer(full, missing[i], (ways >> i & 1U) != 0);
    const Evaluated after = run_text(rules, full);
    for (const Unit& unit : units) outcomes[unit.key].insert(after.value("等", unit.key));
  }
  for (const Unit& unit : units) {
    const std::string known = before.value("等", unit.key);
    if (known == "待定:JudgementPending") continue;
    RC_ASSERT(outcomes[unit.key] == std::set<std::string>{known});
  }
}

// A referred tie: all orders of the tied, and what is known before they are asked.
RC_GTEST_PROP(Cuts, WhatIsKnownBeforeATieIsDecidedStays, ()) {
  std::vector<Unit> units = any_units(6);
  for (Unit& unit : units) unit.veto = unit.cap = false;
  const std::string rules = Header + R"(评议 裁定 对 单位 由 专家组 取 末级 记于 答复 暂定 「例」
排名 序 对 单位 分组 类别 按 得分 精确 降序 并列 移交评议 裁定 暂定 「例」
排名 总序 对 单位 按 得分 精确 降序 并列 全进 暂定 「例」
等级 等 对 单位 {
  优秀 甲 序 前 1 空额 不补 暂定 「例」
  良好 乙 序 其后 1 暂定 「例」
  合格 丙 总序 前 2 暂定 「例」
  一票否决 晚 当 晚否 定为 较差 切档后 暂定 「例」
  较差 余 否则 暂定 「例」
}
)";
  Rows rows = rows_of(units);
  const Evaluated first = run_text(rules, rows);
  std::map<std::string, std::string> known;
  for (const Unit& unit : units) known[unit.key] = first.value("等", unit.key);
  // Each question is answered by some order of its members until nothing is asked any more.
  for (int number = 0;; ++number) {
    const Evaluated run = run_text(rules, rows);
    for (auto& [key, grade] : known) {
      const std::string now = run.value("等", key);
      RC_ASSERT(grade == "待定:TiePending" || grade == now);
      grade = now;
    }
    if (run.results.questions.empty()) break;
    const std::string subject = run.results.questions[0].subject;
    std::string members = subject.substr(0, subject.find('@'));
    if (*rc::gen::inRange(0, 2) == 0) {  // U0;U1;U2 → U1;U2;U0
      const size_t head = members.find(';');
      members = members.substr(head + 1) + ";" + members.substr(0, head);
    }
    rows["答复"].push_back({std::to_string(number), "裁定", subject, "专家组", members});
    RC_ASSERT(number < 20);
  }
  for (const auto& [key, grade] : known) RC_ASSERT(grade.find(':') == std::string::npos);
}

// --- quarantine in its place ---

TEST(Quarantine, ARowThatKeepsItsPlaceCountsButIsNeitherRankedNorGraded) {
  const std::string text = Header + R"(
排名 序 对 单位 按 得分 精确 降序 并列 全进 暂定 「例」
测算 名 对 单位 : 整数 = 名次(序) 暂定 「例」
测算 家 : 整数 = 计数(全体 单位) 暂定 「例」
等级 等 对 单位 {
  优秀 甲 序 前 50% 去尾 暂定 「例」
  合格 余 否则 暂定 「例」
}
)";
  Rows rows;
  rows["单位"] = {{"A", "3", "通用", "否", "否", "否"},
                  {"B", "2", "通用", "否", "否", "否"},
                  {"C", "1", "通用", "否", "否", "否"},
                  {"D", "0", "通用", "否", "否", "否"}};
  for (const bool keeps : {true, false}) {
    std::unique_ptr<Rules> rules = check_text(text);
    ASSERT_EQ(rules->problems, "");
    const program::TableId table = rules->table("单位");
    const Evaluated run = run_rows(std::move(rules), rows, {{table, "A", "核查中", keeps}});
    EXPECT_EQ(run.value("家"), keeps ? "4" : "3");
    EXPECT_EQ(run.value("等", "B"), "优秀");
    EXPECT_EQ(run.value("等", "C"), keeps ? "优秀" : "合格");  // half of four, half of three
    EXPECT_EQ(run.value("名", "B"), "1");
    EXPECT_EQ(run.value("等", "A"), keeps ? "待定:Quarantined" : "不在范围");
    EXPECT_EQ(run.value("名", "A"), keeps ? "待定:Quarantined" : "不在范围");
  }
}

}  // namespace
}  // namespace plumb::eval::test
