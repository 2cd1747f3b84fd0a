// A rule set that is edited over data that stays: every update reads the rule files as they are now and computes what the
// edit reaches, from the columns that the update before left.
//
// The data is read once, and anew only where it may be another: the database or the snapshot was written or replaced
// since, or the program declares or reads other tables and columns or is about another assessment.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/column_facts.h"
#include "pipeline/pipeline.h"
#include "run/column_cache.h"

namespace plumb::pipeline {

class EditLoop {
 public:
  EditLoop(RuleFiles files, std::string database, RunWishes wishes, check::Options options);

  // Texts that stand in the place of files count from the next update on.
  [[nodiscard]] RuleFiles& files() { return files_; }
  // After an update that was given up on the way: nothing is taken from the columns that it left.
  void forget_columns() { memory_.forget(); }

  struct Update {
    bool is_checked = false;  // the rule files have no errors
    bool is_whole = false;    // there are results; else rules().sink says why not, and the last good ones stand
    bool was_read = false;    // the data, in this update
    int64_t check_us = 0, read_us = 0, run_us = 0;  // microseconds; of the run with its plan
    uint32_t computed = 0, taken = 0;               // definitions
  };
  Update update(const RunProgress& progress);

  // Which definitions the last good update computed; ids of its program.
  [[nodiscard]] const run::ColumnCache::Reuse& reuse() const { return memory_.last(); }
  // Of the last update, whatever came of it. Precondition: there was one.
  [[nodiscard]] const Evaluation& last() const { return refused_ == nullptr ? *now_ : *refused_; }
  [[nodiscard]] const CheckedRules& rules() const { return *last().rules; }
  // The last good evaluation and the good one before it; null: there is none. They share their data where it was not read
  // in between.
  [[nodiscard]] const std::shared_ptr<const Evaluation>& now() const { return now_; }
  [[nodiscard]] const std::shared_ptr<const Evaluation>& before() const { return before_; }

 private:
  // What the data depends on beside the program; compared only.
  struct Source {
    std::string stamp;
    int64_t assessment = 0;
    friend bool operator==(const Source&, const Source&) = default;
  };
  [[nodiscard]] std::optional<std::string> stamp(diagnostics::Sink& sink) const;
  [[nodiscard]] bool has_data_for(const program::Program& program, const Source& source) const;
  bool evaluate(Evaluation& next, Update& update, const RunProgress& progress);

  RuleFiles files_;
  std::string database_;
  RunWishes wishes_;
  check::Options options_;
  std::shared_ptr<const Evaluation> now_, before_;
  std::unique_ptr<const Evaluation> refused_;
  // What was read last, for which rules and from what.
  std::shared_ptr<const data::Data> rows_;
  std::shared_ptr<const CheckedRules> read_for_;
  Source source_;
  std::vector<data::ColumnFacts> facts_;
  run::ColumnCache memory_;
};

}  // namespace plumb::pipeline
