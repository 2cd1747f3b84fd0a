// The whole way on one page: rule files → rules, database → rows, both → results. The façade (include/plumbline/) is this with
// errors as values.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "check/checked_rules.h"
#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "plumbline/rules.h"
#include "program/program.h"
#include "report/evaluation.h"
#include "results/results.h"

namespace plumb::pipeline {

using check::CheckedRules;
using plumbline::RuleFiles;
using report::Evaluation;

// Reads the main file and what it uses, and checks it.
[[nodiscard]] std::unique_ptr<CheckedRules> check_rules(const RuleFiles& files, const check::Options& options);
// From the disk alone; the library folders are looked through after the folder of the file.
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
  uint32_t threads = 0;              // 0: all that the machine has
  std::stop_token stop = {};         // looked at while it is evaluated
};

// Called with the share that is done (0 to 1000) while data is read and while it is evaluated.
struct RunProgress {
  std::function<void(std::string_view table, int64_t rows)> reading;
  std::function<void(int)> evaluating;
};

// The steps after the check; each goes on from the evaluation that the one before it left, and answers false when there is an
// error in its sink. A step that was stopped has R8030.
[[nodiscard]] Evaluation begin_evaluation(std::shared_ptr<const CheckedRules> rules, const std::string& database,
                                          const check::Options& options);
[[nodiscard]] bool read_rows(Evaluation& run, const RunWishes& wishes, const RunProgress& progress);
[[nodiscard]] bool take_inputs(Evaluation& run, const RunWishes& wishes);
[[nodiscard]] bool compute_results(Evaluation& run, const RunWishes& wishes, const RunProgress& progress);

// All of it, from a file on the disk with the default libraries.
[[nodiscard]] Evaluation evaluate_rules(const std::string& file, const std::string& database, const RunWishes& wishes,
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
