// An amount divided among receivers (law L15): the level of the shares is looked for, and grains are handed out one by one.
#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

struct Sharer {
  int weight = 0, low = 0;  // low and high in grains
  std::optional<int> high;
  int rank = 0;  // the key that a remainder may go by
  Number share;
};

Number clamped(const Sharer& one, const Number& level) {
  const Number share = level * Number(one.weight);
  if (share < Number(one.low)) return one.low;
  return one.high && share > Number(*one.high) ? Number(*one.high) : share;
}

Number at_level(const std::vector<Sharer>& all, const Number& level) {
  Number sum;
  for (const Sharer& one : all) sum += clamped(one, level);
  return sum;
}

// Shares are in proportion to the weights except where a bound holds them: one level for all, and what it gives grows with
// it in straight pieces. False: no level gives the total.
bool find_shares(std::vector<Sharer>& all, int total) {
  std::vector<Number> corners = {0};
  for (const Sharer& one : all) {
    corners.push_back(Number::of(one.low, one.weight));
    corners.push_back(one.high ? Number::of(*one.high, one.weight) : Number(total + 1));
    corners.push_back(Number(total + 1));
  }
  std::sort(corners.begin(), corners.end());
  for (size_t i = 0; i < corners.size(); ++i) {
    const Number from = at_level(all, corners[i]);
    if (from > Number(total)) return false;
    Number level = corners[i];
    if (from != Number(total)) {
      if (i + 1 == corners.size()) return false;
      const Number to = at_level(all, corners[i + 1]);
      if (to < Number(total)) continue;
      level += ((Number(total) - from) * (corners[i + 1] - corners[i])).divided_by(to - from);
    }
    for (Sharer& one : all) one.share = clamped(one, level);
    return true;
  }
  return false;
}

struct Sharing {
  bool largest = false, has_low = false, has_high = false;
  int total = 0;
};

// Whole grains; what is left goes one grain at a time to the best that has had none.
void hand_out(std::vector<Sharer>& all, const Sharing& rules) {
  Number left = rules.total;
  std::vector<Number> rests;
  for (Sharer& one : all) {
    rests.push_back(one.share - one.share.floor());
    one.share = one.share.floor();
    left -= one.share;
  }
  std::vector<bool> has_had(all.size(), false);
  for (; left > Number(0); left -= 1) {
    std::optional<size_t> best;
    for (size_t i = 0; i < all.size(); ++i) {
      const bool may = rules.largest ? !rests[i].is_zero() : !all[i].high || all[i].share < Number(*all[i].high);
      if (has_had[i] || !may) continue;
      const bool is_better =
          !best || (rules.largest && rests[i] != rests[*best] ? rests[i] > rests[*best] : all[i].rank < all[*best].rank);
      if (is_better) best = i;
    }
    if (!best) break;
    has_had[*best] = true;
    all[*best].share += 1;
  }
}

std::string allotment_rules(const Sharing& rules) {
  std::string text = Header +
                     "计量 元\n数据表 行 { 键 号 : 文本 ; 权 : 分 ; 低 : 元 ; 高 : 元 ; 序 : 整数 }\n分配 份 对 行 总额 " +
                     std::to_string(rules.total * 10) + "元 按 权";
  text += std::string(" 粒度 10元 余数 ") +
          (rules.largest ? "最大余数 并列 按 序 精确 升序" : "按 序 精确 升序 并列 按 号 精确 升序");
  text += std::string(rules.has_low ? " 至少 低" : "") + (rules.has_high ? " 至多 高" : "") + " 权重 计零" + Assumed;
  return text + "测算 总 : 元 = 合计(全体 行 各 (份)) 暂定 「例」\n";
}

TEST(AllotmentOracle, SharesKeepTheirBoundsAndAddUp) {
  for_seeds(60, [&](Random& random) {
    const Sharing rules{random.chance(50), random.chance(40), random.chance(40), random.between(0, 40)};
    const Program program(allotment_rules(rules));
    for (int run = 0; run < 4; ++run) {
      Rows rows;
      std::vector<Sharer> receivers;
      std::vector<std::string> keys;
      std::vector<Expected> expected;
      std::vector<int> weights(static_cast<size_t>(random.between(1, 6)));
      int sum = 0;
      for (int& weight : weights) {
        weight = random.chance(15) ? 0 : random.between(1, random.chance(50) ? 3 : 50);
        sum += weight;
      }
      for (size_t i = 0; i < weights.size(); ++i) {
        Sharer one;
        one.weight = weights[i];
        one.rank = static_cast<int>(i * 5 + 2) % 7;
        // Bounds in yuan near the fair part; whole grains are what can be kept of them.
        const int fair = sum == 0 ? 0 : 10 * rules.total * one.weight / sum;
        const int low = std::max(0, fair + random.between(-60, 40)), high = std::max(0, fair + random.between(-30, 80));
        one.low = rules.has_low ? (low + 9) / 10 : 0;
        if (rules.has_high) one.high = high / 10;
        const std::string key = "R" + std::to_string(i);
        rows["行"].push_back({key, show(one.weight), show(low), show(high), show(one.rank)});
        if (one.weight == 0) {
          expected.push_back({"份", key, "0"});
          continue;
        }
        receivers.push_back(one);
        keys.push_back(key);
      }
      const bool crosses =
          std::any_of(receivers.begin(), receivers.end(), [](const Sharer& one) { return one.high && *one.high < one.low; });
      if (crosses || !find_shares(receivers, rules.total)) {
        expected.clear();
        for (const std::string& key : keys) expected.push_back({"份", key, "有误:BrokenPromise"});
      } else {
        hand_out(receivers, rules);
        for (size_t i = 0; i < keys.size(); ++i) expected.push_back({"份", keys[i], show(receivers[i].share * 10)});
        expected.push_back({"总", "", show(rules.total * 10)});
      }
      program.expect(rows, expected);
    }
  });
}

}  // namespace
}  // namespace plumb::oracle
