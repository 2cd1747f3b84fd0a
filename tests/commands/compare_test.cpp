// `plumb compare` from its command to what it writes: the example of the documents, codes, forms, both languages.
#include <gtest/gtest.h>

#include "base/text.h"
#include "commands/commands.h"
#include "commands/validate_json.h"
#include "support/find_folders.h"
#include "support/own_folder.h"

namespace plumb::cli {

using support::Folder;
using support::read_text;
using support::root;

namespace {

using Json = nlohmann::json;

class Compare : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"现行.plumb", "修改稿.plumb", "实验室字典.plumb", "实验室.csv"}) {
      folder_.file(name, read_text((root() / "examples" / "compare" / name).string()));
    }
    database_ = made("a.db", folder_.path("实验室.csv"));
  }
  [[nodiscard]] std::string made(const std::string& name, const std::string& rows) const {
    const std::string database = folder_.path(name);
    EXPECT_EQ(run_init({.rules = folder_.path("现行.plumb"), .database = database}, console_).code, ExitCode::Ok);
    const Outcome loaded =
        run_load({.rules = folder_.path("现行.plumb"), .database = database, .what = {"实验室", rows}}, console_);
    EXPECT_EQ(loaded.code, ExitCode::Ok) << loaded.messages;
    return database;
  }
  // The example's rows with one line instead of another.
  [[nodiscard]] std::string rows_with(const std::string& line, const std::string& other) const {
    std::string rows = read_text(folder_.path("实验室.csv"));
    rows.replace(rows.find(line), line.size(), other);
    return folder_.file("other.csv", rows);
  }
  [[nodiscard]] CompareCommand command(const std::string& format = "table") const {
    CompareCommand made;
    made.rules = folder_.path("现行.plumb");
    made.other = folder_.path("修改稿.plumb");
    made.database = database_;
    made.format = format;
    return made;
  }
  static std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

  Console console_;
  Folder folder_;
  std::string database_;
};

TEST_F(Compare, OneSentenceComesFirst) {
  const Outcome outcome = run_compare(command(), console_);
  EXPECT_EQ(outcome.code, ExitCode::Findings) << outcome.messages;
  EXPECT_EQ(first_line(outcome.output),
            "5家的等级不同：优秀线：2家进、1家出；良好线：2家进、1家出；合格线：0家进、1家出；参评范围：0家进、1家出。");
  Console english;
  english.language = Language::English;
  EXPECT_EQ(first_line(run_compare(command(), english).output),
            "the grades of 5 units differ: 优秀 line: 2 in, 1 out; 良好 line: 2 in, 1 out; 合格 line: 0 in, 1 out; scope: 0 in, "
            "1 out.");
}

TEST_F(Compare, EachMoveHasItsReason) {
  const std::string text = run_compare(command(), console_).output;
  const auto reason_of = [&](const std::string& key) {
    const size_t at = text.find("  " + key + "  ");
    const size_t begin = text.find('\n', at) + 1;
    return at == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
  };
  EXPECT_EQ(reason_of("A1"), "    因:线动了:优秀线(线前 2→3 家、优秀名额 2→3)");
  EXPECT_EQ(reason_of("A3"), "    因:参评范围变了:排除 `参评实验室.保密的` 现在成立(规则 参评实验室.保密的)");
  EXPECT_TRUE(reason_of("A4").starts_with("    因:合起来才够:A3 不再参加排名;又线动了:良好线(线前 4→5 家)")) << reason_of("A4");
  EXPECT_TRUE(reason_of("A6").starts_with("    因:任一就够:A3 不再参加排名;又线动了:良好线(线前 4→5 家)")) << reason_of("A6");
}

// Columns of the matrix end at the same terminal column, whatever the width of their characters.
TEST_F(Compare, MatrixLinesUp) {
  const std::string text = run_compare(command(), console_).output;
  size_t begin = text.find("  旧＼新");
  ASSERT_NE(begin, std::string::npos);
  int width = -1;
  for (size_t lines = 0; text[begin] == ' '; ++lines) {
    const size_t end = text.find('\n', begin);
    const int own = base::display_width(text.substr(begin, end - begin));
    if (width >= 0) {
      EXPECT_EQ(own, width) << text.substr(begin, end - begin);
    }
    width = own;
    begin = end + 1;
  }
}

TEST_F(Compare, JsonKeepsItsPromise) {
  const Json schema = Json::parse(run_schema("compare", console_).output);
  const auto expect_valid = [&](const CompareCommand& asked, const std::string& what) {
    const Outcome outcome = run_compare(asked, console_);
    const Json json = Json::parse(outcome.output, nullptr, false);
    ASSERT_FALSE(json.is_discarded()) << what << outcome.messages;
    for (const std::string& finding : validate_json(schema, json)) ADD_FAILURE() << what << ": " << finding;
  };
  expect_valid(command("json"), "rules");
  CompareCommand same = command("json");
  same.other = same.rules;
  expect_valid(same, "the same");
  CompareCommand data = same;
  data.against = made("faulty.db", rows_with("A2,质谱平台,2016-05-01,0,1400", "A2,质谱平台,2016-05-01,0,99999"));
  expect_valid(data, "faulty");
  CompareCommand quarantined = command("json");
  quarantined.quarantine = {"A2=核查"};
  expect_valid(quarantined, "quarantined");

  const Json json = Json::parse(run_compare(command("json"), console_).output);
  uint64_t total = 0;
  for (const Json& row : json["matrix"]["counts"]) {
    for (const Json& count : row) total += count.get<uint64_t>();
  }
  EXPECT_EQ(total, 9U);
  EXPECT_EQ(json["moves"].size(), 5U);
  EXPECT_EQ(json["moves"][0]["after"]["score"], (Json{{"value", "80"}, {"measure", "分"}}));
}

TEST_F(Compare, CsvHasALineAMove) {
  const std::string text = run_compare(command("csv"), console_).output;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_NE(text.find("\r\nA3,测序中心,优秀,不参评,84,84,,,2,,,scope,"), std::string::npos) << text;
}

TEST_F(Compare, CodesTellTheCasesApart) {
  CompareCommand same = command();
  same.other = same.rules;
  const Outcome still = run_compare(same, console_);
  EXPECT_EQ(still.code, ExitCode::Ok);
  EXPECT_EQ(first_line(still.output), "没有一家的等级不同：规则、参数、日期和所有的值都相同。");
  CompareCommand faulty = same;
  faulty.against = made("faulty.db", rows_with("A2,质谱平台,2016-05-01,0,1400", "A2,质谱平台,2016-05-01,0,99999"));
  const Outcome broken = run_compare(faulty, console_);
  EXPECT_EQ(broken.code, ExitCode::DataError);
  // Those that wait for the faulty one crossed no line.
  EXPECT_EQ(first_line(broken.output).find("线："), std::string::npos) << first_line(broken.output);
  CompareCommand nothing = command();
  nothing.other.clear();
  EXPECT_EQ(run_compare(nothing, console_).code, ExitCode::Refused);
  CompareCommand lost = command();
  lost.other = folder_.path("没有.plumb");
  EXPECT_NE(run_compare(lost, console_).code, ExitCode::Ok);
}

TEST_F(Compare, TwoDatabases) {
  CompareCommand data = command();
  data.other.clear();
  data.against = made("b.db", rows_with("A5,加工车间,2019-07-01,0,900,450", "A5,加工车间,2019-07-01,0,1600,800"));
  const Outcome outcome = run_compare(data, console_);
  EXPECT_EQ(outcome.code, ExitCode::Findings);
  EXPECT_NE(outcome.output.find("机时 33.75→60分(数据)"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("因:被 A5 超过"), std::string::npos);
}

// One file with and without what another copy says: a bound of 45 points instead of 40.
TEST_F(Compare, OtherReadings) {
  const std::string rules = (root() / "examples" / "facility" / "core_usage.plumb").string();
  const std::string database = folder_.path("cores.db");
  ASSERT_EQ(run_init({.rules = rules, .database = database}, console_).code, ExitCode::Ok);
  const Outcome loaded =
      run_load({.rules = rules, .database = database, .what = {(root() / "examples" / "facility").string()}}, console_);
  ASSERT_EQ(loaded.code, ExitCode::Ok) << loaded.messages;
  CompareCommand asked;
  asked.rules = rules;
  asked.database = database;
  asked.other_readings = true;
  const Outcome outcome = run_compare(asked, console_);
  EXPECT_EQ(outcome.messages, "");
  EXPECT_NE(outcome.output.find("pass_line  40pt  45pt  circular.4.2  circular.4.2; other reading (the draft of the circular)"),
            std::string::npos)
      << outcome.output;
}

TEST_F(Compare, ATranslatedFileIsTheSame) {
  const Outcome turned = run_format(
      {.files = {folder_.path("现行.plumb")}, .spelling = Language::English, .only_check = false, .write = false}, console_);
  ASSERT_FALSE(turned.output.empty()) << turned.messages;
  CompareCommand asked = command();
  asked.other = folder_.file("english.plumb", turned.output);
  const Outcome outcome = run_compare(asked, console_);
  EXPECT_EQ(first_line(outcome.output), "没有一家的等级不同：规则、参数、日期和所有的值都相同。") << outcome.output;
}

TEST_F(Compare, WrittenWhole) {
  CompareCommand asked = command();
  asked.out = folder_.path("out.txt");
  const Outcome outcome = run_compare(asked, console_);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(first_line(read_text(asked.out)).substr(0, 1), "5");
}

}  // namespace
}  // namespace plumb::cli
