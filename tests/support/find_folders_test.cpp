#include "support/find_folders.h"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <unistd.h>

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace plumb::support {
namespace {

namespace fs = std::filesystem;

// The variable as it was comes back with the end of the test.
class Setting {
 public:
  Setting(const char* name, const char* value) : name_(name) {
    if (const char* given = std::getenv(name)) was_ = given;
    if (value == nullptr) {
      ::unsetenv(name);
    } else {
      ::setenv(name, value, 1);
    }
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;
  ~Setting() {
    if (was_) {
      ::setenv(name_, was_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> was_;
};

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
    const Setting shared("PLUMB_SHARED", folder_.c_str()), in_ci("CI", ci);
    const SharedFolder found = shared_folder("lists/here.csv");
    EXPECT_EQ(found.absence, "");
    EXPECT_EQ(found.path, folder_);
  }
}

TEST_F(SharedFolderTest, WithoutTheFolderTestsAreSkippedEverywhere) {
  const std::string nowhere = (folder_ / "nowhere").string();
  for (const char* ci : {"true", static_cast<const char*>(nullptr)}) {
    const Setting shared("PLUMB_SHARED", nowhere.c_str()), in_ci("CI", ci);
    EXPECT_NE(shared_folder("lists/here.csv").absence, "");
  }
}

TEST_F(SharedFolderTest, AFolderWithoutItsDataFailsInCiOnly) {
  const Setting shared("PLUMB_SHARED", folder_.c_str());
  {
    const Setting elsewhere("CI", nullptr);
    EXPECT_NE(shared_folder("lists/gone.csv").absence, "");
  }
  const Setting in_ci("CI", "true");
  SharedFolder found;
  EXPECT_NONFATAL_FAILURE(found = shared_folder("lists/gone.csv"), "the shared folder has no lists/gone.csv");
  EXPECT_NE(found.absence, "");
}

TEST_F(SharedFolderTest, StandsBesideTheRepositoryUnlessNamed) {
  fs::create_directories(folder_ / "repository");
  fs::create_directories(folder_ / "shared");
  const std::string repository = (folder_ / "repository").string();
  const Setting at("PLUMB_ROOT", repository.c_str()), shared("PLUMB_SHARED", nullptr);
  EXPECT_TRUE(fs::equivalent(shared_folder(".").path, folder_ / "shared"));
}

}  // namespace
}  // namespace plumb::support
