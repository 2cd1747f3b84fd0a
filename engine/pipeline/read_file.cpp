#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_text.h"
#include "pipeline/files.h"

namespace plumb::pipeline {

std::optional<std::string> read_file(const std::string& path, size_t limit, diagnostics::Sink& sink) {
  std::error_code problem;
  const std::filesystem::file_status status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) {
    sink.report(diag::FileNotFound{.path = path});
    return std::nullopt;
  }
  if (std::filesystem::is_directory(status)) {
    sink.report(diag::FileUnreadable{.path = path, .reason = std::strerror(EISDIR)});
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    sink.report(diag::FileUnreadable{.path = path, .reason = std::strerror(errno)});
    return std::nullopt;
  }
  // Pipes have no size: what is read is counted, not what the file system says.
  std::string text;
  char block[1 << 16];
  while (stream.read(block, sizeof block) || stream.gcount() > 0) {
    text.append(block, static_cast<size_t>(stream.gcount()));
    if (text.size() > limit) {
      sink.report(diag::FileTooLarge{.path = path, .limit = limit});
      return std::nullopt;
    }
  }
  if (stream.bad()) {
    sink.report(diag::FileUnreadable{.path = path, .reason = std::strerror(errno)});
    return std::nullopt;
  }
  return text;
}

}  // namespace plumb::pipeline
