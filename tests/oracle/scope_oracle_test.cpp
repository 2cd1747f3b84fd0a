// Membership, scores and texts (laws L7, L14, L1): every way that their conditions can hold.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

// --- scopes ---

// Several 纳入 mean any of them, several 排除 any of them, 排除 wins; re-admission is an exception to an exclusion (L7).
TEST(ScopeOracle, MembershipInEveryWayThatRulesCanHold) {
  const Program program(Header + R"(
数据表 行 { 键 号 : 文本 ; 甲 : 真假 ; 乙 : 真假 ; 丙 : 真假 ; 丁 : 真假 ; 戊 : 真假 ; 己 : 真假 ; 庚 : 真假 }
数据表 件 { 键 号 : 文本 ; 行 : 行 ; 量 : 分 }
范围 参评 取自 行 {
  纳入 纳甲 当 甲 暂定 「例」
  纳入 纳乙 当 乙 暂定 「例」
  排除 排丙 当 丙 暂定 「例」
  排除 排丁 当 丁 暂定 「例」
  纳入 特许 例外于 排丙 当 戊 暂定 「例」
  排除 再排 例外于 特许 当 庚 暂定 「例」
}
范围 再评 取自 参评 {
  纳入 再纳 当 己 暂定 「例」
}
条件 在参评 对 行 = 行 在 参评 暂定 「例」
条件 不在参评 对 行 = 行 不在 参评 暂定 「例」
条件 被排 对 行 = 行 在 参评.排除 排丙 暂定 「例」
条件 被纳 对 行 = 行 在 参评.纳入 纳乙 暂定 「例」
条件 在再评 对 行 = 行 在 再评 暂定 「例」
测算 家 : 整数 = 计数(参评) 暂定 「例」
测算 排家 : 整数 = 计数(参评.排除 排丙) 暂定 「例」
测算 排丁家 : 整数 = 计数(参评.排除 排丁) 暂定 「例」
测算 再家 : 整数 = 计数(再评) 暂定 「例」
测算 参评量 : 分 = 合计(件.量 当 行 在 参评) 暂定 「例」
测算 自己的 对 参评 : 分 = 合计(件.量) 暂定 「例」
)");
  for_seeds(6, [&](Random& random) {
    Rows rows;
    std::vector<Expected> expected;
    int members = 0, excluded = 0, excluded_too = 0, again = 0, total = 0;
    const int count = random.between(0, 20);
    for (int i = 0; i < count; ++i) {
      const std::string key = "R" + std::to_string(i), amount = std::to_string(i);
      std::vector<bool> holds;
      for (int rule = 0; rule < 7; ++rule) holds.push_back(random.chance(40));
      rows["行"].push_back(
          {key, show(holds[0]), show(holds[1]), show(holds[2]), show(holds[3]), show(holds[4]), show(holds[5]), show(holds[6])});
      rows["件"].push_back({"N" + key, key, amount});
      // What lifts an exclusion is lifted by its own exception in turn, and admits nobody by itself.
      const bool is_kept_out = holds[2] && !(holds[4] && !holds[6]);
      const bool is_admitted = holds[0] || holds[1];
      const bool is_in = is_admitted && !is_kept_out && !holds[3];
      expected.push_back({"在参评", key, show(is_in)});
      expected.push_back({"不在参评", key, show(!is_in)});
      expected.push_back({"被排", key, show(is_admitted && is_kept_out)});
      expected.push_back({"被纳", key, show(is_in && holds[1])});
      expected.push_back({"在再评", key, show(is_in && holds[5])});
      expected.push_back({"自己的", key, is_in ? amount : "不在范围"});
      members += is_in ? 1 : 0;
      excluded += is_admitted && is_kept_out ? 1 : 0;
      excluded_too += is_admitted && holds[3] ? 1 : 0;
      again += is_in && holds[5] ? 1 : 0;
      total += is_in ? i : 0;
    }
    expected.push_back({"家", "", show(members)});
    expected.push_back({"排家", "", show(excluded)});
    expected.push_back({"排丁家", "", show(excluded_too)});
    expected.push_back({"再家", "", show(again)});
    expected.push_back({"参评量", "", show(total)});
    program.expect(rows, expected);
  });
}

// --- scores ---

// Points in hundredths of a point; ratios in whole percents.
Number points(int64_t hundredths) { return Number::of(hundredths, 100); }

// 分 count as they stand, % as a share of the mark; a part that does not apply is lost, in full, or shared out among the
// rest of its group by their marks (L14).
TEST(ScopeOracle, ScoreGroupsByTheirSentences) {
  const Program program(Header + R"(
数据表 行 {
  键 号 : 文本
  率甲 : % 值域 [0%, 100%]
  率乙 : % 值域 [0%, 100%]
  点丙 : 分 小数 1 值域 [0分, 20分]
  旗一 : 真假
  旗二 : 真假
  旗三 : 真假
  旗四 : 真假
}
评分 总 对 行 满分 100分 暂定 「例」 {
  甲 40分 = 率甲 暂定 「例」
  乙 30分 不适用项 当 旗一 分摊 = 率乙 暂定 「例」
  丙 20分 前提 旗二 否则 0 封顶于 15分 = 点丙 暂定 「例」
  丁 10分 不适用项 当 旗三 计零 不适用项 当 旗四 计满 = 率乙 暂定 「例」
}
评分 重 对 行 满分 100分 暂定 「例」 加权 {
  戊 权重 60% = 率甲 暂定 「例」
  己 权重 25% 不适用项 当 旗一 分摊 = 率乙 暂定 「例」
  庚 权重 15% = 点丙 * 5 暂定 「例」
}
评分 优 对 行 满分 40分 暂定 「例」 取优 {
  辛 40分 = 率甲 暂定 「例」
  壬 40分 = 点丙 * 2 暂定 「例」
}
评分 层 对 行 满分 100分 封顶于 70分 暂定 「例」 {
  上组 60分 暂定 「例」 {
    癸 40分 = 率甲 暂定 「例」
    子 20分 = 点丙 暂定 「例」
  }
  丑 40分 = 率乙 暂定 「例」
}
)");
  for_seeds(6, [&](Random& random) {
    Rows rows;
    std::vector<Expected> expected;
    for (int i = 0; i < 16; ++i) {
      const std::string key = "R" + std::to_string(i);
      const int first = random.between(0, 20) * 5, second = random.between(0, 10) * 10, tenths = random.between(0, 200);
      const std::vector<bool> flags = {random.chance(50), random.chance(50), random.chance(50), random.chance(50)};
      rows["行"].push_back({key, show(first), show(second), Number::of(tenths, 10).to_string(), show(flags[0] == true),
                            show(flags[1] == true), show(flags[2] == true), show(flags[3] == true)});
      const auto add = [&](const std::string& name, const Number& value) { expected.push_back({name, key, show(value)}); };
      // What each line of 总 gives by itself, in hundredths of a point.
      const int line_one = first * 40, line_two = second * 30, line_three = flags[1] ? std::min(tenths * 10, 1500) : 0;
      const int line_four = flags[2] ? 0 : flags[3] ? 1000 : second * 10;
      const int others = line_one + line_three + line_four;
      add("总", flags[0] ? Number::of(others, 70) : points(others + line_two));
      const Number by_weight = points(int64_t{first} * 60) + points(int64_t{tenths} * 5 * 10 * 15).divided_by(100);
      add("重", flags[0] ? (by_weight * 100).divided_by(75) : by_weight + points(int64_t{second} * 25));
      add("优", points(std::max(first * 40, tenths * 20)));
      add("层", points(std::min(first * 40 + tenths * 10 + second * 40, 7000)));
      add("上组", points(first * 40 + tenths * 10));
    }
    program.expect(rows, expected);
  });
}

// --- texts and columns that hold several values ---

TEST(ScopeOracle, TextsAreEqualAndBeginByTheirCharacters) {
  const Program program(Header + R"(
枚举 学 { 理 文 工 }
枚举 类 有序 { 丙 乙 甲 }
数据表 行 { 键 号 : 文本 ; 名 : 文本 可缺 未填报 ; 科 : 多个 学 可缺 未填报 ; 级 : 类 }
条件 同名 对 行 = (名 缺失时 「」) = 「03」 暂定 「例」
条件 异名 对 行 = (名 缺失时 「」) != 「03」 暂定 「例」
条件 开头 对 行 = (名 缺失时 「」) 开头为 「03」 暂定 「例」
条件 之一 对 行 = (名 缺失时 「」) 为 「03」、「a」 暂定 「例」
条件 非之一 对 行 = (名 缺失时 「」) 不为 「03」、「a」 暂定 「例」
测算 几字 对 行 : 整数 = 长度数(名 缺失时 「」) 暂定 「例」
条件 有名 对 行 = 有 名 暂定 「例」
条件 缺名 对 行 = 缺 名 暂定 「例」
条件 含理 对 行 = 有 科 且 科 为 理 暂定 「例」
条件 含理工 对 行 = 有 科 且 科 为 理、工 暂定 「例」
条件 无文 对 行 = 缺 科 或 科 不为 文 暂定 「例」
条件 乙上 对 行 = 级 >= 乙 暂定 「例」
条件 乙下 对 行 = 级 < 乙 暂定 「例」
条件 乙丙 对 行 = 级 为 乙、丙 暂定 「例」
测算 异名数 : 整数 = 不同个数(全体 行 各 (名 缺失时 不计)) 暂定 「例」
测算 最前 : 文本 = 首个(全体 行 各 (号) 按 号) 若无 「无」 暂定 「例」
)");
  const std::vector<std::string> names = {"03", "031", "0", "3", "a", "03甲", "甲03", "A", "é"};
  const std::vector<int> lengths = {2, 3, 1, 1, 1, 3, 3, 1, 1};
  for_seeds(6, [&](Random& random) {
    Rows rows;
    std::vector<Expected> expected;
    std::set<std::string> seen;
    const int count = random.between(0, 12);
    for (int i = 0; i < count; ++i) {
      const std::string key = std::string("R") + static_cast<char>('A' + i);
      const bool lacks = random.chance(15), lacks_fields = random.chance(15);
      const int which = random.between(0, static_cast<int>(names.size()) - 1), rank = random.between(0, 2);
      const std::string name = lacks ? "" : names[static_cast<size_t>(which)];
      const std::vector<bool> fields = {random.chance(50), random.chance(50), random.chance(50)};
      std::string cell;
      for (size_t field = 0; field < 3; ++field) {
        if (fields[field]) cell += (cell.empty() ? "" : ";") + std::vector<std::string>{"理", "文", "工"}[field];
      }
      const bool has_fields = !lacks_fields && !cell.empty();
      rows["行"].push_back(
          {key, name, has_fields ? cell : "", std::vector<std::string>{"丙", "乙", "甲"}[static_cast<size_t>(rank)]});
      if (!lacks) seen.insert(name);
      const auto add = [&](const std::string& definition, bool holds) { expected.push_back({definition, key, show(holds)}); };
      add("同名", name == "03");
      add("异名", name != "03");
      add("开头", name == "03" || name == "031" || name == "03甲");
      add("之一", name == "03" || name == "a");
      add("非之一", name != "03" && name != "a");
      add("有名", !lacks);
      add("缺名", lacks);
      add("含理", has_fields && fields[0]);
      add("含理工", has_fields && (fields[0] || fields[2]));
      add("无文", !has_fields || !fields[1]);
      add("乙上", rank >= 1);
      add("乙下", rank == 0);
      add("乙丙", rank <= 1);
      expected.push_back({"几字", key, show(lacks ? 0 : lengths[static_cast<size_t>(which)])});
    }
    expected.push_back({"异名数", "", show(static_cast<int>(seen.size()))});
    expected.push_back({"最前", "", count == 0 ? "无" : "RA"});
    program.expect(rows, expected);
  });
}

}  // namespace
}  // namespace plumb::oracle
