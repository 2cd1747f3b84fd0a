#include "pipeline/follow_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "diagnostics/catalogue_command.h"

namespace plumb::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr int QuietFor = 40;  // milliseconds without another event: the save is over
constexpr int LongestSave = 1000;
constexpr int LookAgainAfter = 500;  // for a folder that is not there

}  // namespace

FileFollower::FileFollower(const std::string& shown, diagnostics::Sink& sink)
    : handle_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (handle_ < 0) sink.report(diag::FileUnreadable{.path = shown, .reason = std::strerror(errno)});
}

FileFollower::~FileFollower() {
  if (handle_ >= 0) ::close(handle_);
}

// Folders are watched, not files: a file that is put in place of another is not the one that was watched.
void FileFollower::follow(const std::vector<std::string>& paths) {
  files_.clear();
  for (const std::string& path : paths) {
    std::error_code problem;
    const fs::path plain = fs::absolute(path, problem), real = fs::weakly_canonical(path, problem);
    for (const fs::path& one : {plain, real}) {
      if (one.has_filename()) files_.emplace(one.parent_path().string(), one.filename().string());
    }
  }
  add_watches();
}

// Adding a folder that is watched changes nothing.
void FileFollower::add_watches() {
  lost_folder_ = false;
  watches_.clear();
  for (const auto& [folder, name] : files_) {
    if (!watches_.empty() && watches_.back().second == folder) continue;
    const int watch = ::inotify_add_watch(handle_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF);
    if (watch < 0)
      lost_folder_ = true;
    else
      watches_.emplace_back(watch, folder);
  }
}

bool FileFollower::take_events() {
  bool is_one_of_them = false;
  alignas(inotify_event) std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t count = ::read(handle_, buffer.data(), buffer.size());
    if (count <= 0) return is_one_of_them;
    for (size_t at = 0; at < static_cast<size_t>(count);) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += sizeof(inotify_event) + event->len;
      if ((event->mask & IN_Q_OVERFLOW) != 0) is_one_of_them = true;
      for (const auto& [watch, folder] : watches_) {
        if (watch != event->wd) continue;  // of a folder that is no longer followed
        if ((event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) lost_folder_ = true;
        if (event->len != 0 && files_.count({folder, event->name}) != 0) is_one_of_them = true;
      }
    }
  }
}

bool FileFollower::has_more(int milliseconds) const {
  pollfd waiting{handle_, POLLIN, 0};
  return ::poll(&waiting, 1, milliseconds) > 0;
}

bool FileFollower::wait() {
  if (handle_ < 0) return false;
  for (bool is_saved = false; !is_saved;) {
    const bool has_events = has_more(lost_folder_ ? LookAgainAfter : -1);
    if (has_events) is_saved = take_events();
    if (!lost_folder_) continue;
    add_watches();
    // The folder came back, with whatever was put there before anybody looked.
    is_saved = is_saved || !lost_folder_;
  }
  for (int waited = 0; waited < LongestSave && has_more(QuietFor); waited += QuietFor) (void)take_events();
  return true;
}

}  // namespace plumb::pipeline
