#include "random/generator.h"

namespace plumb::random {

const char* type_name(Kind kind) {
  switch (kind) {
    case Kind::Points: return "分";
    case Kind::Money: return "元";
    case Kind::Hours: return "小时";
    case Kind::Ratio: return "%";
    case Kind::Count: return "整数";
    case Kind::Truth: return "真假";
    case Kind::Grade: return "档";
    case Kind::Date: return "日期";
  }
  return "";
}

const char* table_name(Table table) {
  switch (table) {
    case Table::Unit: return "单位";
    case Table::Instrument: return "仪器";
    case Table::Record: return "记录";
    case Table::Member: return "参评";
    case Table::Listed: return "在册仪器";
    case Table::Deal: return "合同";
    case Table::Paper: return "证书";
    case Table::Past: return "历年";
    case Table::None: return "";
  }
  return "";
}

std::string Generator::one_of(std::initializer_list<const char*> words) { return *(words.begin() + pick(words.size())); }

std::string Generator::literal(Kind kind) {
  switch (kind) {
    case Kind::Points: return one_of({"0分", "1.5分", "10分", "7.25分"});
    case Kind::Money: return one_of({"0元", "500000元", "50万元", "0.01元", "12345678901234.56元", "起点"});
    case Kind::Hours: return one_of({"0小时", "100小时", "1600小时", "0.5小时", "额定"});
    case Kind::Ratio: return one_of({"0%", "100%", "25%", "33.3%", "3个百分点", "系数"});
    case Kind::Count: return one_of({"0", "1", "2", "7", "名额"});
    case Kind::Truth: return one_of({"是", "否"});
    case Kind::Grade: return one_of({"低档", "中档", "高档"});  // a bare label wants a sign of its type beside it
    case Kind::Date: return one_of({"2020-06-30", "2019-02-28", "基准日", "考核期首日", "考核期末日"});
  }
  return "";
}

std::string Generator::column(Table table, Kind kind) {
  switch (table) {
    case Table::Unit:
    case Table::Member:
      if (kind == Kind::Money) return "(经费 缺失时 " + one_of({"0元", "100元", "{ 未填报 : 0元, 不适用 : 1元 }"}) + ")";
      if (kind == Kind::Ratio) return "(自报率 缺失时 0%)";
      if (kind == Kind::Truth)
        return one_of({"法人", "有 上级", "缺 学科", "编码 开头为 「K1」", "缺 经费(未填报)", "级别 为 合格、良好"});
      if (kind == Kind::Count) return one_of({"编制", "编制", "长度数(编码)", "(若 有 上级 则 上级.编制 否则 3)"});
      if (kind == Kind::Grade) return "级别";
      break;
    case Table::Instrument:
    case Table::Listed:
      if (kind == Kind::Money) return "原值";
      if (kind == Kind::Hours) return one_of({"(机时 缺失时 0小时)", "(机时 缺失时 0小时)", "(额定 于 启用日)"});
      if (kind == Kind::Truth)
        return one_of(
            {"涉密", "类别 = 通用", "有 机时", "缺 机时(不适用)", "启用日 不晚于 2020-06-30", "单位.法人", "单位.级别 = 优秀"});
      if (kind == Kind::Grade) return "单位.级别";
      if (kind == Kind::Date) return "启用日";
      if (kind == Kind::Count) return one_of({"单位.编制", "相隔日数(启用日, 基准日)", "年份(启用日)"});
      break;
    case Table::Record:
      if (kind == Kind::Hours) return "时长";
      if (kind == Kind::Truth)
        return one_of(
            {"类型 为 测试、培训", "类型 不为 空载", "仪器.涉密", "日期 在 [2020-01-01, 2020-12-31]", "仪器.单位.法人"});
      if (kind == Kind::Money) return "仪器.原值";
      if (kind == Kind::Date) return "日期";
      break;
    case Table::Deal:
      if (kind == Kind::Money) return "金额";
      if (kind == Kind::Date) return "日期";
      if (kind == Kind::Truth) return one_of({"有 乙方", "甲方.法人", "金额 超过 50万元", "(有 乙方 且 乙方.法人)"});
      if (kind == Kind::Count) return "甲方.编制";
      break;
    case Table::Paper:
      if (kind == Kind::Hours) return "效期";
      if (kind == Kind::Truth) return one_of({"效期 100小时 以上", "单位.法人"});
      break;
    case Table::Past:
      if (kind == Kind::Points) return "得分";
      if (kind == Kind::Grade) return "等级";
      if (kind == Kind::Count) return "期次";
      if (kind == Kind::Date) return "公布日";
      if (kind == Kind::Truth) return one_of({"等级 = 较差", "得分 >= 60分", "期次 < 2020", "等级 >= 良好"});
      break;
    case Table::None: break;
  }
  return literal(kind);
}

// What was defined before, read from here; empty: there is nothing of the kind.
std::string Generator::known(Table table, Kind kind) {
  std::vector<std::string> found;
  for (const Defined& one : defined_) {
    if (one.kind != kind) continue;
    const auto settled = [&](const std::string& path, bool may_lack) {
      found.push_back(may_lack ? "(" + path + " 缺失时 " + literal(kind) + ")" : path);
    };
    if (one.table == table || one.table == Table::None) settled(one.name, one.may_lack);
    if (table == Table::Member && one.table == Table::Unit) settled(one.name, one.may_lack);
    if (table == Table::Listed && one.table == Table::Instrument) settled(one.name, one.may_lack);
    if (table == Table::Unit && one.table == Table::Member) settled(one.name, true);
    if (table == Table::Instrument && one.table == Table::Listed) settled(one.name, true);
    const bool is_of_unit = one.table == Table::Unit || one.table == Table::Member;
    if (is_of_unit && (table == Table::Instrument || table == Table::Listed))
      settled("单位." + one.name, one.may_lack || one.table == Table::Member);
    if (is_of_unit && table == Table::Record && chance(50))
      settled("仪器.单位." + one.name, one.may_lack || one.table == Table::Member);
  }
  return found.empty() ? std::string() : found[pick(found.size())];
}

// The input's range must reach every row, else the checker refuses the table: no constants here.
std::string Generator::bands(Table table, Kind kind) {
  const bool is_unit = table == Table::Unit || table == Table::Member;
  const bool is_instrument = table == Table::Instrument || table == Table::Listed;
  const auto row = [&](const std::string& when) { return "\n    " + when + " : " + literal(kind); };
  if (is_instrument && chance(25)) {
    const bool is_sum = kind == Kind::Points || kind == Kind::Money || kind == Kind::Hours;
    return "(查表 类别, 原值 " + (is_sum && chance(60) ? std::string("全部命中") : one_of({"依次"})) + " {" + row("通用, -") +
           row("-, > 1万元") + row("专用, <= 1万元") + "\n  })";
  }
  if (table == Table::Record && chance(30)) return "(查表 类型 {" + row("测试、培训") + row("空载") + "\n  })";
  if (is_unit && chance(30))
    return "(查表 级别, 法人 {" + row("较差, -") + row("合格, 是") + row("合格, 否") + row("否则") + "\n  })";
  const std::string input = rounded(Kind::Hours, is_unit                  ? "合计(仪器.机时 缺失时 不计)"
                                                 : is_instrument          ? "(机时 缺失时 0小时)"
                                                 : table == Table::Record ? "时长"
                                                                          : "效期");
  const std::string line = one_of({"200小时", "700小时"});
  return "(查表 " + input + " {" + row("不满 100小时") + row("[100小时, " + line + ")") + row(line + " 以上") + "\n  })";
}

std::string Generator::rounded(Kind kind, const std::string& value) {
  const std::string mode = one_of({"四舍五入", "五舍六入", "四舍六入五成双", "进一", "去尾", "向上取整", "向下取整"});
  switch (kind) {
    case Kind::Points: return mode + "(" + value + ", " + one_of({"0.01分", "0.5分", "10分"}) + ")";
    case Kind::Money: return mode + "(" + value + ", " + one_of({"1万元", "0.01元"}) + ")";
    case Kind::Hours: return mode + "(" + value + ", " + one_of({"0.1小时", "1小时"}) + ")";
    case Kind::Ratio: return mode + "(" + value + ", 0.1%)";
    case Kind::Count:
    case Kind::Truth:
    case Kind::Grade:
    case Kind::Date: return value;
  }
  return value;
}

// A number without a measure, as a factor.
std::string Generator::plain_number(Table table, Kind kind, int depth) {
  const std::string one = "1" + std::string(kind == Kind::Points ? "分" : kind == Kind::Money ? "元" : "小时");
  switch (pick(4)) {
    case 0: return "每满(" + expr(table, Kind::Hours, depth - 1) + ", 100小时)";
    case 1: return one_of({"每不足也计", "每"}) + "(" + expr(table, Kind::Money, depth - 1) + ", 1万元)";
    case 2:
      return "平方根(数值(保底(" + expr(table, kind, depth - 1) + ", 0" + one.substr(1) + "), " + one + "), " +
             one_of({"0.1", "0.001"}) + ", " + one_of({"四舍五入", "去尾", "进一"}) + ")";
    default: return "(" + expr(table, Kind::Count, 0) + " ^ " + one_of({"1", "2", "3"}) + ")";
  }
}

std::string Generator::expr(Table table, Kind kind, int depth) {
  if (kind == Kind::Truth) return condition(table, depth);
  if (kind == Kind::Grade) return grade(table, depth);
  if (kind == Kind::Date) return date(table, depth);
  if (depth <= 0) return chance(60) ? column(table, kind) : literal(kind);
  if (chance(30)) {
    const std::string name = known(table, kind);
    if (!name.empty()) return name;
  }
  const bool is_measured = kind == Kind::Points || kind == Kind::Money || kind == Kind::Hours;
  switch (pick(11)) {
    case 0: return "(" + expr(table, kind, depth - 1) + " + " + expr(table, kind, depth - 1) + ")";
    case 1: return "(" + expr(table, kind, depth - 1) + " - " + expr(table, kind, depth - 1) + ")";
    case 2:
      return kind == Kind::Count ? "(" + expr(table, kind, depth - 1) + " * 2)"
                                 : "(" + expr(table, kind, depth - 1) + " * " + expr(table, Kind::Ratio, 0) + ")";
    case 3:
      return "(若 " + condition(table, depth - 1) + " 则 " + expr(table, kind, depth - 1) + " 否则 " +
             expr(table, kind, depth - 1) + ")";
    case 4:
      return one_of({"取大", "取小", "封顶", "保底"}) + "(" + expr(table, kind, depth - 1) + ", " + expr(table, kind, depth - 1) +
             ")";
    case 5:
    case 6: return aggregate(table, kind, depth);
    case 7:
      if (kind == Kind::Count)
        return one_of({"相隔日数", "相隔月数", "相隔年数"}) + "(" + date(table, depth - 1) + ", " + date(table, depth - 1) + ")";
      return kind == Kind::Ratio || table == Table::None || table == Table::Deal || table == Table::Past ? literal(kind)
                                                                                                         : bands(table, kind);
    case 8:
      if (kind == Kind::Ratio) {
        const Kind over = chance(50) ? Kind::Hours : Kind::Money;
        if (chance(30)) return "线性(" + expr(table, over, depth - 1) + ", " + expr(table, over, depth - 1) + ")";
        return "(" + expr(table, over, depth - 1) + " / (" + expr(table, over, depth - 1) + ") 除数为零时 " +
               literal(Kind::Ratio) + ")";
      }
      return rounded(kind, expr(table, kind, depth - 1));
    case 9:
      if (is_measured) return "(" + plain_number(table, kind, depth) + " * 1" + type_name(kind) + ")";
      if (kind == Kind::Count && chance(30)) return "(本期 - 年份(" + date(table, depth - 1) + "))";
      if (kind == Kind::Count) return one_of({"年份", "月份", "日"}) + "(" + date(table, depth - 1) + ")";
      return one_of({"绝对值", "绝对值"}) + "(" + expr(table, kind, depth - 1) + ")";
    default: return chance(20) ? "(-" + column(table, kind) + ")" : column(table, kind);
  }
}

}  // namespace plumb::random
