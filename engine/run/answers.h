// Answers of judgements as rows of a table: who answered which question, and what (laws L9, L10). Internal to run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "population/combine_answers.h"
#include "program/rule.h"

namespace plumb::run {

// One row of a table of answers.
struct AnswerRow {
  uint32_t row = 0;
  std::optional<std::string> judge, text, fingerprint;
  uint32_t open_print = 0, open_text = 0;  // codes of faulty cells; see has_
  bool has_open_print = false, has_open_text = false;
};
// One table of answers, by judgement and subject.
struct AnswerBook {
  bool is_open = false;  // a row does not tell its question: it may belong to any
  uint32_t open = 0;
  std::map<std::pair<std::string, std::string>, std::vector<AnswerRow>> by_question;
};

// The level of who gave it.
[[nodiscard]] inline int level_of(const program::Judgement& judgement, const AnswerRow& answer) {
  return population::level_of_judge(judgement, answer.judge ? &*answer.judge : nullptr);
}

}  // namespace plumb::run
