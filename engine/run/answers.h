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

struct GivenAnswer {
  uint32_t row = 0;
  std::optional<std::string> judge, text, fingerprint;
  uint32_t open_print = 0, open_text = 0;  // codes of faulty cells; see has_
  bool has_open_print = false, has_open_text = false;
};
// One table of answers, by judgement and subject.
struct AnswerBook {
  bool is_open = false;  // a row does not tell its question: it may belong to any
  uint32_t open = 0;
  std::map<std::pair<std::string, std::string>, std::vector<GivenAnswer>> by_question;
};

// From the text of an answer to its value; empty: it is none of this type.
[[nodiscard]] std::optional<Value> parse_answer(const program::Program& program, const program::Type& type,
                                                const std::string& text);

// Position of a judge among the declared levels; -1: not declared.
[[nodiscard]] int level_of(const program::Judgement& judgement, const GivenAnswer& answer);

// The text that a judge was asked, of which the fingerprint is taken.
[[nodiscard]] std::string tie_question(const std::string& judgement, const std::string& subject);

// Members of a tie by key, joined and escaped; keys of an answer.
[[nodiscard]] std::string join_keys(std::vector<std::string> keys);
[[nodiscard]] std::vector<std::string> separate_keys(const std::string& text);
[[nodiscard]] std::string mark_key(const std::string& key);

}  // namespace plumb::run
