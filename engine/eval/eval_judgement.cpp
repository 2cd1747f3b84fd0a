// Judgements: the question put to the judges, their answers, what they say together (law L9).
#include <optional>
#include <utility>

#include "eval/evaluator.h"
#include "population/combine_answers.h"
#include "population/read_answer.h"

namespace plumb::eval {

using program::Judgement;

// What is asked of one row; empty: `open` says why it cannot be asked.
std::optional<population::AnswerBounds> Evaluator::pose(const Judgement& judgement, uint32_t row, Value& open) {
  return population::read_bounds(judgement, [&](ExprId expr) -> std::optional<Value> {
    Value value = condition_on_row(expr, judgement.table, row);
    if (!program::is_open(value)) return value;
    open = std::move(value);
    return std::nullopt;
  });
}

Value Evaluator::read_answers(program::JudgementId id, const std::string& subject, const population::AnswerBounds& bounds,
                              const results::Place& place) {
  const Judgement& judgement = program_.at(id);
  const std::string fingerprint = population::question_fingerprint(program_, judgement, subject, bounds);
  Value open = true;
  const std::vector<uint32_t>& rows = answer_rows(judgement, subject, open);
  if (open != Value(true)) return open;
  std::vector<population::GivenAnswer> answers;
  for (const uint32_t row : rows) {
    const Value text = fresh_answer(judgement, row, fingerprint);
    if (program::is_open(text)) return text;
    if (program::is_absent(text)) continue;
    std::optional<Value> value = population::read_answer(program_, judgement.type, bounds, std::get<std::string>(text));
    if (!value) {
      results::Place broken = place;
      broken.kind = PlaceKind::AnswerOutOfBounds;
      broken.detail = std::get<std::string>(text);
      return faulty(std::move(broken));
    }
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf({.kind = results::StepKind::Answer,
                       .definition = judgement.definition,
                       .table = judgement.answers,
                       .row = row,
                       .detail = std::get<std::string>(text),
                       .value = *value});
    }
    answers.push_back({level_of(judgement, row), std::move(*value)});
  }
  population::CombinedAnswer combined = population::combine_answers(judgement, answers);
  switch (combined.state) {
    case population::Combined::Decided: return std::move(combined.value);
    case population::Combined::Undecided: return ask(id, subject, fingerprint, static_cast<uint32_t>(answers.size()), place);
    case population::Combined::Clash: break;
  }
  return faulty_here(PlaceKind::ExceptionClash, subject);
}

Value Evaluator::compute_by(const program::ByJudgement& by, DefinitionId id, uint32_t row, DefinitionMemo&) {
  const Judgement& judgement = program_.at(by.judgement);
  const Value given = not_given(judgement.bases);
  if (given != Value(true)) return given;
  if (judgement.when.valid()) {
    const Value is_asked = condition_on_row(judgement.when, judgement.table, row);
    if (!program::is_known(is_asked)) return is_asked;
    if (!std::get<bool>(is_asked)) {
      return program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}};
    }
  }
  const std::string subject = judgement.table.valid() ? key_of(judgement.table, row) : "";
  Value open = true;
  const std::optional<population::AnswerBounds> bounds = pose(judgement, row, open);
  if (!bounds) return open;
  const results::Place place{.kind = PlaceKind::JudgementPending, .definition = id, .table = judgement.table, .row = row};
  return read_answers(by.judgement, subject, *bounds, place);
}

}  // namespace plumb::eval
