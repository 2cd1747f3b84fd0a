// What the tests of expressions share: a small dictionary, a rule put behind it, and what checking reports.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/check.h"
#include "diagnostics/render.h"
#include "source/source.h"

namespace plumb::check::test {

// Tables, scopes and parameters that a rule under test reads. One file, so that offsets stay simple.
inline const std::string Dictionary = R"(
计量 元
计量 万元 = 10000元
计量 小时
计量 台
计量 人
计量 分
枚举 类别 { 通用、专用 }
枚举 结果 有序 { 较差、合格、良好、优秀 }
枚举 学科 { 物理、化学、生物 }
数据表 部门 { 键 编码 : 文本 ; 级别 : 结果 }
数据表 单位 {
  键 编码 : 文本
  部门 : 部门
  上级 : 单位 可无
  人数 : 人 值域 [0人, )
  成立日 : 日期
  涉密 : 真假
}
数据表 仪器 {
  键 编号 : 文本
  单位 : 单位
  管理部门 : 部门
  类别 : 类别
  学科 : 多个 学科 可缺 未填报
  原值 : 万元 小数 2 值域 [0万元, )
  年限 : 整数 值域 0 至 30
  机时 : 小时 值域 [0小时, 8784小时] 可缺 未填报、待核实
  对外 : 小时 值域 [0小时, 8784小时]
}
数据表 历年 作 历史 { 键 单位 : 单位 ; 键 期次 : 整数 作 期次 ; 等级 : 结果 ; 公布日 : 日期 }
数据表 往来 { 键 序号 : 文本 ; 甲方 : 单位 ; 乙方 : 单位 ; 金额 : 元 }
参数 满点 = 1600小时 暂定 「例」
参数 名额 = 50 暂定 「例」
参数 底价 : 万元 { 2018-01-01 至 2019-12-31 : 40万元 暂定 「例」 ⏎ 2020-01-01 起 : 50万元 暂定 「例」 }
期次 2021 考核期 2020-01-01 至 2020-12-31 暂定 「例」
范围 参评单位 取自 单位 { 纳入 普通 当 非 涉密 暂定 「例」 }
范围 参评仪器 取自 仪器 { 纳入 大型 当 原值 50万元 以上 暂定 「例」
  排除 太老 当 年限 > 20 暂定 「例」 }
测算 均值 对 参评单位 : 小时 = 平均(仪器.对外) 若无 0小时 暂定 「例」
测算 总机时 对 单位 : 小时 = 合计(仪器.对外) 暂定 「例」
)";

struct Checked {
  source::SourceSet sources;
  diagnostics::Sink sink;
  program::Program program;
};

inline std::string with_lines(std::string text) {
  const std::string mark = "⏎";
  for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), "\n");
  return text;
}

// The dictionary and the rules behind it.
inline void check_rules(Checked& checked, const std::string& rules) {
  const source::FileId file = checked.sources.add("test.plumb", with_lines(Dictionary + rules + "\n"));
  Options options;
  options.with_findings = false;
  checked.program = check(
      checked.sources, file, [](const std::string&, source::FileId) { return std::nullopt; }, options, checked.sink);
}

// The codes that a rule makes checking report, in reading order, each once, joined by blanks.
inline std::string codes(const std::string& rules) {
  Checked checked;
  check_rules(checked, rules);
  std::string joined;
  for (const diagnostics::Diagnostic& one : checked.sink.sorted()) {
    joined += (joined.empty() ? "" : " ") + std::string(one.row->code);
  }
  return joined;
}

// As above for one value of every unit.
inline std::string unit_value(const std::string& type, const std::string& expression) {
  return codes("测算 试 对 单位" + (type.empty() ? "" : " : " + type) + " = " + expression + " 暂定 「例」");
}
inline std::string unit_condition(const std::string& expression) {
  return codes("条件 试 对 单位 = " + expression + " 暂定 「例」");
}
inline std::string instrument_value(const std::string& type, const std::string& expression) {
  return codes("测算 试 对 仪器" + (type.empty() ? "" : " : " + type) + " = " + expression + " 暂定 「例」");
}
inline std::string instrument_condition(const std::string& expression) {
  return codes("条件 试 对 仪器 = " + expression + " 暂定 「例」");
}

// The texts that are underlined, joined by `|`.
inline std::string underlined(const std::string& rules) {
  Checked checked;
  check_rules(checked, rules);
  std::string joined;
  for (const diagnostics::Diagnostic& one : checked.sink.sorted()) {
    joined += (joined.empty() ? "" : "|") + std::string(checked.sources.slice(one.span));
  }
  return joined;
}

// What is rendered, in Chinese: witnesses and suggestions included.
inline std::string rendered(const std::string& rules) {
  Checked checked;
  check_rules(checked, rules);
  return diagnostics::render_text(checked.sink.sorted(), checked.sources, source::Language::Zh, false);
}

}  // namespace plumb::check::test
