// Nothing lies about unregistered: the top level is a closed list, and every source is built.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "hygiene/read_tree.h"
#include "hygiene/scan_code.h"

namespace plumb::hygiene {
namespace {

// A new top-level folder needs its reason in ARCHITECTURE.md and a row here.
const std::set<std::string>& allowed_entries() {
  static const std::set<std::string> names = {".ci",
                                              ".clang-format",
                                              ".clang-tidy",
                                              ".editorconfig",
                                              ".git",
                                              ".gitattributes",
                                              ".gitignore",
                                              "ARCHITECTURE.md",
                                              "CHANGELOG.md",
                                              "CMakeLists.txt",
                                              "CMakePresets.json",
                                              "LICENSE",
                                              "README.md",
                                              "build",
                                              "cli",
                                              "engine",
                                              "examples",
                                              "grammar",
                                              "plumbline",
                                              "rules",
                                              "stdlib",
                                              "tests"};
  return names;
}

std::vector<std::string> unknown_entries(const std::vector<std::string>& names) {
  std::vector<std::string> unknown;
  for (const std::string& name : names) {
    if (!allowed_entries().contains(name)) {
      unknown.push_back(name);
    }
  }
  return unknown;
}

// How often each source is given to a target, comments aside. A build file names sources from its own folder; what is said of
// one beside (`set_source_files_properties`) gives it to nobody.
std::map<std::string, int> listed_sources(const std::vector<File>& build_files) {
  std::map<std::string, int> times;
  for (const File& build_file : build_files) {
    const std::filesystem::path folder = std::filesystem::path(build_file.path).parent_path();
    std::istringstream lines(build_file.text);
    for (std::string line; std::getline(lines, line);) {
      line.resize(std::min(line.find('#'), line.size()));
      if (line.find("set_source_files_properties") != std::string::npos) continue;
      std::ranges::replace_if(
          line, [](char c) { return c == '(' || c == ')' || c == '"'; }, ' ');
      std::istringstream words(line);
      for (std::string word; words >> word;) {
        if (word.ends_with(".cpp")) ++times[(folder / word).lexically_normal().generic_string()];
      }
    }
  }
  return times;
}

// Sources that are compiled into nothing, or into two things.
std::vector<std::string> wrongly_built(const std::vector<File>& sources, const std::vector<File>& build_files) {
  const std::map<std::string, int> times = listed_sources(build_files);
  std::vector<std::string> wrong;
  for (const File& source : sources) {
    const auto found = times.find(source.path);
    if (found == times.end()) wrong.push_back(source.path + " is built by nothing");
    if (found != times.end() && found->second > 1) wrong.push_back(source.path + " is listed twice");
  }
  return wrong;
}

TEST(Registration, TopLevelIsClosed) { EXPECT_EQ(listed(unknown_entries(root_entries())), ""); }

TEST(Registration, EverySourceIsBuiltOnce) {
  for (const std::string_view folder : {"engine", "cli", "tests", "examples"}) {
    EXPECT_EQ(listed(wrongly_built(read_files(folder, {".cpp"}), read_files(folder, {"CMakeLists.txt"}))), "");
  }
}

TEST(Registration, EveryTestFolderIsListed) {
  const std::vector<File> top = read_files("tests/CMakeLists.txt", {"CMakeLists.txt"});
  ASSERT_EQ(top.size(), 1U);
  std::vector<std::string> unlisted;
  for (const File& build_file : read_files("tests", {"CMakeLists.txt"})) {
    const std::string folder = build_file.path.substr(6, build_file.path.rfind('/') - 5);
    const std::string name = folder.substr(0, folder.find('/'));
    if (build_file.path != "tests/CMakeLists.txt" && !has_word(top[0].text, name)) {
      unlisted.push_back(build_file.path);
    }
  }
  EXPECT_EQ(listed(unlisted), "");
}

TEST(Registration, EveryCheckCanFail) {
  EXPECT_EQ(unknown_entries({"engine", "scratch"}), std::vector<std::string>{"scratch"});
  const std::vector<File> builds = {{"engine/CMakeLists.txt", "# b.cpp"},
                                    {"engine/x/CMakeLists.txt",
                                     "add_library(x a.cpp c.cpp) # x/b.cpp\nadd_library(b\n  y/b.cpp)\n"
                                     "set_source_files_properties(a.cpp PROPERTIES x y)"},
                                    {"engine/z/CMakeLists.txt", "add_library(z ../x/c.cpp)"}};
  EXPECT_EQ(
      wrongly_built({{"engine/x/a.cpp", ""}, {"engine/x/b.cpp", ""}, {"engine/x/c.cpp", ""}, {"engine/x/y/b.cpp", ""}}, builds),
      (std::vector<std::string>{"engine/x/b.cpp is built by nothing", "engine/x/c.cpp is listed twice"}));
}

}  // namespace
}  // namespace plumb::hygiene
