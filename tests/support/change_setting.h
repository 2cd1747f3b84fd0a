// An environment variable with another value (or none, for nullptr); as it was comes back with the end of the scope. For tests
// of what asks the environment; no other thread may read it meanwhile.
#pragma once

#include <cstdlib>
#include <optional>
#include <string>

namespace plumb::support {

class ChangedSetting {
 public:
  ChangedSetting(const char* name, const char* value) : name_(name) {
    if (const char* given = std::getenv(name)) was_ = given;
    set(value);
  }
  ChangedSetting(const ChangedSetting&) = delete;
  ChangedSetting& operator=(const ChangedSetting&) = delete;
  ~ChangedSetting() { set(was_ ? was_->c_str() : nullptr); }

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      ::unsetenv(name_);
    } else {
      ::setenv(name_, value, 1);
    }
  }

  const char* name_;
  std::optional<std::string> was_;
};

}  // namespace plumb::support
