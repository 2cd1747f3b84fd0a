#include <algorithm>

#include "national/csv.h"
#include "national/national.h"

namespace plumb::examples {
namespace {

constexpr int kDepartments = 25;
constexpr int kFacilities = 65;

void write_departments(const Options& options, Summary& summary) {
  Csv csv(options.folder, "部门", "部门编码,部门名称,级别,批次");
  for (int number = 1; number <= kDepartments; ++number) {
    csv.text(padded("B", number, 2)).text("示例第" + chinese_number(number) + "部").text("中央级").number(1).end_row();
  }
  csv.text("B99").absent().text("地方").number(1).end_row();
  summary.department_count = kDepartments;
  summary.is_good = summary.is_good && csv.is_good();
}

void write_units(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "单位", "单位编码,单位名称,部门,法人,类别,批次");
  int old_name = 0;
  for (const UnitPlan& unit : plan.units) {
    csv.text(unit.code);
    if (unit.standing == Standing::Superseded) {
      csv.text("示例旧名" + chinese_number(++old_name) + "所");
    } else {
      csv.text(unit.name);
    }
    csv.text(unit.standing == Standing::Local ? std::string("B99") : padded("B", unit.department, 2));
    csv.truth(unit.standing != Standing::NotLegalPerson);
    if (unit.planned_place % 97 == 3) {
      csv.absent();
    } else {
      csv.text(unit.is_university ? "高等学校" : "科研院所");
    }
    csv.number(1).end_row();
  }
  summary.is_good = summary.is_good && csv.is_good();
}

bool is_heir(const UnitPlan& unit) { return unit.planned_place == 101 || unit.planned_place == 180; }

// Three old names: one renaming and one merger of two.
void write_lineage(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "沿革", "前身单位,后继单位,生效日期,类型,说明,批次");
  std::vector<const UnitPlan*> old_units;
  const UnitPlan* renamed = nullptr;
  const UnitPlan* merged = nullptr;
  for (const UnitPlan& unit : plan.units) {
    if (unit.standing == Standing::Superseded) {
      old_units.push_back(&unit);
    } else if (is_heir(unit)) {
      (unit.planned_place == 101 ? renamed : merged) = &unit;
    }
  }
  csv.text(old_units[0]->code).text(renamed->code).date(2020, 3, 1).text("改名").text("虚构").number(1).end_row();
  for (std::size_t place = 1; place < old_units.size(); ++place) {
    csv.text(old_units[place]->code).text(merged->code).date(2020, 6, 30).text("合并").absent().number(1).end_row();
  }
  summary.is_good = summary.is_good && csv.is_good();
}

// Made-up earlier results with the published numbers of places of 2019 (52, 89, 11) and 2020 (50,
// 100, 9) and their real days of publication.
void write_results(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "历年结果", "单位,期次,等级,公布日,批次");
  for (const int year : {2019, 2020}) {
    Random random = Random(options.seed).stream(static_cast<std::uint64_t>(year));
    std::vector<std::pair<std::int64_t, const UnitPlan*>> order;
    for (const UnitPlan& unit : plan.units) {
      const bool took_part = unit.standing == Standing::Assessed || unit.standing == Standing::InRectification;
      const bool is_earlier_self = unit.standing == Standing::Superseded;
      if (year == 2019 ? (took_part && !is_heir(unit)) || is_earlier_self : took_part && !unit.was_poor_2019) {
        const bool is_poor = year == 2019 ? unit.was_poor_2019 : unit.standing == Standing::InRectification;
        const std::int64_t place = unit.planned_place > 0 ? unit.planned_place : 300;
        order.emplace_back(is_poor ? 100000 : place + random.between(-40, 40), &unit);
      }
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t excellent = year == 2019 ? 52 : 50;
    const std::size_t good = excellent + (year == 2019 ? 89 : 100);
    for (std::size_t place = 0; place < order.size(); ++place) {
      const bool is_poor = order[place].first == 100000;
      csv.text(order[place].second->code).number(year);
      csv.text(is_poor ? "较差" : place < excellent ? "优秀" : place < good ? "良好" : "合格");
      csv.date(year, 11, year == 2019 ? 20 : 23).number(1).end_row();
    }
  }
  summary.is_good = summary.is_good && csv.is_good();
}

void write_facilities(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "设施",
          "设施编号,设施名称,依托单位,主管部门,建设经费,验收通过日期,建设状态,设施类型,"
          "开放共享规定,批次");
  Random random = Random(options.seed).stream(50);
  static constexpr const char* kKinds[] = {"专用研究设施", "公共实验设施", "公益服务设施"};
  for (int number = 1; number <= kFacilities + 3; ++number) {
    const UnitPlan& unit = plan.units[static_cast<std::size_t>((number * 5) % 344)];
    const bool is_built = number <= kFacilities;
    csv.text(padded("D", number, 3)).text("示例第" + chinese_number(number) + "号设施").text(unit.code);
    csv.text(padded("B", unit.department, 2)).fixed(random.between(500000, 90000000), 2);
    if (!is_built) {
      csv.absent("不适用");
    } else if (number % 13 == 0) {
      csv.absent();
    } else {
      csv.date(static_cast<int>(random.between(1995, 2019)), static_cast<int>(random.between(1, 12)),
               static_cast<int>(random.between(1, 28)));
    }
    csv.text(is_built ? "建成" : "在建").text(kKinds[random.below(3)]);
    if (number % 9 == 0) {
      csv.absent();
    } else {
      csv.text("面向社会预约开放");
    }
    csv.number(1).end_row();
  }
  summary.facility_count = kFacilities;
  summary.is_good = summary.is_good && csv.is_good();
}

}  // namespace

void generate_units(const Options& options, const Plan& plan, Summary& summary) {
  write_departments(options, summary);
  write_units(options, plan, summary);
  write_lineage(options, plan, summary);
  write_results(options, plan, summary);
  write_facilities(options, plan, summary);
}

}  // namespace plumb::examples
