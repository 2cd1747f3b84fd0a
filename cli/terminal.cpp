#include "terminal.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <unistd.h>

#include "pipeline/console.h"

namespace plumb::cli {

namespace {

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_colour(int stream) {
  const char* kind = std::getenv("TERM");
  const bool is_dumb = kind != nullptr && std::string_view(kind) == "dumb";
  return ::isatty(stream) != 0 && !is_set("NO_COLOR") && !is_dumb;
}

// Only the language of help and messages without a rule file; results never depend on the locale.
Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (is_set(name)) {
      return std::string_view(std::getenv(name)).starts_with("en") ? Language::English : Language::Chinese;
    }
  }
  return Language::Chinese;
}

}  // namespace

Terminal::Terminal() : start_(std::chrono::steady_clock::now()) {
  console_.fallback = language_of_locale();
  console_.output_colour = wants_colour(STDOUT_FILENO);
  console_.message_colour = wants_colour(STDERR_FILENO);
  if (::isatty(STDERR_FILENO) != 0) {
    console_.progress = [this](int done, const std::string& what) { draw_progress(done, what); };
  }
}

Terminal::~Terminal() { clear_progress(); }

void Terminal::draw_progress(int done, const std::string& what) {
  if (std::chrono::steady_clock::now() - start_ < std::chrono::seconds(1)) return;
  constexpr int Width = 30;
  const int filled = std::clamp(done, 0, 1000) * Width / 1000;
  std::string bar(static_cast<size_t>(filled), '#');
  bar.append(static_cast<size_t>(Width - filled), '.');
  std::fprintf(stderr, "\r\033[K[%s] %3d%% %s", bar.c_str(), done / 10, what.c_str());
  std::fflush(stderr);
  line_is_drawn_ = true;
}

void Terminal::clear_progress() {
  if (!line_is_drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  line_is_drawn_ = false;
}

void Terminal::write_output(const std::string& text) {
  const bool is_whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (is_whole) return;
  const Outcome failed = refuse(pipeline::refuse_output(std::strerror(errno)), console_);
  std::fputs(failed.messages.c_str(), stderr);
  code_ = worse_of(code_, failed.code);
}

void Terminal::show(const Outcome& outcome) {
  clear_progress();
  // A failed write is told once: what follows would fail as well.
  if (!outcome.output.empty() && std::ferror(stdout) == 0) write_output(outcome.output);
  std::fwrite(outcome.messages.data(), 1, outcome.messages.size(), stderr);
  code_ = worse_of(code_, outcome.code);
}

}  // namespace plumb::cli
