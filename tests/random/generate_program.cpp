#include "random/generator.h"

namespace plumb::random {

namespace {

constexpr const char* Header = R"(规则集 「随机」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2021-05-10 暂定 「随机」
计量 元
计量 万元 = 10000元
计量 小时
计量 分
枚举 类别 { 通用、专用 }
枚举 类型 { 测试、培训、空载 }
枚举 学科 { 物理、化学、生物 }
枚举 档 有序 { 较差、合格、良好、优秀 }
数据表 单位 {
  键 编码 : 文本
  法人 : 真假
  级别 : 档
  上级 : 单位 可无
  学科 : 多个 学科 可缺 未填报
  编制 : 整数 值域 [0, 1000]
  经费 : 元 小数 2 值域 [0元, ) 可缺 未填报、不适用
  自报率 : % 小数 4 值域 [0%, 100%] 可缺 未填报
}
数据表 仪器 {
  键 编号 : 文本
  单位 : 单位
  类别 : 类别
  原值 : 元 小数 2 值域 [0元, 1000000000000000元]
  机时 : 小时 小数 1 值域 [0小时, 8784小时] 可缺 未填报、不适用
  启用日 : 日期
  涉密 : 真假
}
数据表 记录 {
  键 序号 : 整数
  仪器 : 仪器
  类型 : 类型
  时长 : 小时 小数 1 值域 [0小时, 744小时]
  日期 : 日期
}
数据表 合同 {
  键 序号 : 整数
  甲方 : 单位
  乙方 : 单位 可无
  金额 : 元 小数 2 值域 [0元, )
  日期 : 日期
}
数据表 证书 {
  键 编号 : 文本
  单位 : 单位 唯一
  效期 : 小时 值域 [0小时, )
}
数据表 历年 作 历史 {
  键 单位 : 单位
  键 期次 : 整数 作 期次
  等级 : 档
  得分 : 分 小数 1 值域 [0分, 100分]
  公布日 : 日期
}
数据表 沿革 作 沿革 {
  键 序号 : 整数
  旧 : 单位 作 前身
  新 : 单位 作 后继
  生效 : 日期 作 生效日
}
数据表 答复 作 答复表 {
  键 序号 : 整数
  事项 : 文本 作 事项
  对象 : 文本 作 对象
  评议人 : 文本 作 评议人
  答复 : 文本 作 答复
  理由 : 文本 可缺 未填报 作 理由
  日期 : 日期 可缺 未填报 作 日期
  指纹 : 文本 可缺 未填报 作 指纹
}
参数 起点 = 50万元 暂定 「随机」
参数 系数 : % = 25% 暂定 「随机」
参数 名额 = 2 暂定 「随机」
参数 额定 : 小时 {
  2020-06-01 之前 : 1400小时 暂定 「随机」
  2020-06-01 起 : 1600小时 暂定 「随机」
}
参数 低档 : 档 = 较差 暂定 「随机」
参数 中档 : 档 = 合格 暂定 「随机」
参数 高档 : 档 = 优秀 暂定 「随机」
参数 未定 : 元 未载 「随机」
函数 线性(x : 某 量, 满点 : 某 量) : % = 取小(x / 满点 除数为零时 0%, 100%) 暂定 「随机」
范围 在册仪器 取自 仪器 {
  纳入 全部 当 原值 1元 以上 暂定 「随机」
  排除 保密 当 涉密 暂定 「随机」
}
)";

}  // namespace

// One formula, or rules with exceptions, or rules in order, the last of which may leave the row without a value.
void Generator::add_measure(std::string& text, Table table, Kind kind, const std::string& name) {
  text += std::string(kind == Kind::Truth ? "条件 " : "测算 ") + name;
  if (table != Table::None) text += std::string(" 对 ") + table_name(table);
  if (kind == Kind::Truth) {
    text += " = " + expr(table, kind, 3) + (chance(3) ? " 未载\n" : " 暂定 「随机」\n");
    define(name, table, kind);
    return;
  }
  text += std::string(" : ") + type_name(kind);
  const auto rule = [&](const std::string& head) {
    return "  规则 " + head + " 当 " + condition(table, 2) + " 则 " + expr(table, kind, 2) + " 暂定 「随机」\n";
  };
  const bool is_plain = table == Table::None || chance(70);
  const bool may_lack = !is_plain && chance(50);
  if (is_plain) {
    text += " = " + expr(table, kind, 3) + (chance(3) ? " 未载\n" : " 暂定 「随机」\n");
  } else if (chance(50)) {
    text += " {\n" + rule("常") + rule("特 例外于 常") + (chance(20) ? rule("另") : "") + "  否则 " +
            (may_lack ? "本项缺失 「随机」" : expr(table, kind, 1)) + " 暂定 「随机」\n}\n";
  } else {
    text += " 依次 {\n" + rule("甲") + rule("乙") + "  否则 " + (may_lack ? "本项缺失 「随机」" : expr(table, kind, 1)) +
            " 暂定 「随机」\n}\n";
  }
  define(name, table, kind, may_lack);
}

void Generator::add_measures(std::string& text) {
  const size_t count = 3 + pick(6);
  for (size_t i = 0; i < count; ++i) {
    const Table table = chance(50)   ? Table::Unit
                        : chance(50) ? Table::Instrument
                        : chance(50) ? Table::Record
                        : chance(60) ? Table::Listed
                                     : Table::None;
    add_measure(text, table, static_cast<Kind>(pick(8)), "测" + std::to_string(i) + "值");
  }
  if (chance(15)) {
    text += "测算 未定额 对 单位 : 元 = 若 " + condition(Table::Unit, 1) + " 则 " + literal(Kind::Money) +
            " 否则 未定 暂定 「随机」\n";
    define("未定额", Table::Unit, Kind::Money);
  }
  // Not inside a formula: where it is known to be present, its rows of absence would be unreachable.
  if (chance(40)) {
    const Kind kind = chance(50) ? Kind::Points : Kind::Grade;
    const auto row = [&](const std::string& when) { return "  " + when + " : " + expr(Table::Instrument, kind, 1) + "\n"; };
    text += std::string("测算 机时档 对 仪器 : ") + type_name(kind) + " = 查表 机时 {\n" + row("缺失 未填报") +
            row("缺失 不适用") + row("[100小时, )") + row("否则") + "} 暂定 「随机」\n";
    define("机时档", Table::Instrument, kind);
  }
  if (chance(40)) {
    text += "测算 计时 对 仪器 : 小时 = 机时 缺失时 本项缺失 「随机」 暂定 「随机」\n";
    define("计时", Table::Instrument, Kind::Hours, true);
    text += "测算 计时和 对 单位 : 小时 = 合计(仪器 各 (计时) 缺失时 不计) 暂定 「随机」\n";
    define("计时和", Table::Unit, Kind::Hours);
  }
}

// What reads scores, places, grades and parts of an amount.
void Generator::add_late_measures(std::string& text) {
  const size_t count = pick(5);
  for (size_t i = 0; i < count; ++i) {
    const Table table = chance(40) ? Table::Member : chance(60) ? Table::Unit : chance(60) ? Table::None : Table::Instrument;
    add_measure(text, table, static_cast<Kind>(pick(8)), "后" + std::to_string(i) + "值");
  }
}

void Generator::add_scope(std::string& text) {
  const bool is_all = chance(25);
  text += "范围 参评 取自 单位 {\n  纳入 普通 当 " + (is_all ? "编制 >= 0" : condition(Table::Unit, 2)) + " 暂定 「随机」\n";
  if (chance(50)) text += "  纳入 另类 当 编制 超过 500 暂定 「随机」\n";
  text += "  排除 停用 当 " + condition(Table::Unit, is_all ? 1 : 2) + (chance(95) ? " 暂定 「随机」\n" : " 未载\n");
  if (chance(30)) text += "  纳入 特许 例外于 停用 当 " + condition(Table::Unit, 1) + " 暂定 「随机」\n";
  text += "}\n";
  has_scope_ = true;
}

void Generator::add_checklist(std::string& text) {
  const std::string mode = one_of({"任一项", "各项", "至少 2"});
  text += "清单 合规 对 单位 " + mode + " 暂定 「随机」 {\n";
  for (const char* name : {"甲", "乙", "丙"})
    text += std::string("  规则 ") + name + " 当 " + condition(Table::Unit, 2) + (chance(97) ? " 暂定 「随机」\n" : " 未载\n");
  text += "}\n";
  define("合规", Table::Unit, Kind::Truth);
  if (chance(50)) text += "测算 所合项 对 单位 = 所合(合规) 暂定 「随机」\n";
}

std::string Generator::rules() {
  std::string text = Header;
  if (chance(60)) {
    text += "时段 整改期 对 单位 取自 历年 自 公布日 为期 " + one_of({"1年", "6个月", "18个月"}) + one_of({" 取月末", " 顺延"}) +
            " 当 " + condition(Table::Past, 1) + (chance(95) ? " 暂定 「随机」\n" : " 未载\n");
    has_spans_ = true;
  }
  add_measures(text);
  if (chance(50)) add_checklist(text);
  add_scope(text);
  add_judgements(text);
  add_score(text);
  add_ranking(text);
  add_allotments(text);
  add_norms(text);
  add_late_measures(text);
  return text;
}

}  // namespace plumb::random
