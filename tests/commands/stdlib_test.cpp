// Every library file is sound, in the layout of fmt, and passes its own test cases.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "commands/commands.h"
#include "support/find_folders.h"
#include "support/own_folder.h"

namespace plumb::cli {

using support::read_text;
using support::root;

namespace {

std::vector<std::string> library_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "stdlib")) {
    if (entry.path().extension() == ".plumb") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Stdlib, IsSoundAndTested) {
  const Console console;
  ASSERT_GE(library_files().size(), 5U);
  for (const std::string& file : library_files()) {
    CheckCommand check;
    check.rules = file;
    const Outcome checked = run_check(check, console);
    EXPECT_EQ(checked.code, ExitCode::Ok) << checked.messages;
    const Outcome tested = run_test({.rules = file}, console);
    EXPECT_EQ(tested.code, ExitCode::Ok) << tested.messages;
    const Outcome laid_out = run_format({.files = {file}, .spelling = {}, .only_check = true, .write = false}, console);
    EXPECT_EQ(laid_out.code, ExitCode::Ok) << laid_out.output;
  }
}

// The library in the other spelling: the same functions by their English names, and the same cases.
TEST(Stdlib, PassesItsTestsInEnglishToo) {
  namespace fs = std::filesystem;
  const Console console;
  const fs::path folder = fs::temp_directory_path() / ("plumb_stdlib_" + std::to_string(::getpid())) / "stdlib";
  fs::create_directories(folder);
  for (const std::string& file : library_files()) {
    const Outcome turned =
        run_format({.files = {file}, .spelling = Language::English, .only_check = false, .write = false}, console);
    ASSERT_EQ(turned.code, ExitCode::Ok) << turned.messages;
    std::ofstream(folder / fs::path(file).filename()) << turned.output;
  }
  for (const std::string& file : library_files()) {
    const Outcome tested = run_test({.rules = (folder / fs::path(file).filename()).string()}, console);
    EXPECT_EQ(tested.code, ExitCode::Ok) << file << "\n" << tested.messages;
  }
  fs::remove_all(folder.parent_path());
}

// A function that no test case calls would not be known to work.
TEST(Stdlib, EveryFunctionIsCalledByATest) {
  std::string all;
  for (const std::string& file : library_files()) all += read_text(file);
  size_t count = 0;
  for (size_t at = all.find("\n函数 "); at != std::string::npos; at = all.find("\n函数 ", at + 1), ++count) {
    const size_t begin = at + std::string_view("\n函数 ").size();
    const std::string name = all.substr(begin, all.find(' ', begin) - begin);
    EXPECT_NE(all.find(name + "("), std::string::npos) << name;
  }
  EXPECT_GE(count, 15U);
}

}  // namespace
}  // namespace plumb::cli
