// Nothing lies about unregistered: the top level is a closed list, and every source is built.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "hygiene/read_tree.h"

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

// The build file that is responsible for a source: in its folder or the nearest one above.
const File* build_file_of(const File& source, const std::vector<File>& build_files) {
  const File* nearest = nullptr;
  for (const File& build_file : build_files) {
    const std::string folder = build_file.path.substr(0, build_file.path.rfind('/') + 1);
    const bool is_above = source.path.starts_with(folder);
    if (is_above && (nearest == nullptr || build_file.path.size() > nearest->path.size())) {
      nearest = &build_file;
    }
  }
  return nearest;
}

std::vector<std::string> unbuilt_sources(const std::vector<File>& sources, const std::vector<File>& build_files) {
  std::vector<std::string> unbuilt;
  for (const File& source : sources) {
    const std::string name = source.path.substr(source.path.rfind('/') + 1);
    const File* build_file = build_file_of(source, build_files);
    if (build_file == nullptr || build_file->text.find(name) == std::string::npos) {
      unbuilt.push_back(source.path);
    }
  }
  return unbuilt;
}

TEST(Registration, TopLevelIsClosed) { EXPECT_EQ(listed(unknown_entries(root_entries())), ""); }

TEST(Registration, EverySourceIsBuilt) {
  for (const std::string_view folder : {"engine", "cli", "tests", "examples"}) {
    EXPECT_EQ(listed(unbuilt_sources(read_files(folder, {".cpp"}), read_files(folder, {"CMakeLists.txt"}))), "");
  }
}

TEST(Registration, EveryTestFolderIsListed) {
  const std::vector<File> top = read_files("tests/CMakeLists.txt", {"CMakeLists.txt"});
  ASSERT_EQ(top.size(), 1U);
  std::vector<std::string> unlisted;
  for (const File& build_file : read_files("tests", {"CMakeLists.txt"})) {
    const std::string folder = build_file.path.substr(6, build_file.path.rfind('/') - 5);
    const std::string name = folder.substr(0, folder.find('/'));
    if (build_file.path != "tests/CMakeLists.txt" && top[0].text.find(name) == std::string::npos) {
      unlisted.push_back(build_file.path);
    }
  }
  EXPECT_EQ(listed(unlisted), "");
}

TEST(Registration, EveryCheckCanFail) {
  EXPECT_EQ(unknown_entries({"engine", "scratch"}), std::vector<std::string>{"scratch"});
  const std::vector<File> builds = {{"engine/CMakeLists.txt", ""}, {"engine/x/CMakeLists.txt", "add_library(x a.cpp)"}};
  EXPECT_EQ(unbuilt_sources({{"engine/x/a.cpp", ""}, {"engine/x/b.cpp", ""}}, builds),
            std::vector<std::string>{"engine/x/b.cpp"});
}

}  // namespace
}  // namespace plumb::hygiene
