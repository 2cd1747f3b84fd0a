// Sets and what is made of them.
#include "random/generator.h"

namespace plumb::random {

// A set as a row of the owner sees it: its own members, all rows, or the rows of a group.
Generator::Set Generator::set(Table owner) {
  const bool is_unit = owner == Table::Unit || owner == Table::Member;
  const bool is_instrument = owner == Table::Instrument || owner == Table::Listed;
  if (owner == Table::None || chance(12)) {
    switch (pick(has_scope_ ? 7 : 5)) {
      case 0: return {"全体 仪器", Table::Instrument, "编号"};
      case 1: return {"全体 在册仪器", Table::Listed, "编号"};
      case 2: return {"全体 单位", Table::Unit, "编码"};
      case 3: return {"全体 合同", Table::Deal, "序号"};
      case 4: return {"全体 记录", Table::Record, "序号"};
      case 5: return {"全体 参评", Table::Member, "编码"};
      default: return {one_of({"全体 参评.排除 停用", "全体 参评.纳入 普通"}), Table::Unit, "编码"};
    }
  }
  if (is_unit && chance(12)) return {"同 " + one_of({"法人", "级别", "法人、级别"}) + " 的 单位", Table::Unit, "编码", true};
  if (owner == Table::Member && chance(8)) return {"同 级别 的 参评", Table::Member, "编码", true};
  if (is_unit && chance(5)) {
    for (const Defined& one : defined_) {
      const bool is_key = one.table == Table::Unit && !one.may_lack &&
                          (one.kind == Kind::Truth || one.kind == Kind::Grade || one.kind == Kind::Count);
      if (is_key) return {"同 " + one.name + " 的 单位", Table::Unit, "编码", true};
    }
  }
  if (is_instrument && chance(30))
    return {"同 " + one_of({"类别", "单位", "类别、涉密"}) + " 的 仪器", Table::Instrument, "编号", true};
  if (owner == Table::Listed && chance(20)) return {"同 类别 的 在册仪器", Table::Listed, "编号", true};
  if (owner == Table::Record && chance(50)) return {"同 类型 的 记录", Table::Record, "序号", true};
  if (is_unit) {
    switch (pick(10)) {
      case 0:
      case 1:
      case 2: return {"仪器", Table::Instrument, "编号"};
      case 3:
      case 4: return {"在册仪器", Table::Listed, "编号"};
      case 5:
      case 6: return {"记录", Table::Record, "序号"};
      case 7: return {"合同 经 " + one_of({"甲方", "乙方"}), Table::Deal, "序号"};
      case 8: return {"证书", Table::Paper, "编号"};
      default: return {"历年", Table::Past, "期次"};
    }
  }
  if (is_instrument) return {"记录", Table::Record, "序号"};
  return {};
}

// The least or greatest of a kind that has an order; with an answer where there is no row.
std::string Generator::extreme(Table table, Kind kind, int depth) {
  const Set of = set(table);
  if (of.text.empty()) return column(table, kind);
  const std::string where = chance(40) ? " 当 " + condition(of.member, depth - 1) : "";
  const std::string body = " 各 (" + rounded(kind, expr(of.member, kind, depth - 1)) + ")";
  if (chance(35)) {
    const std::string key = " 按 " + of.key + (chance(30) ? one_of({" 升序", " 降序"}) : std::string());
    return "(" + one_of({"首个", "末个"}) + "(" + of.text + body + where + key + ") 若无 " + literal(kind) + ")";
  }
  return "(" + one_of({"最小", "最大"}) + "(" + of.text + body + where + ") 若无 " + literal(kind) + ")";
}

// Histories of a unit and of those that it came from.
std::string Generator::history(Kind kind, int depth) {
  const std::string own = one_of({"", "", "本单位优先 "});
  const std::string of_values = own + one_of({"取最低", "取最高"}), of_conditions = own + one_of({"任一即算", "全部才算"});
  const std::string when = condition(Table::Past, depth - 1);
  if (kind == Kind::Count) {
    switch (pick(6)) {
      case 0: return "末段连续(历年 当 " + when + " 按 期次)";
      case 1: return "末段连续(含前身 历年 合并 " + of_conditions + " 当 " + when + " 按 期次)";
      case 2: return "计数(含前身 历年 合并 " + of_conditions + " 当 " + when + ")";
      case 3: return "计数(含前身 历年 合并 " + own + "任一即算)";
      case 4: return "计数(含前身 历年 当 " + when + ")";
      default: return "末段连续(在册仪器 当 " + condition(Table::Listed, 0) + " 按 编号)";
    }
  }
  const std::string name = kind == Kind::Points ? "得分" : kind == Kind::Grade ? "等级" : "公布日";
  const std::string none = " 若无 " + literal(kind) + ")";
  switch (pick(5)) {
    case 0: return "(上次(历年." + name + ")" + none;
    case 1: return "(上次(含前身 历年." + name + " 合并 " + of_values + ")" + none;
    case 2: return "(" + one_of({"首个", "末个"}) + "(含前身 历年." + name + " 合并 " + of_values + " 按 期次)" + none;
    case 3: return "(" + one_of({"首个", "末个"}) + "(历年." + name + " 当 " + when + " 按 期次)" + none;
    default: return "(" + one_of({"最大", "最小"}) + "(含前身 历年." + name + (chance(50) ? " 当 " + when : "") + ")" + none;
  }
}

std::string Generator::aggregate(Table table, Kind kind, int depth) {
  const bool is_unit = table == Table::Unit || table == Table::Member;
  if (is_unit && (kind == Kind::Count || kind == Kind::Points) && chance(30)) return history(kind, depth);
  const Set of = set(table);
  if (of.text.empty()) return column(table, kind);
  const auto when = [&] {
    const bool compares = of.is_group && chance(40);
    if (!compares) return condition(of.member, depth - 1);
    const std::string name = of.member == Table::Record                                     ? "时长"
                             : of.member == Table::Instrument || of.member == Table::Listed ? "原值"
                                                                                            : "编制";
    return "其." + name + one_of({" > ", " <= ", " = "}) + "本." + name;
  };
  const std::string where = chance(40) ? " 当 " + when() : "";
  switch (kind) {
    case Kind::Count:
      if (chance(20)) {
        const std::string distinct = of.member == Table::Record                               ? "类型"
                                     : of.member == Table::Past                               ? "等级"
                                     : of.member == Table::Deal                               ? "金额"
                                     : of.member == Table::Paper                              ? "效期"
                                     : of.member == Table::Unit || of.member == Table::Member ? "级别"
                                                                                              : "单位";
        return "不同个数(" + of.text + " 各 (" + distinct + ")" + where + ")";
      }
      return "计数(" + of.text + where + ")";
    case Kind::Truth:
      switch (pick(3)) {
        case 0: return "任一(" + of.text + " 当 " + when() + ")";
        case 1: return "不少于(" + one_of({"1", "2", "3"}) + ", " + of.text + " 当 " + when() + ")";
        default: return "(全部(" + of.text + " 当 " + when() + ") 若无 是)";
      }
    case Kind::Ratio:
      if (chance(25))
        return "(平均(" + of.text + " 各 (" + rounded(kind, expr(of.member, kind, depth - 1)) + ")" + where + ") 若无 0%)";
      return "(占比(" + of.text + " 当 " + when() + ") 若无 0%)";
    case Kind::Hours:
      if (of.member == Table::Instrument && chance(40)) {
        const std::string left_out = "机时 缺失时 " + one_of({"不计", "{ 未填报 : 不计, 不适用 : 3小时 }"});
        if (chance(40)) return "(平均(" + of.text + " 各 (" + left_out + ")" + where + ") 若无 1小时)";
        return "合计(" + of.text + " 各 (" + left_out + ")" + where + ")";
      }
      [[fallthrough]];
    case Kind::Money:
    case Kind::Points: {
      const std::string body = " 各 (" + rounded(kind, expr(of.member, kind, depth - 1)) + ")";
      if (chance(35)) return "合计(" + of.text + body + where + ")";
      if (chance(25)) return extreme(table, kind, depth);
      if (chance(20))
        return "(分位(" + of.text + body + where + ", " + one_of({"25%", "100%", "0%", "系数"}) + ") 若无 " + literal(kind) + ")";
      return "(" + one_of({"平均", "最小", "最大", "中位数"}) + "(" + of.text + body + where + ") 若无 " + literal(kind) + ")";
    }
    case Kind::Grade:
    case Kind::Date: return extreme(table, kind, depth);
  }
  return literal(kind);
}

}  // namespace plumb::random
