// Truths, labels and dates.
#include "random/generator.h"

namespace plumb::random {

std::string Generator::condition(Table table, int depth) {
  if (depth <= 0 || chance(25)) return column(table, Kind::Truth);
  if (chance(15)) {
    const std::string name = known(table, Kind::Truth);
    if (!name.empty()) return name;
  }
  const bool is_unit = table == Table::Unit || table == Table::Member;
  const bool is_instrument = table == Table::Instrument || table == Table::Listed;
  switch (pick(13)) {
    case 0: return "(" + condition(table, depth - 1) + " 且 " + condition(table, depth - 1) + ")";
    case 1: return "(" + condition(table, depth - 1) + " 或 " + condition(table, depth - 1) + ")";
    case 2: return "非 (" + column(table, Kind::Truth) + ")";
    case 3: return expr(table, Kind::Hours, depth - 1) + " >= " + literal(Kind::Hours);
    case 4: return expr(table, Kind::Money, depth - 1) + " 超过 " + literal(Kind::Money);
    case 5: return expr(table, Kind::Ratio, depth - 1) + " 在 [0%, 50%)";
    case 6: return date(table, depth - 1) + one_of({" 不晚于 ", " 不早于 ", " < ", " = "}) + date(table, 0);
    case 7:
      return grade(table, depth - 1) +
             (chance(50) ? one_of({" 为 合格、良好", " 不为 较差", " >= 良好"}) : " = " + literal(Kind::Grade));
    case 8: return aggregate(table, Kind::Truth, depth);
    case 9:
      if (is_unit && has_spans_) return one_of({"整改期 在期内", "整改期 不在期内"});
      if (is_unit) return "(有 经费 且 经费 超过 100元)";
      if (is_instrument) return "(有 机时 且 机时 >= 100小时)";
      return column(table, Kind::Truth);
    case 10:
      if (has_scope_ && table == Table::Unit)
        return one_of({"单位 在 参评", "单位 不在 参评", "单位 在 参评.排除 停用", "单位 在 参评.纳入 普通"});
      if (has_scope_ && is_instrument) return one_of({"单位 在 参评", "单位 在 参评.排除 停用"});
      if (table == Table::Instrument) return "仪器 在 在册仪器";
      return column(table, Kind::Truth);
    case 11: return expr(table, Kind::Points, depth - 1) + one_of({" < ", " <= ", " = ", " != "}) + literal(Kind::Points);
    default: return expr(table, Kind::Count, depth - 1) + one_of({" < ", " >= ", " = "}) + literal(Kind::Count);
  }
}

std::string Generator::date(Table table, int depth) {
  if (depth <= 0 || chance(30)) return column(table, Kind::Date);
  if (chance(25)) {
    const std::string name = known(table, Kind::Date);
    if (!name.empty()) return name;
  }
  if (chance(1)) return one_of({"推后", "提前"}) + "(" + date(table, depth - 1) + ", 9000年, 取月末)";  // out of the calendar
  switch (pick(5)) {
    case 0:
      return one_of({"推后", "提前"}) + "(" + date(table, depth - 1) + ", " + one_of({"1个月", "13个月", "1年"}) + ", " +
             one_of({"取月末", "顺延"}) + ")";
    case 1: return "月末(" + date(table, depth - 1) + ")";
    case 2: return "(若 " + condition(table, depth - 1) + " 则 " + date(table, depth - 1) + " 否则 " + literal(Kind::Date) + ")";
    case 3: return "(" + date(table, 0) + one_of({" + ", " - "}) + "30天)";
    default: return extreme(table, Kind::Date, depth);
  }
}

std::string Generator::grade(Table table, int depth) {
  if (depth <= 0 || chance(30)) return column(table, Kind::Grade);
  if (chance(30)) {
    const std::string name = known(table, Kind::Grade);
    if (!name.empty()) return name;
  }
  const bool is_unit = table == Table::Unit || table == Table::Member;
  switch (pick(4)) {
    case 0:
      return "(若 " + condition(table, depth - 1) + " 则 " + grade(table, depth - 1) + " 否则 " + literal(Kind::Grade) + ")";
    case 1: return is_unit ? history(Kind::Grade, depth) : column(table, Kind::Grade);
    case 2:
      return table == Table::None || table == Table::Deal || table == Table::Past ? literal(Kind::Grade)
                                                                                  : bands(table, Kind::Grade);
    default: return extreme(table, Kind::Grade, depth);
  }
}

}  // namespace plumb::random
