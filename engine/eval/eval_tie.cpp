// Ties that a judgement decides: how they are asked, and the order that the answer gives (laws L9, L10).
#include <algorithm>

#include "eval/convert_openness.h"
#include "eval/evaluator.h"
#include "population/combine_answers.h"
#include "population/tie_subject.h"

namespace plumb::eval {

// The text that the last level gave; Pending and asked where there is none.
Value Evaluator::tie_answer(program::JudgementId id, const std::string& subject, const results::Place& place) {
  const program::Judgement& judgement = program_.at(id);
  const std::string fingerprint = population::tie_fingerprint(judgement.name, subject);
  Value open = true;
  const std::vector<uint32_t>& rows = answer_rows(judgement, subject, open);
  if (open != Value(true)) return open;
  std::vector<population::TextAnswer> answers;
  for (const uint32_t row : rows) {
    if (level_of(judgement, row) != population::last_level(judgement)) continue;
    const Value answer = fresh_answer(judgement, row, fingerprint);
    const auto* text = std::get_if<std::string>(&answer);
    answers.push_back({row, program::is_open(answer) ? openness_of(answer) : population::Openness{},
                       text != nullptr ? std::optional(*text) : std::nullopt});
  }
  const population::AgreedText agreed = population::agree_on_text(answers);
  if (!agreed.open.is_known()) return value_of(agreed.open);
  if (agreed.clash_row != population::NoRow) {
    return faulty(
        {.kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = agreed.clash_row});
  }
  return agreed.text ? Value(*agreed.text) : ask(id, subject, fingerprint, 0, place);
}

population::TieDecision Evaluator::decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                              const std::string& line, results::Place place) {
  std::vector<std::string> keys;
  for (const uint32_t row : tied) keys.push_back(key_of(table, row));
  const Value answer = tie_answer(id, population::tie_subject(keys, line), place);
  const auto* text = std::get_if<std::string>(&answer);
  if (text == nullptr) return {.ordered = {}, .open = openness_of(answer)};
  population::TieDecision decision;
  for (const uint32_t next : population::order_by_answer(keys, *text)) decision.ordered.push_back(tied[next]);
  if (!decision.ordered.empty()) return decision;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *text;
  decision.open = openness_of(faulty(std::move(place)));
  return decision;
}

}  // namespace plumb::eval
