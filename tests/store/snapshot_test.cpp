// Frozen data is the data that was read, whatever a later program reads of it.
#include "store/snapshot.h"

#include <bit>
#include <filesystem>
#include <fstream>
#include <random>

#include "data/build_rows.h"
#include "store/fixture.h"
#include "support/same_data.h"

namespace plumb::store {
namespace {

using program::BuiltinAbsence;
using program::Role;
using program::TableRole;
using program::TypeKind;

using support::expect_same;

// The fixture's tables, a history, a lineage, a table whose key is a reference, and one without a
// key that refers to it.
class SnapshotTest : public StoreTest {
 protected:
  SnapshotTest() {
    past = builder.table("历年", "past", TableRole::History);
    builder.reference("单位", unit, "unit_code", true);
    builder.key("期次", TypeKind::Number, "assessment").roles = {Role::Assessment};
    builder.number("分", 2, "points");
    lineage = builder.table("沿革", "lineage", TableRole::Lineage);
    builder.reference("前身", unit, "before", true).roles = {Role::Predecessor};
    builder.reference("后身", unit, "after", true).roles = {Role::Successor};
    builder.column("生效", TypeKind::Date, "since").roles = {Role::Effective};
    profile = builder.table("概况", "profile");
    builder.reference("单位", unit, "unit_code", true);
    builder.number("序号", 0, "serial").is_unique = true;
    remark = builder.table("备注", "remark");
    builder.reference("概况", profile, "unit_code");
    builder.column("文字", TypeKind::Text, "words").length = 3;
    builder.number("页", 0, "page").is_unique = true;
  }

  // Tables without types, so that every fault can stand in them.
  void make(const std::string& name, unsigned seed, int rows) {
    std::mt19937 random(seed);
    const auto pick = [&](std::initializer_list<const char*> of) { return std::string(of.begin()[random() % of.size()]); };
    std::string sql =
        "CREATE TABLE unit (unit_code, unit_name, is_legal, batch_no, row_source);"
        "CREATE TABLE instrument (code, unit_code, worth, hours, hours_absent, kind, booked_on);"
        "CREATE TABLE usage_month (code, month, hours);"
        "CREATE TABLE past (unit_code, assessment, points);"
        "CREATE TABLE lineage (\"before\", \"after\", since);"
        "CREATE TABLE profile (unit_code, serial);"
        "CREATE TABLE remark (unit_code, words, page);BEGIN;";
    const auto unit_code = [&] {
      return random() % 12 == 0 ? pick({"'X'", "NULL", "7"}) : "'U" + std::to_string(random() % 6) + "'";
    };
    const auto code = [&] {
      return random() % 15 == 0 ? pick({"'Y'", "NULL", "1.5"}) : "'I" + std::to_string(random() % 25) + "'";
    };
    const auto date = [&] { return pick({"'2021-01-01'", "'2021-02-01'", "'2021-3-01'", "NULL", "20210101", "'2020-12-31'"}); };
    for (int i = 0; i < rows; ++i) {
      const std::string number = std::to_string(static_cast<int>(random() % 700) - 20);
      sql += "INSERT INTO unit VALUES (" + unit_code() + "," + pick({"'甲'", "'乙'", "NULL", "x'00FF'"}) + "," +
             pick({"0", "1", "'是'"}) + "," + pick({"1", "2", "NULL"}) + "," + pick({"'a.csv'", "NULL"}) + ");";
      sql += "INSERT INTO instrument VALUES (" + code() + "," + unit_code() + "," + pick({"5", "-1", "1.5", "9000000000000"}) +
             "," + pick({"NULL", "10", "11"}) + "," + pick({"NULL", "'待核实'", "'?'", "'未填报'"}) + "," +
             pick({"'通用'", "'专用'", "'x'"}) + "," + date() + ");";
      sql += "INSERT INTO usage_month VALUES (" + code() + "," + date() + "," + number + ");";
      sql += "INSERT INTO past VALUES (" + unit_code() + "," + pick({"2019", "2020", "2021", "NULL"}) + "," + number + ");";
      sql += "INSERT INTO lineage VALUES (" + unit_code() + "," + unit_code() + "," + date() + ");";
      sql += "INSERT INTO profile VALUES (" + unit_code() + "," + pick({"1", "2", "3"}) + ");";
      sql += "INSERT INTO remark VALUES (" + unit_code() + "," + pick({"'好'", "'一般'", "'说来话长'"}) + "," +
             pick({"1", "4", "5", "NULL"}) + ");";
    }
    run_sql(name, sql + "COMMIT");
  }

  [[nodiscard]] data::Data read_all(const std::string& name) {
    ReadOptions all;
    all.all_columns = true;
    return read_data(builder.program, path(name), 2021, sink, all);
  }
  SnapshotFacts freeze(const std::string& name, const std::string& out = "a.snap") {
    const auto facts = write_snapshot(builder.program, read_all(name), 2021, {path(name), 3, "plumb test"}, path(out), sink);
    EXPECT_TRUE(facts) << first_message();
    return facts.value_or(SnapshotFacts{});
  }
  [[nodiscard]] data::Data thaw(const std::string& out = "a.snap", const ReadOptions& options = {}, int64_t assessment = 2021) {
    return read_snapshot(builder.program, path(out), assessment, sink, options);
  }

  program::TableId past, lineage, profile, remark;
};

TEST_F(SnapshotTest, IsTheDataWhateverIsRead) {
  std::mt19937 random(7);
  size_t faults = 0, kinds = 0, row_faults = 0;
  for (unsigned seed = 0; seed < 8; ++seed) {
    const std::string name = "r" + std::to_string(seed) + ".db";
    make(name, seed, 5 + static_cast<int>(seed) * 11);
    freeze(name, name + ".snap");
    ASSERT_EQ(heard(), "");
    ReadOptions all;
    all.all_columns = true;
    const data::Data whole = read_all(name);
    faults += whole.faults.size();
    uint32_t seen = 0;
    for (const data::Fault& fault : whole.faults) {
      seen |= 1U << static_cast<unsigned>(fault.kind);
      row_faults += fault.column.valid() ? 0 : 1;
    }
    kinds = std::max<size_t>(kinds, static_cast<size_t>(std::popcount(seen)));
    expect_same(thaw(name + ".snap", all), whole);
    for (int round = 0; round < 12; ++round) {
      builder.program.exprs.clear();
      for (size_t i = 0; i < 1 + random() % 4; ++i)
        builder.read({static_cast<uint32_t>(random() % builder.program.columns.size())});
      expect_same(thaw(name + ".snap"), read_data(builder.program, path(name), 2021, sink));
      ASSERT_FALSE(HasFailure()) << "seed " << seed << " round " << round;
    }
    EXPECT_EQ(heard(), "");
  }
  // The comparison says something only if there was something to compare.
  EXPECT_GT(faults, 500U);
  EXPECT_GT(row_faults, 100U);
  EXPECT_GE(kinds, 10U);
}

TEST_F(SnapshotTest, EmptyTables) {
  init();
  const SnapshotFacts facts = freeze("a.db");
  EXPECT_EQ(facts.tables, 7U);
  EXPECT_EQ(facts.rows, 0);
  builder.read_everything();
  expect_same(thaw(), read_data(builder.program, path("a.db"), 2021, sink));
  EXPECT_EQ(heard(), "");
}

TEST_F(SnapshotTest, OrderOfRowsIsNoContent) {
  make("a.db", 3, 40);
  std::filesystem::copy_file(path("a.db"), path("b.db"));
  for (const char* table : {"unit", "instrument", "usage_month", "past", "lineage", "profile", "remark"}) {
    const std::string t = table;
    run_sql("b.db", "CREATE TABLE turned AS SELECT * FROM " + t + " ORDER BY rowid DESC; DROP TABLE " + t +
                        "; ALTER TABLE turned RENAME TO " + t);
  }
  const SnapshotFacts one = freeze("a.db", "a.snap");
  const SnapshotFacts two = freeze("b.db", "b.snap");
  EXPECT_EQ(one.root, two.root);
  EXPECT_EQ(one.root.size(), 64U);
  const std::string columns =
      "SELECT t.name, c.name, c.digest FROM data_column c JOIN data_table t ON t.id = c.table_id "
      "ORDER BY c.id";
  EXPECT_EQ(ask_sql("a.snap", columns), ask_sql("b.snap", columns));
  // Equal data is an equal file.
  EXPECT_EQ(freeze("a.db", "c.snap").root, one.root);
  std::ifstream a(path("a.snap"), std::ios::binary), c(path("c.snap"), std::ios::binary);
  EXPECT_TRUE(std::equal(std::istreambuf_iterator<char>(a), {}, std::istreambuf_iterator<char>(c), {}));
  run_sql("b.db", "UPDATE usage_month SET hours = hours + 1 WHERE rowid = 5");
  EXPECT_NE(freeze("b.db", "b.snap").root, one.root);
  EXPECT_EQ(heard(), "");
}

TEST_F(SnapshotTest, OrdinaryToolsReadIt) {
  make("a.db", 1, 20);
  const SnapshotFacts facts = freeze("a.db");
  EXPECT_EQ(ask_sql("a.snap", "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(ask_sql("a.snap", "SELECT format, assessment, root, generation, made_by FROM snapshot"),
            "2|2021|" + facts.root + "|3|plumb test\n");
  EXPECT_EQ(static_cast<int64_t>(std::filesystem::file_size(path("a.snap"))), facts.bytes);
  SnapshotFacts found;
  const data::Data data = read_snapshot(builder.program, path("a.snap"), 2021, sink, {}, &found);
  EXPECT_EQ(found.root, facts.root);
  EXPECT_EQ(found.source.path, path("a.db"));
  EXPECT_EQ(found.rows, facts.rows);
  EXPECT_EQ(found.columns, builder.program.columns.size());
  EXPECT_EQ(data.origin, path("a.snap") + " (sha256 " + facts.root + ")");
}

TEST_F(SnapshotTest, ClustersOfParents) {
  init();
  run_sql("a.db",
          "INSERT INTO unit (unit_code) VALUES ('A'), ('B'), ('C'); INSERT INTO instrument (code, "
          "unit_code) VALUES ('I','A'), ('J','C'),"
          "('K','B'); INSERT INTO usage_month VALUES ('J','2021-01-01',1), ('I','2021-02-01',1), "
          "('I','2021-01-01',1), ('Z','2021-01-01',1)");
  freeze("a.db");
  const std::string of =
      "SELECT count, width, base, hex(bytes) FROM chunk WHERE part = 'offsets' AND column_id = "
      "(SELECT c.id FROM data_column c "
      "JOIN data_table t ON t.id = c.table_id WHERE t.name = ";
  // I has two rows, J one, K none; the orphan stands behind them.
  EXPECT_EQ(ask_sql("a.snap", of + "'usage_month' AND c.name = 'code')"), "4|1|0|00020303\n");
  EXPECT_EQ(ask_sql("a.snap", of + "'instrument' AND c.name = 'unit_code')"), "") << "not in the order of the units";
}

TEST_F(SnapshotTest, WideNumbers) {
  support::ProgramBuilder wide;
  const auto table = wide.table("表");
  wide.key("键", TypeKind::Text);
  wide.number("数", 1);
  data::RawTable raw;
  raw.columns.resize(2);
  for (const char* text : {"123456789012345678901234567890.5", "-0.1", "7"}) {
    raw.columns[0].cells.emplace_back(data::RawText{"k" + std::string(text)});
    raw.columns[1].cells.emplace_back(data::RawDecimal{text});
    raw.origin.push_back(static_cast<int64_t>(raw.origin.size()));
  }
  const data::Data data = data::build_data(wide.program, {raw}, 2021);
  ASSERT_EQ(data.tables[table.value].columns[1].wide.size(), 3U);
  ASSERT_TRUE(write_snapshot(wide.program, data, 2021, {}, path("w.snap"), sink)) << first_message();
  ReadOptions all;
  all.all_columns = true;
  expect_same(read_snapshot(wide.program, path("w.snap"), 2021, sink, all), data);
  EXPECT_EQ(heard(), "");
}

// More rows than one chunk has, and values of every width.
TEST_F(SnapshotTest, ManyRowsAndWideSpans) {
  support::ProgramBuilder big;
  big.table("表");
  big.key("键", TypeKind::Number);
  for (int i = 0; i < 5; ++i) big.number("数" + std::to_string(i));
  data::Data data;
  data.tables.resize(1);
  data::TableData& table = data.tables[0];
  table.row_count = (1U << 20) + 1000;
  table.columns.resize(6);
  std::mt19937_64 random(1);
  for (uint32_t row = 0; row < table.row_count; ++row) {
    table.origin.plain().push_back(row);
    table.columns[0].ints.plain().push_back(row);
    table.columns[1].ints.plain().push_back(42);
    table.columns[2].ints.plain().push_back(-3 + static_cast<int64_t>(random() % 256));
    table.columns[3].ints.plain().push_back(-70000 + static_cast<int64_t>(random() % 65536));
    table.columns[4].ints.plain().push_back(static_cast<int64_t>(random() % 4000000000U) - 2000000000);
    table.columns[5].ints.plain().push_back(static_cast<int64_t>(random()));
  }
  table.columns[5].ints.plain()[0] = INT64_MIN;
  table.columns[5].ints.plain()[1] = INT64_MAX;
  ASSERT_TRUE(write_snapshot(big.program, data, 2021, {}, path("b.snap"), sink)) << first_message();
  EXPECT_EQ(ask_sql("b.snap",
                    "SELECT column_id, width, count FROM chunk WHERE part = 'values' AND column_id "
                    "IN (1, 3, 5) ORDER BY id"),
            "1|0|1048576\n1|0|1000\n3|2|1048576\n3|2|1000\n5|8|1048576\n5|8|1000\n");
  ReadOptions all;
  all.all_columns = true;
  expect_same(read_snapshot(big.program, path("b.snap"), 2021, sink, all), data);
  EXPECT_EQ(heard(), "");
}

}  // namespace
}  // namespace plumb::store
