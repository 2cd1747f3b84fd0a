// What one table's rows become: values, absence, faults, order.
#include "data/build_rows.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "data/key_parts.h"
#include "data/rows.h"

namespace plumb::data {
namespace {

using program::BuiltinAbsence;
using program::TypeKind;
using support::may_lack;
using support::ProgramBuilder;

struct CellCase {
  const char* name;
  const char* column;
  const char* cell;
  const char* value;  // "fault" for a fault
  int fault = -1;     // FaultKind
  const char* found = "";
};

// One table with a column of every sort.
struct Sorts {
  ProgramBuilder builder;
  program::TableId parent, table;
  Sorts() {
    parent = builder.table("部门");
    builder.key("编码", TypeKind::Text);
    const auto colours = builder.enumeration("颜色", {"红", "绿", "蓝"}, {"red", "green", "blue"});
    table = builder.table("物");
    builder.key("号", TypeKind::Text);
    auto& money = builder.number("原值", 2);
    money.stored_factor = 10000;
    money.type.low = program::Bound{0, false};
    money.type.high = program::Bound{base::Number(1000000) * 10000, true};
    auto& lacking = builder.number("机时", 1);
    may_lack(lacking, {BuiltinAbsence::NotReported, BuiltinAbsence::UnderReview});
    builder.number("大数", 0);
    builder.column("真", TypeKind::Truth);
    builder.column("日", TypeKind::Date);
    builder.label("色", colours);
    auto& many = builder.column("多色", TypeKind::NameSet);
    many.type.enumeration = colours;
    many.is_many = true;
    builder.column("文", TypeKind::Text).length = 3;
    builder.reference("属", parent);
    builder.reference("或属", parent).is_optional = true;
  }
  // A sound row with one cell replaced.
  Data with(const std::string& column, const std::string& cell) {
    TextRow row = {"A", "=1234", "=15", "=7", "=1", "2021-06-15", "红", "红;绿", "文", "D1", ""};
    const auto& columns = builder.program.at(table).columns;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (builder.program.at(columns[i]).name == column) {
        row[i] = cell;
      }
    }
    return build_data(builder.program,
                      {rows_of(builder.program, parent, {{"D1"}, {"D0"}}), rows_of(builder.program, table, {row})}, 2021);
  }
};

TEST(BuildRows, JudgesEveryCell) {
  const auto kind = [](FaultKind fault) { return static_cast<int>(fault); };
  const CellCase cases[] = {
      {"scaled", "原值", "=1234", "123400"},
      {"decimal", "原值", "~12.34", "123400"},
      {"low end is in", "原值", "=0", "0"},
      {"below", "原值", "=-1", "fault", kind(FaultKind::OutOfRange), "-0.01"},
      {"high end is out", "原值", "=100000000", "fault", kind(FaultKind::OutOfRange), "1000000"},
      {"just below the high end", "原值", "=99999999", "9999999900"},
      {"too many decimals", "原值", "~1.234", "fault", kind(FaultKind::TooManyDecimals), "1.234"},
      {"no number", "原值", "~x", "fault", kind(FaultKind::WrongStorage), "x"},
      {"text for a number", "原值", "12", "fault", kind(FaultKind::WrongStorage), "12"},
      {"real", "原值", "!0.1", "fault", kind(FaultKind::WrongStorage), "0.1"},
      {"null", "原值", "", "fault", kind(FaultKind::MissingCell), ""},
      {"not given", "原值", "?", "fault", kind(FaultKind::NotGiven), ""},
      {"kind without absence", "原值", "|未填报", "fault", kind(FaultKind::BadAbsence), "未填报"},
      {"first kind", "机时", "", "#未填报"},
      {"named kind", "机时", "|待核实", "#待核实"},
      {"unknown kind", "机时", "|不适用", "fault", kind(FaultKind::BadAbsence), "不适用"},
      {"wide", "大数", "~123456789012345678901234567890", "123456789012345678901234567890"},
      {"true", "真", "=1", "true"},
      {"no truth", "真", "=2", "fault", kind(FaultKind::OutOfRange), "2"},
      {"text for a truth", "真", "是", "fault", kind(FaultKind::WrongStorage), "是"},
      {"date", "日", "2020-02-29", "2020-02-29"},
      {"no such day", "日", "2021-02-29", "fault", kind(FaultKind::BadDate), "2021-02-29"},
      {"other date form", "日", "2021年6月15日", "fault", kind(FaultKind::BadDate), "2021年6月15日"},
      {"integer for a date", "日", "=20210615", "fault", kind(FaultKind::WrongStorage), "20210615"},
      {"label", "色", "蓝", "蓝"},
      {"label by alias", "色", "green", "绿"},
      {"no label", "色", "紫", "fault", kind(FaultKind::BadLabel), "紫"},
      {"blank is no label", "色", "红 ", "fault", kind(FaultKind::BadLabel), "红 "},
      {"labels sorted, once", "多色", "蓝;红;蓝", "{红,蓝}"},
      {"one bad label", "多色", "红;紫", "fault", kind(FaultKind::BadLabel), "红;紫"},
      {"text at its length", "文", "三个字", "三个字"},
      {"too long", "文", "四个字啊", "fault", kind(FaultKind::TooLong), "四个字啊"},
      {"composed", "文", "e\u0301", "\u00e9"},
      {"not UTF-8", "文", "\xff", "fault", kind(FaultKind::BadText), "\xff"},
      {"code that came as a number", "文", "=12", "fault", kind(FaultKind::WrongStorage), "12"},
      {"parent", "属", "D0", "->D0"},
      {"orphan", "属", "D9", "fault", kind(FaultKind::Orphan), "D9"},
      {"no parent", "属", "", "fault", kind(FaultKind::MissingCell), ""},
      {"no parent needed", "或属", "", "#不适用"},
      {"orphan all the same", "或属", "D9", "fault", kind(FaultKind::Orphan), "D9"},
  };
  Sorts sorts;
  for (const CellCase& one : cases) {
    SCOPED_TRACE(one.name);
    const Data data = sorts.with(one.column, one.cell);
    const program::ColumnId column = sorts.builder.id(sorts.table, one.column);
    EXPECT_EQ(show(sorts.builder.program, data, cell_value(sorts.builder.program, data, sorts.table, column, 0)), one.value);
    ASSERT_EQ(data.faults.size(), one.fault >= 0 ? 1U : 0U);
    if (one.fault >= 0) {
      EXPECT_EQ(static_cast<int>(data.faults[0].kind), one.fault);
      EXPECT_EQ(data.faults[0].found, one.found);
      EXPECT_EQ(find_fault(data, sorts.table, 0, column), 0U);
    }
    EXPECT_EQ(key_text(sorts.builder.program, data, sorts.table, 0), "A");
  }
}

// Units, and their results by assessment: a key of a reference and a number.
struct History {
  ProgramBuilder builder;
  program::TableId unit, result;
  History() {
    unit = builder.table("单位");
    builder.key("编码", TypeKind::Text);
    builder.column("名称", TypeKind::Text).roles = {program::Role::Title};
    result = builder.table("历年结果", {}, program::TableRole::History);
    builder.reference("单位", unit, {}, true);
    builder.key("期次", TypeKind::Number).roles = {program::Role::Assessment};
    builder.number("分");
  }
  Data build(const std::vector<TextRow>& units, const std::vector<TextRow>& results, int64_t assessment = 2021) {
    return build_data(builder.program, {rows_of(builder.program, unit, units), rows_of(builder.program, result, results)},
                      assessment);
  }
  std::vector<std::string> keys(const Data& data) {
    std::vector<std::string> all;
    for (uint32_t row = 0; row < data.tables[result.value].row_count; ++row) {
      all.push_back(key_text(builder.program, data, result, row));
    }
    return all;
  }
};

TEST(BuildRows, OrdersByKeyAndDropsLaterAssessments) {
  History history;
  const Data data = history.build(
      {{"乙", "b"}, {"a", "a"}, {"甲", "c"}},
      {{"甲", "=2020", "=1"}, {"a", "=2021", "=2"}, {"乙", "=2019", "=3"}, {"a", "=2018", "=4"}, {"a", "=2019", "=5"}});
  EXPECT_EQ(history.keys(data), (std::vector<std::string>{"a|2018", "a|2019", "乙|2019", "甲|2020"}));
  EXPECT_EQ(data.tables[1].origin.to_vector(), (std::vector<int64_t>{4, 5, 3, 1}));
  EXPECT_TRUE(data.faults.empty());
  EXPECT_EQ(find_row(history.builder.program, data, history.result, "乙|2019"), 2U);
  EXPECT_EQ(find_row(history.builder.program, data, history.result, "乙|2020"), UINT32_MAX);
  EXPECT_EQ(find_row(history.builder.program, data, history.result, "乙"), UINT32_MAX);
  EXPECT_EQ(title_text(history.builder.program, data, history.unit, 1), "b");
}

// Keys of two columns that would be one text if their parts were joined as they stand.
TEST(BuildRows, PartsOfAKeyNeverRunTogether) {
  ProgramBuilder builder;
  const program::TableId table = builder.table("凭证");
  builder.key("册", TypeKind::Text);
  builder.key("号", TypeKind::Text);
  const std::vector<TextRow> rows = {{"a", "b|c"}, {"a|b", "c"}, {"a\\", "x|c"}, {"a\\|x", "c"}, {"a", "\\b"}, {"", "x"}};
  const Data data = build_data(builder.program, {rows_of(builder.program, table, rows)}, 0);
  std::set<std::string> seen;
  for (uint32_t row = 0; row < data.tables[table.value].row_count; ++row) {
    const std::string key = key_text(builder.program, data, table, row);
    EXPECT_TRUE(seen.insert(key).second) << key;
    EXPECT_EQ(find_row(builder.program, data, table, key), row) << key;
  }
  EXPECT_TRUE(seen.contains("a|b\\|c") && seen.contains("a\\|b|c") && seen.contains("a\\\\|x\\|c")) << *seen.begin();
  // A backslash that escapes nothing may be typed as it stands.
  EXPECT_NE(find_row(builder.program, data, table, "a|\\b"), UINT32_MAX);
  EXPECT_EQ(find_row(builder.program, data, table, "a|b|c"), UINT32_MAX) << "these are three parts";
}

TEST(KeyParts, AreWhatWasJoined) {
  const std::vector<std::vector<std::string>> keys = {{"a|b\\"}, {"", ""}, {"|", "\\"}, {"\\|", "", "甲\\\\|"}};
  for (const std::vector<std::string>& parts : keys) EXPECT_EQ(split_key(join_key(parts), parts.size()), parts);
  EXPECT_EQ(join_key({"a|b"}), "a|b") << "one part stands as it is";
  EXPECT_TRUE(split_key("a|b|c", 2).empty());
}

// Where the assessment is no key, it may have more digits than a stored integer.
TEST(BuildRows, AnAssessmentOfManyDigitsIsLaterThanThisOne) {
  ProgramBuilder builder;
  const auto table = builder.table("历年结果", {}, program::TableRole::History);
  builder.key("号", TypeKind::Text);
  builder.number("期次").roles = {program::Role::Assessment};
  const Data data =
      build_data(builder.program,
                 {rows_of(builder.program, table, {{"a", "=2020"}, {"b", "~99999999999999999999999"}, {"c", "=2021"}})}, 2021);
  ASSERT_EQ(data.tables[table.value].row_count, 1U);
  EXPECT_EQ(key_text(builder.program, data, table, 0), "a");
  EXPECT_TRUE(data.faults.empty());
}

TEST(BuildRows, DuplicatesAreAllFaulty) {
  History history;
  const Data data =
      history.build({{"A", "a"}, {"B", "b"}, {"A", "c"}}, {{"B", "=2020", "=1"}, {"B", "=2020", "=1"}, {"A", "=2020", "=2"}});
  ASSERT_EQ(data.faults.size(), 4U);
  for (const Fault& fault : data.faults) {
    EXPECT_EQ(fault.kind, FaultKind::DuplicateKey);
    EXPECT_FALSE(fault.column.valid());
  }
  EXPECT_EQ(show(history.builder.program, data, cell_value(history.builder.program, data, history.unit, {1}, 0)), "fault");
  EXPECT_EQ(show(history.builder.program, data, cell_value(history.builder.program, data, history.unit, {1}, 2)), "b");
  EXPECT_EQ(title_text(history.builder.program, data, history.unit, 0), "a");
  // A child of duplicates names the first of them.
  EXPECT_EQ(history.keys(data), (std::vector<std::string>{"A|2020", "B|2020", "B|2020"}));
}

TEST(BuildRows, FaultyKeysStandLastAndAreFound) {
  History history;
  const Data data =
      history.build({{"A", "a"}, {"", "b"}}, {{"", "=2020", "=1"}, {"Z", "=2020", "=2"}, {"A", "x", "=3"}, {"A", "=2019", "=4"}});
  EXPECT_EQ(history.keys(data), (std::vector<std::string>{"A|2019", "A|x", "Z|2020", "|2020"}));
  EXPECT_EQ(find_row(history.builder.program, data, history.result, "Z|2020"), 2U);
  const auto value = [&](uint32_t row) {
    return show(history.builder.program, data, cell_value(history.builder.program, data, history.result, {4}, row));
  };
  EXPECT_EQ(value(0), "4");
  EXPECT_EQ(value(1), "fault");  // its key cannot be read
  EXPECT_EQ(value(2), "2");      // an orphan hurts only what needs its parent
  EXPECT_EQ(value(3), "fault");  // its key is missing
}

TEST(BuildRows, OrderOfRowsNeverShows) {
  History history;
  std::vector<TextRow> units, results;
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    units.push_back({"u" + std::to_string(random() % 50), "名" + std::to_string(random() % 3)});
  }
  for (int i = 0; i < 400; ++i) {
    const char* forms[] = {"=2019", "=2020", "=2021", "", "x", "=2018"};
    results.push_back(
        {random() % 20 == 0 ? "" : "u" + std::to_string(random() % 60), forms[random() % 6], "=" + std::to_string(random() % 4)});
  }
  const std::string expected = dump(history.builder.program, history.build(units, results));
  for (int round = 0; round < 20; ++round) {
    std::shuffle(units.begin(), units.end(), random);
    std::shuffle(results.begin(), results.end(), random);
    ASSERT_EQ(dump(history.builder.program, history.build(units, results)), expected);
  }
}

TEST(BuildRows, UniqueColumnsBesideTheKey) {
  ProgramBuilder builder;
  const auto table = builder.table("人");
  builder.key("号", TypeKind::Text);
  builder.column("证", TypeKind::Text).is_unique = true;
  const Data data = build_data(builder.program, {rows_of(builder.program, table, {{"1", "x"}, {"2", "y"}, {"3", "x"}})}, 1);
  ASSERT_EQ(data.faults.size(), 2U);
  EXPECT_EQ(data.faults[0].row, 0U);
  EXPECT_EQ(data.faults[1].row, 2U);
  EXPECT_EQ(data.faults[1].column.value, 1U);
}

// A key that is a reference: its children store the grandparent's key.
TEST(BuildRows, ReferencesToReferences) {
  ProgramBuilder builder;
  const auto unit = builder.table("单位");
  builder.key("编码", TypeKind::Number);
  const auto report = builder.table("报告");
  builder.reference("单位", unit, {}, true);
  const auto item = builder.table("项");
  builder.key("号", TypeKind::Text);
  builder.reference("报告", report);
  const auto& program = builder.program;
  const Data data = build_data(program,
                               {rows_of(program, unit, {{"=10"}, {"=9"}, {"=8"}}), rows_of(program, report, {{"=10"}, {"=9"}}),
                                rows_of(program, item, {{"a", "=10"}, {"b", "=8"}, {"c", "=9"}})},
                               1);
  EXPECT_EQ(dump(program, data),
            "table 单位\n8: 8\n9: 9\n10: 10\ntable 报告\n9: ->9\n10: ->10\ntable 项\na: a ->10\nb: "
            "b fault\nc: c ->9\n"
            "fault " +
                std::to_string(static_cast<int>(FaultKind::Orphan)) + " 项 1 报告 `8`\n");
}

TEST(BuildRows, EmptyAndUnreadTables) {
  History history;
  const Data empty = build_data(history.builder.program, {}, 2021);
  ASSERT_EQ(empty.tables.size(), 2U);
  EXPECT_EQ(empty.tables[0].row_count, 0U);
  EXPECT_EQ(empty.tables[0].columns.size(), 2U);
  RawTable units = rows_of(history.builder.program, history.unit, {{"A", "a"}});
  units.columns[1] = {};
  const Data data = build_data(history.builder.program, {std::move(units)}, 2021);
  EXPECT_FALSE(data.tables[0].columns[1].is_read);
  EXPECT_EQ(title_text(history.builder.program, data, history.unit, 0), "A");
}

}  // namespace
}  // namespace plumb::data
