// Reading by several threads: the same Data as by one, from one state.
#include <atomic>
#include <thread>

#include <sqlite3.h>

#include "store/fixture.h"
#include "store/snapshot.h"
#include "support/same_data.h"

namespace plumb::store {
namespace {

using support::expect_same;

class ReadThreads : public StoreTest {
 protected:
  ReadThreads() {
    builder.read_everything();
    database = init();
    // Codes that come neither in order nor once, cells of every form, row ids far apart and below 0.
    run_sql("a.db",
            "INSERT INTO unit VALUES ('U1','甲',1,NULL,NULL),('U2','乙',0,NULL,NULL),('U3','丙',2,NULL,NULL);"
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199999) "
            "INSERT INTO instrument (rowid, code, unit_code, worth, hours, hours_absent, kind, booked_on) "
            "SELECT i * 3 - 100000, 'I' || (i * 7919 % 150000), 'U' || (i % 4), CASE WHEN i % 5000 = 0 THEN NULL ELSE i END, "
            "CASE WHEN i % 7 = 0 THEN NULL ELSE i % 100 END, CASE i % 7000 WHEN 0 THEN '待核实' WHEN 3 THEN '胡说' END, "
            "CASE WHEN i < 70000 THEN '通用' ELSE '专用' END, date('2021-01-01', (i % 700) || ' days') FROM n");
  }
  data::Data read(unsigned threads) {
    ReadOptions options;
    options.all_columns = true;
    options.threads = threads;
    return read_data(builder.program, database, 2021, sink, options);
  }
  // As somebody else who tries again later.
  void try_sql(const std::string& sql) const {
    sqlite3* handle = nullptr;
    sqlite3_open(database.c_str(), &handle);
    sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(handle);
  }

  std::string database;
};

TEST_F(ReadThreads, GiveTheSame) {
  const data::Data one = read(1);
  EXPECT_EQ(heard(), "");
  EXPECT_FALSE(one.faults.empty());
  for (const unsigned threads : {2U, 3U, 8U}) expect_same(one, read(threads));
  // Each connection of a database with a write-ahead log would see a state of its own.
  run_sql("a.db", "PRAGMA journal_mode=WAL");
  expect_same(one, read(4));
  EXPECT_EQ(heard(), "");
}

TEST_F(ReadThreads, SeeOneState) {
  run_sql("a.db", "UPDATE instrument SET worth = 1");
  std::atomic<bool> is_over = false;
  // Every commit doubles the price of all or halves it again: a mixture would show.
  std::thread writer([&] {
    while (!is_over) {
      try_sql("UPDATE instrument SET worth = 1");
      try_sql("UPDATE instrument SET worth = 2");
    }
  });
  for (int round = 0; round < 6; ++round) {
    const data::Data data = read(3);
    const std::string said = heard();
    if (said == "R7004") continue;  // the writer was at it for too long
    EXPECT_EQ(said, "");
    const auto& worth = data.tables[instrument.value].columns[2].ints;
    ASSERT_EQ(worth.size(), 200'000U);
    const auto [least, most] = worth.range();
    EXPECT_EQ(least, most);
  }
  is_over = true;
  writer.join();
}

TEST_F(ReadThreads, CountRowsTogether) {
  ReadOptions few;
  few.all_columns = true;
  few.row_limit = 199'999;
  few.threads = 4;
  EXPECT_EQ(read_data(builder.program, database, 2021, sink, few).tables[instrument.value].row_count, 0U);
  EXPECT_EQ(heard(), "R7012");
  few.row_limit = 200'000;
  int64_t told = 0;
  few.progress = [&](std::string_view, int64_t rows) {
    EXPECT_GE(rows, told);
    told = rows < 200'000 ? rows : 0;
  };
  EXPECT_EQ(read_data(builder.program, database, 2021, sink, few).tables[instrument.value].row_count, 200'000U);
  EXPECT_EQ(heard(), "");
}

TEST_F(ReadThreads, OpenSnapshots) {
  const data::Data data = read(0);
  ASSERT_TRUE(write_snapshot(builder.program, data, 2021, {}, path("a.snapshot"), sink));
  for (const unsigned threads : {1U, 4U}) {
    ReadOptions options;
    options.all_columns = true;
    options.threads = threads;
    expect_same(data, read_snapshot(builder.program, path("a.snapshot"), 2021, sink, options));
  }
  EXPECT_EQ(heard(), "");
}

}  // namespace
}  // namespace plumb::store
