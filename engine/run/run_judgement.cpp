// Judgements: the question put for each row, its answers, and what they say together (law L9).
#include <utility>

#include "base/digest.h"
#include "population/combine_answers.h"
#include "run/keep_promise.h"
#include "run/operators.h"

namespace plumb::run {

using base::Number;
using program::Judgement;

namespace {

std::string shown(const Value& bound) {
  if (const auto* number = std::get_if<Number>(&bound)) return number->to_string();
  if (const auto* date = std::get_if<base::Date>(&bound)) return base::to_string(*date);
  return "";
}

bool is_less(const Value& a, const Value& b, bool or_equal) {
  if (a.index() != b.index()) return false;
  if (const auto* number = std::get_if<Number>(&a))
    return or_equal ? *number <= std::get<Number>(b) : *number < std::get<Number>(b);
  if (const auto* date = std::get_if<base::Date>(&a))
    return or_equal ? *date <= std::get<base::Date>(b) : *date < std::get<base::Date>(b);
  if (const auto* label = std::get_if<program::Label>(&a)) {
    return or_equal ? label->index <= std::get<program::Label>(b).index : label->index < std::get<program::Label>(b).index;
  }
  return false;
}

// The answer to one row's question, in the judgement's own type.
Lane judge_row(EvaluatorPool& evaluators, Questions& questions, program::JudgementId id, DefinitionId definition, uint32_t row,
               Value& value) {
  const RunContext& context = evaluators.context();
  const Judgement& judgement = context.program.at(id);
  const auto open_here = [&](PlaceKind kind, std::string detail) -> Lane {
    return {
        .state = state::Open,
        .open = context.interned.open(
            {.kind = kind, .definition = definition, .table = judgement.table, .row = row, .detail = std::move(detail)}, false)};
  };
  Lane open;
  const auto read = [&](ExprId expr, Value& into) {
    if (!expr.valid() || open.state == state::Open) return;
    const Lane lane = evaluators.own().eval_one(expr, judgement.table, row, definition, row);
    if (lane.state == state::Open)
      open = lane;
    else
      into = to_value(lane, context.program.at(expr).type, context.plan.exprs[expr.value]);
  };
  Value low, high, grain, label;
  bool low_open = judgement.low_open, high_open = judgement.high_open;
  read(judgement.low, low);
  read(judgement.high, high);
  read(judgement.grain, grain);
  read(judgement.range_label, label);
  const auto* chosen = std::get_if<program::Label>(&label);
  for (const program::LabelRange& range : judgement.label_ranges) {
    if (chosen == nullptr || chosen->index != range.label) continue;
    low_open = range.low_open;
    high_open = range.high_open;
    read(range.low, low);
    read(range.high, high);
  }
  if (open.state == state::Open) return open;
  // What a judge is told: name, object, kind of answer, bounds and grain.
  const std::string subject = judgement.table.valid() ? context.key_of(judgement.table, row) : "";
  std::string asked = judgement.name + "\n" + subject + "\n" + std::to_string(static_cast<int>(judgement.type.kind)) + " " +
                      judgement.type.shown_name;
  if (judgement.type.enumeration.valid()) {
    for (const std::string& name : context.program.at(judgement.type.enumeration).labels) asked += ";" + name;
  }
  asked +=
      "\n" + std::string(low_open ? "(" : "[") + shown(low) + "," + shown(high) + (high_open ? ")" : "]") + " " + shown(grain);
  const std::string fingerprint = base::sha256_hex(asked);

  std::vector<population::GivenAnswer> answers;
  if (judgement.answers.valid()) {
    const AnswerBook& book = questions.answers_in(judgement.answers);
    if (book.is_open) return {.state = state::Open, .open = book.open};
    const auto found = book.by_question.find({judgement.name, subject});
    for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
      const AnswerRow& answer = found->second[i];
      uint32_t code = 0;
      if (read_text(context, judgement, answer, fingerprint, code)) return {.state = state::Open, .open = code};
      if (!answer.text) continue;
      const std::optional<Value> parsed = parse_answer(context.program, judgement.type, *answer.text);
      bool is_good = parsed.has_value();
      is_good = is_good && !(program::is_known(low) && is_less(*parsed, low, low_open));
      is_good = is_good && !(program::is_known(high) && is_less(high, *parsed, high_open));
      if (is_good && program::is_known(grain) && std::get<Number>(grain).sign() > 0) {
        is_good = std::get<Number>(*parsed).divided_by(std::get<Number>(grain)).is_integer();
      }
      if (!is_good) return open_here(PlaceKind::AnswerOutOfBounds, *answer.text);
      answers.push_back({level_of(judgement, answer), *parsed});
    }
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
