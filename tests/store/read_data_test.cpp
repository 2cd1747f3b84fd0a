// Databases into Data: what is read, what is refused, what is a fault.
#include <filesystem>
#include <fstream>
#include <random>

#include "store/fixture.h"

namespace plumb::store {
namespace {

TEST_F(StoreTest, SchemaIsPlainSql) {
  const std::string sql = schema_sql(builder.program);
  EXPECT_NE(sql.find("CREATE TABLE \"instrument\" (\n  \"code\" TEXT,\n  \"unit_code\" TEXT,\n  "
                     "\"worth\" INTEGER,\n  \"hours\" INTEGER,\n"
                     "  \"hours_absent\" TEXT,\n  \"kind\" TEXT,\n  \"booked_on\" TEXT\n) STRICT;\n"),
            std::string::npos)
      << sql;
  run_sql("plain.db", sql);
  builder.read_everything();
  (void)read_data(builder.program, path("plain.db"), 2021, sink);
  EXPECT_EQ(heard(), "");
}

TEST_F(StoreTest, InitNeverOverwrites) {
  const std::string database = init();
  EXPECT_FALSE(init_database(builder.program, database, sink));
  EXPECT_EQ(heard(), "R7008");
  EXPECT_TRUE(init_database(builder.program, write("empty.db", ""), sink));
  EXPECT_EQ(read_generation(path("empty.db"), sink), 0);
  EXPECT_FALSE(init_database(builder.program, write("text.db", "x"), sink));
  EXPECT_EQ(heard(), "R7008");
  EXPECT_FALSE(init_database(builder.program, path("no/such/folder.db"), sink));
  EXPECT_EQ(heard(), "R7005");
  // Nothing else is left behind.
  for (const auto& entry : std::filesystem::directory_iterator(path(""))) {
    EXPECT_EQ(entry.path().string().find(".new-"), std::string::npos) << entry.path();
  }
}

TEST_F(StoreTest, ReadsOnlyWhatIsUsed) {
  const std::string database = init();
  run_sql("a.db",
          "INSERT INTO unit VALUES ('U1','甲',1,NULL,NULL); INSERT INTO instrument VALUES "
          "('I1','U1',5,1,NULL,'通用',NULL);"
          "INSERT INTO usage_month VALUES ('I1','2021-01-01',5); DROP TABLE usage_month; ALTER "
          "TABLE instrument DROP COLUMN booked_on");
  builder.read(builder.id(instrument, "原值"));
  const data::Data data = read_data(builder.program, database, 2021, sink);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(show_table(builder.program, data, instrument), "I1 - 500 - - -\n");
  EXPECT_EQ(show_table(builder.program, data, unit), "");
  builder.read(builder.id(instrument, "单位"));
  EXPECT_EQ(show_table(builder.program, read_data(builder.program, database, 2021, sink), unit), "U1 甲 - - -\n");
  EXPECT_EQ(heard(), "");
  ReadOptions everything;
  everything.all_columns = true;
  EXPECT_EQ(read_data(builder.program, database, 2021, sink, everything).tables[0].row_count, 0U);
  EXPECT_EQ(heard(), "R7007 R7006");
}

TEST_F(StoreTest, MissingColumnTellsTheStatement) {
  const std::string database = init();
  run_sql("a.db", "ALTER TABLE instrument DROP COLUMN hours_absent");
  builder.read(builder.id(instrument, "机时"));
  (void)read_data(builder.program, database, 2021, sink);
  EXPECT_EQ(first_message(), "`仪器` has no column for `机时` (stored as `hours_absent`)");
}

TEST_F(StoreTest, ForeignTablesMayHoldAnything) {
  builder.read_everything();
  run_sql("f.db",
          "CREATE TABLE UNIT (unit_code, unit_name, is_legal, batch_no, row_source, rowid);"
          "CREATE TABLE instrument (code, unit_code, worth, hours, hours_absent, kind, booked_on);"
          "CREATE TABLE usage_month (code, month, hours);"
          "INSERT INTO unit VALUES ('A','x',1,NULL,NULL,77), (12,'y','是',1.5,x'00ff',0);"
          "INSERT INTO instrument VALUES ('I','A',0.1,'5',NULL,3,20210101), "
          "('J','A',x'01',5,'待核实','通用','2021-01-01')");
  const data::Data data = read_data(builder.program, path("f.db"), 2021, sink);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(show_table(builder.program, data, unit), "A x true #未填报 #未填报\nfault fault fault fault fault\n");
  EXPECT_EQ(show_table(builder.program, data, instrument), "I ->A fault fault fault fault\nJ ->A fault fault 通用 2021-01-01\n");
  EXPECT_EQ(data.tables[unit.value].origin.to_vector(), (std::vector<int64_t>{1, 2}));
  std::string found;
  for (const data::Fault& fault : data.faults) {
    found += fault.found + "\n";
  }
  EXPECT_EQ(found, "12\n是\n1.5\nx'00FF'\n0.1\n5\n3\n20210101\nx'01'\n待核实\n");
}

TEST_F(StoreTest, ViewsAndLimits) {
  builder.read(builder.id(unit, "名称"));
  run_sql("v.db", "CREATE TABLE t (unit_code, unit_name); CREATE VIEW unit AS SELECT * FROM t");
  (void)read_data(builder.program, path("v.db"), 2021, sink);
  EXPECT_EQ(heard(), "R7016");
  run_sql("w.db", "CREATE TABLE unit (unit_code PRIMARY KEY, unit_name) WITHOUT ROWID");
  (void)read_data(builder.program, path("w.db"), 2021, sink);
  EXPECT_EQ(heard(), "R7016");
  run_sql("n.db",
          "CREATE TABLE unit (unit_code, unit_name); INSERT INTO unit VALUES "
          "('1','1'),('2','2'),('3','3')");
  ReadOptions few;
  few.row_limit = 2;
  EXPECT_EQ(read_data(builder.program, path("n.db"), 2021, sink, few).tables[0].row_count, 0U);
  EXPECT_EQ(heard(), "R7012");
  run_sql("l.db",
          "CREATE TABLE unit (unit_code, unit_name); INSERT INTO unit VALUES ('1', printf('%.*c', "
          "5000000, 'x'))");
  (void)read_data(builder.program, path("l.db"), 2021, sink);
  EXPECT_EQ(heard(), "R7013");
  run_sql("m.db", "CREATE TABLE plumb_meta (key, value); INSERT INTO plumb_meta VALUES ('format', 99)");
  (void)read_data(builder.program, path("m.db"), 2021, sink);
  EXPECT_EQ(heard(), "R7011");
}

TEST_F(StoreTest, BadFiles) {
  builder.read(builder.id(unit, "名称"));
  const auto read = [&](const std::string& file) {
    EXPECT_EQ(read_data(builder.program, file, 2021, sink).tables.size(), builder.program.tables.size());
    return heard();
  };
  EXPECT_EQ(read(path("none.db")), "R7001");
  EXPECT_EQ(read(""), "R7001");
  EXPECT_EQ(read(path("")), "R7002");
  EXPECT_EQ(read(write("text.db", std::string(5000, 'x'))), "R7002");
  EXPECT_EQ(read(write("empty.db", "")), "R7006");
  EXPECT_EQ(read(write("head.db", std::string("SQLite format 3\0", 16))), "R7002");
  const std::string database = init();
  run_sql("a.db",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT "
          "INTO unit SELECT i, i, 1, NULL, NULL FROM n");
  EXPECT_EQ(read(database), "");
  const auto size = std::filesystem::file_size(database);
  std::filesystem::copy_file(database, path("cut.db"));
  std::filesystem::resize_file(path("cut.db"), size / 2);
  EXPECT_EQ(read(path("cut.db")), "R7003");
  EXPECT_FALSE(load_csv(builder.program, path("cut.db"), "单位", write("u.csv", "编码,名称,法人\nU,甲,是\n"), sink));
  EXPECT_EQ(heard(), "R7003");
  EXPECT_FALSE(load_csv(builder.program, path("none.db"), "单位", path("u.csv"), sink));
  EXPECT_EQ(heard(), "R7001");
  EXPECT_FALSE(load_csv(builder.program, path("empty.db"), "单位", path("u.csv"), sink));
  EXPECT_EQ(heard(), "R7006");
}

// Random bytes changed anywhere: a diagnostic or data with or without faults, never a crash.
TEST_F(StoreTest, DamagedPagesNeverCrash) {
  builder.read_everything();
  const std::string database = init();
  run_sql("a.db",
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT "
          "INTO unit SELECT i, i, 1, NULL, 's' FROM n");
  std::string bytes;
  {
    std::ifstream file(database, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::mt19937 random(11);
  int refused = 0;
  for (int round = 0; round < 150; ++round) {
    std::string bad = bytes;
    for (int i = 0; i < 20; ++i) {
      bad[random() % bad.size()] = static_cast<char>(random());
    }
    const data::Data data = read_data(builder.program, write("bad.db", bad), 2021, sink);
    refused += sink.has_errors() ? 1 : 0;
    EXPECT_EQ(data.tables.size(), 3U);
    (void)heard();
  }
  EXPECT_GT(refused, 10);
}

}  // namespace
}  // namespace plumb::store
