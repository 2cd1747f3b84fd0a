// Standard output and error: results to the one, all the rest to the other; colours and a progress line on
// terminals only.
#pragma once

#include <chrono>
#include <string>

#include "commands/console.h"

namespace plumb::cli {

class Terminal {
 public:
  // Looks at the streams and at NO_COLOR, LC_ALL, LC_MESSAGES, LANG.
  Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  [[nodiscard]] Console& console() { return console_; }
  // Writes both streams at once and keeps the more urgent code.
  void show(const Outcome& outcome);
  [[nodiscard]] int exit_code() const { return static_cast<int>(code_); }

 private:
  void draw_progress(int done, const std::string& what);
  void clear_progress();
  void write_output(const std::string& text);

  Console console_;
  ExitCode code_ = ExitCode::Ok;
  std::chrono::steady_clock::time_point start_;
  bool line_is_drawn_ = false;
};

}  // namespace plumb::cli
