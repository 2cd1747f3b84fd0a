#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diagnostics/catalogue_command.h"
#include "pipeline/files.h"
#include "store/held_signals.h"

namespace plumb::pipeline {

namespace {

// 0, or errno of the step that failed.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(static_cast<size_t>(count));
  }
  return 0;
}

// A device or a pipe (/dev/full, /dev/stdout) cannot be renamed over.
bool is_special(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

int write_special(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const int problem = write_all(file, text);
  return ::close(file) != 0 && problem == 0 ? errno : problem;
}

int write_and_rename(const std::string& path, std::string_view text) {
  const std::string part = path + ".part-" + std::to_string(::getpid());
  struct stat old {};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : 0666;
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return errno;
  int problem = write_all(file, text);
  if (problem == 0 && ::fsync(file) != 0) problem = errno;
  if (::close(file) != 0 && problem == 0) problem = errno;
  if (problem == 0 && ::rename(part.c_str(), path.c_str()) != 0) problem = errno;
  if (problem != 0) ::unlink(part.c_str());
  return problem;
}

}  // namespace

bool write_file(const std::string& path, std::string_view text, diagnostics::Sink& sink) {
  // Ctrl-C waits until the file is whole, so that no temporary file stays behind.
  const store::HeldSignals held;
  const int problem = is_special(path) ? write_special(path, text) : write_and_rename(path, text);
  if (problem == 0) return true;
  sink.report(diag::FileNotWritten{.path = path, .reason = std::strerror(problem)});
  return false;
}

}  // namespace plumb::pipeline
