// Waits until files are saved (inotify): written in place, or put in place of the old one by renaming, as editors do.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/diagnostics.h"

namespace plumb::pipeline {

class FileFollower {
 public:
  // A failure is reported (R8002 of `shown`), and wait() answers false.
  FileFollower(const std::string& shown, diagnostics::Sink& sink);
  FileFollower(const FileFollower&) = delete;
  FileFollower& operator=(const FileFollower&) = delete;
  ~FileFollower();

  // From now on these files instead of those before; they need not exist. Links are followed as well.
  void follow(const std::vector<std::string>& paths);
  // Returns when one of them was saved and nothing more came for a moment. False: it cannot be told.
  [[nodiscard]] bool wait();

 private:
  void add_watches();
  // Reads what has come; true: one of the files is in it.
  [[nodiscard]] bool take_events();
  [[nodiscard]] bool has_more(int milliseconds) const;

  int handle_ = -1;
  std::set<std::pair<std::string, std::string>> files_;  // folder and name
  std::vector<std::pair<int, std::string>> watches_;     // of folders
  bool lost_folder_ = false;                             // one of them is not there
};

}  // namespace plumb::pipeline
