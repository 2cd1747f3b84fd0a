// The modes change what they are to change, and plainly nothing is changed.
#include "support/apply_modes.h"

#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/change_setting.h"
#include "support/golden_files.h"

namespace plumb::support {
namespace {

namespace fs = std::filesystem;

constexpr const char* Rules = "计量 小时   别名 hour\n\n\n参数   满分 = 800小时 暂定 「例」\n";

class ModesTest : public testing::Test {
  const ChangedSetting spelling_{"PLUMB_TEST_SPELLING", nullptr}, reprint_{"PLUMB_TEST_REPRINT", nullptr},
      shuffle_{"PLUMB_TEST_SHUFFLE", nullptr}, threads_{"PLUMB_TEST_THREADS", nullptr};
};

std::vector<data::RawTable> numbered_rows(int64_t count) {
  std::vector<data::RawTable> tables(2);
  tables[0].columns.resize(2);
  for (int64_t i = 0; i < count; ++i) {
    tables[0].origin.push_back(i);
    tables[0].columns[0].cells.emplace_back(data::RawInteger{i * 10});
    tables[0].columns[0].absence.push_back(std::to_string(i));
  }
  return tables;
}

TEST_F(ModesTest, PlainlyNothingIsChanged) {
  EXPECT_EQ(reread_rules(Rules), Rules);
  EXPECT_FALSE(are_rules_rewritten());
  std::vector<data::RawTable> rows = numbered_rows(30);
  reorder_rows(rows);
  EXPECT_EQ(rows[0].origin, numbered_rows(30)[0].origin);
  EXPECT_EQ(reordered_folder("somewhere"), "somewhere");
  EXPECT_EQ(choose_threads(3), 3U);
}

TEST_F(ModesTest, RulesArePrintedAnew) {
  {
    const ChangedSetting mode("PLUMB_TEST_REPRINT", "1");
    EXPECT_EQ(reread_rules(Rules), "计量 小时 别名 hour\n\n参数 满分 = 800小时 暂定 「例」\n");
    EXPECT_TRUE(are_rules_rewritten());
  }
  const ChangedSetting mode("PLUMB_TEST_SPELLING", "en");
  EXPECT_NE(reread_rules(Rules).find("满分 = 800小时 assumed 「例」\n"), std::string::npos) << reread_rules(Rules);
  EXPECT_EQ(reread_rules("参数 = ("), "参数 = (") << "a mistake stays as it was made";
}

TEST_F(ModesTest, RowsMoveAsAWhole) {
  const ChangedSetting mode("PLUMB_TEST_SHUFFLE", "7");
  std::vector<data::RawTable> rows = numbered_rows(30);
  reorder_rows(rows);
  EXPECT_NE(rows[0].origin, numbered_rows(30)[0].origin);
  int64_t sum = 0;
  for (size_t i = 0; i < 30; ++i) {
    const int64_t origin = rows[0].origin[i];
    sum += origin;
    EXPECT_EQ(std::get<data::RawInteger>(rows[0].columns[0].cells[i]).value, origin * 10);
    EXPECT_EQ(rows[0].columns[0].absence[i], std::to_string(origin));
  }
  EXPECT_EQ(sum, 29 * 30 / 2);
  EXPECT_TRUE(rows[0].columns[1].cells.empty()) << "a column that is not read";
}

TEST_F(ModesTest, LinesOfCsvFilesMoveBelowTheirHead) {
  const fs::path folder = fs::temp_directory_path() / ("plumb_modes_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::string text = "编号\n";
  for (int i = 0; i < 30; ++i) text += std::to_string(i) + "\n";
  std::ofstream(folder / "表.csv") << text;
  const ChangedSetting mode("PLUMB_TEST_SHUFFLE", "7");
  const std::string moved = read_file(reordered_folder(folder) / "表.csv");
  EXPECT_EQ(read_file(folder / "表.csv"), text);
  EXPECT_NE(moved, text);
  EXPECT_TRUE(moved.starts_with("编号\n"));
  EXPECT_EQ(moved.size(), text.size());
  fs::remove_all(folder);
}

TEST_F(ModesTest, ThreadsAreThoseWished) {
  const ChangedSetting mode("PLUMB_TEST_THREADS", "8");
  EXPECT_EQ(choose_threads(1), 8U);
}

}  // namespace
}  // namespace plumb::support
