// Named rankings (law L10): a place is how many are ahead, counted for each member anew.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

struct Ranked {
  int score = 0, second = 0, stratum = 0;  // score in tenths
  bool in_scope = true, without = false;
  std::string key;
};

struct RankingRules {
  std::string ties, rounding;
  int grain = 10;  // tenths; 0: exact
  bool descending = true, second_ascending = true, has_second = false, has_strata = false;
};

// Half away from zero, or cut off; scores are not negative.
int ranked_score(const RankingRules& rules, int tenths) {
  if (rules.grain == 0) return tenths;
  return (tenths + (rules.rounding == "四舍五入" ? rules.grain / 2 : 0)) / rules.grain;
}

bool is_ahead(const RankingRules& rules, const Ranked& a, const Ranked& b) {
  const int first = ranked_score(rules, a.score), other = ranked_score(rules, b.score);
  if (first != other) return (first > other) == rules.descending;
  return rules.has_second && a.second != b.second && (a.second < b.second) == rules.second_ascending;
}

std::string ranking_rules(const RankingRules& rules) {
  const std::string by = rules.grain == 0 ? "精确" : "取 " + Number::of(rules.grain, 10).to_string() + "分 " + rules.rounding;
  return Header +
         "枚举 类 { 甲 乙 }\n数据表 行 { 键 号 : 文本 ; 得分 : 分 小数 1 值域 [0分, ) ; 次 : 整数 ; 类 : 类 ; 参 : 真假 ; 除 : "
         "真假 }\n" +
         "范围 参评 取自 行 { 纳入 参加 当 参 暂定 「例」 }\n排名 序 对 参评 除去 除" + (rules.has_strata ? " 分组 类" : "") +
         " 按 得分 " + by + (rules.descending ? " 降序" : " 升序") +
         (rules.has_second ? std::string(", 次 精确 ") + (rules.second_ascending ? "升序" : "降序") : "") + " 并列 " +
         rules.ties + Assumed + "测算 名 对 参评 : 整数 = 名次(序) 缺失时 0 暂定 「例」\n" +
         "测算 名次平均 : 数 = 平均(全体 参评 各 (名)) 若无 (-1) 暂定 「例」\n";
}

int place_among(const RankingRules& rules, const std::vector<Ranked>& all, const Ranked& one) {
  std::vector<const Ranked*> ahead;
  for (const Ranked& other : all) {
    if (other.in_scope && !other.without && (!rules.has_strata || other.stratum == one.stratum) && is_ahead(rules, other, one))
      ahead.push_back(&other);
  }
  if (rules.ties != "连续名次") return static_cast<int>(ahead.size()) + 1;
  // Places without gaps: how many different ones are ahead.
  int levels = 0;
  for (size_t i = 0; i < ahead.size(); ++i) {
    const bool is_new = std::none_of(ahead.begin(), ahead.begin() + static_cast<std::ptrdiff_t>(i), [&](const Ranked* other) {
      return !is_ahead(rules, *other, *ahead[i]) && !is_ahead(rules, *ahead[i], *other);
    });
    levels += is_new ? 1 : 0;
  }
  return levels + 1;
}

TEST(RankingOracle, APlaceIsOneMoreThanThoseAhead) {
  for_seeds(30, [&](Random& random) {
    RankingRules rules;
    rules.ties = random.one_of<std::string>({"同名次", "连续名次", "全进", "全不进"});
    rules.rounding = random.one_of<std::string>({"四舍五入", "去尾"});
    rules.grain = random.one_of<int>({0, 10, 20});
    rules.descending = random.chance(70);
    rules.second_ascending = random.chance(50);
    rules.has_second = random.chance(60);
    rules.has_strata = random.chance(40);
    const Program program(ranking_rules(rules));
    for (int run = 0; run < 3; ++run) {
      std::vector<Ranked> all;
      const int count = random.between(0, 10);
      for (int i = 0; i < count; ++i) {
        all.push_back({random.between(0, 4) * 10 + random.one_of<int>({0, 0, 4, 5, 9}), random.between(-1, 1),
                       random.between(0, 1), random.chance(85), random.chance(15), std::string("R") + std::to_string(i)});
      }
      Rows rows;
      std::vector<Expected> expected;
      int64_t places = 0, members = 0;
      for (const Ranked& one : all) {
        rows["行"].push_back({one.key, Number::of(one.score, 10).to_string(), show(one.second), one.stratum == 0 ? "甲" : "乙",
                              show(one.in_scope), show(one.without)});
        const int place = one.without ? 0 : place_among(rules, all, one);
        expected.push_back({"名", one.key, one.in_scope ? show(place) : "不在范围"});
        places += one.in_scope ? place : 0;
        members += one.in_scope ? 1 : 0;
      }
      expected.push_back({"名次平均", "", members == 0 ? "-1" : show(Number::of(places, members))});
      program.expect(rows, expected);
    }
  });
}

// A referred tie: who is clear of the line keeps the label whatever is answered; the answer's first take the places left.
// `asks_below`: those below the tie are known, too, as it is fixed how many of the tied are taken.
void expect_referred_tie(bool asks_below) {
  for_seeds(20, [&](Random& random) {
    const int places = random.between(1, 3);
    const Program program(Header + R"(
枚举 档 有序 { 较差 合格 优秀 }
数据表 行 { 键 号 : 文本 ; 得分 : 分 值域 [0分, ) }
数据表 答复 作 答复表 {
  键 序号 : 整数
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
}
评议 裁定 对 行 由 专家组 取 末级 记于 答复 暂定 「例」
排名 序 对 行 按 得分 精确 降序 并列 移交评议 裁定 暂定 「例」
等级 等 对 行 {
  优秀 甲 序 前 )" + std::to_string(places) +
                          R"( 暂定 「例」
  合格 余 否则 暂定 「例」
}
)");
    Rows rows;
    std::vector<int> scores;
    const int count = random.between(0, 6);
    for (int i = 0; i < count; ++i) {
      scores.push_back(random.between(0, 2));
      rows["行"].push_back({std::string("R") + std::to_string(i), show(scores.back())});
    }
    std::vector<Expected> open, decided;
    std::vector<std::string> tied;
    int clear = 0;
    for (int i = 0; i < count; ++i) {
      const int score = scores[static_cast<size_t>(i)];
      const auto ahead = std::count_if(scores.begin(), scores.end(), [&](int other) { return other > score; });
      const auto level = std::count(scores.begin(), scores.end(), score);
      const std::string key = std::string("R") + std::to_string(i);
      const bool is_in = ahead + level <= places, is_tied = !is_in && ahead < places;
      if (asks_below || is_in || is_tied) open.push_back({"等", key, is_in ? "优秀" : is_tied ? "待定:TiePending" : "合格"});
      if (is_tied) tied.push_back(key);
      clear += is_in ? 1 : 0;
    }
    program.expect(rows, open);
    if (tied.empty()) return;
    std::string subject, answer;
    for (const std::string& key : tied) subject += (subject.empty() ? "" : ";") + key;
    std::vector<std::string> order = tied;
    std::rotate(order.begin(), order.begin() + random.between(0, static_cast<int>(order.size()) - 1), order.end());
    if (random.chance(50)) std::reverse(order.begin(), order.end());
    for (const std::string& key : order) answer += (answer.empty() ? "" : ";") + key;
    rows["答复"] = {{"1", "裁定", subject + "@等.优秀.甲", "专家组", answer}};
    for (const std::vector<std::string>& row : rows["行"]) {
      const auto at = std::find(order.begin(), order.end(), row[0]);
      const auto known = std::find_if(open.begin(), open.end(), [&](const Expected& one) { return one.key == row[0]; });
      const bool is_taken =
          at == order.end() ? known != open.end() && known->value == "优秀" : at - order.begin() < places - clear;
      decided.push_back({"等", row[0], is_taken ? "优秀" : "合格"});
    }
    program.expect(rows, decided);
  });
}

TEST(RankingOracle, AReferredTieIsDecidedByTheOrderOfItsAnswer) { expect_referred_tie(false); }

// Law L10: exactly those are pending whose label the tie decides; both evaluators leave all below it pending, too.
TEST(RankingOracle, DISABLED_BelowAReferredTieTheLinesGoOn) { expect_referred_tie(true); }

}  // namespace
}  // namespace plumb::oracle
