// The façade: the whole way on one page, for the command line and for tests. Nothing below is needed beside it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "eval/eval.h"
#include "program/program.h"
#include "results/results.h"
#include "source/source.h"

namespace plumb::pipeline {

struct CheckedRules {
  source::SourceSet sources;
  diagnostics::Sink sink;
  source::FileId main = 0;
  source::Language spelling = source::Language::Zh;
  program::Program program;
};
// Reads the rule file and what it uses (beside it, then in `library_folders`: rules/, stdlib/), checks it.
[[nodiscard]] std::unique_ptr<CheckedRules> check_rules(const std::string& file, const check::Options& options,
                                                        const std::vector<std::string>& library_folders);

// What a run is told beside the rules; texts as they were typed.
struct QuarantineWish {
  std::string text;  // UNIT=REASON or TABLE:KEY=REASON
  bool keeps_place = false;
};
enum class Engine : uint8_t { Columnar, Reference };
struct RunWishes {
  std::optional<std::string> assessment;  // a whole number
  std::optional<std::string> as_of;       // a date
  std::optional<std::string> period;      // FIRST..LAST
  std::vector<QuarantineWish> quarantine;
  Engine engine = Engine::Columnar;  // both give the same; the reference is the slow one
  bool from_snapshot = false;        // what is named as the database is a snapshot
  bool all_columns = false;          // reads what no rule reads as well, so that all its faults are known
};

struct Evaluation {
  std::unique_ptr<CheckedRules> rules;  // always there, also when the rules have errors
  data::Data data;
  results::Results results;
  std::string database;               // as it was named
  bool takes_other_readings = false;  // what 另载 says stands in the rules
  bool is_read = false;               // false: errors in rules->sink stopped it before there were data and inputs
  bool is_whole = false;              // … before there were results

  [[nodiscard]] const program::Program& program() const { return rules->program; }
};
// Called with the share that is done (0 to 1000) while data is read and while it is evaluated.
struct RunProgress {
  std::function<void(std::string_view table, int64_t rows)> reading;
  std::function<void(int)> evaluating;
};
// rules → program, database → data, both → results. Stops at the first step that reports an error.
[[nodiscard]] Evaluation evaluate_rules(const std::string& file, const std::string& database, const RunWishes& wishes,
                                        const check::Options& options, const RunProgress& progress);

// The first part of it: program, data and inputs, no results yet.
[[nodiscard]] Evaluation read_run(const std::string& file, const std::string& database, const RunWishes& wishes,
                                  const check::Options& options, const RunProgress& progress);
// How the columnar runner goes about it, in words. Precondition: is_read.
[[nodiscard]] std::string describe_plan(const Evaluation& run);

// The assessment of a run: that of the program, or `wished`, as it was typed. Empty: reported.
[[nodiscard]] std::optional<int64_t> find_assessment(const program::Program& program, const std::optional<std::string>& wished,
                                                     diagnostics::Sink& sink);
// Assessment, period and reference date of a run: those of the program, replaced by wishes; no quarantine yet. Another
// assessment alone takes the other two along, by as many years, where assessments are numbered by years; else both are due.
// Known before data is read, as it decides which rows of histories are seen.
[[nodiscard]] std::optional<results::RunInputs> make_run_dates(const program::Program& program, const RunWishes& wishes,
                                                               diagnostics::Sink& sink);
// The above and the quarantined rows, which are named by key and found in `data`.
[[nodiscard]] std::optional<results::RunInputs> make_inputs(const program::Program& program, const data::Data& data,
                                                            const RunWishes& wishes, diagnostics::Sink& sink);

}  // namespace plumb::pipeline
