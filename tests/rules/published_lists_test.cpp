// The published lists of 2018 to 2021 against each other and against the facts of examples/history.
#include "rules/published_lists.h"

#include <algorithm>
#include <cstdio>

#include <gtest/gtest.h>

#include "support/find_folders.h"

namespace plumb::tests {
namespace {

class PublishedLists : public testing::Test {
 protected:
  void SetUp() override {
    const support::SharedFolder shared = support::shared_folder("domain/results");
    if (!shared.absence.empty()) GTEST_SKIP() << shared.absence;
    for (int year = 2018; year <= 2021; ++year) {
      list[year] = read_list(shared.path / "domain" / "results", year);
    }
    lineage = read_lineage();
  }

  std::map<int, std::vector<Listed>> list;
  std::vector<Succession> lineage;
};

TEST_F(PublishedLists, CountsAreThoseOfTheNotices) {
  for (const CsvRow& row : read_csv(history_folder() / "公布统计.csv")) {
    const int year = std::stoi(row.at("年份"));
    if (!list.contains(year)) {
      continue;
    }
    EXPECT_EQ(std::to_string(list[year].size()), row.at("参评家数")) << year;
    for (const std::string grade : {"优秀", "良好", "合格", "较差"}) {
      EXPECT_EQ(std::to_string(names_of_grade(list[year], grade).size()), row.at(grade + "家数")) << year << grade;
    }
  }
}

TEST_F(PublishedLists, HistoryHoldsExactlyThePoorUnits) {
  std::map<std::string, std::string> names;
  for (const CsvRow& row : read_csv(history_folder() / "单位.csv")) {
    names[row.at("单位编码")] = row.at("单位名称");
  }
  std::map<int, std::vector<std::string>> told;
  for (const CsvRow& row : read_csv(history_folder() / "历年结果.csv")) {
    EXPECT_EQ(row.at("等级"), "较差");
    told[std::stoi(row.at("期次"))].push_back(names.at(row.at("单位")));
  }
  for (int year = 2018; year <= 2021; ++year) {
    std::vector<std::string> printed = names_of_grade(list[year], "较差");
    std::sort(printed.begin(), printed.end());
    std::sort(told[year].begin(), told[year].end());
    EXPECT_EQ(told[year], printed) << year;
  }
}

TEST_F(PublishedLists, LineageTakesEffectOnTheDayOfTheFirstListWithTheNewName) {
  std::map<std::string, int> year_of;
  for (const CsvRow& row : read_csv(history_folder() / "公布统计.csv")) {
    year_of[row.at("公布日期")] = std::stoi(row.at("年份"));
  }
  for (const Succession& step : lineage) {
    ASSERT_TRUE(year_of.contains(step.effective)) << step.new_name;
    const int year = year_of[step.effective];
    EXPECT_TRUE(is_listed(list[year], step.new_name)) << step.new_name;
    EXPECT_FALSE(is_listed(list[year], step.old_name)) << step.old_name;
    EXPECT_FALSE(step.source.empty()) << step.new_name;
  }
}

TEST_F(PublishedLists, PoorUnitsSitOutOneListAndComeBack) {
  for (int year = 2018; year <= 2020; ++year) {
    for (const std::string& name : names_of_grade(list[year], "较差")) {
      EXPECT_EQ(name_in_list(name, list[year + 1], lineage), "") << year;
    }
  }
  for (int year = 2018; year <= 2019; ++year) {
    std::size_t same_name = 0;
    for (const std::string& name : names_of_grade(list[year], "较差")) {
      EXPECT_NE(name_in_list(name, list[year + 2], lineage), "") << year << name;
      same_name += is_listed(list[year + 2], name) ? 1 : 0;
    }
    EXPECT_EQ(same_name + 1, names_of_grade(list[year], "较差").size()) << "one of them came back under a new name";
  }
}

// Each difference is printed with its reason. The numbers of unknown ones are pinned, so that a new
// fact of lineage, or a lost one, is noticed.
TEST_F(PublishedLists, EveryDifferenceHasAReasonOrIsUnknown) {
  const std::map<int, std::pair<int, int>> unknown = {{2019, {17, 14}}, {2020, {9, 7}}, {2021, {11, 1}}};
  for (int year = 2019; year <= 2021; ++year) {
    const std::vector<Listed> before_last = year == 2019 ? std::vector<Listed>{} : list[year - 2];
    int gone = 0;
    int fresh = 0;
    for (const Difference& difference : compare_lists(before_last, list[year - 1], list[year], lineage)) {
      const bool is_unknown = difference.reason.empty();
      std::printf("%d %s %s：%s\n", year, difference.is_gone ? "−" : "+", difference.name.c_str(),
                  is_unknown ? "未知 unknown" : difference.reason.c_str());
      gone += is_unknown && difference.is_gone ? 1 : 0;
      fresh += is_unknown && !difference.is_gone ? 1 : 0;
    }
    EXPECT_EQ(gone, unknown.at(year).first) << year;
    EXPECT_EQ(fresh, unknown.at(year).second) << year;
  }
}

}  // namespace
}  // namespace plumb::tests
