// The sources are laid out as .clang-format says. By clang-format 14 alone: others lay out in other ways.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "hygiene/read_tree.h"
#include "support/find_folders.h"

namespace plumb::hygiene {
namespace {

namespace fs = std::filesystem;

constexpr const char* Formatter = "clang-format-14";

std::string output_of(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::string text;
  char part[4096];
  for (size_t got = 0; (got = fread(part, 1, sizeof part, pipe)) > 0;) text.append(part, got);
  ::pclose(pipe);
  return text;
}

// What the formatter would change, in its words. `paths` are below `folder`; processes share them.
std::string badly_laid_out(const fs::path& folder, const std::vector<std::string>& paths) {
  const fs::path list = fs::temp_directory_path() / ("plumb_format_" + std::to_string(::getpid()));
  std::ofstream file(list);
  for (const std::string& path : paths) file << path << '\0';
  file.close();
  const std::string style = "--style=file:'" + (support::root() / ".clang-format").string() + "'";
  const std::string found = output_of("cd '" + folder.string() + "' && xargs -0 -P 2 -n 40 " + Formatter +
                                      " --dry-run --Werror --ferror-limit=1 " + style + " <'" + list.string() + "'");
  fs::remove(list);
  return found;
}

class Format : public testing::Test {
 protected:
  void SetUp() override {
    if (output_of(std::string("command -v ") + Formatter).empty()) {
      if (support::in_ci()) ADD_FAILURE() << Formatter << " is not installed";
      GTEST_SKIP() << Formatter << " is not installed";
    }
  }
};

TEST_F(Format, EverySourceIsLaidOut) {
  std::vector<std::string> paths;
  for (const std::string_view folder : {"engine", "cli", "examples", "tests"}) {
    for (const File& file : read_files(folder, {".h", ".cpp"})) paths.push_back(file.path);
  }
  ASSERT_GT(paths.size(), 500U);
  EXPECT_EQ(badly_laid_out(support::root(), paths), "");
}

TEST_F(Format, ABadLayoutIsNoticed) {
  const fs::path folder = fs::temp_directory_path() / ("plumb_layout_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "good.cpp") << "int a = 1;\n";
  std::ofstream(folder / "bad.cpp") << "int  b=1 ;\n";
  EXPECT_EQ(badly_laid_out(folder, {"good.cpp"}), "");
  EXPECT_NE(badly_laid_out(folder, {"good.cpp", "bad.cpp"}).find("bad.cpp"), std::string::npos);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace plumb::hygiene
