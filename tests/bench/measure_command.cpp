// measure_command FILE COMMAND …: runs a command and writes its time and its greatest memory to
// FILE as JSON. Its own exit code is the command's.
#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char** words) {
  if (count < 3) {
    std::fputs("usage: measure_command FILE COMMAND ...\n", stderr);
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return 2;
  if (child == 0) {
    execvp(words[2], words + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) return 2;
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  std::FILE* file = std::fopen(words[1], "wb");
  if (file == nullptr) return 2;
  const auto micro = [](const timeval& time) { return static_cast<long long>(time.tv_sec) * 1000000 + time.tv_usec; };
  std::fprintf(file, "{\"ns\":%lld,\"user_us\":%lld,\"system_us\":%lld,\"peak_kb\":%ld,\"code\":%d}\n",
               static_cast<long long>(ns.count()), micro(usage.ru_utime), micro(usage.ru_stime), usage.ru_maxrss, code);
  std::fclose(file);
  return code;
}
