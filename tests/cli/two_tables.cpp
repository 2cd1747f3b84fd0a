#include "cli/two_tables.h"

#include <gtest/gtest.h>

namespace plumb::cli {

std::string_view two_table_rules() {
  return "规则集 「两表」\n"
         "期次 2022 考核期 2021-01-01 至 2021-12-31 基准日 2022-05-10 暂定 「例」\n"
         "计量 小时\n"
         "计量 分\n"
         "枚举 档 有序 { 差、好 }\n"
         "数据表 单位 别名 unit 存于 「unit」 { 键 编码 : 文本 存于 「code」 ; 名称 : 文本 存于 「name」 作 名称 }\n"
         "数据表 仪器 别名 instrument 存于 「instrument」 {\n"
         "  键 编号 : 文本 存于 「code」\n"
         "  单位 : 单位 存于 「unit_code」\n"
         "  机时 : 小时 小数 1 存于 「hours」 值域 [0小时, 8784小时]\n"
         "  重量 : 整数 存于 「weight」 值域 [0, )\n"
         "  批次 : 整数 存于 「batch_no」 可缺 未填报 作 批次\n"
         "}\n"
         "数据表 历年结果 存于 「past」 作 历史 {\n"
         "  键 单位 : 单位 存于 「unit_code」 ; 键 期次 : 整数 存于 「assessment」 作 期次 ; 等级 : 档 存于 「grade」\n"
         "}\n"
         "参数 满分线 : 小时 {\n"
         "  2020-01-01 至 2021-12-31 : 300小时 暂定 「例」\n"
         "  2022-01-01 起 : 600小时 暂定 「例」\n"
         "}\n"
         "范围 参评 取自 单位 { 纳入 都算 暂定 「例」 }\n"
         "条件 忙 对 仪器 = 机时 100小时 以上 暂定 「例」\n"
         "测算 比重 对 仪器 : % = 机时 / 300小时 暂定 「例」\n"
         "测算 斤数 对 仪器 : 整数 = 重量 * 2 暂定 「例」\n"
         "测算 总斤数 : 整数 = 合计(仪器.斤数) 暂定 「例」\n"
         "测算 台数 : 整数 = 计数(仪器 当 忙) 暂定 「例」\n"
         "测算 第几期 对 单位 : 整数 = 本期 暂定 「例」\n"
         "测算 以前 对 单位 : 整数 = 计数(历年结果) 暂定 「例」\n"
         "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
         "  用时 100分 = 取小(合计(仪器.机时) / 满分线, 100%) 暂定 「例」\n"
         "}\n"
         "排名 次序 对 参评 按 得分 精确 降序, 编码 精确 升序 并列 不会并列 暂定 「例」\n"
         "等级 结果 对 参评 暂定 「例」 {\n"
         "  好 前一 次序 前 1 空额 不补\n"
         "  差 其余 否则\n"
         "}\n";
}

TwoTables::TwoTables() : rules(folder.file("a.plumb", two_table_rules())), path(folder.path("a.db")) {
  const Ran made = run_plumb({"init", "--rules", rules, "--db", path});
  EXPECT_EQ(made.code, 0) << made.messages;
  load("单位", "编码,名称\nA1,甲\nA2,乙\n");
  load("仪器", "编号,单位,机时,重量\nI1,A1,100,7\nI2,A1,0.5,2\nI3,A2,290,3\n");
  load("历年结果", "单位,期次,等级\nA1,2020,好\nA1,2021,差\nA2,2021,好\n");
}

void TwoTables::load(const std::string& table, std::string_view rows) const {
  const Ran loaded = run_plumb({"load", table, folder.file("rows.csv", rows), "--rules", rules, "--db", path, "--replace"});
  EXPECT_EQ(loaded.code, 0) << loaded.messages;
}

Ran TwoTables::evaluate(const std::vector<std::string>& more) const {
  std::vector<std::string> line = {"evaluate", rules, "--db", path};
  line.insert(line.end(), more.begin(), more.end());
  return run_plumb(line);
}

Ran TwoTables::explain(const std::string& unit, const std::vector<std::string>& more) const {
  std::vector<std::string> line = {"explain", rules, "--db", path, "--unit", unit};
  line.insert(line.end(), more.begin(), more.end());
  return run_plumb(line);
}

}  // namespace plumb::cli
