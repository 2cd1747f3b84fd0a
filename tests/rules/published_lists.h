// The published result lists, the facts of examples/history, and what separates two years' lists.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace plumb::tests {

// Rows of a CSV file by column name. The files hold no quotes. No-break spaces, a printing fault of
// the lists, are left out.
using CsvRow = std::map<std::string, std::string>;
std::vector<CsvRow> read_csv(const std::filesystem::path& path);

// examples/history of the repository.
std::filesystem::path history_folder();

struct Listed {
  std::string name;
  std::string grade;
};
// `lists`: the folder with the lists of all years.
std::vector<Listed> read_list(const std::filesystem::path& lists, int year);
bool is_listed(const std::vector<Listed>& list, const std::string& name);
std::vector<std::string> names_of_grade(const std::vector<Listed>& list, const std::string& grade);

// One row of the lineage facts, by name.
struct Succession {
  std::string old_name, new_name, kind, source, effective;
};
std::vector<Succession> read_lineage();
// What a name is called in a list: itself or a successor that the list prints; empty if neither.
std::string name_in_list(const std::string& name, const std::vector<Listed>& list, const std::vector<Succession>& lineage);

struct Difference {
  std::string name;
  bool is_gone = false;  // expected from the year before and not printed; else printed and not expected
  std::string reason;    // empty: unknown
};
// Expected: who was listed the year before and not poor, and who was poor two years before.
std::vector<Difference> compare_lists(const std::vector<Listed>& before_last, const std::vector<Listed>& last,
                                      const std::vector<Listed>& now, const std::vector<Succession>& lineage);

}  // namespace plumb::tests
