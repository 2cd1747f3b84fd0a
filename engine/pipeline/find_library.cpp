#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
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

// /usr/bin/plumb → /usr/share/plumbline; a build keeps its own share/plumbline, and its programs stand deeper in it.
void add_folders_beside(const fs::path& program, std::vector<std::string>& folders) {
  constexpr int MostLevels = 3;
  fs::path folder = program.parent_path();
  add_folders_of(folder, folders);
  for (int level = 0; level < MostLevels && folder.has_relative_path(); ++level) {
    folder = folder.parent_path();
    add_folders_of(folder / "share" / "plumbline", folders);
  }
}

// The file that this code was loaded from: the program, or a shared library with the engine in it.
fs::path own_file() {
  Dl_info found{};
  if (::dladdr(reinterpret_cast<const void*>(&own_file), &found) == 0 || found.dli_fname == nullptr) return {};
  std::error_code problem;
  return fs::canonical(found.dli_fname, problem);
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
  if (!problem) add_folders_beside(program, folders);
  const fs::path library = own_file();
  if (!library.empty() && !fs::equivalent(library, program, problem)) add_folders_beside(library, folders);
  return folders;
}

std::optional<std::string> find_library_file(const std::string& target, const std::string& from,
                                             const std::vector<std::string>& folders, const plumbline::RuleFiles& given) {
  // A name, not a path: a rule file must not reach for files anywhere on the machine.
  if (target.empty() || target.find('/') != std::string::npos || target == ".." || target == ".") return std::nullopt;
  std::vector<fs::path> places = {fs::path(from).parent_path()};
  places.insert(places.end(), folders.begin(), folders.end());
  for (const fs::path& place : places) {
    for (const std::string& name : {target + ".plumb", target}) {
      const std::string path = (place / name).string();
      std::error_code problem;
      if (given.texts.contains(path) || (given.reads_disk && fs::is_regular_file(path, problem))) return path;
    }
  }
  return std::nullopt;
}

}  // namespace plumb::pipeline
