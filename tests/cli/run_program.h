// The program as its users run it: arguments and standard input in, both streams and the exit code out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::cli {

struct Ran {
  int code = -1;  // 128 + the signal if one ended it
  std::string output;
  std::string messages;
};

// Settings such as "NO_COLOR=1" are added to a small fixed environment.
[[nodiscard]] Ran run_plumb(const std::vector<std::string>& arguments, std::string_view input = "",
                            const std::vector<std::string>& settings = {});

// A folder that is gone with the test.
class WorkFolder {
 public:
  WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder();

  std::string file(std::string_view name, std::string_view text) const;
  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path folder_;
};

[[nodiscard]] std::string read_text(const std::string& path);
[[nodiscard]] inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }
inline constexpr int DataError = 3;  // the exit code

// A small rule set with a table, a scope, a score and a grade, and rows for it.
[[nodiscard]] std::string_view small_rules();
[[nodiscard]] std::string_view small_rows();

}  // namespace plumb::cli
