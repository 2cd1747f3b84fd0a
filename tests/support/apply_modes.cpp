#include "support/apply_modes.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <optional>
#include <random>
#include <sstream>
#include <unistd.h>

#include "support/golden_files.h"
#include "syntax/syntax.h"

namespace plumb::support {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> setting(const char* name) {
  const char* given = std::getenv(name);
  return given == nullptr || *given == '\0' ? std::nullopt : std::optional<std::string>(given);
}

std::optional<uint64_t> number_setting(const char* name) {
  const std::optional<std::string> given = setting(name);
  return given ? std::optional<uint64_t>(std::strtoull(given->c_str(), nullptr, 10)) : std::nullopt;
}

template <class T>
void reorder(std::vector<T>& all, const std::vector<size_t>& order) {
  if (all.empty()) return;
  std::vector<T> moved;
  moved.reserve(order.size());
  for (const size_t from : order) moved.push_back(std::move(all[from]));
  all = std::move(moved);
}

std::vector<size_t> shuffled_order(size_t count, uint64_t seed) {
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  std::mt19937_64 random(seed);
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

// Lines of a CSV file but for the first. A file whose cells may hold line ends stays as it is.
void write_reordered(const std::string& text, const fs::path& path, uint64_t seed) {
  std::ofstream out(path, std::ios::binary);
  if (text.find('"') != std::string::npos) {
    out << text;
    return;
  }
  std::istringstream lines(text);
  std::string head;
  std::getline(lines, head);
  std::vector<std::string> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(std::move(line));
  reorder(rows, shuffled_order(rows.size(), seed));
  out << head << '\n';
  for (const std::string& row : rows) out << row << '\n';
}

class CopiedFolders {
 public:
  CopiedFolders() = default;
  CopiedFolders(const CopiedFolders&) = delete;
  CopiedFolders& operator=(const CopiedFolders&) = delete;
  ~CopiedFolders() {
    std::error_code ignored;
    for (const fs::path& one : made_) fs::remove_all(one, ignored);
  }

  fs::path make() {
    std::string pattern = (fs::temp_directory_path() / "plumb-rows-XXXXXX").string();
    made_.emplace_back(::mkdtemp(pattern.data()));
    return made_.back();
  }

 private:
  std::vector<fs::path> made_;
};

}  // namespace

bool are_rules_rewritten() { return setting("PLUMB_TEST_SPELLING") || setting("PLUMB_TEST_REPRINT"); }

std::string reread_rules(std::string rules) {
  if (!are_rules_rewritten()) return rules;
  const std::optional<std::string> wanted = setting("PLUMB_TEST_SPELLING");
  const source::Language spelling =
      wanted ? (*wanted == "en" ? source::Language::En : source::Language::Zh) : syntax::detect_spelling(rules);
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("rules.plumb", rules);
  return syntax::format(sources, file, spelling, sink).value_or(std::move(rules));
}

void reorder_rows(std::vector<data::RawTable>& tables) {
  const std::optional<uint64_t> seed = number_setting("PLUMB_TEST_SHUFFLE");
  if (!seed) return;
  for (data::RawTable& table : tables) {
    const std::vector<size_t> order = shuffled_order(table.origin.size(), *seed);
    reorder(table.origin, order);
    for (data::RawColumn& column : table.columns) {
      reorder(column.cells, order);
      reorder(column.absence, order);
    }
  }
}

fs::path reordered_folder(const fs::path& folder) {
  const std::optional<uint64_t> seed = number_setting("PLUMB_TEST_SHUFFLE");
  if (!seed) return folder;
  static CopiedFolders copies;
  fs::path copy = copies.make();
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") {
      write_reordered(read_file(entry.path()), copy / entry.path().filename(), *seed);
    }
  }
  return copy;
}

uint32_t choose_threads(uint32_t usual) { return static_cast<uint32_t>(number_setting("PLUMB_TEST_THREADS").value_or(usual)); }

}  // namespace plumb::support
