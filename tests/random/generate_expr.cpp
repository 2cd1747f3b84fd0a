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
  }
  return "";
}

const char* table_name(Table table) {
  switch (table) {
    case Table::Unit: return "单位";
    case Table::Instrument: return "仪器";
    case Table::Record: return "记录";
  }
  return "";
}

std::string Generator::one_of(std::initializer_list<const char*> words) { return *(words.begin() + pick(words.size())); }

std::string Generator::literal(Kind kind) {
  switch (kind) {
    case Kind::Points: return one_of({"0分", "1.5分", "10分", "7.25分"});
    case Kind::Money: return one_of({"0元", "500000元", "50万元", "0.01元", "12345678901234.56元"});
    case Kind::Hours: return one_of({"0小时", "100小时", "1600小时", "0.5小时"});
    case Kind::Ratio: return one_of({"0%", "100%", "25%", "33.3%", "3个百分点"});
    case Kind::Count: return one_of({"0", "1", "2", "7"});
    case Kind::Truth: return one_of({"是", "否"});
  }
  return "";
}

std::string Generator::column(Table table, Kind kind) {
  switch (table) {
    case Table::Unit:
      if (kind == Kind::Money) return "(经费 缺失时 " + one_of({"0元", "100元", "{ 未填报 : 0元, 不适用 : 1元 }"}) + ")";
      if (kind == Kind::Ratio) return "(自报率 缺失时 0%)";
      if (kind == Kind::Truth) return "法人";
      if (kind == Kind::Count) return "编制";
      break;
    case Table::Instrument:
      if (kind == Kind::Money) return "原值";
      if (kind == Kind::Hours) return "(机时 缺失时 0小时)";
      if (kind == Kind::Truth) return one_of({"涉密", "类别 = 通用", "有 机时", "缺 机时(不适用)", "启用日 不晚于 2020-06-30", "单位.法人"});
      break;
    case Table::Record:
      if (kind == Kind::Hours) return "时长";
      if (kind == Kind::Truth) return one_of({"类型 为 测试、培训", "仪器.涉密", "日期 在 [2020-01-01, 2020-12-31]"});
      if (kind == Kind::Money) return "仪器.原值";
      break;
  }
  return literal(kind);
}

std::string Generator::aggregate(Table table, Kind kind, int depth) {
  if (table == Table::Record) return column(table, kind);
  const Table member = table == Table::Unit && chance(70) ? Table::Instrument : Table::Record;
  const std::string set = member == Table::Instrument ? one_of({"仪器", "在册仪器"}) : std::string("记录");
  const std::string where = chance(40) ? " 当 " + condition(member, depth - 1) : "";
  switch (kind) {
    case Kind::Count:
      return one_of({"计数", "计数"}) + "(" + set + where + ")";
    case Kind::Truth:
      return chance(50) ? "任一(" + set + " 当 " + condition(member, depth - 1) + ")"
                        : "(全部(" + set + " 当 " + condition(member, depth - 1) + ") 若无 是)";
    case Kind::Ratio:
      return "(占比(" + set + " 当 " + condition(member, depth - 1) + ") 若无 0%)";
    case Kind::Hours:
      if (member == Table::Instrument && chance(50)) return "合计(" + set + ".机时 缺失时 不计" + where + ")";
      [[fallthrough]];
    case Kind::Money:
    case Kind::Points: {
      const std::string body = " 各 (" + rounded(kind, expr(member, kind, depth - 1)) + ")";
      if (chance(40)) return "合计(" + set + body + where + ")";
      return "(" + one_of({"平均", "最小", "最大", "中位数"}) + "(" + set + body + where + ") 若无 " + literal(kind) + ")";
    }
  }
  return literal(kind);
}

// The input's range must reach every row, else the checker refuses the table: no constants here.
std::string Generator::bands(Table table, Kind kind) {
  const std::string inputs[] = {"合计(仪器.机时 缺失时 不计)", "(机时 缺失时 0小时)", "时长"};
  const std::string input = rounded(Kind::Hours, inputs[static_cast<size_t>(table)]);
  const std::string line = one_of({"200小时", "700小时"});
  return "(查表 " + input + " {\n    不满 100小时 : " + literal(kind) + "\n    [100小时, " + line + ") : " + literal(kind) +
         "\n    " + line + " 以上 : " + literal(kind) + "\n  })";
}

std::string Generator::rounded(Kind kind, const std::string& value) {
  const std::string mode = one_of({"四舍五入", "五舍六入", "四舍六入五成双", "进一", "去尾", "向上取整", "向下取整"});
  switch (kind) {
    case Kind::Points: return mode + "(" + value + ", " + one_of({"0.01分", "0.5分", "10分"}) + ")";
    case Kind::Money: return mode + "(" + value + ", " + one_of({"1万元", "0.01元"}) + ")";
    case Kind::Hours: return mode + "(" + value + ", " + one_of({"0.1小时", "1小时"}) + ")";
    case Kind::Ratio: return mode + "(" + value + ", 0.1%)";
    case Kind::Count:
    case Kind::Truth: return value;
  }
  return value;
}

std::string Generator::condition(Table table, int depth) {
  if (depth <= 0 || chance(30)) return column(table, Kind::Truth);
  switch (pick(7)) {
    case 0: return "(" + condition(table, depth - 1) + " 且 " + condition(table, depth - 1) + ")";
    case 1: return "(" + condition(table, depth - 1) + " 或 " + condition(table, depth - 1) + ")";
    case 2: return "非 " + column(table, Kind::Truth);
    case 3: return expr(table, Kind::Hours, depth - 1) + " >= " + literal(Kind::Hours);
    case 4: return expr(table, Kind::Money, depth - 1) + " 超过 " + literal(Kind::Money);
    case 5: return expr(table, Kind::Ratio, depth - 1) + " 在 [0%, 50%)";
    default: return expr(table, Kind::Count, depth - 1) + " < " + literal(Kind::Count);
  }
}

std::string Generator::expr(Table table, Kind kind, int depth) {
  if (kind == Kind::Truth) return condition(table, depth);
  if (depth <= 0) return chance(60) ? column(table, kind) : literal(kind);
  std::vector<std::string> known;
  for (const Defined& one : defined_) {
    if (one.table == table && one.kind == kind) known.push_back(one.name);
  }
  if (!known.empty() && chance(30)) return known[pick(known.size())];
  switch (pick(9)) {
    case 0: return "(" + expr(table, kind, depth - 1) + " + " + expr(table, kind, depth - 1) + ")";
    case 1: return "(" + expr(table, kind, depth - 1) + " - " + expr(table, kind, depth - 1) + ")";
    case 2:
      return kind == Kind::Count ? "(" + expr(table, kind, depth - 1) + " * 2)"
                                 : "(" + expr(table, kind, depth - 1) + " * " + expr(table, Kind::Ratio, 0) + ")";
    case 3:
      return "(若 " + condition(table, depth - 1) + " 则 " + expr(table, kind, depth - 1) + " 否则 " +
             expr(table, kind, depth - 1) + ")";
    case 4: return one_of({"取大", "取小", "封顶", "保底"}) + "(" + expr(table, kind, depth - 1) + ", " + expr(table, kind, depth - 1) + ")";
    case 5: return aggregate(table, kind, depth);
    case 6: return kind == Kind::Count || kind == Kind::Ratio ? literal(kind) : bands(table, kind);
    case 7:
      if (kind == Kind::Ratio) {
        const Kind over = chance(50) ? Kind::Hours : Kind::Money;
        return "(" + expr(table, over, depth - 1) + " / (" + expr(table, over, depth - 1) + ") 除数为零时 " + literal(Kind::Ratio) + ")";
      }
      if (kind == Kind::Points) return "(每满(" + expr(table, Kind::Hours, depth - 1) + ", 100小时) * 1分)";
      return rounded(kind, expr(table, kind, depth - 1));
    default: return column(table, kind);
  }
}

}  // namespace plumb::random
