// Rule files and folders of one test, gone with it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plumb::support {

class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();

  // Writes a file and gives its path.
  std::string file(std::string_view name, std::string_view text) const;
  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::size_t file_count() const;

 private:
  std::filesystem::path folder_;
};

[[nodiscard]] std::string read_text(const std::string& path);

}  // namespace plumb::support
