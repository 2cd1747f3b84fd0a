// plumb_pages FOLDER DATE VERSION: writes the manual pages and completions there.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "pages.h"

namespace {

bool write(const std::filesystem::path& file, const std::string& text) {
  std::error_code problem;
  std::filesystem::create_directories(file.parent_path(), problem);
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) std::fprintf(stderr, "plumb_pages: cannot write %s\n", file.c_str());
  return static_cast<bool>(stream);
}

}  // namespace

int main(int count, char** words) {
  using namespace plumb::cli;
  if (count != 4) {
    std::fputs("plumb_pages FOLDER DATE VERSION\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = words[1];
  const std::vector<Command> commands = all_commands();
  const bool is_written =
      write(folder / "man/man1/plumb.1", render_man(commands, plumb::cli::Language::English, words[2], words[3])) &&
      write(folder / "man/zh_CN/man1/plumb.1", render_man(commands, plumb::cli::Language::Chinese, words[2], words[3])) &&
      write(folder / "bash-completion/completions/plumb", complete_bash(commands)) &&
      write(folder / "zsh/vendor-completions/_plumb", complete_zsh(commands)) &&
      write(folder / "fish/vendor_completions.d/plumb.fish", complete_fish(commands));
  return is_written ? 0 : 3;
}
