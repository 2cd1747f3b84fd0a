#include "hygiene/read_tree.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "support/find_folders.h"

namespace plumb::hygiene {
namespace fs = std::filesystem;

namespace {

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

bool is_left_out(const std::string& name) { return name == "build" || name == ".git"; }

bool has_ending(const std::string& name, const std::vector<std::string_view>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

std::vector<std::string> root_entries() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(support::root())) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<File> read_files(std::string_view folder, const std::vector<std::string_view>& endings) {
  const fs::path start = support::root() / folder;
  std::vector<File> files;
  if (!fs::exists(start)) {
    return files;
  }
  const auto add = [&](const fs::path& path) {
    if (has_ending(path.filename().string(), endings)) {
      files.push_back({fs::relative(path, support::root()).generic_string(), read_text(path)});
    }
  };
  if (fs::is_regular_file(start)) {
    add(start);
    return files;
  }
  for (auto walk = fs::recursive_directory_iterator(start); walk != fs::end(walk); ++walk) {
    if (walk->is_directory() && is_left_out(walk->path().filename().string())) {
      walk.disable_recursion_pending();
    } else if (walk->is_regular_file()) {
      add(walk->path());
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::string listed(const std::vector<std::string>& findings) {
  std::string out;
  for (const std::string& finding : findings) {
    out += "  " + finding + "\n";
  }
  return out;
}

}  // namespace plumb::hygiene
