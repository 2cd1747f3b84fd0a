// Answers of judgements as rows of a table: who answered which question, and what (laws L9, L10). Internal to run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/data.h"
#include "program/program.h"
#include "results/results.h"
#include "run/column.h"

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

// From the text of an answer to its value; empty: it is none of this type.
[[nodiscard]] std::optional<Value> parse_answer(const program::Program& program, const program::Type& type,
                                                const std::string& text);

// Of who gave it (population/combine_answers.h).
[[nodiscard]] int level_of(const program::Judgement& judgement, const AnswerRow& answer);

}  // namespace plumb::run
