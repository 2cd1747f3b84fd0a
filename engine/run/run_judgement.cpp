// Judgements: the question put for each row, its answers, and what they say together (law L9).
#include <optional>
#include <utility>

#include "population/combine_answers.h"
#include "population/read_answer.h"
#include "run/keep_promise.h"
#include "run/operators.h"

namespace plumb::run {

using program::Judgement;

namespace {

// The answer to one row's question, in the judgement's own type.
Lane judge_row(EvaluatorPool& evaluators, Questions& questions, program::JudgementId id, DefinitionId definition, uint32_t row,
               Value& value) {
  const RunContext& context = evaluators.context();
  const Judgement& judgement = context.program.at(id);
  const auto open_here = [&](PlaceKind kind, std::string detail) -> Lane {
    return context.faulty(
        {.kind = kind, .definition = definition, .table = judgement.table, .row = row, .detail = std::move(detail)});
  };
  Lane open;
  const std::optional<population::AnswerBounds> bounds =
      population::read_bounds(judgement, [&](ExprId expr) -> std::optional<Value> {
        Lane lane = evaluators.own().eval_one(expr, judgement.table, row, definition, row);
        if (lane.state != state::Open) return to_value(lane, context.program.at(expr).type, context.plan.exprs[expr.value]);
        open = std::move(lane);
        return std::nullopt;
      });
  if (!bounds) return open;
  const std::string subject = judgement.table.valid() ? context.key_of(judgement.table, row) : "";
  const std::string fingerprint = population::question_fingerprint(context.program, judgement, subject, *bounds);

  const AnswerBook& book = questions.answers_in(judgement.answers);
  if (book.is_open) return {.state = state::Open, .open = book.open};
  std::vector<population::GivenAnswer> answers;
  const auto found = book.by_question.find({judgement.name, subject});
  for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
    const AnswerRow& answer = found->second[i];
    uint32_t code = 0;
    if (read_text(context, judgement, answer, fingerprint, code)) return {.state = state::Open, .open = code};
    if (!answer.text) continue;
    std::optional<Value> given = population::read_answer(context.program, judgement.type, *bounds, *answer.text);
    if (!given) return open_here(PlaceKind::AnswerOutOfBounds, *answer.text);
    answers.push_back({level_of(judgement, answer), std::move(*given)});
  }
  population::CombinedAnswer combined = population::combine_answers(judgement, answers);
  switch (combined.state) {
    case population::Combined::Decided: value = std::move(combined.value); return {};
    case population::Combined::Undecided:
      return questions.ask(id, subject, fingerprint, static_cast<uint32_t>(answers.size()),
                           {.kind = PlaceKind::JudgementPending, .definition = definition, .table = judgement.table, .row = row});
    case population::Combined::Clash: break;
  }
  return open_here(PlaceKind::ExceptionClash, subject);
}

}  // namespace

void compute_judgement(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                       const program::ByJudgement& by, Column& column) {
  const RunContext& context = evaluators.context();
  const Judgement& judgement = context.program.at(by.judgement);
  const bool is_given_at_all = all_given(judgement.bases);
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (context.is_pinned(id, row)) continue;  // nobody is asked
    Lane lane = row_outside(context, sets, id, row);
    if (lane.state == state::Known && !is_given_at_all) lane = {.state = state::Open, .open = context.not_given_code(id, row)};
    if (lane.state == state::Known && judgement.when.valid()) {
      const Lane is_asked = evaluators.own().eval_one(judgement.when, judgement.table, row, id, row);
      if (is_asked.state != state::Known)
        lane = is_asked;
      else if (is_asked.integer == 0)
        lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable));
    }
    Value value;
    if (lane.state == state::Known) {
      lane = judge_row(evaluators, questions, by.judgement, id, row, value);
      if (lane.state == state::Known) lane = context.own_lane(value, column.shape);
    }
    column.set(row, lane);
  }
  keep_promise(evaluators, id, column);
}

}  // namespace plumb::run
