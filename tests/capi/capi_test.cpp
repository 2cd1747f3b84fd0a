// The engine as C sees it: nothing but plumbline.h is included.
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "plumbline/plumbline.h"

namespace {

using Json = nlohmann::json;

constexpr const char* Rules = R"(规则集 「示例」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2020-12-31 暂定 「示例」
计量 小时 别名 hour
计量 分 别名 point
数据表 实验室 {
  键 编号 : 文本
  开放机时 : 小时 值域 [0小时, 8784小时] 可缺 未填报
}
评分 得分 对 实验室 满分 100分 暂定 「示例」 {
  机时 100分 = 封顶((开放机时 缺失时 0小时) / 800小时, 100%) 暂定 「示例」
}
等级 结果 对 实验室 {
  优秀 达标线 当 得分 90分 以上 暂定 「示例」
  较差 其余 否则 暂定 「示例」
}
用例 「线上」 {
  给定 实验室 甲 { 开放机时 720小时 }
  期望 甲.结果 = 优秀
}
)";

// A text of the library, freed when it has been copied.
std::string taken(char* text) {
  EXPECT_NE(text, nullptr);
  std::string copy = text == nullptr ? "" : text;
  plumbline_free(text);
  return copy;
}

std::string first_code(char* why) {
  const Json told = Json::parse(taken(why), nullptr, false);
  return told.is_array() && !told.empty() ? told[0].value("code", "") : "";
}

plumbline_rules* read(const char* text) {
  const plumbline_text given{"示例.plumb", text};
  return plumbline_read_rules("示例.plumb", &given, 1, nullptr, PLUMBLINE_ONLY_TEXTS, nullptr);
}

class Capi : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("capi-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder_);
    database_ = (folder_ / "data.db").string();
    std::ofstream(folder_ / "实验室.csv") << "编号,开放机时\n甲,720\n乙,719\n丙,\n";
    rules_ = read(Rules);
    ASSERT_EQ(plumbline_rules_are_good(rules_), 1);
    ASSERT_EQ(plumbline_create_database(rules_, database_.c_str(), nullptr), 1);
    ASSERT_EQ(plumbline_load(rules_, database_.c_str(), (folder_ / "实验室.csv").c_str(), nullptr, 0, nullptr), 1);
  }
  void TearDown() override {
    plumbline_free(rules_);
    std::filesystem::remove_all(folder_);
  }
  plumbline_data* data() { return plumbline_read_data(rules_, database_.c_str(), PLUMBLINE_DATABASE, nullptr, nullptr); }

  std::filesystem::path folder_;
  std::string database_;
  plumbline_rules* rules_ = nullptr;
};

TEST_F(Capi, VersionAndCommitAreTold) {
  EXPECT_EQ(std::string(plumbline_version()), PLUMB_VERSION);
  EXPECT_FALSE(std::string(plumbline_commit()).empty());
}

TEST_F(Capi, RulesWithErrorsSayWhy) {
  char* why = nullptr;
  const plumbline_text broken{"坏.plumb", "规则集"};
  plumbline_rules* rules = plumbline_read_rules("坏.plumb", &broken, 1, nullptr, PLUMBLINE_ONLY_TEXTS, &why);
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(plumbline_rules_are_good(rules), 0);
  EXPECT_EQ(first_code(why).substr(0, 1), "R");
  EXPECT_EQ(plumbline_read_data(rules, database_.c_str(), PLUMBLINE_DATABASE, nullptr, &why), nullptr);
  EXPECT_EQ(first_code(why).substr(0, 1), "R");
  plumbline_free(rules);
}

TEST_F(Capi, GradesValuesAndPlaces) {
  plumbline_data* read = data();
  EXPECT_EQ(taken(plumbline_data_root(read)), "");
  char* why = nullptr;
  plumbline_run* run = plumbline_evaluate(read, nullptr, 0, 1, &why);
  plumbline_free(why);
  // Each handle keeps what it rests on.
  plumbline_free(read);
  ASSERT_NE(run, nullptr);
  plumbline_value* grade = plumbline_value_of(run, "结果", "甲", nullptr);
  ASSERT_NE(grade, nullptr);
  EXPECT_EQ(grade->state, PLUMBLINE_KNOWN);
  EXPECT_STREQ(grade->text, "优秀");
  EXPECT_STREQ(grade->rule, "达标线");
  plumbline_value* score = plumbline_value_of(run, "得分", "乙", nullptr);
  EXPECT_STREQ(score->text, "89.875");
  EXPECT_STREQ(score->measure, "分");
  // Texts of a value are its own, whatever else is freed.
  plumbline_free(run);
  EXPECT_STREQ(grade->text, "优秀");
  plumbline_free(grade);
  plumbline_free(score);
}

TEST_F(Capi, ReportsExplainsAndCompares) {
  plumbline_data* read = data();
  plumbline_run* run = plumbline_evaluate(read, nullptr, 0, 0, nullptr);
  const plumbline_quarantine held{"甲", "核查中", 0};
  plumbline_run* without = plumbline_evaluate(read, &held, 1, 0, nullptr);
  EXPECT_EQ(Json::parse(taken(plumbline_report(run, PLUMBLINE_JSON, PLUMBLINE_OWN, nullptr)))["units"].size(), 3U);
  EXPECT_NE(taken(plumbline_report(run, PLUMBLINE_TABLE, PLUMBLINE_CHINESE, nullptr)).find("优秀"), std::string::npos);
  EXPECT_NE(taken(plumbline_explain(run, "乙", "优秀", PLUMBLINE_TEXT, PLUMBLINE_OWN, nullptr)).find("乙"), std::string::npos);
  EXPECT_TRUE(Json::parse(taken(plumbline_explain(run, "乙", nullptr, PLUMBLINE_JSON, PLUMBLINE_OWN, nullptr))).is_object());
  EXPECT_TRUE(Json::parse(taken(plumbline_compare(run, without, PLUMBLINE_JSON, PLUMBLINE_OWN, nullptr))).is_object());
  // A form that a report does not have, and a row that there is not.
  EXPECT_EQ(plumbline_report(run, PLUMBLINE_MARKDOWN, PLUMBLINE_OWN, nullptr), nullptr);
  char* why = nullptr;
  EXPECT_EQ(plumbline_explain(run, "丁", nullptr, PLUMBLINE_TEXT, PLUMBLINE_OWN, &why), nullptr);
  EXPECT_EQ(first_code(why).substr(0, 1), "R");
  EXPECT_EQ(plumbline_place_of(run, "名次", "甲", nullptr), -1);
  for (plumbline_run* one : {run, without}) plumbline_free(one);
  plumbline_free(read);
}

TEST_F(Capi, SnapshotsHaveARoot) {
  const std::string snapshot = (folder_ / "data.snap").string();
  const std::string root = taken(plumbline_make_snapshot(rules_, database_.c_str(), snapshot.c_str(), nullptr, nullptr));
  EXPECT_EQ(root.size(), 64U);
  plumbline_data* read = plumbline_read_data(rules_, snapshot.c_str(), PLUMBLINE_SNAPSHOT, nullptr, nullptr);
  EXPECT_EQ(taken(plumbline_data_root(read)), root);
  plumbline_free(read);
}

TEST_F(Capi, SessionsTakeAnEditorsText) {
  plumbline_session* session =
      plumbline_open_session("示例.plumb", nullptr, database_.c_str(), PLUMBLINE_DATABASE, nullptr, nullptr);
  std::string edited = Rules;
  ASSERT_EQ(plumbline_set_text(session, "示例.plumb", edited.c_str(), nullptr), 1);
  plumbline_run* before = plumbline_update(session, nullptr);
  edited.replace(edited.find("90分"), 5, "89分");
  plumbline_set_text(session, "示例.plumb", edited.c_str(), nullptr);
  plumbline_run* after = plumbline_update(session, nullptr);
  plumbline_set_text(session, "示例.plumb", "规则集", nullptr);
  char* why = nullptr;
  EXPECT_EQ(plumbline_update(session, &why), nullptr);
  EXPECT_EQ(first_code(why).substr(0, 1), "R");
  plumbline_free(session);
  for (const auto& [run, grade] : {std::pair(before, "较差"), std::pair(after, "优秀")}) {
    plumbline_value* value = plumbline_value_of(run, "结果", "乙", nullptr);
    ASSERT_NE(value, nullptr);
    EXPECT_STREQ(value->text, grade);
    plumbline_free(value);
    plumbline_free(run);
  }
}

TEST_F(Capi, TextsAloneAndTestCases) {
  EXPECT_EQ(taken(plumbline_calculate("1/3 + 1/6", nullptr)), "0.5");
  EXPECT_NE(taken(plumbline_layout("示例.plumb", Rules, PLUMBLINE_ENGLISH, nullptr)).find("ruleset"), std::string::npos);
  size_t failed = 7;
  EXPECT_TRUE(Json::parse(taken(plumbline_test(rules_, &failed, nullptr))).is_object());
  EXPECT_EQ(failed, 0U);
}

// Two threads ask the same run.
TEST_F(Capi, RunsAreShared) {
  plumbline_data* read = data();
  plumbline_run* run = plumbline_evaluate(read, nullptr, 0, 1, nullptr);
  const auto ask = [run] {
    for (int i = 0; i < 50; ++i) EXPECT_FALSE(taken(plumbline_report(run, PLUMBLINE_JSON, PLUMBLINE_OWN, nullptr)).empty());
  };
  std::thread other(ask);
  ask();
  other.join();
  plumbline_free(run);
  plumbline_free(read);
}

TEST_F(Capi, NoHandleIsNoAnswer) {
  EXPECT_EQ(plumbline_rules_are_good(nullptr), 0);
  EXPECT_EQ(plumbline_evaluate(nullptr, nullptr, 0, 0, nullptr), nullptr);
  EXPECT_EQ(plumbline_report(nullptr, PLUMBLINE_JSON, PLUMBLINE_OWN, nullptr), nullptr);
  EXPECT_EQ(plumbline_value_of(nullptr, "结果", "甲", nullptr), nullptr);
  EXPECT_EQ(plumbline_place_of(nullptr, "名次", "甲", nullptr), -1);
  EXPECT_EQ(plumbline_update(nullptr, nullptr), nullptr);
  plumbline_free(nullptr);
}

}  // namespace
