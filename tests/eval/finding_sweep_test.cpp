// The sweep behind the findings against the evaluator: on random rules and random rows, nothing that the evaluator meets was
// passed in silence, nothing that was said never to hold ever does, and every test case that is shown passes.
#include <array>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "check/finding_programs.h"
#include "diagnostics/render.h"
#include "eval/support.h"

namespace plumb::eval::test {
namespace {

class Random {
 public:
  explicit Random(uint64_t seed) : random_(seed) {}
  size_t below(size_t limit) { return random_() % limit; }
  bool chance(size_t percent) { return below(100) < percent; }
  template <size_t N>
  std::string one_of(const std::array<const char*, N>& words) {
    return words[below(N)];
  }
  std::string number(std::initializer_list<const char*> words, const char* unit) {
    return words.begin()[below(words.size())] + std::string(unit);
  }

  std::string order() { return one_of(std::array{" > ", " >= ", " < ", " <= ", " = ", " != "}); }
  std::string hours() { return number({"100", "500", "800", "1200"}, "小时"); }
  std::string money() { return number({"10", "49.99", "50", "50.01"}, "万元"); }
  std::string points() { return number({"60", "75", "90"}, "分"); }

  std::string atom() {
    switch (below(15)) {
      case 0: return "类别 = 通用";
      case 1: return "机时" + order() + hours();
      case 2: return "原值" + order() + money();
      case 3: return "件数" + order() + number({"2", "3", "5"}, "件");
      case 4: return "得分" + order() + points();
      case 5: return "造假";
      case 6: return "部门.级别 为 中央级";
      case 7: return "机时 在 [" + hours() + ", 5000小时)";
      case 8: return "(有 收入 且 收入" + order() + money() + ")";
      case 9: return "(收入 缺失时 50万元)" + order() + money();
      case 10: return "用途 为 「教学」、「科研」";
      case 11: return "报送日 不晚于 2021-06-15";
      case 12: return "机时 * 2 - 100小时" + order() + hours();
      case 13: return "有条件";
      default: return "机时" + order() + "件数 * 100小时 / 1件";
    }
  }
  std::string condition(int depth) {
    if (depth == 0 || chance(30)) return chance(15) ? "非 (" + atom() + ")" : atom();
    const bool is_and = chance(65);
    return "(" + condition(depth - 1) + ") " + (is_and ? "且" : "或") + " (" + condition(depth - 1) + ")";
  }

  std::string measure(bool in_order) {
    std::string text = "测算 甲项 对 单位 : 分" + std::string(in_order ? " 依次" : "") + " {\n";
    const size_t count = 2 + below(3);
    for (size_t i = 0; i < count; ++i) {
      const bool excepts = !in_order && i > 0 && chance(30);
      text += "  规则 规" + std::to_string(i) + (excepts ? " 例外于 规" + std::to_string(below(i)) : "") + " 当 " + condition(2) +
              " 则 " + std::to_string(i) + "分 暂定 「例」\n";
    }
    if (chance(60)) text += "  否则 9分 暂定 「例」\n";
    return text + "}\n";
  }
  std::string grade() {
    std::string text = "等级 等次 对 单位" + std::string(chance(50) ? " 依次" : "") + " {\n";
    if (chance(40)) text += "  一票否决 假 当 " + condition(1) + " 定为 较差 切档前 暂定 「例」\n";
    text += "  优秀 高 当 " + condition(1) + " 暂定 「例」\n  良好 中 当 " + condition(1) + " 暂定 「例」\n";
    return text + "  合格 低 否则 暂定 「例」\n}\n后果 整改 应 由 部门 对 单位 当 " +
           (chance(50) ? "等次 为 较差、良好" : condition(1)) + " 暂定 「例」\n";
  }

  // Cells in the order of the columns, near the numbers that conditions name.
  std::vector<std::string> row(size_t at) {
    std::vector<std::string> cells{"U" + std::to_string(at), chance(50) ? "D1" : "D2", chance(50) ? "通用" : "专用"};
    cells.push_back(one_of(std::array{"0", "9.99", "10", "30", "49.99", "50", "50.01", "100000"}));
    cells.push_back(one_of(std::array{"0", "100", "101", "300", "500", "650", "800", "801", "1199", "1200", "8784"}));
    cells.push_back(one_of(std::array{"0", "1", "2", "3", "4", "5", "8", "100"}));
    cells.push_back(one_of(std::array{"#未填报", "#不适用", "0", "10", "49.99", "50", "50.01", "100"}));
    cells.push_back(one_of(std::array{"0", "59.99", "60", "75", "80", "90", "100"}));
    cells.push_back(one_of(std::array{"教学", "科研", "其他"}));
    for (int i = 0; i < 2; ++i) cells.push_back(chance(50) ? "是" : "否");
    cells.push_back(one_of(std::array{"2021-06-14", "2021-06-15", "2021-06-16"}));
    return cells;
  }

 private:
  std::mt19937_64 random_;
};

struct Found {
  std::set<std::string> codes, never;  // names of rules that are said never to hold or never to be reached
  size_t errors = 0;
  std::vector<std::string> examples;
  std::string rendered;
};

Found find(const std::string& text) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  (void)check::check(
      sources, sources.add("test.plumb", text), [](const std::string&, source::FileId) { return std::nullopt; }, {}, sink);
  Found found;
  found.errors = sink.error_count();
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    found.codes.emplace(one.row->code);
    if (one.row->code == "R4208" || one.row->code == "R4230") found.never.insert(std::get<diagnostics::Name>(one.args[0]).text);
    if (!one.example.empty()) found.examples.push_back(one.example);
  }
  found.rendered = diagnostics::render_text(sink.sorted(), sources, source::Language::Zh, false);
  return found;
}

void expect_examples_pass(const std::string& text, const Found& found) {
  for (const std::string& example : found.examples) {
    const std::unique_ptr<Rules> rules = check_text(text + example);
    ASSERT_EQ(rules->program.tests.size(), 1u) << text << example << rules->problems;
    const std::vector<TestOutcome> outcomes = run_tests(rules->program, rules->inputs());
    EXPECT_TRUE(outcomes[0].passed) << text << example;
  }
}

TEST(FindingSweep, AgreesWithTheEvaluator) {
  size_t clashes = 0, covered = 0, examples = 0, never = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    const bool in_order = random.chance(40);
    const std::string condition = "条件 有条件 对 单位 = 机时" + random.order() + random.hours() + " 或 造假 暂定 「例」\n";
    const std::string text = check::test::FindingDictionary + condition + random.measure(in_order) + random.grade();
    const Found found = find(text);
    for (const std::string& code : found.codes)
      EXPECT_TRUE(code.starts_with("R42") || code == "R4024" || code == "R3308" || code == "R3363") << text << found.rendered;
    expect_examples_pass(text, found);
    examples += found.examples.size();
    if (found.codes.contains("R4024")) continue;  // no value, no run
    std::unique_ptr<Rules> rules = check_text(text);
    ASSERT_EQ(rules->problems, "") << text;
    Rows rows;
    rows["部门"] = {{"D1", "中央级"}, {"D2", "地方"}};
    for (size_t i = 0; i < 120; ++i) rows["单位"].push_back(random.row(i));
    const Evaluated run = run_rows(std::move(rules), rows);
    const std::array definitions{std::string("甲项"), std::string("等次")};
    for (size_t i = 0; i < 120; ++i) {
      const std::string key = "U" + std::to_string(i);
      for (const std::string& name : definitions) {
        const std::string value = run.value(name, key);
        EXPECT_EQ(value.find("NoCaseHolds"), std::string::npos) << name << " of " << key << "\n" << text;
        if (value.find("ExceptionClash") == std::string::npos) continue;
        ++clashes;
        const bool is_said = found.codes.contains("R4209") || found.codes.contains("R4210") || found.codes.contains("R4241");
        EXPECT_TRUE(is_said) << name << " of " << key << "\n" << text << found.rendered;
      }
      const int32_t fired = run.fired("甲项", key);
      const bool is_never = fired >= 0 && found.never.contains("规" + std::to_string(fired));
      EXPECT_FALSE(is_never) << key << "\n" << text << found.rendered;
      const std::string value = run.value("甲项", key);
      covered += text.find("  否则 9分") == std::string::npos && !value.empty() ? 1 : 0;
    }
    never += found.never.size();
  }
  EXPECT_GT(clashes, 100u);
  EXPECT_GT(examples, 100u);
  EXPECT_GT(never, 5u);
  EXPECT_GT(covered, 100u);
}

}  // namespace
}  // namespace plumb::eval::test
