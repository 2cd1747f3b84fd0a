#include "support/find_folders.h"

#include <cstdlib>
#include <string_view>

#include <gtest/gtest.h>

namespace plumb::support {

namespace fs = std::filesystem;

fs::path root() {
  for (const char* name : {"PLUMB_TEST_ROOT", "PLUMB_ROOT"}) {
    if (const char* given = std::getenv(name)) return given;
  }
  return fs::current_path();
}

bool in_ci() {
  const char* given = std::getenv("CI");
  return given != nullptr && std::string_view(given) == "true";
}

SharedFolder shared_folder(const std::string& needed) {
  const char* given = std::getenv("PLUMB_SHARED");
  SharedFolder found{given == nullptr ? root() / ".." / "shared" : fs::path(given), {}};
  if (!fs::exists(found.path)) {
    found.absence = "no shared folder is beside the repository";
  } else if (!fs::exists(found.path / needed)) {
    found.absence = "the shared folder has no " + needed;
    if (in_ci()) ADD_FAILURE() << found.absence << ": " << found.path;
  }
  return found;
}

}  // namespace plumb::support
