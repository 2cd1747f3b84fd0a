#include "rules/published_lists.h"

#include <algorithm>
#include <fstream>

#include "support/find_folders.h"

namespace plumb::tests {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char letter : line) {
    if (letter == ',') {
      cells.emplace_back();
    } else if (letter != '\r') {
      cells.back().push_back(letter);
    }
  }
  return cells;
}

std::string without_no_break_spaces(std::string text) {
  constexpr const char* kNoBreakSpace = "\xC2\xA0";
  for (std::size_t at = text.find(kNoBreakSpace); at != std::string::npos; at = text.find(kNoBreakSpace)) {
    text.erase(at, 2);
  }
  return text;
}

constexpr const char* kBracketOnly = "异写，两年名单所印名称只差一个括号";

std::string without_bracket(const std::string& name) { return name.substr(0, std::min(name.find("（"), name.find('('))); }

}  // namespace

std::vector<CsvRow> read_csv(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<CsvRow> rows;
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> header = split(line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(without_no_break_spaces(line));
    CsvRow row;
    for (std::size_t place = 0; place < header.size() && place < cells.size(); ++place) {
      row[header[place]] = cells[place];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::filesystem::path history_folder() { return support::root() / "examples" / "history"; }

std::vector<Listed> read_list(const std::filesystem::path& lists, int year) {
  std::vector<Listed> list;
  for (const CsvRow& row : read_csv(lists / ("most_" + std::to_string(year) + ".csv"))) {
    list.push_back({row.at("institution"), row.at("grade")});
  }
  return list;
}

bool is_listed(const std::vector<Listed>& list, const std::string& name) {
  return std::any_of(list.begin(), list.end(), [&](const Listed& unit) { return unit.name == name; });
}

std::vector<std::string> names_of_grade(const std::vector<Listed>& list, const std::string& grade) {
  std::vector<std::string> names;
  for (const Listed& unit : list) {
    if (unit.grade == grade) {
      names.push_back(unit.name);
    }
  }
  return names;
}

std::vector<Succession> read_lineage() {
  std::map<std::string, std::string> names;
  for (const CsvRow& row : read_csv(history_folder() / "单位.csv")) {
    names[row.at("单位编码")] = row.at("单位名称");
  }
  std::vector<Succession> lineage;
  for (const CsvRow& row : read_csv(history_folder() / "沿革.csv")) {
    lineage.push_back(
        {names.at(row.at("前身单位")), names.at(row.at("后继单位")), row.at("类型"), row.at("数据来源"), row.at("生效日期")});
  }
  return lineage;
}

std::string name_in_list(const std::string& name, const std::vector<Listed>& list, const std::vector<Succession>& lineage) {
  if (is_listed(list, name)) {
    return name;
  }
  for (const Succession& step : lineage) {
    if (step.old_name == name) {
      const std::string found = name_in_list(step.new_name, list, lineage);
      if (!found.empty()) {
        return found;
      }
    }
  }
  return {};
}

std::vector<Difference> compare_lists(const std::vector<Listed>& before_last, const std::vector<Listed>& last,
                                      const std::vector<Listed>& now, const std::vector<Succession>& lineage) {
  std::vector<std::string> expected = names_of_grade(before_last, "较差");
  for (const Listed& unit : last) {
    if (unit.grade != "较差") {
      expected.push_back(unit.name);
    }
  }
  const auto told = [](const Succession& step) {
    return step.kind + "，" + step.old_name + " → " + step.new_name + "（" + step.source + "）";
  };
  std::vector<Difference> differences;
  std::vector<std::string> reached;
  for (const std::string& name : expected) {
    const std::string found = name_in_list(name, now, lineage);
    reached.push_back(found);
    if (found == name) {
      continue;
    }
    std::string reason;
    for (const Succession& step : lineage) {
      reason = !found.empty() && step.old_name == name ? told(step) : reason;
    }
    if (found.empty()) {
      // A name that one year prints with a bracket and the next without goes to and fro, which a
      // lineage cannot say.
      for (const Listed& unit : now) {
        const bool is_new = std::find(expected.begin(), expected.end(), unit.name) == expected.end();
        if (is_new && without_bracket(unit.name) == without_bracket(name)) {
          reached.back() = unit.name;
          reason = kBracketOnly;
        }
      }
    }
    differences.push_back({name, true, reason});
  }
  for (const Listed& unit : now) {
    if (std::find(expected.begin(), expected.end(), unit.name) != expected.end()) {
      continue;
    }
    std::string reason;
    if (std::find(reached.begin(), reached.end(), unit.name) != reached.end()) {
      reason = kBracketOnly;
      for (const Succession& step : lineage) {
        reason = step.new_name == unit.name ? told(step) : reason;
      }
    }
    differences.push_back({unit.name, false, reason});
  }
  return differences;
}

}  // namespace plumb::tests
