#include <algorithm>

#include "national/csv.h"
#include "national/national.h"

namespace plumb::examples {
namespace {

bool reports(const UnitPlan& unit) { return unit.standing == Standing::Assessed || unit.standing == Standing::InRectification; }

void write_reports(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "自评报告",
          "单位,期次,平台网址,平台建设年份,平台已对接,凭证张数,服务收入,对外服务收入,收入清单,"
          "仪器总数,资产清单,支撑本单位成效,"
          "设施开放情况,实验技术人员,提交日,部门审核,纸质份数,加盖公章,批次");
  Random random = Random(options.seed).stream(70);
  for (const UnitPlan& unit : plan.units) {
    if (!reports(unit)) {
      continue;
    }
    csv.text(unit.code).number(2021);
    if (unit.platform_state == 0) {
      csv.absent().absent().absent("不适用");
    } else {
      csv.text("http://platform.example/" + unit.code).number(random.between(2010, 2020)).truth(unit.platform_state == 2);
    }
    csv.number(20).fixed(unit.income, 2);
    if (unit.is_external_income_under_review) {
      csv.absent("待核实");
    } else {
      csv.fixed(unit.external_income, 2);
    }
    csv.truth(!random.one_in(60)).number(unit.open_count + unit.closed_count).truth(!random.one_in(60));
    csv.text("虚构的成效说明");
    if (unit.planned_place % 5 == 0) {
      csv.absent();
    } else {
      csv.absent("不适用");
    }
    csv.number(unit.open_count / 12 + 1);
    // On the last day, one day late, not handed in; the rest in good time.
    if (unit.planned_place == 40) {
      csv.date(2021, 6, 15);
    } else if (unit.planned_place == 41) {
      csv.date(2021, 6, 16);
    } else if (unit.planned_place == 300) {
      csv.absent();
    } else {
      csv.date(2021, 6, static_cast<int>(random.between(1, 14)));
    }
    csv.text(unit.planned_place == 300 ? "未提交" : unit.planned_place == 299 ? "已退回" : "通过");
    csv.number(random.one_in(80) ? 1 : 2).truth(!random.one_in(80)).number(1).end_row();
  }
  summary.is_good = summary.is_good && csv.is_good();
}

// Twenty vouchers a unit that add up to its external income, but for three units; one voucher is
// doubled and one is below zero: each blocks the comparison of its own unit.
void write_vouchers(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "收入凭证", "单位,凭证编号,日期,经办人,摘要,金额,设备名称,付款单位,批次");
  Random random = Random(options.seed).stream(71);
  for (const UnitPlan& unit : plan.units) {
    if (!reports(unit)) {
      continue;
    }
    const std::vector<std::int64_t> caps(20, unit.external_income);
    std::vector<std::int64_t> weights(20);
    for (std::int64_t& weight : weights) {
      weight = random.between(1, 100);
    }
    std::vector<std::int64_t> amounts = allot(unit.external_income, weights, caps);
    const bool is_off = unit.planned_place == 17 || unit.planned_place == 170 || unit.planned_place == 270;
    amounts[0] += is_off ? 1 : 0;
    for (std::size_t place = 0; place < amounts.size(); ++place) {
      const bool is_below_zero = unit.planned_place == 222 && place == 3;
      csv.text(unit.code).text(padded("P", static_cast<std::int64_t>(place) + 1, 5));
      csv.date(2020, static_cast<int>(random.between(1, 12)), static_cast<int>(random.between(1, 28)));
      csv.text(random.one_in(15) ? "" : "示例经办人").text("测试费");
      csv.number(is_below_zero ? -100 : amounts[place] * 100).text(random.one_in(10) ? "" : "示例仪器");
      csv.text("示例公司").number(1).end_row();
      if (unit.planned_place == 233 && place == 5) {
        csv.text(unit.code).text(padded("P", static_cast<std::int64_t>(place) + 1, 5)).date(2020, 6, 1).absent();
        csv.text("测试费").number(100).absent().text("示例公司").number(1).end_row();
      }
    }
  }
  summary.voucher_count = csv.row_count();
  summary.is_good = summary.is_good && csv.is_good();
}

void write_services(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "服务记录",
          "服务编号,仪器,开始日期,结束日期,服务机时,收费金额,方式,对象,方向,用户单位,用户类别,评价,"
          "单位内使用,签订协议,批次");
  Random random = Random(options.seed).stream(72);
  static constexpr const char* kWays[] = {"占用共享", "技术共享", "委托共享", "委托共享;远程共享", "其他"};
  static constexpr const char* kDirections[] = {"科学研究", "科技开发", "教学", "其他"};
  static constexpr const char* kClients[] = {"高校用户", "院所用户", "中小微企业", "其他企业", "其他用户"};
  static constexpr const char* kRatings[] = {"非常满意", "非常满意", "基本满意", "一般", "不满意"};
  std::int64_t number = 0;
  const auto write = [&](const std::string& code, const std::string& instrument, const char* client) {
    const int month = static_cast<int>(random.between(1, 12));
    const int day = static_cast<int>(random.between(1, 27));
    const bool is_outside = !random.one_in(4);
    csv.text(code).text(instrument).date(2020, month, day).date(2020, month, day + 1);
    if (random.one_in(25)) {
      csv.absent("不适用");  // counted in samples
    } else {
      csv.fixed(random.between(5, 400), 1);
    }
    csv.fixed(random.between(0, 5000000), 2).text(kWays[random.below(5)]).text(is_outside ? "外部用户" : "内部用户");
    csv.text(kDirections[random.below(4)]).text(is_outside ? "示例用户单位" : "").text(client);
    csv.text(random.one_in(5) ? "" : kRatings[random.below(5)])
        .truth(!random.one_in(50))
        .truth(random.one_in(3))
        .number(1)
        .end_row();
  };
  for (const UnitPlan& unit : plan.units) {
    if (!reports(unit)) {
      continue;
    }
    for (std::int64_t place = 1; place <= unit.open_count / 2 + 1; ++place) {
      const std::string instrument = unit.code + padded("-", random.between(1, unit.open_count), 5);
      write(padded("F", ++number, 9), instrument, random.one_in(12) ? "" : kClients[random.below(5)]);
    }
  }
  // Faulty rows: a kind of client that is not on the list, an instrument that does not exist, a key
  // that is given twice.
  write(padded("F", ++number, 9), plan.units[0].code + "-00001", "小微");
  write(padded("F", ++number, 9), "S9999-00001", "中小微企业");
  write(padded("F", 1, 9), plan.units[0].code + "-00001", "其他企业");
  summary.service_count = csv.row_count();
  summary.is_good = summary.is_good && csv.is_good();
}

void write_inspections(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "现场核查", "单位,期次,核查日期,抽查台数,结论,说明,批次");
  Random random = Random(options.seed).stream(73);
  for (const UnitPlan& unit : plan.units) {
    if (unit.is_falsified || (unit.planned_place > 0 && unit.planned_place % 8 == 1)) {
      csv.text(unit.code).number(2021).date(2021, 7, static_cast<int>(random.between(1, 28)));
      csv.number(random.between(3, 12));
      csv.text(unit.is_falsified ? "造假" : random.one_in(12) ? "有出入" : "属实").absent().number(1).end_row();
    }
  }
  summary.is_good = summary.is_good && csv.is_good();
}

}  // namespace

void generate_reports(const Options& options, const Plan& plan, Summary& summary) {
  write_reports(options, plan, summary);
  write_vouchers(options, plan, summary);
  write_services(options, plan, summary);
  write_inspections(options, plan, summary);
}

}  // namespace plumb::examples
