#include "cli/run_program.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace plumb::cli {

namespace fs = std::filesystem;

namespace {

// In the child: the streams are files, so that neither side can wait for the other.
[[noreturn]] void become_program(const std::vector<std::string>& arguments, const std::vector<std::string>& settings,
                                 const std::string& input, const std::string& output, const std::string& messages) {
  ::dup2(::open(input.c_str(), O_RDONLY), STDIN_FILENO);
  ::dup2(::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  ::dup2(::open(messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  std::vector<std::string> words = {PLUMB_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm"};
  environment.insert(environment.end(), settings.begin(), settings.end());
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
  };
  ::execve(PLUMB_PROGRAM, pointers(words).data(), pointers(environment).data());
  ::_exit(127);
}

}  // namespace

Ran run_plumb(const std::vector<std::string>& arguments, std::string_view input, const std::vector<std::string>& settings) {
  const WorkFolder folder;
  const std::string in = folder.file("in", input);
  const std::string out = folder.path("out");
  const std::string err = folder.path("err");
  const pid_t child = ::fork();
  if (child == 0) become_program(arguments, settings, in, out, err);
  int status = 0;
  ::waitpid(child, &status, 0);
  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.output = read_text(out);
  ran.messages = read_text(err);
  return ran;
}

WorkFolder::WorkFolder() {
  std::string pattern = (fs::temp_directory_path() / "plumb-cli-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
}

WorkFolder::~WorkFolder() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string WorkFolder::file(std::string_view name, std::string_view text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return path(name);
}

std::vector<std::string> WorkFolder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string_view small_rules() {
  return "规则集 「小例」\n"
         "期次 2021 考核期 2020-01-01 至 2020-12-31\n"
         "计量 小时\n"
         "计量 分\n"
         "枚举 档 有序 { 差、好 }\n"
         "数据表 单位 存于 「unit」 {\n"
         "  键 编码 : 文本 存于 「code」\n"
         "  机时 : 小时 小数 1 存于 「hours」 值域 [0小时, )\n"
         "}\n"
         "范围 参评 取自 单位 { 纳入 都算 暂定 「例」 }\n"
         "评分 得分 对 参评 满分 100分 暂定 「例」 {\n"
         "  用时 100分 = 取小(机时 / 300小时, 100%) 暂定 「例」\n"
         "}\n"
         "等级 结果 对 参评 暂定 「例」 {\n"
         "  好 够分 当 得分 >= 50分\n"
         "  差 其余 否则\n"
         "}\n"
         "用例 「一半就够」 {\n"
         "  给定 单位 甲 { 机时 150小时 }\n"
         "  期望 甲.结果 = 好\n"
         "}\n";
}

std::string_view small_rows() {
  return "编码,机时\n"
         "A1,100\n"
         "A2,150.5\n"
         "A3,900\n";
}

}  // namespace plumb::cli
