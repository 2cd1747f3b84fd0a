// Sets and what is made of them (laws L2, L4, L5, section 4 of the kernel): by counting members, never by sorting them.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

// A member of a set. Its amount is in tenths; `lacks` 1 is 未填报, 2 is 待核实.
struct Member {
  int amount = 0, lacks = 0, rank = 0, kind = 0, owner = 0, money = 0;
  bool flag = false;
};

const std::vector<std::string> Kinds = {"丙", "乙", "甲"};
const std::vector<std::string> Shares = {"0%", "1%", "24.9%", "25%", "33.3%", "50%", "66.7%", "75%", "99%", "100%"};

std::string aggregate_rules() {
  std::string text = Header + R"(
枚举 类 有序 { 丙 乙 甲 }
数据表 组 { 键 号 : 文本 ; 线 : % 小数 3 值域 [0%, 100%] }
数据表 件 {
  键 组 : 组
  键 次 : 整数
  量 : 分 小数 1 可缺 未填报、待核实
  级 : 类
  旗 : 真假
  金 : 分 小数 1
}
范围 在册 取自 件 { 纳入 有旗 当 旗 暂定 「例」 }
测算 册台 对 组 : 整数 = 计数(在册) 暂定 「例」
测算 册金 对 组 : 分 = 合计(在册.金) 暂定 「例」
测算 册均 对 组 : 分 = 平均(在册.量 缺失时 不计) 若无 (-7分) 暂定 「例」
测算 金和 对 组 : 分 = 合计(件.金) 暂定 「例」
测算 闭窗金 对 组 : 分 = 合计(件.金 当 次 在 [-2, 3]) 暂定 「例」
测算 开窗金 对 组 : 分 = 合计(件.金 当 次 在 (-2, 3)) 暂定 「例」
测算 闭窗台 对 组 : 整数 = 计数(件 当 金 在 [-0.5分, 0.5分]) 暂定 「例」
测算 开窗台 对 组 : 整数 = 计数(件 当 金 在 (-0.5分, 0.5分)) 暂定 「例」
测算 台 对 组 : 整数 = 计数(件) 暂定 「例」
测算 旗数 对 组 : 整数 = 计数(件 当 旗) 暂定 「例」
测算 和 对 组 : 分 = 合计(件.量 缺失时 不计) 暂定 「例」
测算 和补 对 组 : 分 = 合计(件.量 缺失时 2分) 暂定 「例」
测算 和种 对 组 : 分 = 合计(件.量 缺失时 { 未填报 : 1分, 待核实 : 不计 }) 暂定 「例」
测算 旗和 对 组 : 分 = 合计(件.量 缺失时 不计 当 旗) 暂定 「例」
测算 积和 对 组 : 分 = 合计(件 各 ((量 缺失时 0分) * 次)) 暂定 「例」
测算 均 对 组 : 分 = 平均(件.量 缺失时 不计) 若无 (-7分) 暂定 「例」
测算 均补 对 组 : 分 = 平均(件.量 缺失时 2分) 若无 (-7分) 暂定 「例」
测算 均种 对 组 : 分 = 平均(件.量 缺失时 { 未填报 : 1分, 待核实 : 不计 }) 若无 (-7分) 暂定 「例」
测算 小 对 组 : 分 = 最小(件.量 缺失时 不计) 若无 (-7分) 暂定 「例」
测算 大 对 组 : 分 = 最大(件.量 缺失时 不计) 若无 (-7分) 暂定 「例」
测算 小级 对 组 : 类 = 最小(件.级 当 旗) 若无 甲 暂定 「例」
测算 大级 对 组 : 类 = 最大(件.级 当 旗) 若无 丙 暂定 「例」
测算 中 对 组 : 分 = 中位数(件.量 缺失时 不计) 若无 (-7分) 暂定 「例」
测算 比 对 组 : % = 占比(件 当 旗) 若无 7% 暂定 「例」
测算 有比 对 组 : % = 占比(件 当 有 量) 若无 7% 暂定 「例」
条件 任 对 组 = 任一(件 当 旗) 暂定 「例」
条件 全 对 组 = 全部(件 当 旗) 若无 否 暂定 「例」
条件 空全 对 组 = 全部(件 当 旗) 若无 是 暂定 「例」
条件 两 对 组 = 不少于(2, 件 当 旗) 暂定 「例」
条件 零 对 组 = 不少于(0, 件 当 旗) 暂定 「例」
测算 异级 对 组 : 整数 = 不同个数(件.级) 暂定 「例」
测算 异量 对 组 : 整数 = 不同个数(件.量 缺失时 不计) 暂定 「例」
测算 首 对 组 : 分 = 首个(件.量 缺失时 不计 按 次) 若无 (-7分) 暂定 「例」
测算 末 对 组 : 分 = 末个(件.量 缺失时 不计 按 次) 若无 (-7分) 暂定 「例」
测算 首降 对 组 : 分 = 首个(件.量 缺失时 2分 当 旗 按 次 降序) 若无 (-7分) 暂定 「例」
测算 末降 对 组 : 分 = 末个(件.量 缺失时 2分 当 旗 按 次 降序) 若无 (-7分) 暂定 「例」
测算 连 对 组 : 整数 = 末段连续(件 当 旗 按 次) 暂定 「例」
测算 连降 对 组 : 整数 = 末段连续(件 当 旗 按 次 降序) 暂定 「例」
测算 全和 : 分 = 合计(全体 件 各 (量 缺失时 不计)) 暂定 「例」
测算 组数 : 整数 = 计数(全体 组) 暂定 「例」
测算 同级 对 件 : 整数 = 计数(同 级 的 件) 暂定 「例」
测算 同组级 对 件 : 整数 = 计数(同 组、级 的 件) 暂定 「例」
测算 后面 对 件 : 整数 = 计数(同 级 的 件 当 其.次 > 本.次) 暂定 「例」
测算 同级和 对 件 : 分 = 合计(同 级 的 件 各 (量 缺失时 不计)) 暂定 「例」
测算 分位线 对 组 : 分 = 分位(件.量 缺失时 不计, 线) 若无 (-7分) 暂定 「例」
)";
  for (size_t i = 0; i < Shares.size(); ++i)
    text += "测算 位" + std::to_string(i) + " 对 组 : 分 = 分位(件.量 缺失时 不计, " + Shares[i] + ") 若无 (-7分)" + Assumed;
  return text;
}

using Members = std::vector<Member>;

Number tenths(int64_t amount) { return Number::of(amount, 10); }

template <class Chooses>
Members those(const Members& members, Chooses chooses) {
  Members chosen;
  std::copy_if(members.begin(), members.end(), std::back_inserter(chosen), chooses);
  return chosen;
}

std::vector<int> amounts(const Members& members) {
  std::vector<int> found;
  for (const Member& one : members) found.push_back(one.amount);
  return found;
}

int sum_of(const std::vector<int>& values) { return std::accumulate(values.begin(), values.end(), 0); }

Number average(const std::vector<int>& values) {
  return values.empty() ? Number(-7) : Number::of(sum_of(values), 10 * static_cast<int64_t>(values.size()));
}

int count_up_to(const std::vector<int>& values, int bound) {
  return static_cast<int>(std::count_if(values.begin(), values.end(), [&](int value) { return value <= bound; }));
}

// The least member that at least this share (in thousandths) of all do not exceed: every member is tried.
Number percentile(const std::vector<int>& values, int thousandths) {
  if (values.empty()) return -7;
  int best = *std::max_element(values.begin(), values.end());
  for (const int value : values) {
    if (count_up_to(values, value) * 1000 >= thousandths * static_cast<int>(values.size())) best = std::min(best, value);
  }
  return tenths(best);
}

// One of each end goes until one or two are left.
Number median(std::vector<int> values) {
  if (values.empty()) return -7;
  while (values.size() > 2) {
    values.erase(std::min_element(values.begin(), values.end()));
    values.erase(std::max_element(values.begin(), values.end()));
  }
  return average(values);
}

template <class Value>
int distinct(const std::vector<Value>& values) {
  int count = 0;
  for (size_t i = 0; i < values.size(); ++i)
    count += std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i), values[i]) ==
                     values.begin() + static_cast<std::ptrdiff_t>(i)
                 ? 1
                 : 0;
  return count;
}

// The one that no other stands before; `sign` -1: behind.
Number at_end(const Members& members, int sign) {
  for (const Member& one : members) {
    if (std::none_of(members.begin(), members.end(), [&](const Member& other) { return sign * other.rank < sign * one.rank; }))
      return tenths(one.amount);
  }
  return -7;
}

// How many have the flag, with all that stand behind them.
int ending_run(const Members& members, int sign) {
  int count = 0;
  for (const Member& one : members) {
    count += std::all_of(members.begin(), members.end(),
                         [&](const Member& other) { return other.flag || sign * other.rank < sign * one.rank; })
                 ? 1
                 : 0;
  }
  return count;
}

Number percents(int part, int whole) { return whole == 0 ? Number(7) : Number::of(100 * part, whole); }

void expect_of_owner(std::vector<Expected>& expected, const std::string& key, const Members& all, int line) {
  const auto add = [&](const std::string& name, const auto& value) { expected.push_back({name, key, show(value)}); };
  const Members given = those(all, [](const Member& one) { return one.lacks == 0; });
  const Members flagged = those(all, [](const Member& one) { return one.flag; });
  Members filled = all, by_kind = those(all, [](const Member&one) { return one.lacks != 2; });
  for (Member& one : filled) one.amount = one.lacks == 0 ? one.amount : 20;
  for (Member& one : by_kind) one.amount = one.lacks == 0 ? one.amount : 10;
  const Members filled_flagged = those(filled, [](const Member& one) { return one.flag; });
  const auto money = [&](auto chooses) {
    int sum = 0;
    for (const Member& one : those(all, chooses)) sum += one.money;
    return tenths(sum);
  };
  const auto how_many = [&](auto chooses) { return static_cast<int>(those(all, chooses).size()); };
  add("册台", how_many([](const Member& one) { return one.flag; }));
  add("册金", money([](const Member& one) { return one.flag; }));
  add("册均", average(amounts(those(given, [](const Member& one) { return one.flag; }))));
  add("金和", money([](const Member&) { return true; }));
  add("闭窗金", money([](const Member& one) { return -2 <= one.rank && one.rank <= 3; }));
  add("开窗金", money([](const Member& one) { return -2 < one.rank && one.rank < 3; }));
  add("闭窗台", how_many([](const Member& one) { return -5 <= one.money && one.money <= 5; }));
  add("开窗台", how_many([](const Member& one) { return -5 < one.money && one.money < 5; }));
  const auto n = static_cast<int>(all.size()), flags = static_cast<int>(flagged.size());
  add("台", n);
  add("旗数", flags);
  add("和", tenths(sum_of(amounts(given))));
  add("和补", tenths(sum_of(amounts(filled))));
  add("和种", tenths(sum_of(amounts(by_kind))));
  add("旗和", tenths(sum_of(amounts(those(given, [](const Member& one) { return one.flag; })))));
  int64_t products = 0;
  for (const Member& one : given) products += int64_t{one.amount} * one.rank;
  add("积和", tenths(products));
  add("均", average(amounts(given)));
  add("均补", average(amounts(filled)));
  add("均种", average(amounts(by_kind)));
  add("小", percentile(amounts(given), 0));
  add("大", percentile(amounts(given), 1000));
  add("中", median(amounts(given)));
  const auto has_kind = [&](int kind) {
    return std::any_of(flagged.begin(), flagged.end(), [&](const Member& one) { return one.kind == kind; });
  };
  expected.push_back({"小级", key, has_kind(0) ? "丙" : has_kind(1) ? "乙" : "甲"});
  expected.push_back({"大级", key, has_kind(2) ? "甲" : has_kind(1) ? "乙" : "丙"});
  add("比", percents(flags, n));
  add("有比", percents(static_cast<int>(given.size()), n));
  add("任", flags > 0);
  add("全", n > 0 && flags == n);
  add("空全", flags == n);
  add("两", flags >= 2);
  add("零", true);
  std::vector<int> kinds;
  for (const Member& one : all) kinds.push_back(one.kind);
  add("异级", distinct(kinds));
  add("异量", distinct(amounts(given)));
  add("首", at_end(given, 1));
  add("末", at_end(given, -1));
  add("首降", at_end(filled_flagged, -1));
  add("末降", at_end(filled_flagged, 1));
  add("连", ending_run(all, 1));
  add("连降", ending_run(all, -1));
  const std::vector<int> thousandths = {0, 10, 249, 250, 333, 500, 667, 750, 990, 1000};
  for (size_t i = 0; i < thousandths.size(); ++i) add("位" + std::to_string(i), percentile(amounts(given), thousandths[i]));
  add("分位线", percentile(amounts(given), line));
}

void expect_of_member(std::vector<Expected>& expected, const std::string& key, const Member& self, const Members& all) {
  const Members peers = those(all, [&](const Member& one) { return one.kind == self.kind; });
  const auto count = [&](auto chooses) { return show(static_cast<int>(those(peers, chooses).size())); };
  expected.push_back({"同级", key, count([](const Member&) { return true; })});
  expected.push_back({"同组级", key, count([&](const Member& one) { return one.owner == self.owner; })});
  expected.push_back({"后面", key, count([&](const Member& one) { return one.rank > self.rank; })});
  const Members given = those(peers, [](const Member& one) { return one.lacks == 0; });
  expected.push_back({"同级和", key, show(tenths(sum_of(amounts(given))))});
}

// Few values, so that ties are common; whole sets without a value, with one, without a member.
Members any_members(Random& random, int owners) {
  Members members;
  const int span = random.one_of<int>({1, 3, 30}), lacking = random.one_of<int>({0, 30, 100});
  for (int i = 0; i < random.between(0, 9); ++i) {
    Member one;
    one.lacks = random.chance(lacking) ? random.between(1, 2) : 0;
    one.amount = one.lacks == 0 ? random.between(-span, span) : 0;
    one.kind = random.between(0, 2);
    one.owner = random.between(0, owners - 1);
    one.flag = random.chance(65);
    one.money = random.between(-2, 2) * 5 + random.between(-1, 1);
    members.push_back(one);
  }
  // Places that are never the same, in another order than the rows.
  for (size_t i = 0; i < members.size(); ++i) members[i].rank = static_cast<int>((i * 7 + 3) % 11) - 5;
  return members;
}

TEST(AggregateOracle, EveryKindByCounting) {
  const Program program(aggregate_rules());
  for_seeds(60, [&](Random& random) {
    const int owners = random.between(1, 3);
    const Members members = any_members(random, owners);
    Rows rows;
    std::vector<Expected> expected = {{"组数", "", show(owners)}};
    for (int owner = 0; owner < owners; ++owner) {
      const int line = random.one_of<int>({0, 1, 250, 333, 334, 500, 999, 1000});
      const std::string key = "G" + std::to_string(owner);
      rows["组"].push_back({key, Number::of(line, 10).to_string()});
      expect_of_owner(expected, key, those(members, [&](const Member& one) { return one.owner == owner; }), line);
    }
    int total = 0;
    for (size_t i = 0; i < members.size(); ++i) {
      const Member& one = members[i];
      const std::string owner = "G" + std::to_string(one.owner), key = owner + "|" + show(one.rank);
      const std::string amount = one.lacks == 0 ? tenths(one.amount).to_string() : one.lacks == 1 ? "#未填报" : "#待核实";
      rows["件"].push_back(
          {owner, show(one.rank), amount, Kinds[static_cast<size_t>(one.kind)], show(one.flag), tenths(one.money).to_string()});
      expect_of_member(expected, key, one, members);
      total += one.amount;
    }
    expected.push_back({"全和", "", show(tenths(total))});
    program.expect(rows, expected);
  });
}

}  // namespace
}  // namespace plumb::oracle
