// The files of the repository as texts, for tests about the repository itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plumb::hygiene {

struct File {
  std::string path;  // from the repository root, with slashes
  std::string text;
};

// Names at the top level, sorted.
[[nodiscard]] std::vector<std::string> root_entries();

// Files under `folder` (or the file itself) whose name ends with one of `endings`, sorted by path.
// Build folders and version control are left out.
[[nodiscard]] std::vector<File> read_files(std::string_view folder, const std::vector<std::string_view>& endings);

// Findings, one per line, for a readable failure; empty when there are none.
[[nodiscard]] std::string listed(const std::vector<std::string>& findings);

}  // namespace plumb::hygiene
