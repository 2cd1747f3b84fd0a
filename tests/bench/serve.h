// What every in-process tool of the benchmark is to the driver: a program that prepares once and
// then does a piece of work each time a line on standard input asks for it, so that the driver can
// take turns between tools. Answers are JSON, one line each; tests/bench/README.md has the lines.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace plumb::bench {

struct UnitResult {
  std::string unit;
  std::string score;  // hundredths of a point, as the tool has it
  std::string grade;
};
struct RulesResult {
  std::vector<UnitResult> units;
  std::map<std::string, std::string> figures;  // counts and national figures, by name
};
// A sum that tells whether a tool did the work at all: rows are instruments, hours are in tenths.
struct HeavyResult {
  int64_t rows = 0;
  int64_t effective = 0;
  int64_t external = 0;
};

struct Options {
  std::string database;              // the SQLite database that plumb made
  std::string folder;                // where a tool may keep files of its own
  std::string rules;                 // the rule file
  std::string heavy_rules;           // plumb only: the rules of the heavy reduction; may be empty
  std::string snapshot;              // plumb only: read instead of the database; may be empty
  std::string engine = "reference";  // plumb only
  std::string sql;                   // the folder of the statements
  int threads = 2;
  std::string once;  // "rules" or "heavy": do this once and end; else serve
  std::string out;   // with `once`: where results go
};
// Words of the form --name value. Empty text of `database`: something was wrong, and was told.
[[nodiscard]] Options read_options(int count, char** words);

struct Tool {
  std::string name;
  std::string version;
  int64_t bytes = 0;                          // of the data that it keeps in memory, where it can tell
  std::function<void()> heavy;                // may be empty
  std::function<HeavyResult()> heavy_result;  // of the last `heavy`; not measured
  std::function<RulesResult()> rules;         // may be empty
  // rules with this number of the first cut instead of 50; may be empty
  std::function<RulesResult(int64_t)> rules_with;
};
// `prepare` may print to standard error and ends the process when it cannot go on.
[[nodiscard]] int serve(const Options& options, const std::function<Tool()>& prepare);

[[noreturn]] void stop(const std::string& what);

}  // namespace plumb::bench
