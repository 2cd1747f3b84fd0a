// Counts the tables of the made-up national data set again, from the files alone, and holds them
// against the published figures of 2019.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "national/national.h"
#include "rules/national_folder.h"

namespace plumb::tests {
namespace {

using examples::Options;
namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Calls `row` with the cells that are asked for, in the order asked.
template <class Row>
void each_row(const fs::path& folder, const std::string& table, const std::vector<std::string_view>& columns, Row row) {
  const std::string text = read_all(folder / (table + ".csv"));
  std::vector<std::string_view> cells;
  std::vector<std::size_t> wanted;
  std::vector<std::string_view> given(columns.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string_view line(text.data() + begin, end - begin);
    begin = end + 1;
    cells.clear();
    for (std::size_t from = 0;;) {
      const std::size_t comma = line.find(',', from);
      cells.push_back(line.substr(from, comma == std::string_view::npos ? comma : comma - from));
      if (comma == std::string_view::npos) {
        break;
      }
      from = comma + 1;
    }
    if (wanted.empty()) {
      for (const std::string_view column : columns) {
        std::size_t place = 0;
        while (place < cells.size() && cells[place] != column) {
          ++place;
        }
        ASSERT_LT(place, cells.size()) << table << " has no column " << column;
        wanted.push_back(place);
      }
      continue;
    }
    for (std::size_t place = 0; place < wanted.size(); ++place) {
      given[place] = cells[wanted[place]];
    }
    row(given);
  }
}

// A decimal as a whole number of its last place; absent cells are nothing.
std::int64_t scaled(std::string_view cell, int places) {
  if (cell.empty() || cell[0] == '#') {
    return 0;
  }
  std::int64_t value = 0;
  int after_point = -1;
  for (const char letter : cell) {
    if (letter == '.') {
      after_point = 0;
    } else if (letter != '-') {
      value = value * 10 + (letter - '0');
      after_point += after_point >= 0 ? 1 : 0;
    }
  }
  for (int place = after_point < 0 ? 0 : after_point; place < places; ++place) {
    value *= 10;
  }
  return cell[0] == '-' ? -value : value;
}

class NationalData : public testing::Test {
 protected:
  void SetUp() override { folder_ = fs::temp_directory_path() / ("plumb_written_" + std::to_string(::getpid())); }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path generate(const std::string& name, Options options) {
    options.folder = (folder_ / name).string();
    fs::create_directories(options.folder);
    write_national(options);
    return options.folder;
  }

  fs::path folder_;
};

// Central legal persons whose name is in use, without those that were poor in 2020.
std::set<std::string> assessed_units(const fs::path& folder) {
  std::set<std::string> units;
  each_row(folder, "单位", {"单位编码", "部门", "法人"}, [&](const auto& cells) {
    if (cells[1] != "B99" && cells[2] == "是") {
      units.emplace(cells[0]);
    }
  });
  each_row(folder, "沿革", {"前身单位"}, [&](const auto& cells) { units.erase(std::string(cells[0])); });
  each_row(folder, "历年结果", {"单位", "期次", "等级"}, [&](const auto& cells) {
    if (cells[1] == "2020" && cells[2] == "较差") {
      units.erase(std::string(cells[0]));
    }
  });
  return units;
}

TEST_F(NationalData, MeetsThePublishedFiguresOf2019) {
  const fs::path folder = national_folder();
  const std::set<std::string> units = assessed_units(folder);
  EXPECT_EQ(units.size(), 344U);

  std::set<std::string> open;
  std::int64_t listed = 0;
  std::int64_t huge = 0;
  std::int64_t on_platform = 0;
  each_row(folder, "仪器", {"仪器编号", "原值", "单位", "不开放原因", "纳入国家平台"}, [&](const auto& cells) {
    if (!units.contains(std::string(cells[2])) || scaled(cells[1], 2) < 5000) {
      return;
    }
    ++listed;
    huge += scaled(cells[1], 2) >= 100000 ? 1 : 0;
    if (cells[3].empty() || cells[3] == "#未填报") {
      open.emplace(cells[0]);
      on_platform += cells[4] == "是" ? 1 : 0;
    }
  });
  EXPECT_EQ(listed, 42000);
  EXPECT_EQ(huge, 358);
  EXPECT_EQ(on_platform * 100, static_cast<std::int64_t>(open.size()) * 95);

  std::map<std::string, std::pair<std::int64_t, std::int64_t>> hours;
  std::int64_t usage_rows = 0;
  each_row(folder, "机时记录", {"仪器", "有效机时", "对外机时"}, [&](const auto& cells) {
    ++usage_rows;
    const std::string code(cells[0]);
    if (open.contains(code)) {
      hours[code].first += scaled(cells[1], 1);
      hours[code].second += scaled(cells[2], 1);
      EXPECT_LE(scaled(cells[2], 1), scaled(cells[1], 1)) << code;
    }
  });
  EXPECT_EQ(usage_rows, 504000);
  std::int64_t effective = 0;
  std::int64_t external = 0;
  std::int64_t shares = 0;  // millionths
  for (const auto& [code, own] : hours) {
    effective += own.first;
    external += own.second;
    shares += own.first == 0 ? 0 : own.second * 1000000 / own.first;
  }
  const auto count = static_cast<std::int64_t>(open.size());
  EXPECT_EQ(effective, 14400 * count);
  EXPECT_EQ(external, 2400 * count);
  EXPECT_GE(shares / count, 155000);
  EXPECT_LT(shares / count, 165000);

  std::int64_t income = 0;
  each_row(folder, "自评报告", {"单位", "服务收入"},
           [&](const auto& cells) { income += units.contains(std::string(cells[0])) ? scaled(cells[1], 2) : 0; });
  EXPECT_EQ(income, 18000000);  // 1.8 billion yuan in 100 yuan
}

TEST_F(NationalData, NineSitOutAndElevenAreBack) {
  const fs::path folder = national_folder();
  const std::set<std::string> units = assessed_units(folder);
  int out = 0;
  int back = 0;
  std::map<std::string, int> grades;
  each_row(folder, "历年结果", {"单位", "期次", "等级"}, [&](const auto& cells) {
    ++grades[std::string(cells[1]) + std::string(cells[2])];
    out += cells[1] == "2020" && cells[2] == "较差" ? 1 : 0;
    back += cells[1] == "2019" && cells[2] == "较差" && units.contains(std::string(cells[0])) ? 1 : 0;
  });
  EXPECT_EQ(out, 9);
  EXPECT_EQ(back, 11);
  EXPECT_EQ(grades["2019优秀"], 52);
  EXPECT_EQ(grades["2019良好"], 89);
  EXPECT_EQ(grades["2020优秀"], 50);
  EXPECT_EQ(grades["2020良好"], 100);
}

TEST_F(NationalData, OneSeedGivesTheSameBytesAndAnotherDoesNot) {
  const fs::path first = national_folder();
  const fs::path again = generate("again", {});
  Options other;
  other.seed = 7;
  const fs::path different = generate("different", other);
  for (const fs::directory_entry& file : fs::directory_iterator(first)) {
    EXPECT_EQ(read_all(file.path()), read_all(again / file.path().filename())) << file.path();
  }
  EXPECT_NE(read_all(first / "机时记录.csv"), read_all(different / "机时记录.csv"));
}

TEST_F(NationalData, FinerRowsHaveTheSameHoursAndDaysOfTheirOwn) {
  const auto hours_of = [](const fs::path& folder) {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> hours;
    each_row(folder, "机时记录", {"仪器", "月份", "有效机时", "对外机时"}, [&](const auto& cells) {
      if (cells[1].substr(0, 4) == "2020") {
        hours[std::string(cells[0])].first += scaled(cells[2], 1);
        hours[std::string(cells[0])].second += scaled(cells[3], 1);
      }
    });
    std::int64_t effective = 0;
    std::int64_t external = 0;
    for (const auto& [code, own] : hours) {
      effective += own.first;
      external += own.second;
    }
    return std::tuple(hours.size(), effective, external);
  };
  Options options;
  options.usage_rows = 2'000'000;
  const fs::path fine = generate("fine", options);
  std::set<std::string> keys;
  std::int64_t rows = 0;
  std::int64_t earlier = 0;
  each_row(fine, "机时记录", {"仪器", "月份"}, [&](const auto& cells) {
    ++rows;
    earlier += cells[1].substr(0, 4) == "2019" ? 1 : 0;
    // Rows of one instrument stand together, so keys of the last one are enough.
    if (!keys.empty() && keys.begin()->substr(0, cells[0].size()) != cells[0]) {
      keys.clear();
    }
    EXPECT_TRUE(keys.insert(std::string(cells[0]) + std::string(cells[1])).second) << cells[0];
  });
  EXPECT_EQ(rows, 2'000'000);
  EXPECT_EQ(earlier, 68000);  // 26,000 instruments have 48 rows, the others 47
  const auto [instruments, effective, external] = hours_of(fine);
  EXPECT_EQ(instruments, 42000U);
  // The open ones on average, as in the monthly rows; the others come on top.
  EXPECT_GE(effective, 14400 * 40800);
  EXPECT_EQ(external, 2400 * 40800);
}

TEST_F(NationalData, EdgesAreExactAndLieAcrossTheLines) {
  Options options;
  options.has_edges = true;
  const examples::Plan plan = examples::plan_units(options);
  ASSERT_TRUE(plan.is_exact);
  int half_way = 0;
  for (const examples::UnitPlan& unit : plan.units) {
    if (!unit.is_edge) {
      continue;
    }
    half_way += unit.edge_score % 10 == 5 ? 1 : 0;
    // The score by its definition, over one denominator.
    __extension__ using Wide = __int128;
    const Wide count = unit.open_count;
    const Wide whole = 48000 * count * unit.effective;
    const auto part = [&](Wide points, Wide value, Wide full) { return points * std::min(value, full) * (whole / 6) / full * 6; };
    const Wide score = part(25, unit.effective, 16000 * count) + part(15, unit.external, 4000 * count) +
                       part(10, unit.external * 2, unit.effective) + part(5, unit.external_income, 1000 * count) +
                       part(6, unit.platform_count, count) + part(4, unit.complete_count, count) + 4 * whole +
                       unit.panel_half_points * (whole / 6);
    EXPECT_TRUE(score * 1000 == unit.edge_score * whole) << unit.code;
  }
  EXPECT_GT(half_way, 60);
  for (const std::vector<int>& tie : plan.ties) {
    std::set<std::int64_t> scores;
    for (const int member : tie) {
      const examples::UnitPlan& unit = plan.units[static_cast<std::size_t>(member)];
      EXPECT_TRUE(unit.is_edge);
      scores.insert(unit.edge_score);
    }
    EXPECT_EQ(tie.size(), 10U);
    ASSERT_EQ(scores.size(), 2U);
    EXPECT_EQ(*scores.rbegin() - *scores.begin(), 5);
  }
}

TEST_F(NationalData, TiesMayBeLeftUndecided) {
  Options options;
  const fs::path decided = national_folder(options);
  options.has_tie_decisions = false;
  const fs::path open = national_folder(options);
  const auto count = [](const fs::path& folder) {
    int rows = 0;
    each_row(folder, "评议记录", {"评议事项"}, [&](const auto& cells) { rows += cells[0] == "同分裁定" ? 1 : 0; });
    return rows;
  };
  EXPECT_EQ(count(decided), 2);
  EXPECT_EQ(count(open), 0);
}

}  // namespace
}  // namespace plumb::tests
