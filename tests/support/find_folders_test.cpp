#include "support/find_folders.h"

#include <fstream>
#include <unistd.h>

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "support/change_setting.h"

namespace plumb::support {
namespace {

namespace fs = std::filesystem;

class SharedFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("plumb_shared_" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "lists");
    std::ofstream(folder_ / "lists" / "here.csv") << "a\n";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(SharedFolderTest, WhatIsThereIsFound) {
  for (const char* ci : {"true", static_cast<const char*>(nullptr)}) {
    const ChangedSetting shared("PLUMB_SHARED", folder_.c_str()), in_ci("CI", ci);
    const SharedFolder found = shared_folder("lists/here.csv");
    EXPECT_EQ(found.absence, "");
    EXPECT_EQ(found.path, folder_);
  }
}

TEST_F(SharedFolderTest, WithoutTheFolderTestsAreSkippedEverywhere) {
  const std::string nowhere = (folder_ / "nowhere").string();
  for (const char* ci : {"true", static_cast<const char*>(nullptr)}) {
    const ChangedSetting shared("PLUMB_SHARED", nowhere.c_str()), in_ci("CI", ci);
    EXPECT_NE(shared_folder("lists/here.csv").absence, "");
  }
}

TEST_F(SharedFolderTest, AFolderWithoutItsDataFailsInCiOnly) {
  const ChangedSetting shared("PLUMB_SHARED", folder_.c_str());
  {
    const ChangedSetting elsewhere("CI", nullptr);
    EXPECT_NE(shared_folder("lists/gone.csv").absence, "");
  }
  const ChangedSetting in_ci("CI", "true");
  SharedFolder found;
  EXPECT_NONFATAL_FAILURE(found = shared_folder("lists/gone.csv"), "the shared folder has no lists/gone.csv");
  EXPECT_NE(found.absence, "");
}

TEST_F(SharedFolderTest, StandsBesideTheRepositoryUnlessNamed) {
  fs::create_directories(folder_ / "repository");
  fs::create_directories(folder_ / "shared");
  const std::string repository = (folder_ / "repository").string();
  const ChangedSetting at("PLUMB_TEST_ROOT", repository.c_str()), shared("PLUMB_SHARED", nullptr);
  EXPECT_TRUE(fs::equivalent(shared_folder(".").path, folder_ / "shared"));
}

}  // namespace
}  // namespace plumb::support
