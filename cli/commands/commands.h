// One function a command: options in, outcome out. Files are read and written here, terminals are not.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "commands/console.h"

namespace plumb::cli {

// What a run is told on a command line.
struct RunArguments {
  std::string database;
  std::string snapshot;                                     // instead of the database
  std::string assessment, as_of, period;                    // empty: as the rule file says
  std::vector<std::string> quarantine, quarantine_keeping;  // UNIT=REASON or TABLE:KEY=REASON
  bool other_readings = false;                              // take the 另载 values
};

struct CheckCommand {
  std::string rules;
  bool as_json = false;
  bool other_readings = false;  // take the 另载 values
  std::string authority;        // a folder with the documents' texts; empty: none
  bool rehash = false;          // write the fingerprints of the clauses into the rule files
};
[[nodiscard]] Outcome run_check(const CheckCommand& command, const Console& console);

struct FormatCommand {
  std::vector<std::string> files;
  std::optional<Language> spelling;  // empty: each file keeps its own
  bool only_check = false;           // names the files that would change
  bool write = false;                // writes them back; else the text is the output
};
[[nodiscard]] Outcome run_format(const FormatCommand& command, const Console& console);

struct DumpCommand {
  std::string rules;
  std::string stage;     // tokens, tree, program, plan
  std::string database;  // plan: what is in it decides how values are held
};
[[nodiscard]] Outcome run_dump(const DumpCommand& command, const Console& console);

// One line of result: the exact value, or `error CODE`. `code` is Refused for an error.
[[nodiscard]] Outcome run_calc(const std::string& expression, const Console& console);

// All rows, or the one of a code ("R2001").
[[nodiscard]] Outcome run_codes(const std::string& code, const Console& console);
// All words of the language, or those that are written so in either spelling.
[[nodiscard]] Outcome run_words(const std::string& word, const Console& console);
// All names, or the JSON Schema of one output.
[[nodiscard]] Outcome run_schema(const std::string& name, const Console& console);

struct EvaluateCommand : RunArguments {
  std::string rules;
  std::string format = "table";     // table, json, csv
  std::vector<std::string> tables;  // whose rows are listed with all their definitions
  bool all_tables = false;          // every table that something is defined of
  bool all_faults = false;          // also faults of columns that no rule reads
  std::string out;                  // a file; empty: the output
  std::string engine = "columnar";  // columnar, reference
};
[[nodiscard]] Outcome run_evaluate(const EvaluateCommand& command, const Console& console);

// Two rule files, two databases, or a rule file with and without its other readings.
// What is told of a run holds for both, but that the second alone takes the other readings.
struct CompareCommand : RunArguments {
  std::string rules, other;      // the second: empty for the same
  std::string against;           // the database of the second run; likewise
  std::string format = "table";  // table, json, csv
  std::string out;               // a file; empty: the output
};
[[nodiscard]] Outcome run_compare(const CompareCommand& command, const Console& console);

// Evaluates, and again whenever a rule file is saved.
struct WatchCommand : RunArguments {
  std::string rules;
};
// `show` gets what each save leads to, as soon as it is known; false ends the loop. Else it goes on until a signal ends the
// program: the outcome is of what kept it from starting.
[[nodiscard]] Outcome run_watch(const WatchCommand& command, const Console& console,
                                const std::function<bool(const Outcome&)>& show);

struct ExplainCommand : RunArguments {
  std::string rules;
  std::string unit;             // key or name of a graded unit, or TABLE:KEY
  std::string why_not;          // a label of the grade; empty: the whole explanation
  std::string format = "text";  // text, json, md
  bool all_rows = false;
};
[[nodiscard]] Outcome run_explain(const ExplainCommand& command, const Console& console);

struct TestCommand {
  std::string rules;
  bool as_json = false;
};
// Findings when a test fails. In a file without 期次 a test that reads a date of the run fails, unless it states one.
[[nodiscard]] Outcome run_test(const TestCommand& command, const Console& console);

struct InitCommand {
  std::string rules, database;
};
[[nodiscard]] Outcome run_init(const InitCommand& command, const Console& console);

struct LoadCommand {
  std::string rules, database;
  std::vector<std::string> what;  // a folder, or a table and a file
  bool replace = false;           // the rows of the tables are deleted first
  bool append = false;            // also rows whose key is there already
};
[[nodiscard]] Outcome run_load(const LoadCommand& command, const Console& console);

struct SnapshotCommand {
  std::string rules, database, out;
  std::string assessment;  // empty: as the rule file says
};
// The output is the root and the file, as sha256sum writes them.
[[nodiscard]] Outcome run_snapshot(const SnapshotCommand& command, const Console& console);

}  // namespace plumb::cli
