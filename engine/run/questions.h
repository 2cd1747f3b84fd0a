// The questions of a run's judgements: what has been answered, and what is asked (laws L9, L10). Internal to run.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "population/openness.h"
#include "run/answers.h"
#include "run/run_context.h"

namespace plumb::run {

class Questions {
 public:
  explicit Questions(const RunContext& context) : context_(context) {}

  // The answers in a table of the data, of this assessment; read once. None where the table is not valid.
  [[nodiscard]] const AnswerBook& answers_in(TableId table);
  // Asks, once for each subject; `answers`: how many there are already. What stands until there is an answer.
  [[nodiscard]] Lane ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
                         results::Place place);
  [[nodiscard]] bool is_asked(program::JudgementId id) const;
  // In the order of results; none are left.
  [[nodiscard]] std::vector<results::Question> take();

 private:
  const RunContext& context_;
  std::vector<results::Question> questions_;
  std::set<std::pair<uint32_t, std::string>> asked_;
  std::map<uint32_t, AnswerBook> books_;  // by table
};

// Open (true), absent (neither), or the text of an answer to this very question.
[[nodiscard]] bool read_text(const RunContext& context, const program::Judgement& judgement, const AnswerRow& answer,
                             const std::string& fingerprint, uint32_t& open);

// The rows of a tie in the order that the last level gave, or why there is none. `place` is where it waits.
[[nodiscard]] population::TieDecision decide_tie(const RunContext& context, Questions& questions, program::JudgementId id,
                                                 TableId table, const std::vector<uint32_t>& tied, const std::string& line,
                                                 results::Place place);

}  // namespace plumb::run
