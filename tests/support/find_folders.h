// Where tests find what they read. No test makes a path of its own out of the environment.
#pragma once

#include <filesystem>
#include <string>

namespace plumb::support {

// The repository: PLUMB_TEST_ROOT (a copy with its rules printed anew), else PLUMB_ROOT, else the current directory.
[[nodiscard]] std::filesystem::path root();

// CI=true: what is missing is a failure there, where it is a reason to skip elsewhere.
[[nodiscard]] bool in_ci();

// Data that lies beside the repository and is no part of it: below PLUMB_SHARED, else below ../shared.
struct SharedFolder {
  std::filesystem::path path;  // the folder itself
  std::string absence;         // why the test has to be skipped; empty: what it needs is there
};

// Within a GoogleTest case or its SetUp, which says `GTEST_SKIP() << absence` where that is not empty. `needed` is a file or a
// folder below the shared one ("conformance/expressions.jsonl"). Under CI a shared folder that is there without it has
// lost something: the case fails at once.
[[nodiscard]] SharedFolder shared_folder(const std::string& needed);

}  // namespace plumb::support
