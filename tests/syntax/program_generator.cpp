#include "syntax/program_generator.h"

namespace plumb::syntax::test {

std::string ProgramGenerator::one_of(std::initializer_list<const char*> texts) {
  return texts.begin()[pick(static_cast<unsigned>(texts.size()))];
}

std::string ProgramGenerator::blank() { return one_of({" ", " ", " ", "  ", "\t", "　"}); }

std::string ProgramGenerator::line_end() {
  return one_of({"\n", "\n", "\n\n", "\n\n\n\n", "  // 注 and 且\n", "//x\n  // 独行 \n", "\r\n"});
}

std::string ProgramGenerator::name() {
  // Names of both languages, builtin words and words of the grammar in places where they are names.
  return one_of(
      {"原值", "机时", "单位", "仪器", "合计", "期次", "等级", "总额", "value", "unit_1", "é", "文本", "平均", "历年结果"});
}

std::string ProgramGenerator::decl_name() {
  std::string text = name();
  if (seldom()) text += " 别名 " + one_of({"alias_1", "total", "b2"});
  if (seldom()) text += " 原名 「旧名」";
  return text;
}

std::string ProgramGenerator::path() {
  std::string text = name();
  if (seldom()) text += one_of({".", " . ", "．"}) + name();
  if (seldom()) text += ".排除 " + name();
  if (seldom()) text += " 经 " + name() + "." + name();
  return text;
}

std::string ProgramGenerator::type() {
  return one_of({"%", "％", "元", "元/小时", "元 / 小时 * 台", "文本", "多个 学科", "某 量", "日期", "1/小时", "整数"});
}

std::string ProgramGenerator::bases() {
  std::string text;
  if (seldom()) text += blank() + one_of({"依据 通知.二", "依据 通知.三.1、办法.四", "依据 通知.五"});
  if (seldom()) text += blank() + one_of({"暂定 「理由」", "未载", "未载 「无」", "另载 95分 依据 表二.1 不取 「理由」"});
  return text;
}

std::string ProgramGenerator::interval() {
  const std::string low = often() ? sum(1) : "";
  const std::string high = often() ? sum(1) : "";
  return one_of({"[", "(", "（"}) + low + one_of({",", "，"}) + high + one_of({"]", ")", "）"});
}

std::string ProgramGenerator::lookup(int depth) {
  std::string text = "查表 " + sum(depth - 1) + (seldom() ? one_of({" 依次", " 唯一", " 全部命中"}) : "") + " {";
  for (unsigned i = 0; i < 1 + pick(3); ++i) {
    text += "\n" + (seldom() ? interval() : one_of({"-", "缺失 未填报", "< 5", "x 以上", "a、b", "超过 3", "7"})) + " : " +
            (seldom() ? "本项缺失 「无」" : expr(depth - 1)) + bases();
  }
  return text + "\n否则 : 0\n}";
}

std::string ProgramGenerator::settlement() {
  return one_of({"不计", "0元", "本项缺失 「不适用」", "{ 未填报 : 0元\n 不适用、待核实 : 不计 }", "(1 + 2)"});
}

std::string ProgramGenerator::argument(int depth) {
  std::string text = expr(depth - 1);
  if (seldom()) text += " 各 (" + expr(depth - 1) + ")" + (often() ? "" : " 缺失时 不计");
  if (seldom()) text += " 当 " + condition(depth - 1);
  if (seldom()) text += " 按 " + name() + one_of({"", " 升序", " 降序"});
  return text;
}

std::string ProgramGenerator::primary(int depth) {
  if (depth <= 0 || often()) {
    return seldom()
               ? one_of({"基准日", "考核期首日", "本期", "是", "否", "2021-06-15", "2021年6月5日", "「甲」", "\"x\"", "“乙”"})
           : often() ? path()
                     : one_of({"1", "0.25", "１２．５", "50万元", "25%", "３％", "3个百分点"});
  }
  switch (pick(8)) {
    case 0: return one_of({"(", "（"}) + expr(depth - 1) + one_of({")", "）"});
    case 1: return "(若 " + condition(depth - 1) + " 则 " + expr(depth - 1) + " 否则 " + expr(depth - 1) + ")";
    case 2:
      return one_of({"合计", "平均", "f", "四舍五入", "占比"}) + one_of({"(", "（", " ("}) + argument(depth) + ", " +
             argument(depth) + ")";
    case 3: return lookup(depth);
    case 4: return one_of({"全体 ", "含前身 ", "同 类别、级别 的 "}) + path();
    case 5: return one_of({"本.", "其."}) + path();
    case 6: return "计数(" + argument(depth) + ")";
    default: return "推后(" + name() + ", 1年, 取月末)";
  }
}

std::string ProgramGenerator::operand(int depth) {
  std::string text = seldom() ? "-" + primary(depth) : primary(depth);
  // Words that go on with 若 … 否则 would belong to its last branch, which is fine too.
  if (seldom()) text += " 缺失时 " + settlement();
  if (seldom()) text += " 若无 0";
  if (seldom()) text += " 于 2020-01-01";
  if (seldom()) text += one_of({" ^ ", "＾"}) + one_of({"2", "-3", "n"});
  return text;
}

std::string ProgramGenerator::sum(int depth) {
  std::string text = operand(depth);
  while (seldom()) {
    text += one_of({" + ", "-", " − ", "×", " / ", " +\n ", "\n * ", "÷"}) + operand(depth - 1);
  }
  if (seldom()) text += " / " + operand(0) + " 除数为零时 0%";
  return text;
}

std::string ProgramGenerator::condition(int depth) {
  switch (pick(9)) {
    case 0: return sum(depth) + one_of({" = ", " ≠ ", " <= ", "≥", " 超过 ", " 不晚于 ", " 开头为 "}) + sum(depth);
    case 1: return sum(depth) + one_of({" 为 ", " 不为 "}) + name() + one_of({"、", " 、 "}) + name();
    case 2: return sum(depth) + one_of({" 在 ", " 不在 "}) + (often() ? path() : interval());
    case 3:
      return path() + one_of({" 50万元", " 起点", " 起点.值 * 2", " 取大(a, 1)", " 本.值", " 基准日"}) +
             one_of({" 以上", " 以下", " 以内"});
    case 4: return path() + one_of({" 在期内", " 不在期内"});
    case 5: return one_of({"有 ", "缺 "}) + path() + (seldom() ? "(未填报、不适用)" : "");
    case 6: return "非 " + path();
    case 7: return path() + one_of({" 且 ", "\n 且 ", " 且\n"}) + path() + " > 1 且 有 " + name();
    default: return path() + " 或 (" + path() + " = 1 且 " + name() + ")";
  }
}

std::string ProgramGenerator::expr(int depth) {
  if (depth > 0 && pick(12) == 0) {
    return "若 " + condition(depth - 1) + one_of({" 则 ", "\n 则 "}) + expr(depth - 1) + one_of({" 否则 ", "\n 否则 "}) +
           expr(depth - 1);
  }
  return seldom() && depth > 0 ? "(" + condition(depth - 1) + ")" : sum(depth);
}

std::string ProgramGenerator::rank_key() {
  return path() + (often() ? " 精确" : " 取 0.01分 四舍五入") + one_of({" 升序", " 降序"});
}

template <class Entry>
std::string ProgramGenerator::block(Entry entry) {
  std::string text = one_of({" {", "\n{", "｛"});
  for (unsigned i = 0; i < pick(4); ++i) text += (i > 0 || often() ? line_end() : " ") + entry();
  return text + (often() ? line_end() : " ") + one_of({"}", "｝"});
}

std::string ProgramGenerator::parts(int depth) {
  return one_of({"", " 加权", " 取优"}) + block([&] {
           std::string text = decl_name() + one_of({" 25分", " 权重 0.3", ""}) + bases();
           if (depth > 0 && seldom()) return text + parts(depth - 1);
           text += " = " + (seldom() ? "评议 任务 由 专家组 值域 0分 至 15分 取 平均 至少 3 人" : expr());
           if (seldom()) text += one_of({" 封顶于 5分", "\n  前提 a = 1 否则 0分", " 不适用项 当 a > 1 计满"});
           return text + bases();
         });
}

std::string ProgramGenerator::item() {
  switch (pick(20)) {
    case 0: return "规则集 「甲 {」";
    case 1: return "期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10" + bases();
    case 2:
      return "依据 通知 「某号」 发布 2021-05-10" + block([&] {
               return one_of({"条款 二 「范围」", "条款 三.1 「甲」 指纹 「ab」", "条款 处理 无规则 「仅」"});
             });
    case 3: return "计量 万元 = 10000元";
    case 4: return "枚举 " + decl_name() + one_of({"", " 有序"}) + " { 较差 合格、良好, 优秀 }";
    case 5:
      return "数据表 " + decl_name() + block([&] {
               return one_of({"", "键 "}) + decl_name() + one_of({" : ", ":", "："}) + type() +
                      one_of(
                          {"", " 存于 「c」", " 小数 2", " 可缺 未填报、不适用", " 作 名称", "\n    可无 唯一", " 值域 [0, 5]"}) +
                      bases();
             });
    case 6:
      return "缺失约定 " + name() + bases() + block([&] {
               return path() + " 未填报 : " + one_of({"0小时", "不计", "本项缺失"}) + bases();
             });
    case 7: return "参数 " + decl_name() + " = " + expr() + bases();
    case 8:
      return "参数 " + name() + " : 小时" + block([&] {
               return one_of({"2018-01-01 至 2019-12-31 : 1400小时", "2020-01-01 起 : 同 2018", "2018-01-01 之前 : 未载"});
             }) +
             bases();
    case 9: return "函数 " + name() + one_of({"(", " ("}) + "x : 某 量, y : 集 仪器) : % = " + expr() + bases();
    case 10: return "条件 " + decl_name() + " 对 " + path() + " = " + condition(2) + bases();
    case 11:
      return "清单 " + name() + " 对 仪器 " + one_of({"任一项", "各项", "至少 2"}) +
             block([&] { return "规则 " + name() + " 当 " + condition(1) + bases(); });
    case 12:
      return "范围 " + decl_name() + " 取自 " + path() + bases() + block([&] {
               return one_of({"纳入 ", "排除 "}) + name() + (seldom() ? " 例外于 甲" : "") +
                      (often() ? " 当 " + condition(2) : "") + bases();
             });
    case 13: return "核对 " + name() + one_of({" : ", "："}) + condition(2) + bases();
    case 14:
      return "测算 " + decl_name() + " 对 " + path() + " : " + type() + one_of({"", " 依次"}) + block([&] {
               return (often() ? "规则 " + name() + " 当 " + condition(1) + " 则 " + expr() : "否则 " + expr()) + bases();
             });
    case 15: return "评分 总分 对 单位 满分 100分" + bases() + parts(2);
    case 16:
      return "排名 " + name() + " 对 单位 除去 " + path() + " 分组 级别、类别 按 " + rank_key() + one_of({", ", "，", ",\n  "}) +
             rank_key() + " 并列 " + one_of({"同名次", "移交评议 同分裁定", "不会并列"}) + bases();
    case 17:
      return "等级 " + name() + " 对 单位" + block([&] {
               return one_of({"优秀 择优 排名 前 30% 向下取整 空额 不补", "较差 认定 当 认定较差", "合格 其余 否则",
                              "一票否决 造假 当 造假 定为 较差 切档前", "良好 次优 排名 其后 100 并列越线 全进 占用下档"}) +
                      bases();
             });
    case 18:
      return one_of({"后果 ", "义务 "}) + decl_name() + one_of({" 应", " 可", " 视情 约谈、通报"}) + " 由 财政部\n  对 " +
             path() + " 当 " + condition(1) + one_of({"", "\n  期限 1年 自 公布日 含当日", " 履行 当 a = 1"}) + bases();
    default:
      return "用例 「甲」" + block([&] {
               return one_of({"给定 单位 甲 { 部门 乙\n 期限 1年, 等级 缺失 未填报 }", "设 总分 = 待定 「无」",
                              "设 甲.总分 = 80分", "期望 甲 不在 参评单位, 因 排除 整改期 而非 纳入 乙", "期望 甲.总分 待定"});
             });
  }
}

std::string ProgramGenerator::program(int items) {
  std::string text = often() ? "" : "// 头\n\n\n";
  for (int i = 0; i < items; ++i) text += item() + (seldom() ? one_of({";", "；", "; "}) : "") + line_end();
  return text;
}

}  // namespace plumb::syntax::test
