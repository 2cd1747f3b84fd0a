#include <plumbline/rules.h>
#include <plumbline/test.h>

#include "facade/two_units.h"

namespace plumbline {
namespace {

TEST_F(TwoUnitsTest, RulesTellWhatCanBeAskedFor) {
  EXPECT_EQ(rules_.title(), "两家");
  EXPECT_EQ(rules_.spelling(), Language::Chinese);
  EXPECT_EQ(rules_.test_count(), 2U);
  ASSERT_EQ(rules_.tables().size(), 1U);
  EXPECT_EQ(rules_.tables()[0].columns, (std::vector<std::string>{"编码", "名称", "机时"}));
  const auto& known = rules_.definitions();
  const auto named = [&](std::string_view name) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const DefinitionInfo& one) { return one.name == name; });
    EXPECT_NE(found, known.end()) << name;
    return *found;
  };
  EXPECT_EQ(named("得分").measure, "分");
  EXPECT_EQ(named("得分").table, "单位");
  EXPECT_EQ(named("结果").word, "grade");
  EXPECT_EQ(named("结果").labels, (std::vector<std::string>{"差", "好"}));
  EXPECT_EQ(named("总机时").table, "");
  EXPECT_EQ(named("总机时").place->begin.line, 9U);
}

// Lines, columns in code points and UTF-16 units, and bytes: what an editor needs of a mistake.
TEST(FacadeRules, AnErrorInMemoryHasItsPlace) {
  const Rules rules = read_rules({.main = "a.plumb",
                                  .texts = {{"a.plumb", "计量 分\n参数 𠮷 = 1分 暂定 「例」 ; 参数 乙 = 丙 暂定 「例」\n"}},
                                  .reads_disk = false});
  ASSERT_FALSE(rules.ok());
  ASSERT_EQ(rules.diagnostics().error_count(), 1U) << rules.diagnostics().text(Language::English);
  const Diagnostic& error = rules.diagnostics()[0];
  EXPECT_EQ(error.code, "R2001");
  EXPECT_EQ(error.severity, Severity::Error);
  EXPECT_EQ(error.concern, Concern::Request);
  EXPECT_FALSE(error.message.zh.empty());
  EXPECT_NE(error.message.en, error.message.zh);
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->file, "a.plumb");
  EXPECT_EQ(error.place->begin.line, 2U);
  EXPECT_EQ(error.place->begin.utf16_column, error.place->begin.column + 1) << "the first name is outside the BMP";
  const std::string_view text = rules.files().front().text;
  EXPECT_EQ(text.substr(error.place->begin.offset, error.place->end.offset - error.place->begin.offset), "丙");
  EXPECT_NE(rules.diagnostics().text(Language::English).find("a.plumb:2:"), std::string::npos);
  EXPECT_NE(rules.diagnostics().json().find("\"R2001\""), std::string::npos);
  const auto data = read_data(rules, {.path = "none.db"});
  EXPECT_FALSE(data) << "rules with errors run nowhere";
  EXPECT_EQ(data.diagnostics()[0].code, "R2001");
}

TEST(FacadeRules, TextsUseEachOther) {
  RuleFiles files{.main = "甲/主.plumb",
                  .texts = {{"甲/主.plumb", "使用 「单位表」\n测算 倍 对 单位 : 分 = 分值 * 2 暂定 「例」\n"},
                            {"库/单位表.plumb", "计量 分\n数据表 单位 { 键 编码 : 文本 ; 分值 : 分 }\n"}},
                  .libraries = std::vector<std::string>{"库"},
                  .reads_disk = false};
  const Rules rules = read_rules(files);
  EXPECT_TRUE(rules.ok()) << rules.diagnostics().text(Language::English);
  ASSERT_EQ(rules.files().size(), 2U);
  EXPECT_EQ(rules.files()[1].name, "库/单位表.plumb");
  files.libraries->clear();
  EXPECT_FALSE(read_rules(files).ok());
}

TEST(FacadeRules, TextsStandInThePlaceOfFiles) {
  const plumb::support::Folder folder;
  const std::string main = folder.file("主.plumb", "使用 「表」\n测算 倍 对 单位 : 分 = 分值 * 2 暂定 「例」\n");
  const std::string table = folder.file("表.plumb", "计量 分\n数据表 单位 { 键 编码 : 文本 }\n");
  EXPECT_FALSE(read_rules({.main = main}).ok());
  const Rules rules = read_rules({.main = main, .texts = {{table, "计量 分\n数据表 单位 { 键 编码 : 文本 ; 分值 : 分 }\n"}}});
  EXPECT_TRUE(rules.ok()) << rules.diagnostics().text(Language::English);
}

TEST(FacadeRules, WhatIsNotThereIsToldAndNotRead) {
  const plumb::support::Folder folder;
  const std::string path = folder.file("a.plumb", "计量 分\n");
  EXPECT_TRUE(read_rules({.main = path}).ok());
  const Rules unread = read_rules({.main = path, .reads_disk = false});
  EXPECT_EQ(unread.diagnostics()[0].code, "R8001");
  EXPECT_FALSE(Rules().diagnostics().has_errors());
  EXPECT_TRUE(Rules().files().empty());
}

TEST_F(TwoUnitsTest, CasesAreRunWithoutADatabase) {
  const auto report = run_test_cases(rules_);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->passed, 1U);
  EXPECT_EQ(report->failed, 1U);
  ASSERT_EQ(report->cases.size(), 2U);
  EXPECT_TRUE(report->cases[0].passed);
  ASSERT_EQ(report->cases[1].failures.size(), 1U);
  EXPECT_EQ(report->cases[1].failures[0].expected, "期望 甲.得分 = 1分");
  EXPECT_EQ(report->failures[0].code, "R6020") << report->failures.text(Language::English);
  EXPECT_NE(report->json.find("\"failed\": 1"), std::string::npos);
}

}  // namespace
}  // namespace plumbline
