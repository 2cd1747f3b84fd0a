// What a terminal program needs beside the façade, and no other program does: messages about its own arguments, files written
// whole, files followed, signals held back, and widths of text. The command line's one way around plumbline/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "plumbline/diagnostic.h"

namespace plumb::pipeline {

using plumbline::Diagnostics;

// What is wrong with a command line.
enum class UsageProblem { UnknownArgument, MissingArgument, BadValue, MissingCommand };
// `known`: what could stand there; the nearest of them are suggested.
[[nodiscard]] Diagnostics refuse_usage(UsageProblem problem, const std::string& what, const std::vector<std::string>& known = {});
// An option whose values are listed has another one.
[[nodiscard]] Diagnostics refuse_choice(const std::string& option, const std::string& found,
                                        const std::vector<std::string>& choices);
[[nodiscard]] Diagnostics refuse_both(const std::string& first, const std::string& second);
// The memory that a run may use does not suffice; something was thrown that should have been a value.
[[nodiscard]] Diagnostics refuse_memory();
[[nodiscard]] Diagnostics refuse_internal(const std::string& what);
// Standard output could not be written.
[[nodiscard]] Diagnostics refuse_output(const std::string& reason);

// The whole text or nothing, see files.h; errors: it is as it was.
[[nodiscard]] Diagnostics write_whole_file(const std::string& path, const std::string& text);

// A text on one line of a terminal, without control characters.
[[nodiscard]] std::string printable_line(const std::string& text);

// See follow_files.h.
class FollowedFiles {
 public:
  // `shown` stands in the diagnostics where files cannot be followed.
  explicit FollowedFiles(const std::string& shown);
  ~FollowedFiles();
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
  void follow(const std::vector<std::string>& paths);
  [[nodiscard]] bool wait();

 private:
  std::unique_ptr<class FileFollower> follower_;
  Diagnostics diagnostics_;
};

// Ctrl-C held back as long as this lives: the same guard that the writing rooms use.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();

 private:
  std::unique_ptr<struct HeldState> state_;
};

}  // namespace plumb::pipeline
