// The 2021 rules over the made-up national data, edited and evaluated again: what an edit does not reach is not computed
// anew, and every result is what a fresh evaluation gives.
#include "pipeline/edit_loop.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "results/compare_results.h"
#include "rules/national_folder.h"
#include "store/store.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::tests {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class EditedNationalRules : public testing::Test {
 protected:
  void SetUp() override {
    if (support::are_rules_rewritten()) GTEST_SKIP() << support::RulesRewritten;
    folder_ = fs::temp_directory_path() / ("plumb_edit_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    text_ = text_of(support::root() / "rules" / "2021.plumb");
    save(text_);
    copy_national_database(database());
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] static std::vector<std::string> libraries() { return {(support::root() / "rules").string()}; }
  [[nodiscard]] std::string file() const { return (folder_ / "2021.plumb").string(); }
  [[nodiscard]] std::string database() const { return (folder_ / "a.db").string(); }
  void save(const std::string& text) const { std::ofstream(file(), std::ios::binary) << text; }
  void edit(std::string_view old_part, std::string_view new_part) {
    const size_t at = text_.find(old_part);
    ASSERT_NE(at, std::string::npos) << old_part;
    text_.replace(at, old_part.size(), new_part);
    save(text_);
  }

  // What the update computed, by name.
  pipeline::EditLoop::Update update(pipeline::EditLoop& loop) {
    const pipeline::EditLoop::Update made = loop.update({});
    computed_.clear();
    if (made.is_whole) {
      for (const program::DefinitionId id : loop.reuse().computed) computed_.push_back(loop.now()->program().at(id).name);
    }
    return made;
  }
  [[nodiscard]] bool has_computed(std::string_view name) const {
    return std::find(computed_.begin(), computed_.end(), name) != computed_.end();
  }
  void expect_fresh(const pipeline::EditLoop& loop) const {
    const pipeline::Evaluation fresh = pipeline::evaluate_rules(file(), database(), {}, {.with_findings = false}, {});
    ASSERT_TRUE(fresh.is_whole);
    for (const std::string& one : results::compare_results(fresh.program(), fresh.results, loop.now()->results))
      ADD_FAILURE() << one;
  }

  fs::path folder_;
  std::string text_;
  std::vector<std::string> computed_;
};

TEST_F(EditedNationalRules, ComputeWhatTheEditReaches) {
  pipeline::EditLoop loop({.main = file()}, database(), {}, {.with_findings = false});
  const pipeline::EditLoop::Update first = update(loop);
  ASSERT_TRUE(first.is_whole);
  EXPECT_TRUE(first.was_read);
  EXPECT_EQ(first.taken, 0U);
  expect_fresh(loop);

  edit("优秀名额 = 50", "优秀名额 = 60");
  const pipeline::EditLoop::Update places = update(loop);
  ASSERT_TRUE(places.is_whole);
  EXPECT_FALSE(places.was_read);
  EXPECT_TRUE(has_computed("考核等级"));
  for (const char* name : {"有效机时", "对外机时", "平均有效机时", "单台共享率", "总分", "参评仪器", "参评单位", "信息完整"}) {
    EXPECT_FALSE(has_computed(name)) << name;
  }
  EXPECT_EQ(places.computed + places.taken, first.computed);
  EXPECT_LT(places.computed, 15U);
  expect_fresh(loop);

  edit("额定机时 = 1600小时", "额定机时 = 1500小时");
  ASSERT_TRUE(update(loop).is_whole);
  EXPECT_TRUE(has_computed("总分"));
  EXPECT_FALSE(has_computed("平均有效机时"));
  expect_fresh(loop);

  // A rule added in front of all others: what the others are called has not changed.
  edit("条件 不便开放", "测算 两倍编制 对 仪器 : 小时 = 有效机时 * 2 暂定 「例」\n条件 不便开放");
  ASSERT_TRUE(update(loop).is_whole);
  EXPECT_TRUE(has_computed("两倍编制"));
  EXPECT_FALSE(has_computed("总分"));
  expect_fresh(loop);
}

TEST_F(EditedNationalRules, ReadDataAgainWhenItMayBeAnother) {
  pipeline::EditLoop loop({.main = file()}, database(), {}, {.with_findings = false});
  ASSERT_TRUE(update(loop).is_whole);

  const std::string good = text_;
  edit("平均有效机时 对", "平均有效机时 对对");
  const pipeline::EditLoop::Update refused = update(loop);
  EXPECT_FALSE(refused.is_whole);
  EXPECT_TRUE(loop.rules().sink.has_errors());
  ASSERT_NE(loop.now(), nullptr) << "the last good results stay";
  save(text_ = good);
  const pipeline::EditLoop::Update mended = update(loop);
  ASSERT_TRUE(mended.is_whole);
  EXPECT_FALSE(mended.was_read);
  EXPECT_FALSE(has_computed("总分"));

  // A column that no rule read so far.
  edit("条件 不便开放", "条件 有类 对 单位 = 有 类别 暂定 「例」\n条件 不便开放");
  const pipeline::EditLoop::Update wider = update(loop);
  ASSERT_TRUE(wider.is_whole);
  EXPECT_TRUE(wider.was_read);
  EXPECT_TRUE(has_computed("有效机时"));
  expect_fresh(loop);

  // A load.
  const auto rules = pipeline::check_rules(file(), {.with_findings = false}, libraries());
  store::LoadOptions replace;
  replace.replace = true;
  ASSERT_TRUE(store::load_csv(rules->program, database(), "评议记录", (national_folder() / "评议记录.csv").string(), rules->sink,
                              replace));
  const pipeline::EditLoop::Update loaded = update(loop);
  ASSERT_TRUE(loaded.is_whole);
  EXPECT_TRUE(loaded.was_read);
  expect_fresh(loop);
}

}  // namespace
}  // namespace plumb::tests
