#include <plumbline/report.h>

#include "facade/two_units.h"

namespace plumbline {
namespace {

TEST_F(TwoUnitsTest, ASnapshotGivesWhatItsDatabaseGave) {
  const std::string path = folder_.path("a.snap");
  const auto made = make_snapshot(rules_, source_.path, path);
  ASSERT_TRUE(made) << made.diagnostics().text(Language::English);
  EXPECT_EQ(made->rows, 2);
  EXPECT_EQ(made->root.size(), 64U);
  const auto data = read_data(rules_, {.path = path, .is_snapshot = true});
  ASSERT_TRUE(data) << data.diagnostics().text(Language::English);
  EXPECT_EQ(data->root(), made->root);
  EXPECT_NE(data->origin().find(made->root), std::string::npos);
  EXPECT_EQ(data_for(rules_).root(), "");
  EXPECT_EQ(*report(*evaluate(*data), {.format = Format::Csv}), *report(run_of(rules_), {.format = Format::Csv}));

  std::string bytes = plumb::support::read_text(path);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  const auto changed = read_data(rules_, {.path = folder_.file("b.snap", bytes), .is_snapshot = true});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.diagnostics()[0].concern, Concern::Damage) << changed.diagnostics().text(Language::English);
}

TEST_F(TwoUnitsTest, OtherRulesOverTheSameRows) {
  const Data data = data_for(rules_);
  EXPECT_EQ(data.tables()[0].rows, 2U);
  const Rules edited_rules = rules_of(edited("满分线 = 300小时", "满分线 = 250小时"));
  // What was read stays what it was, whatever happens to the database.
  ASSERT_TRUE(load(rules_, source_.path, folder_.file("单位.csv", "编码,名称,机时\nA3,丙校,1\n")));
  const auto same = data.with(edited_rules);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->tables()[0].rows, 2U);
  EXPECT_EQ(evaluate(*same)->value("得分", "A1")->text, "40");
  EXPECT_EQ(evaluate(data)->value("得分", "A1")->text, "100/3");
  EXPECT_EQ(data_for(rules_).tables()[0].rows, 3U);
}

TEST_F(TwoUnitsTest, WhatCannotBeReadOrMade) {
  EXPECT_FALSE(read_data(rules_, {.path = folder_.path("none.db")}));
  EXPECT_TRUE(create_database(rules_, source_.path).has_errors()) << "it is there already";
  const auto twice = load(rules_, source_.path, folder_.path("单位.csv"));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.diagnostics()[0].code, "R7037");
  EXPECT_TRUE(load(rules_, source_.path, folder_.path("单位.csv"), "单位", {.replace = true}));
  EXPECT_EQ(load(rules_, source_.path, folder_.path("单位.csv"), "", {.replace = true, .append = true}).diagnostics()[0].code,
            "R8026");
}

}  // namespace
}  // namespace plumbline
