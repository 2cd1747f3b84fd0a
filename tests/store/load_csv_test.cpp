// CSV files into a database: names, conversions, mistakes, all or nothing.
#include "store/fixture.h"

namespace plumb::store {
namespace {

const char* const Units = "编码,名称,法人\nU1,甲,是\nU2,乙,否\n";

TEST_F(StoreTest, LoadsAndReadsBack) {
  const std::string database = init();
  builder.read_everything();
  ASSERT_TRUE(load_csv(builder.program, database, "单位", write("单位.csv", Units), sink)) << first_message();
  const auto loaded = load_csv(builder.program, database, "instrument",
                               write("i.csv",
                                     "\xEF\xBB\xBF"
                                     "worth,单位,instrument_code,机时,类别,建账日期\r\n"
                                     "12.34,U1,I2,,通用,2019-05-06\r\n"
                                     "0.5,U2,I1,#待核实,\"专用\",#不适用\r\n"
                                     "-1,U9,I3,1600.5,混用,2019年5月6日\r\n"),
                               sink);
  ASSERT_TRUE(loaded) << first_message();
  EXPECT_EQ(loaded->rows, 3);
  EXPECT_EQ(loaded->table, "仪器");
  const data::Data data = read_data(builder.program, database, 2021, sink);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(data.origin, database);
  EXPECT_EQ(show_table(builder.program, data, unit), "U1 甲 true 1 单位.csv\nU2 乙 false 1 单位.csv\n");
  EXPECT_EQ(show_table(builder.program, data, instrument),
            "I1 ->U2 5000 #待核实 专用 #不适用\n"
            "I2 ->U1 123400 #未填报 通用 2019-05-06\n"
            "I3 fault fault 1600.5 fault 2019-05-06\n");
  EXPECT_EQ(data.faults.size(), 3U);
  EXPECT_EQ(data.tables[instrument.value].origin.to_vector(), (std::vector<int64_t>{2, 1, 3}));
  EXPECT_EQ(read_generation(database, sink), 2);
  EXPECT_EQ(ask_sql("a.db", "SELECT worth, hours, hours_absent, booked_on FROM instrument ORDER BY code"),
            "50|NULL|待核实|NULL\n1234|NULL|NULL|2019-05-06\n-100|16005|NULL|2019-05-06\n");
}

struct MistakeCase {
  const char* name;
  const char* text;
  const char* codes;
};

TEST_F(StoreTest, MistakesInCsvFiles) {
  const std::string database = init();
  const MistakeCase cases[] = {
      {"unknown column", "编码,名称,法人,电话\nU1,甲,是,1\n", "R7021"},
      {"missing column", "编码,法人\nU1,是\n", "R7022"},
      {"column twice", "编码,名称,unit_name,法人\nU1,甲,甲,是\n", "R7023"},
      {"short row", "编码,名称,法人\nU1,甲\n", "R7024"},
      {"long row", "编码,名称,法人\nU1,甲,是,\n", "R7024"},
      {"open quote", "编码,名称,法人\nU1,\"甲,是\n", "R7025"},
      {"text after a quote", "编码,名称,法人\nU1,\"甲\"乙,是\n", "R7025"},
      {"not UTF-8", "编码,名称,法人\nU1,\xbc\xd7,是\n", "R7026"},
      {"header not UTF-8", "\xb1\xe0\xc2\xeb,b\nU1,x\n", "R7026"},
      {"empty", "", "R7027"},
      {"only a mark", "\xEF\xBB\xBF", "R7027"},
      {"no number", "编码,名称,法人,批次\nU1,甲,是,1e3\n", "R7028"},
      {"blank before a number", "编码,名称,法人,批次\nU1,甲,是, 1\n", "R7028"},
      {"fraction", "编码,名称,法人,批次\nU1,甲,是,1/2\n", "R7028"},
      {"decimals", "编码,名称,法人,批次\nU1,甲,是,1.5\n", "R7029"},
      {"zeros are no decimals", "编码,名称,法人,批次\nU1,甲,是,1.00\n", ""},
      {"too large", "编码,名称,法人,批次\nU2,甲,是,9223372036854775808\n", "R7030"},
      {"no truth", "编码,名称,法人\nU1,甲,对\n", "R7032"},
      {"unknown absence", "编码,名称,法人,批次\nU1,甲,是,#不适用\n", "R7033"},
      {"absence of another column in a text", "编码,名称,法人\nU1,#不适用,是\n", "R7033"},
      {"text that starts with the sign", "编码,名称,法人\nU3,#3楼,是\n", ""},
      {"blank lines", "编码,名称,法人\n\nU4,甲,是\n\n\n", ""},
      {"no final line end", "编码,名称,法人\nU5,甲,是", ""},
      {"empty key is stored", "编码,名称,法人\n,甲,是\n", ""},
  };
  for (const MistakeCase& one : cases) {
    SCOPED_TRACE(one.name);
    const std::string before = ask_sql("a.db", "SELECT count(*) FROM unit");
    const bool is_loaded = load_csv(builder.program, database, "单位", write("u.csv", one.text), sink).has_value();
    EXPECT_EQ(heard(), one.codes);
    EXPECT_EQ(is_loaded, std::string(one.codes).empty());
    EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM unit") == before, !is_loaded);
  }
  const std::string dates = "仪器,月份,有效机时\nI1,2021-13-01,1\n";
  EXPECT_FALSE(load_csv(builder.program, database, "机时记录", write("m.csv", dates), sink));
  EXPECT_EQ(heard(), "R7047");
  EXPECT_FALSE(load_csv(builder.program, database, "机时", write("m.csv", dates), sink));
  EXPECT_EQ(heard(), "R7020");
  EXPECT_FALSE(load_csv(builder.program, database, "单位", path("none.csv"), sink));
  EXPECT_EQ(heard(), "R8001");
  EXPECT_FALSE(load_csv(builder.program, database, "单位", path(""), sink));
  EXPECT_EQ(heard(), "R8002");
}

TEST_F(StoreTest, MistakesNameTheirPlace) {
  const std::string database = init();
  const std::string file = write("u.csv", "编码,名称,法人\nU1,\"两\n行\",是\nU2,乙,也许\n");
  EXPECT_FALSE(load_csv(builder.program, database, "organisation", file, sink));
  EXPECT_EQ(first_message(), file + ":4:3: `也许` in the column `法人` is neither yes nor no");
}

TEST_F(StoreTest, ManyMistakesAreCutOff) {
  const std::string database = init();
  std::string text = "编码,名称,法人\n";
  for (int i = 0; i < 1000; ++i) {
    text += "U,甲,?\n";
  }
  EXPECT_FALSE(load_csv(builder.program, database, "单位", write("u.csv", text), sink));
  EXPECT_EQ(sink.error_count(), static_cast<size_t>(CsvMistakesShown));
  EXPECT_NE(heard().find("R7036"), std::string::npos);
}

TEST_F(StoreTest, FoldersLoadWholeOrNotAtAll) {
  const std::string database = init();
  write("in/单位.csv", Units);
  write("in/instrument.csv", "仪器编号,单位,原值,机时,类别\nI1,U1,1,2,通用\n");
  write("in/摘要.csv", "x\n");
  write("in/说明.txt", "x\n");
  const auto loaded = load_folder(builder.program, database, path("in"), sink);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(heard(), "R7034");
  ASSERT_EQ(loaded->size(), 2U);
  EXPECT_EQ((*loaded)[0].table, "仪器");
  EXPECT_EQ(read_generation(database, sink), 1);
  write("in/usage_month.csv", "仪器,月份,有效机时\nI1,2021-01-01,x\n");
  LoadOptions append;
  append.append = true;
  EXPECT_FALSE(load_folder(builder.program, database, path("in"), sink, append));
  EXPECT_EQ(heard(), "R7034 R7028");
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM unit"), "2\n");
  EXPECT_EQ(read_generation(database, sink), 1);
  // The indexes that were put aside are back.
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"), "4\n");
  EXPECT_FALSE(load_folder(builder.program, database, path("nowhere"), sink));
  EXPECT_EQ(heard(), "R8001");
  write("empty/x.txt", "");
  EXPECT_FALSE(load_folder(builder.program, database, path("empty"), sink));
  EXPECT_EQ(heard(), "R7035");
}

TEST_F(StoreTest, RefusesReplacesOrAppends) {
  const std::string database = init();
  const std::string file = write("单位.csv", Units);
  ASSERT_TRUE(load_csv(builder.program, database, "单位", file, sink));
  EXPECT_FALSE(load_csv(builder.program, database, "单位", file, sink));
  EXPECT_EQ(heard(), "R7037");
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*), max(batch_no) FROM unit"), "2|1\n");
  EXPECT_EQ(read_generation(database, sink), 1);
  LoadOptions both;
  both.append = true;
  ASSERT_TRUE(load_csv(builder.program, database, "单位", file, sink, both));
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*), max(batch_no) FROM unit"), "4|2\n");
  LoadOptions options;
  options.replace = true;
  int calls = 0;
  options.progress = [&](std::string_view, int64_t) { ++calls; };
  ASSERT_TRUE(load_csv(builder.program, database, "单位", file, sink, options));
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*), max(batch_no) FROM unit"), "2|3\n");
  EXPECT_EQ(calls, 0);
}

// The count and the first one are told, keys of several parts too; rows of other keys stay out with them.
TEST_F(StoreTest, TellsWhichRowsAreThereAlready) {
  const std::string database = init();
  ASSERT_TRUE(load_csv(builder.program, database, "单位", write("u.csv", "编码,名称,法人\nU1,甲,是\nU2,乙,否\n"), sink));
  EXPECT_FALSE(load_csv(builder.program, database, "单位",
                        write("v.csv", "编码,名称,法人\nU0,子,是\nU2,乙,否\nU1,甲,是\nU3,丙,是\n"), sink));
  const std::string told = first_message();
  EXPECT_NE(told.find("of 2 rows"), std::string::npos) << told;
  EXPECT_NE(told.find("U2"), std::string::npos) << told;
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM unit"), "2\n");
  const std::string months = "仪器,月份,有效机时\nI1,2021-01-01,5\nI1,2021-02-01,5\n";
  ASSERT_TRUE(load_csv(builder.program, database, "机时记录", write("m.csv", months), sink));
  // Another month of the same instrument is new.
  ASSERT_TRUE(load_csv(builder.program, database, "机时记录", write("n.csv", "仪器,月份,有效机时\nI1,2021-03-01,5\n"), sink));
  EXPECT_FALSE(load_csv(builder.program, database, "机时记录",
                        write("o.csv", "仪器,月份,有效机时\nI2,2021-03-01,5\nI1,2021年3月1日,6\n"), sink));
  EXPECT_NE(first_message().find("I1|2021-03-01"), std::string::npos);
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM usage_month"), "3\n");
}

// Two rows of one key in one file are faulty data, which is shown in its place; so is a row without a key.
TEST_F(StoreTest, DoubledRowsOfOneFileAreLoaded) {
  const std::string database = init();
  ASSERT_TRUE(load_csv(builder.program, database, "单位", write("u.csv", "编码,名称,法人\nU1,甲,是\nU1,乙,否\n,丙,是\n"), sink));
  ASSERT_TRUE(load_csv(builder.program, database, "单位", write("v.csv", "编码,名称,法人\nU2,甲,是\nU2,乙,否\n,丁,是\n"), sink))
      << first_message();
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM unit"), "6\n");
}

// A table of another program has no index of ours, and may number its rows itself.
TEST_F(StoreTest, ForeignTablesAreAskedToo) {
  const std::string database = init();
  run_sql("a.db",
          "DROP INDEX plumb_usage_month_key; DROP INDEX plumb_unit_key;"
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
          "INSERT INTO usage_month (code, month, hours) SELECT 'I' || i, '2021-01-01', 1 FROM n");
  std::string rows = "仪器,月份,有效机时\n";
  for (int i = 20001; i <= 50000; ++i) rows += "I" + std::to_string(i) + ",2021-01-01,1\n";
  EXPECT_FALSE(load_csv(builder.program, database, "机时记录", write("m.csv", rows), sink));
  EXPECT_NE(first_message().find("of 10000 rows"), std::string::npos);
  run_sql("a.db",
          "DROP TABLE unit; CREATE TABLE unit (unit_code TEXT PRIMARY KEY, unit_name TEXT, is_legal INTEGER, batch_no INTEGER, "
          "row_source TEXT);"
          "INSERT INTO unit VALUES ('U1', 'x', 1, NULL, NULL)");
  EXPECT_FALSE(load_csv(builder.program, database, "单位", write("u.csv", "编码,名称,法人\nU1,甲,是\n"), sink));
  EXPECT_EQ(heard(), "R7037") << "the table's own constraint says the same";
}

TEST_F(StoreTest, FoldersWithRowsThatAreThereStayOutWhole) {
  const std::string database = init();
  write("in/单位.csv", Units);
  ASSERT_TRUE(load_folder(builder.program, database, path("in"), sink));
  write("in/usage_month.csv", "仪器,月份,有效机时\nI1,2021-01-01,5\n");
  EXPECT_FALSE(load_folder(builder.program, database, path("in"), sink));
  EXPECT_EQ(heard(), "R7037");
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM usage_month"), "0\n");
  LoadOptions replace;
  replace.replace = true;
  EXPECT_TRUE(load_folder(builder.program, database, path("in"), sink, replace));
}

}  // namespace
}  // namespace plumb::store
