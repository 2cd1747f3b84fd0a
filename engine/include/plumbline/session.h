// Rules that are edited over data that stays: each update computes what the edit reaches and keeps the rest.
//
// One session belongs to one thread at a time; the runs that it gives are as free as any other. The data is read once, and anew
// where it may be another: the source was written or replaced since, or the rules read other columns.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plumbline/data.h"
#include "plumbline/diagnostic.h"
#include "plumbline/rules.h"
#include "plumbline/run.h"

namespace plumbline {

struct SessionOptions {
  RuleOptions rules = {.findings = false};
  ReadOptions reading = {};
  RunOptions running = {};  // its `stop` is looked at when an update begins, not in it
};

struct Update {
  Rules rules;                            // as they are now
  std::optional<Run> run;                 // none: the diagnostics say why, and the last good one still stands in the session
  std::optional<Run> before;              // the good one before this one
  Diagnostics diagnostics;                // of rules, data and run
  bool was_read = false;                  // the data, in this update
  std::uint32_t computed = 0, taken = 0;  // definitions; taken: kept from before
  std::int64_t check_us = 0, read_us = 0, run_us = 0;  // microseconds
};

class Session {
 public:
  Session(RuleFiles files, Source source, SessionOptions options = {});
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  // An editor's text stands in the place of a file until it is dropped; both count from the next update on.
  void set_text(const std::string& path, std::string text);
  void drop_text(const std::string& path);
  // Everything as it is now: the texts given, else the files as they are saved.
  [[nodiscard]] Update update();
  // The last good run.
  [[nodiscard]] const std::optional<Run>& last() const;

 private:
  std::unique_ptr<struct SessionState> state_;
};

}  // namespace plumbline
