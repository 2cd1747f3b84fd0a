// From an empty database to results, and databases that are not what they should be.
#include <algorithm>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "cli/run_program.h"

namespace plumb::cli {
namespace {

class Database : public testing::Test {
 protected:
  void SetUp() override {
    rules_ = folder_.file("a.plumb", small_rules());
    path_ = folder_.path("a.db");
    const Ran made = run_plumb({"init", "--rules", rules_, "--db", path_});
    ASSERT_EQ(made.code, 0) << made.messages;
    const Ran loaded = run_plumb({"load", "单位", folder_.file("单位.csv", small_rows()), "--rules", rules_, "--db", path_});
    ASSERT_EQ(loaded.code, 0) << loaded.messages;
  }

  [[nodiscard]] Ran evaluate(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"evaluate", rules_, "--db", path_};
    line.insert(line.end(), more.begin(), more.end());
    return run_plumb(line);
  }
  void execute(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  WorkFolder folder_;
  std::string rules_;
  std::string path_;
};

TEST_F(Database, GivesATable) {
  const Ran ran = evaluate();
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_NE(ran.output.find("小例"), std::string::npos);
  EXPECT_NE(ran.output.find("≈33.3333"), std::string::npos) << ran.output;
  EXPECT_LT(ran.output.find("A2"), ran.output.find("A1")) << "the better grade stands first";
}

TEST_F(Database, GivesExactJson) {
  const Ran ran = evaluate({"--format", "json"});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_NE(ran.output.find("\"100/3\""), std::string::npos) << ran.output;
}

TEST_F(Database, GivesOneCsvRowAUnit) {
  const Ran ran = evaluate({"--format", "csv", "--lang", "en"});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_EQ(std::count(ran.output.begin(), ran.output.end(), '\n'), 4);
  EXPECT_NE(ran.output.find("\nA1,A1,settled,"), std::string::npos) << ran.output;
}

TEST_F(Database, OutIsWholeAndAlone) {
  const std::string out = folder_.path("results.txt");
  EXPECT_EQ(evaluate({"--out", out}).code, 0);
  EXPECT_EQ(read_text(out), evaluate().output);
  for (const std::string& name : folder_.names()) EXPECT_EQ(name.find(".part-"), std::string::npos) << name;
}

TEST_F(Database, QuarantineMakesTheRunProvisional) {
  const Ran ran = evaluate({"--quarantine", "A1=核查中", "--lang", "en"});
  EXPECT_NE(ran.output.find("provisional"), std::string::npos) << ran.output << ran.messages;
  EXPECT_EQ(evaluate({"--quarantine", "A1"}).code, 2) << "a reason is due";
  EXPECT_EQ(evaluate({"--quarantine", "A9=x"}).code, 2) << "there is no such unit";
}

TEST_F(Database, AUnitThatKeepsItsPlaceInQuarantineIsCountedAndNotGraded) {
  const Ran ran = evaluate({"--quarantine-keeping", "A1=核查中", "--lang", "en"});
  EXPECT_EQ(ran.code, 6) << "its grade is pending";
  EXPECT_NE(ran.output.find("provisional"), std::string::npos) << ran.output << ran.messages;
  EXPECT_NE(ran.output.find("`A1` is quarantined in its place"), std::string::npos) << ran.output;
}

TEST_F(Database, DatesOfTheRunAreChecked) {
  EXPECT_EQ(evaluate({"--as-of", "2021-02-30"}).code, 2);
  EXPECT_EQ(evaluate({"--period", "2020-12-31..2020-01-01"}).code, 2);
  const Ran ran = evaluate({"--period", "2021-01-01..2021-12-31"});
  EXPECT_NE(ran.output.find("2021-12-31"), std::string::npos) << ran.output;
}

TEST_F(Database, ExplainsAUnit) {
  const Ran ran = run_plumb({"explain", rules_, "--db", path_, "--unit", "A1"});
  EXPECT_EQ(ran.code, 0) << ran.messages;
  EXPECT_NE(ran.output.find("100"), std::string::npos);
  EXPECT_EQ(run_plumb({"explain", rules_, "--db", path_, "--unit", "A9"}).code, 2);
  EXPECT_EQ(run_plumb({"explain", rules_, "--db", path_, "--unit", "A1", "--why-not", "很好"}).code, 2);
  EXPECT_EQ(run_plumb({"explain", rules_, "--db", path_, "--unit", "A1", "--why-not", "好"}).code, 0);
}

TEST_F(Database, AFaultyCellHurtsItsUnitOnly) {
  execute("UPDATE unit SET hours = -10 WHERE code = 'A1'");
  const Ran ran = evaluate({"--lang", "en"});
  EXPECT_EQ(ran.code, DataError);
  EXPECT_NE(ran.output.find("R6004") == std::string::npos ? ran.output.find("faulty") : 0, std::string::npos);
  EXPECT_NE(ran.output.find("A3"), std::string::npos);
}

TEST_F(Database, FloatingValuesAreFaults) {
  execute("DROP TABLE unit; CREATE TABLE unit (code TEXT, hours REAL); INSERT INTO unit VALUES ('A1', 100.5), ('A2', 3.0)");
  const Ran ran = evaluate();
  EXPECT_EQ(ran.code, DataError) << ran.output << ran.messages;
}

TEST_F(Database, MissingTablesAndColumnsAreNamed) {
  execute("ALTER TABLE unit DROP COLUMN hours");
  Ran ran = evaluate();
  EXPECT_EQ(ran.code, DataError) << ran.messages;
  EXPECT_NE(ran.messages.find("R7007"), std::string::npos) << ran.messages;
  execute("DROP TABLE unit");
  ran = evaluate();
  EXPECT_EQ(ran.code, DataError);
  EXPECT_NE(ran.messages.find("R7006"), std::string::npos) << ran.messages;
}

TEST_F(Database, ForeignAndTruncatedFiles) {
  path_ = folder_.file("foreign.db", "this is no database at all, but long enough to look like a file of some kind\n");
  EXPECT_EQ(evaluate().code, DataError);
  const std::string whole = read_text(folder_.path("a.db"));
  path_ = folder_.file("short.db", whole.substr(0, whole.size() / 2));
  const Ran ran = evaluate();
  EXPECT_TRUE(ran.code == DataError || ran.code == 4) << ran.code << ran.messages;
  EXPECT_EQ(ran.output, "");
  path_ = folder_.path("none.db");
  EXPECT_EQ(evaluate().code, DataError);
}

TEST_F(Database, ALockedDatabaseIsToldOf) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  const Ran ran = evaluate();
  sqlite3_close(other);
  EXPECT_EQ(ran.code, DataError);
  EXPECT_NE(ran.messages.find("R7004"), std::string::npos) << ran.messages;
}

TEST_F(Database, InitDoesNotOverwrite) {
  const Ran ran = run_plumb({"init", rules_, "--db", path_});
  EXPECT_EQ(ran.code, DataError);
  EXPECT_EQ(evaluate().code, 0) << "what was there is untouched";
}

TEST_F(Database, BadCsvChangesNothing) {
  const std::string before = evaluate().output;
  for (const char* text :
       {"", "编码\nB1\n", "编码,机时\nB1,many\n", "编码,机时,别的\nB1,1,2\n", "编码,机时\nB1\n", "\xff\xfe\n"}) {
    const Ran ran = run_plumb({"load", "单位", folder_.file("bad.csv", text), "--rules", rules_, "--db", path_});
    EXPECT_EQ(ran.code, DataError) << text << ran.messages;
  }
  EXPECT_EQ(evaluate().output, before);
}

}  // namespace
}  // namespace plumb::cli
