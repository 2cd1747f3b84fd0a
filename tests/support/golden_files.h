// Golden files: CASES/{good,bad}/NAME.plumb and, beside it, what must come of it (NAME.tree,
// NAME.diag.zh …). The files beside an input decide what is compared. GOLDEN_UPDATE=1 writes them
// anew (for a case without any, the usual ones) and reports the case as skipped; in CI it is
// refused.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "support/find_folders.h"

namespace plumb::support {

enum class GoldenOf { Both, Good, Bad };

struct GoldenSuffix {
  std::string text;       // ".tree"
  GoldenOf of;            // which cases may have it
  bool is_usual = false;  // written for a case that has none
};

struct GoldenCase {
  std::filesystem::path stem;  // without .plumb
  bool is_bad = false;
  std::string name;  // "bad_unclosed"; letters, digits and _ only

  [[nodiscard]] std::filesystem::path input() const { return stem.string() + ".plumb"; }
};

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

// Sorted by path.
[[nodiscard]] std::vector<GoldenCase> find_golden_cases(const std::filesystem::path& cases);

// Within a GoogleTest case. `result` gives what comes of the case for a suffix. A bad case has
// something to be compared with, and so has a good one where a suffix of good cases is usual.
void compare_goldens(const GoldenCase& of, const std::vector<GoldenSuffix>& suffixes,
                     const std::function<std::string(const std::string& suffix)>& result);

// No golden without its input, and nothing else in the folders.
void expect_inputs_of_goldens(const std::filesystem::path& cases, const std::vector<GoldenSuffix>& suffixes);

}  // namespace plumb::support
