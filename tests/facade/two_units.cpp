#include "facade/two_units.h"

namespace plumbline {

const std::string_view TwoUnits =
    "规则集 「两家」\n"
    "期次 2021 考核期 2020-01-01 至 2020-12-31 暂定 「例」\n"
    "计量 小时\n"
    "计量 分\n"
    "枚举 档 有序 { 差、好 }\n"
    "数据表 单位 { 键 编码 : 文本 ; 名称 : 文本 作 名称 ; 机时 : 小时 小数 1 值域 [0小时, 8784小时] 可缺 未填报 }\n"
    "参数 满分线 = 300小时 暂定 「例」\n"
    "范围 参评 取自 单位 { 纳入 都算 暂定 「例」 }\n"
    "测算 总机时 : 小时 = 合计(单位.机时 缺失时 不计) 暂定 「例」\n"
    "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
    "  用时 100分 = 取小((机时 缺失时 0小时) / 满分线, 100%) 暂定 「例」\n"
    "}\n"
    "排名 次序 对 参评 按 得分 精确 降序, 编码 精确 升序 并列 不会并列 暂定 「例」\n"
    "等级 结果 对 参评 暂定 「例」 {\n"
    "  好 前一 次序 前 1 空额 不补\n"
    "  差 其余 否则\n"
    "}\n"
    "核对 家数 : 计数(参评) = 2 暂定 「例」\n"
    "用例 「成立」 { 给定 单位 甲 { 名称 「甲」 ; 机时 300小时 } ; 期望 甲.得分 = 100分 }\n"
    "用例 「不成立」 { 给定 单位 甲 { 名称 「甲」 ; 机时 300小时 } ; 期望 甲.得分 = 1分 }\n";

void TwoUnitsTest::SetUp() {
  rules_ = rules_of(std::string(TwoUnits));
  ASSERT_TRUE(rules_.ok()) << rules_.diagnostics().text(Language::English);
  source_.path = folder_.path("a.db");
  const Diagnostics created = create_database(rules_, source_.path);
  ASSERT_FALSE(created.has_errors()) << created.text(Language::English);
  const auto loaded = load(rules_, source_.path, folder_.file("单位.csv", "编码,名称,机时\nA1,甲校,100\nA2,乙校,250.5\n"));
  ASSERT_TRUE(loaded) << loaded.diagnostics().text(Language::English);
  ASSERT_EQ(loaded->tables.size(), 1U);
  EXPECT_EQ(loaded->tables[0].table, "单位");
  EXPECT_EQ(loaded->tables[0].rows, 2);
  EXPECT_EQ(loaded->fault_count, 0U);
}

std::string TwoUnitsTest::edited(std::string_view from, std::string_view to) {
  std::string text(TwoUnits);
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Rules TwoUnitsTest::rules_of(const std::string& text) {
  return read_rules({.main = "两家.plumb", .texts = {{"两家.plumb", text}}, .reads_disk = false});
}

Data TwoUnitsTest::data_for(const Rules& rules) const {
  const auto data = read_data(rules, source_);
  EXPECT_TRUE(data) << data.diagnostics().text(Language::English);
  return *data;
}

plumbline::Run TwoUnitsTest::run_of(const Rules& rules) const {
  const auto run = evaluate(data_for(rules));
  EXPECT_TRUE(run) << run.diagnostics().text(Language::English);
  return *run;
}

}  // namespace plumbline
