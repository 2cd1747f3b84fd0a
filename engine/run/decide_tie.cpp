// A tie that is answered by its members in order (laws L9, L10).
#include "population/combine_answers.h"
#include "population/tie_subject.h"
#include "run/convert_openness.h"
#include "run/questions.h"

namespace plumb::run {

using program::Judgement;

namespace {

// What the last level says, of those who answered this very question.
std::vector<population::TextAnswer> read_last_level(const RunContext& context, const Judgement& judgement, const AnswerBook& book,
                                                    const std::string& subject, const std::string& fingerprint) {
  std::vector<population::TextAnswer> answers;
  const auto found = book.by_question.find({judgement.name, subject});
  for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
    const AnswerRow& answer = found->second[i];
    if (level_of(judgement, answer) != population::last_level(judgement)) continue;
    uint32_t open = 0;
    const bool is_open = read_text(context, judgement, answer, fingerprint, open);
    answers.push_back({answer.row, is_open ? open_code(open) : population::Openness{}, answer.text});
  }
  return answers;
}

}  // namespace

population::TieDecision decide_tie(const RunContext& context, Questions& questions, program::JudgementId id, TableId table,
                                   const std::vector<uint32_t>& tied, const std::string& line, results::Place place) {
  const Judgement& judgement = context.program.at(id);
  std::vector<std::string> keys;
  for (const uint32_t row : tied) keys.push_back(context.key_of(table, row));
  const std::string subject = population::tie_subject(keys, line);
  const std::string fingerprint = population::tie_fingerprint(judgement.name, subject);
  const AnswerBook& book = questions.answers_in(judgement.answers);
  if (book.is_open) return {.ordered = {}, .open = open_code(book.open)};
  const population::AgreedText agreed =
      population::agree_on_text(read_last_level(context, judgement, book, subject, fingerprint));
  if (!agreed.open.is_known()) return {.ordered = {}, .open = agreed.open};
  if (agreed.clash_row != NoRow) {
    place = {
        .kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = agreed.clash_row};
    return {.ordered = {}, .open = openness_of(context.faulty(std::move(place)))};
  }
  if (!agreed.text) return {.ordered = {}, .open = openness_of(questions.ask(id, subject, fingerprint, 0, std::move(place)))};
  population::TieDecision decision;
  for (const uint32_t next : population::order_by_answer(keys, *agreed.text)) decision.ordered.push_back(tied[next]);
  if (!decision.ordered.empty()) return decision;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *agreed.text;
  decision.open = openness_of(context.faulty(std::move(place)));
  return decision;
}

}  // namespace plumb::run
