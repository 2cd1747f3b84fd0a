#include "diagnostics/run_example.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iconv.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "diagnostics/render.h"
#include "pipeline/pipeline.h"

namespace plumb::diagnostics {
namespace {

namespace fs = std::filesystem;

// A folder that is gone with the run.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "plumb-example-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    // An example may have taken the right to write from folders of its own.
    for (fs::recursive_directory_iterator at(path_, ignored), end; at != end; at.increment(ignored)) {
      if (at->is_directory(ignored)) {
        fs::permissions(at->path(), fs::perms::owner_all, ignored);
      }
    }
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string in_gb18030(std::string text) {
  const iconv_t converter = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 4, '\0');
  char* from = text.data();
  char* to = out.data();
  size_t from_left = text.size();
  size_t to_left = out.size();
  ::iconv(converter, &from, &from_left, &to, &to_left);
  ::iconv_close(converter);
  out.resize(out.size() - to_left);
  return out;
}

void write_files(const ExampleSide& side, const fs::path& folder) {
  for (const ExampleFile& file : side.files) {
    const fs::path path = folder / file.name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << (file.is_gb18030 ? in_gb18030(file.text) : file.text);
  }
}

ExampleRun check_rules(const fs::path& folder) {
  const std::string path = (folder / ExampleRules).string();
  const auto rules = pipeline::check_rules(path, check::Options{}, {});
  ExampleRun run;
  run.exit_code = rules->sink.has_errors() ? 2 : 0;
  for (const Diagnostic& reported : rules->sink.sorted()) {
    run.codes.emplace_back(reported.row->code);
  }
  run.output = render_text(rules->sink.sorted(), rules->sources, source::Language::Zh, false);
  return run;
}

// Both programs by the names that examples know them by. Copies, once for all examples: whoever
// runs them may not have the right to enter the build folder.
const fs::path& programs() {
  static const Folder folder;
  static const bool is_filled = [] {
    fs::permissions(folder.path(), fs::perms(0755));
    fs::copy_file(PLUMB_PROGRAM, folder.path() / "plumb");
    fs::copy_file(PLUMB_RUN_SQL, folder.path() / "sqlite3");
    return true;
  }();
  (void)is_filled;
  return folder.path();
}

// The superuser is bound by no permission, and the examples speak of permissions.
bool become_nobody(const fs::path& folder) {
  constexpr uid_t Nobody = 65534;
  if (::geteuid() != 0) {
    return true;
  }
  bool is_given = ::chown(folder.c_str(), Nobody, Nobody) == 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    is_given = is_given && ::chown(entry.path().c_str(), Nobody, Nobody) == 0;
  }
  return is_given && ::setgid(Nobody) == 0 && ::setuid(Nobody) == 0;
}

// In the child: in the folder, both streams into one file.
[[noreturn]] void become_shell(const std::string& script, const fs::path& folder, const fs::path& output) {
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  const int stream = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(stream, STDOUT_FILENO);
  ::dup2(stream, STDERR_FILENO);
  std::string path = "PATH=" + programs().string() + ":/usr/bin:/bin";
  std::string locale = "LC_ALL=C.UTF-8";
  std::string shell = "/bin/sh";
  std::string option = "-c";
  std::string text = script;
  char* const words[] = {shell.data(), option.data(), text.data(), nullptr};
  char* const environment[] = {path.data(), locale.data(), nullptr};
  if (::chdir(folder.c_str()) == 0 && become_nobody(folder)) {
    ::execve("/bin/sh", words, environment);
  }
  ::_exit(127);
}

// Codes as messages show them: `[R2001]`, `error R2001` of the calculator, `"code": "R2001"` in
// JSON.
std::vector<std::string> codes_in(const std::string& output) {
  std::vector<std::string> codes;
  for (size_t at = output.find('R'); at != std::string::npos; at = output.find('R', at + 1)) {
    const std::string_view before = std::string_view(output).substr(0, at);
    const bool is_reported = before.ends_with('[') || before.ends_with("error ") || before.ends_with("\"code\": \"");
    if (is_reported && output.find_first_not_of("0123456789", at + 1) == at + 5) {
      codes.push_back(output.substr(at, 5));
    }
  }
  return codes;
}

ExampleRun run_commands(const std::vector<std::string>& commands, const fs::path& folder) {
  const Folder streams;
  (void)programs();  // before the child, which must not own them
  std::string script;
  for (const std::string& command : commands) {
    script += command + "\n";
  }
  const fs::path output = streams.path() / "output";
  const pid_t child = ::fork();
  if (child == 0) {
    become_shell(script, folder, output);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ExampleRun run;
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::ostringstream text;
  text << std::ifstream(output, std::ios::binary).rdbuf();
  run.output = text.str();
  run.codes = codes_in(run.output);
  return run;
}

}  // namespace

ExampleRun run_side(const ExampleSide& side) {
  const Folder folder;
  write_files(side, folder.path());
  return side.commands.empty() ? check_rules(folder.path()) : run_commands(side.commands, folder.path());
}

}  // namespace plumb::diagnostics
