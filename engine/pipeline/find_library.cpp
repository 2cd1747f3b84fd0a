#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "pipeline/files.h"

namespace plumb::pipeline {

namespace {

namespace fs = std::filesystem;

void add_folders_of(const fs::path& root, std::vector<std::string>& folders) {
  for (const char* name : {"rules", "stdlib"}) {
    std::error_code problem;
    if (fs::is_directory(root / name, problem)) folders.push_back((root / name).string());
  }
}

}  // namespace

std::vector<std::string> library_folders() {
  std::vector<std::string> folders;
  if (const char* given = std::getenv("PLUMB_LIBRARY"); given != nullptr) {
    std::string_view rest = given;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(':'), rest.size());
      if (end > 0) folders.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::error_code problem;
  const fs::path program = fs::read_symlink("/proc/self/exe", problem);
  if (!problem) {
    add_folders_of(program.parent_path(), folders);
    add_folders_of(program.parent_path().parent_path() / "share" / "plumbline", folders);
  }
  add_folders_of(PLUMB_SOURCE_ROOT, folders);
  return folders;
}

std::optional<std::string> find_library_file(const std::string& target, const std::string& from,
                                             const std::vector<std::string>& folders) {
  // A name, not a path: a rule file must not reach for files anywhere on the machine.
  if (target.empty() || target.find('/') != std::string::npos || target == ".." || target == ".") return std::nullopt;
  std::vector<fs::path> places = {fs::path(from).parent_path()};
  places.insert(places.end(), folders.begin(), folders.end());
  for (const fs::path& place : places) {
    for (const std::string& name : {target + ".plumb", target}) {
      std::error_code problem;
      if (fs::is_regular_file(place / name, problem)) return (place / name).string();
    }
  }
  return std::nullopt;
}

}  // namespace plumb::pipeline
