// Our own mistake: an invariant of the engine that does not hold. Never for what a user can cause.
//
// The one exception that leaves rooms: no room catches it, so that nothing goes on from a state that cannot be; the façade makes
// an error value of it (R9001), and the program that embeds the engine goes on.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace plumb::base {

class InternalError : public std::exception {
 public:
  InternalError(std::string_view step, std::string_view what) : step_(step), what_(what) {}
  [[nodiscard]] const std::string& step() const { return step_; }
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

 private:
  std::string step_, what_;
};

[[noreturn]] inline void fail_internal(std::string_view step, std::string_view what) { throw InternalError(step, what); }

}  // namespace plumb::base
