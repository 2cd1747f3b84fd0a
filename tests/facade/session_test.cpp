#include <plumbline/compare.h>
#include <plumbline/report.h>
#include <plumbline/session.h>

#include "facade/two_units.h"

namespace plumbline {
namespace {

TEST_F(TwoUnitsTest, ASessionComputesWhatAnEditReaches) {
  Session session({.main = "a.plumb", .texts = {{"a.plumb", std::string(TwoUnits)}}, .reads_disk = false}, source_);
  EXPECT_FALSE(session.last());
  const Update first = session.update();
  ASSERT_TRUE(first.run) << first.diagnostics.text(Language::English);
  EXPECT_TRUE(first.was_read);
  EXPECT_FALSE(first.before);
  EXPECT_EQ(first.taken, 0U);

  session.set_text("a.plumb", edited("前 1 空额", "前 2 空额"));
  const Update second = session.update();
  ASSERT_TRUE(second.run && second.before);
  EXPECT_FALSE(second.was_read);
  EXPECT_GT(second.taken, 0U);
  EXPECT_LT(second.computed, first.computed);
  EXPECT_EQ(second.run->totals().zh, "好 2、差 0");
  EXPECT_EQ(compare(*second.before, *second.run)->ways()[0].zh, "差→好:A1");
  EXPECT_EQ(first.run->totals().zh, "好 1、差 1") << "what was given stays";

  session.set_text("a.plumb", edited("满分线 = 300小时", "满分线 = "));
  const Update refused = session.update();
  EXPECT_FALSE(refused.run);
  EXPECT_FALSE(refused.rules.ok());
  EXPECT_TRUE(refused.diagnostics.has_errors());
  EXPECT_EQ(session.last()->totals().zh, "好 2、差 0");

  session.set_text("a.plumb", edited("满分线 = 300小时", "满分线 = 250小时"));
  const Update mended = session.update();
  ASSERT_TRUE(mended.run);
  EXPECT_EQ(mended.run->value("得分", "A1")->text, "40");
  const plumbline::Run fresh = run_of(rules_of(edited("满分线 = 300小时", "满分线 = 250小时")));
  EXPECT_EQ(*report(*mended.run, {.format = Format::Csv}), *report(fresh, {.format = Format::Csv}));
}

TEST_F(TwoUnitsTest, ASessionFollowsFilesAndData) {
  const std::string path = folder_.file("a.plumb", TwoUnits);
  Session session({.main = path}, source_);
  ASSERT_TRUE(session.update().run);
  session.set_text(path, edited("前 1 空额", "前 2 空额"));
  EXPECT_EQ(session.update().run->totals().zh, "好 2、差 0") << "an editor's text before the file's";
  session.drop_text(path);
  EXPECT_EQ(session.update().run->totals().zh, "好 1、差 1");
  folder_.file("a.plumb", edited("前 1 空额", "前 2 空额"));
  EXPECT_EQ(session.update().run->totals().zh, "好 2、差 0");
  ASSERT_TRUE(load(rules_, source_.path, folder_.file("单位.csv", "编码,名称,机时\nA3,丙校,1\n")));
  const Update loaded = session.update();
  EXPECT_TRUE(loaded.was_read);
  EXPECT_EQ(loaded.run->totals().zh, "好 2、差 1");
}

}  // namespace
}  // namespace plumbline
