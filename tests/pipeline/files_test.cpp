#include "pipeline/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/own_folder.h"

namespace plumb::pipeline {
namespace {

using support::Folder;
using support::read_text;

std::string code_of(const diagnostics::Sink& sink) { return sink.is_empty() ? "" : std::string(sink.sorted().front().row->code); }

TEST(ReadFile, TellsWhatIsWrong) {
  const Folder folder;
  diagnostics::Sink absent, is_folder, large;
  EXPECT_FALSE(read_file(folder.path("none"), 100, absent));
  EXPECT_EQ(code_of(absent), "R8001");
  EXPECT_FALSE(read_file(folder.path("."), 100, is_folder));
  EXPECT_EQ(code_of(is_folder), "R8002");
  const std::string path = folder.file("a", std::string(101, 'x'));
  EXPECT_FALSE(read_file(path, 100, large));
  EXPECT_EQ(code_of(large), "R1008");
  diagnostics::Sink sink;
  EXPECT_EQ(read_file(path, 101, sink)->size(), 101U);
  EXPECT_TRUE(sink.is_empty());
}

TEST(WriteFile, ReplacesAWholeFileAndLeavesNothingElse) {
  const Folder folder;
  const std::string path = folder.file("out", "old");
  ::chmod(path.c_str(), 0640);
  diagnostics::Sink sink;
  EXPECT_TRUE(write_file(path, "new text", sink));
  EXPECT_EQ(read_text(path), "new text");
  EXPECT_EQ(folder.file_count(), 1U);
  struct stat found {};
  ASSERT_EQ(::stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0640U) << "permissions stay";
}

TEST(WriteFile, FailureKeepsTheOldFile) {
  diagnostics::Sink full, nowhere;
  EXPECT_FALSE(write_file("/dev/full", "text", full));
  EXPECT_EQ(code_of(full), "R8005");
  const Folder folder;
  EXPECT_FALSE(write_file(folder.path("none/out"), "text", nowhere));
  EXPECT_EQ(code_of(nowhere), "R8005");
  EXPECT_EQ(folder.file_count(), 0U);
}

TEST(FindLibrary, LooksBesideTheFileFirst) {
  const Folder beside, library;
  const std::string main = beside.file("main.plumb", "");
  library.file("shared.plumb", "");
  EXPECT_EQ(find_library_file("shared", main, {library.path(".")}), library.path("./shared.plumb"));
  beside.file("shared.plumb", "");
  EXPECT_EQ(find_library_file("shared", main, {library.path(".")}), beside.path("shared.plumb"));
  EXPECT_EQ(find_library_file("none", main, {library.path(".")}), std::nullopt);
}

TEST(FindLibrary, NamesReachNoOtherFolder) {
  const Folder folder;
  folder.file("secret.plumb", "");
  const std::string main = folder.path("sub/main.plumb");
  EXPECT_EQ(find_library_file("../secret", main, {}), std::nullopt);
  EXPECT_EQ(find_library_file(folder.path("secret"), main, {}), std::nullopt);
  EXPECT_EQ(find_library_file("", main, {}), std::nullopt);
}

TEST(FindLibrary, TheSourceTreeIsFound) {
  const std::vector<std::string> folders = library_folders();
  EXPECT_TRUE(find_library_file("数据字典", "main.plumb", folders).has_value());
}

}  // namespace
}  // namespace plumb::pipeline
