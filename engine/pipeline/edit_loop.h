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
  EditLoop(std::string file, std::string database, RunWishes wishes, check::Options options);

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
  // Of the last update, whatever came of it.
  [[nodiscard]] const CheckedRules& rules() const { return refused_ == nullptr ? *now_->rules : *refused_; }
  // The last good evaluation and the good one before it; null: there is none. What came before has data of its own where
  // it was read anew, else none: data_before() is what it was evaluated over. Nothing of rows can be shown of it.
  [[nodiscard]] const Evaluation* now() const { return now_.get(); }
  [[nodiscard]] const Evaluation* before() const { return before_.get(); }
  [[nodiscard]] const data::Data& data_before() const { return shares_data_ ? now_->data : before_->data; }

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

  std::string file_, database_;
  RunWishes wishes_;
  check::Options options_;
  std::unique_ptr<Evaluation> now_, before_;
  std::unique_ptr<CheckedRules> refused_;
  bool shares_data_ = false;
  Source source_;
  std::vector<data::ColumnFacts> facts_;
  run::ColumnCache memory_;
};

}  // namespace plumb::pipeline
