#include <algorithm>
#include <array>

#include "national/csv.h"
#include "national/national.h"

namespace plumb::examples {
namespace {

constexpr std::int64_t kMostInYear = 60000;  // tenths of an hour
constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

constexpr std::array<const char*, 10> kNames = {"示例质谱仪", "示例核磁共振波谱仪", "示例透射电镜", "示例扫描电镜",
                                                "示例衍射仪", "示例流式细胞仪",     "示例测序仪",   "示例力学试验机",
                                                "示例色谱仪", "示例成像系统"};
constexpr std::array<const char*, 10> kClasses = {"010305", "010501", "010101", "010102", "010201",
                                                  "030401", "030601", "020101", "010401", "030201"};
constexpr std::array<const char*, 4> kFunds = {"中央财政资金", "中央财政资金;单位自有资金", "单位自有资金",
                                               "地方财政资金;其他资金"};
constexpr std::array<const char*, 5> kClosedReasons = {"老旧", "在线检测", "配件", "涉密", "调试中"};
constexpr std::array<const char*, 5> kStates = {"正常", "正常", "待机", "偶有故障", "待修"};

constexpr const char* kColumns =
    "仪器编号,内部编号,仪器名称,英文名称,所属载体类型,载体内部编号,内部门,分类编码,设备来源,"
    "海关监管期内,原值,产地国别,制造商,"
    "建账日期,类别,规格型号,技术指标,主要功能,学科领域,购置经费来源,服务内容,图片,年运行机时,"
    "用户须知,收费标准,预约网址,省,市,区县,"
    "街道,年对外机时,联系人,电话,电子邮箱,通讯地址,邮政编码,报关单编号,报关单项号,海关放行日期,"
    "报关单名称,单位,所属设施编号,资产编号,"
    "不开放原因,纳入国家平台,运行情况,共享方式,上传状态,批次";

enum class Kind { Open, Closed, Small };

struct Hours {
  std::int64_t effective = 0;
  std::int64_t external = 0;
};

// Yearly hours of the open instruments of one unit: a long tail, some idle ones, sums as planned.
std::vector<Hours> spread_hours(const UnitPlan& unit, Random& random) {
  const auto count = static_cast<std::size_t>(unit.open_count);
  std::vector<std::int64_t> weights(count);
  std::vector<std::int64_t> caps(count, kMostInYear);
  for (std::size_t place = 0; place < count; ++place) {
    const std::int64_t draw = random.between(1, 100);
    weights[place] = static_cast<std::int64_t>(place) < unit.idle_count ? 0 : 300 + draw * draw / 4 + random.below(400);
  }
  const std::vector<std::int64_t> effective = allot(unit.effective, weights, caps);
  for (std::size_t place = 0; place < count; ++place) {
    const std::int64_t keenness = random.one_in(4) ? random.between(0, 2) : random.between(20, 160);
    weights[place] = effective[place] * keenness;
    caps[place] = effective[place];
  }
  const std::vector<std::int64_t> external = allot(unit.external, weights, caps);
  std::vector<Hours> hours(count);
  for (std::size_t place = 0; place < count; ++place) {
    hours[place] = {effective[place], external[place]};
  }
  return hours;
}

class InstrumentWriter {
 public:
  // `reporting`: how many instruments have usage rows.
  InstrumentWriter(const Options& options, std::int64_t reporting, Summary& summary)
      : instruments_(options.folder, "仪器", kColumns),
        usage_(options.folder, "机时记录", "仪器,月份,有效机时,对外机时,批次"),
        random_(Random(options.seed).stream(60)),
        has_blocking_fault_(options.has_blocking_fault),
        usage_rows_(options.usage_rows),
        reporting_(reporting),
        summary_(summary) {}

  void write_unit(const UnitPlan& unit) {
    const bool is_assessed = unit.standing == Standing::Assessed;
    std::int64_t number = 0;
    const std::vector<Hours> hours = is_assessed ? spread_hours(unit, random_) : std::vector<Hours>{};
    for (std::int64_t place = 0; place < unit.open_count; ++place) {
      const Hours own = is_assessed ? hours[static_cast<std::size_t>(place)] : Hours{8000, 1000};
      ++number;
      write_instrument(unit, number, Kind::Open, place, own);
      if (is_assessed) {
        // Idle instruments are written first: their months are the ones not reported.
        write_usage(unit, number, own);
        add_to_summary(place, unit, own);
      }
    }
    for (std::int64_t place = 0; place < unit.closed_count; ++place) {
      const Hours own{random_.between(0, 12000), 0};
      ++number;
      write_instrument(unit, number, Kind::Closed, place, own);
      if (is_assessed) {
        write_usage(unit, number, own);
        ++summary_.listed_count;
      }
    }
    for (std::int64_t place = 0; place < unit.small_count; ++place) {
      ++number;
      write_instrument(unit, number, Kind::Small, place, {6000, 500});
    }
  }

  void finish() {
    summary_.instrument_count = instruments_.row_count();
    summary_.usage_count = usage_.row_count();
    summary_.is_good = summary_.is_good && instruments_.is_good() && usage_.is_good();
  }

 private:
  void add_to_summary(std::int64_t place, const UnitPlan& unit, const Hours& own) {
    ++summary_.open_count;
    ++summary_.listed_count;
    summary_.platform_count += is_on_platform(place, unit) ? 1 : 0;
    summary_.effective += own.effective;
    summary_.external += own.external;
    if (own.effective > 0) {
      summary_.share_sum += (own.external * 20000 + own.effective) / (own.effective * 2);
    }
  }

  // The last ones are off the platform, so that they are not also the idle ones.
  static bool is_on_platform(std::int64_t place, const UnitPlan& unit) { return place < unit.platform_count; }

  // In 100 yuan.
  std::int64_t worth_of(Kind kind, std::int64_t place, const UnitPlan& unit) {
    if (kind == Kind::Small) {
      return place == 0 ? 4999 : random_.between(3000, 4999);
    }
    const bool is_huge = kind == Kind::Open && place >= unit.open_count - unit.huge_count;
    if (is_huge) {
      ++summary_.huge_count;
      return place == unit.open_count - 1 ? 100000 : random_.between(100000, 600000);
    }
    if (place % 53 == 0) {
      return 5000;  // exactly on the threshold
    }
    const std::int64_t draw = random_.between(1, 1000);
    return 5001 + draw * draw * draw / 11000 + random_.below(900);
  }

  void write_usage(const UnitPlan& unit, std::int64_t number, const Hours& own) {
    usage_rows_ > 0 ? write_days(unit, number, own) : write_months(unit, number, own);
  }
  void write_months(const UnitPlan& unit, std::int64_t number, const Hours& own);
  void write_days(const UnitPlan& unit, std::int64_t number, const Hours& own);
  void write_day(int year, std::int64_t day);
  void write_instrument(const UnitPlan& unit, std::int64_t number, Kind kind, std::int64_t place, const Hours& own);
  void write_texts(Csv& csv, bool is_complete);

  Csv instruments_;
  Csv usage_;
  Random random_;
  bool has_blocking_fault_;
  std::int64_t usage_rows_;
  std::int64_t reporting_;
  std::int64_t reported_ = 0;  // instruments whose days are written
  Summary& summary_;
};

void InstrumentWriter::write_months(const UnitPlan& unit, std::int64_t number, const Hours& own) {
  std::vector<std::int64_t> weights(12);
  std::vector<std::int64_t> caps(12);
  // One month in some instruments has no figure: not reported, or under review.
  const std::int64_t gap = random_.one_in(40) ? random_.below(12) : -1;
  const bool is_unverified = random_.one_in(5);
  for (std::size_t month = 0; month < 12; ++month) {
    weights[month] = static_cast<std::int64_t>(month) == gap ? 0 : random_.between(70, 130);
    caps[month] = std::min<std::int64_t>(kDays[month] * 240, 7440);
  }
  const std::vector<std::int64_t> effective = allot(own.effective, weights, caps);
  const std::vector<std::int64_t> external = allot(own.external, effective, effective);
  const std::string code = unit.code + padded("-", number, 5);
  for (std::size_t month = 0; month < 12; ++month) {
    usage_.text(code).date(2020, static_cast<int>(month) + 1, 1);
    if (static_cast<std::int64_t>(month) == gap && is_unverified) {
      usage_.absent("待核实").absent("待核实");
      ++summary_.unverified_months;
    } else if (static_cast<std::int64_t>(month) == gap || (own.effective == 0 && number % 2 == 0)) {
      usage_.absent().absent();
      ++summary_.absent_months;
    } else {
      usage_.fixed(effective[month], 1).fixed(external[month], 1);
    }
    usage_.number(1).end_row();
  }
  if (has_blocking_fault_ && unit.planned_place == 210 && number == unit.idle_count + 1) {
    usage_.text(code).date(2020, 12, 1).fixed(effective[11], 1).fixed(external[11], 1).number(1).end_row();
  }
}

// The first day of the year is 0.
void InstrumentWriter::write_day(int year, std::int64_t day) {
  std::size_t month = 0;
  while (day >= kDays[month]) {
    day -= kDays[month++];
  }
  // Only 2020 has a 29 February; the year before has that row on the 28th, where no other row is.
  const bool is_leap_day = month == 1 && day == 28;
  usage_.date(year, static_cast<int>(month) + 1, static_cast<int>(is_leap_day && year != 2020 ? 28 : day + 1));
}

// Finer rows than months, the same number an instrument within one, on days of their own. One row
// in 24 is of the year before: it must not count.
void InstrumentWriter::write_days(const UnitPlan& unit, std::int64_t number, const Hours& own) {
  __extension__ using Wide = __int128;
  const auto until = [&](std::int64_t place) {
    return static_cast<std::int64_t>(static_cast<Wide>(usage_rows_) * place / reporting_);
  };
  const auto count = static_cast<std::size_t>(until(reported_ + 1) - until(reported_));
  ++reported_;
  constexpr std::size_t kEarlierEach = 24;
  const auto is_earlier = [](std::size_t row) { return row % kEarlierEach == kEarlierEach - 1; };
  const std::int64_t gap = random_.one_in(40) ? random_.below(static_cast<std::int64_t>(count)) : -1;
  const bool is_unverified = random_.one_in(5);
  const auto is_gap = [&](std::size_t row) { return static_cast<std::int64_t>(row) == gap; };
  const std::int64_t cap =
      std::min<std::int64_t>(7440, 2 * kMostInYear / static_cast<std::int64_t>(count - count / kEarlierEach) + 10);
  std::vector<std::int64_t> weights(count);
  const std::vector<std::int64_t> caps(count, cap);
  for (std::size_t row = 0; row < count; ++row) {
    weights[row] = is_gap(row) || is_earlier(row) ? 0 : random_.between(70, 130);
  }
  const std::vector<std::int64_t> effective = allot(own.effective, weights, caps);
  const std::vector<std::int64_t> external = allot(own.external, effective, effective);
  const std::string code = unit.code + padded("-", number, 5);
  for (std::size_t row = 0; row < count; ++row) {
    usage_.text(code);
    write_day(is_earlier(row) ? 2019 : 2020, static_cast<std::int64_t>(row * 366 / count));
    if (is_gap(row) && is_unverified) {
      usage_.absent("待核实").absent("待核实");
      ++summary_.unverified_months;
    } else if (is_gap(row)) {
      usage_.absent().absent();
      ++summary_.absent_months;
    } else if (is_earlier(row)) {
      const std::int64_t hours = random_.between(0, cap);
      usage_.fixed(hours, 1).fixed(hours / 3, 1);
    } else {
      usage_.fixed(effective[row], 1).fixed(external[row], 1);
    }
    usage_.number(1).end_row();
  }
}

void InstrumentWriter::write_texts(Csv& csv, bool is_complete) {
  csv.text(is_complete ? "见网上收费表" : "").text("http://nrii.example/booking");
  csv.text("示例省").text("示例市").text("示例区").text("示例路一号");
}

void InstrumentWriter::write_instrument(const UnitPlan& unit, std::int64_t number, Kind kind, std::int64_t place,
                                        const Hours& own) {
  Csv& csv = instruments_;
  const std::int64_t model = random_.below(10);
  const bool is_open = kind == Kind::Open;
  const bool is_complete = is_open ? place >= unit.open_count - unit.complete_count : random_.one_in(2);
  const bool is_imported = random_.one_in(3);
  const std::int64_t year = random_.between(2002, 2020);
  csv.text(unit.code + padded("-", number, 5)).number(100000 + number);
  csv.text(std::string(kNames[static_cast<std::size_t>(model)])).text(random_.one_in(6) ? "" : "Sample Instrument");
  if (random_.one_in(9)) {
    csv.text("国家重点实验室").text(padded("L", random_.between(1, 400), 3));
  } else if (random_.one_in(30)) {
    csv.absent("未填报").absent("未填报");
  } else {
    csv.absent().absent();  // belongs to no carrier: not applicable is the first kind
  }
  csv.text("示例平台").text(kClasses[static_cast<std::size_t>(model)]).text(random_.one_in(20) ? "研制" : "购置");
  csv.text(is_imported && year >= 2016 ? "是" : is_imported ? "否" : "").fixed(worth_of(kind, place, unit), 2);
  csv.text(is_imported ? "示例国" : "中国").text("示例制造商");
  csv.date(static_cast<int>(year), static_cast<int>(random_.between(1, 12)), static_cast<int>(random_.between(1, 28)));
  csv.text(random_.one_in(4) ? "专用" : "通用").text("X-100").text("虚构指标").text("虚构功能").text("150;180");
  csv.text(kFunds[static_cast<std::size_t>(random_.below(4))]).text(is_complete ? "委托测试" : "").absent();
  if (!is_complete && place % 3 == 0) {
    csv.absent();
  } else if (!is_complete && place % 3 == 1) {
    csv.absent("待核实");
  } else {
    csv.fixed(own.effective, 1);
  }
  csv.text(is_complete ? "请先预约" : "");
  write_texts(csv, is_complete);
  csv.fixed(own.external, 1).text(is_complete ? "示例联系人" : "").text("000-00000000").text("sample@nrii.example");
  csv.text("示例市示例路一号").text("000000");
  if (is_imported) {
    csv.text(padded("", 100000000 + number, 18)).text("01");
    csv.date(static_cast<int>(year), 1, 5).text("示例货物");
  } else {
    csv.absent().absent().absent().absent();
  }
  csv.text(unit.code).absent().text(padded("A", number, 6));
  if (kind == Kind::Closed) {
    csv.text(kClosedReasons[static_cast<std::size_t>(place % 5)]);
  } else if (place % 211 == 5) {
    csv.absent("未填报");
  } else {
    csv.absent();
  }
  if (is_open && is_on_platform(place, unit)) {
    csv.truth(true);
  } else if (place % 7 == 0) {
    csv.absent();
  } else {
    csv.truth(false);
  }
  csv.text(kStates[static_cast<std::size_t>(random_.below(5))]).text(own.external > 0 ? "外部共享" : "内部共享");
  csv.text(random_.one_in(12) ? "未提交" : "通过").number(1).end_row();
}

}  // namespace

std::int64_t count_reporting(const Plan& plan) {
  std::int64_t count = 0;
  for (const UnitPlan& unit : plan.units) {
    count += unit.standing == Standing::Assessed ? unit.open_count + unit.closed_count : 0;
  }
  return count;
}

void generate_instruments(const Options& options, const Plan& plan, Summary& summary) {
  InstrumentWriter writer(options, count_reporting(plan), summary);
  for (const UnitPlan& unit : plan.units) {
    writer.write_unit(unit);
  }
  writer.finish();
}

}  // namespace plumb::examples
