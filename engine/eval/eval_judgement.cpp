// Judgements: the question put to the judges, their answers, what they say together (law L9).
#include "base/digest.h"
#include "eval/evaluator.h"
#include "population/combine_answers.h"

namespace plumb::eval {

using program::Judgement;

namespace {

std::string bound_text(const Value& bound) {
  const auto* number = std::get_if<base::Number>(&bound);
  if (number != nullptr) return number->to_string();
  const auto* date = std::get_if<base::Date>(&bound);
  return date != nullptr ? base::to_string(*date) : "";
}

}  // namespace

// The fingerprint covers what a judge was told: name, object, kind of answer, bounds and grain.
Evaluator::Question Evaluator::pose(const Judgement& judgement, uint32_t row, const std::string& subject, Value& open) {
  Question question;
  const auto read = [&](ExprId expr, Value& into) {
    if (!expr.valid() || open != Value(true)) return;
    into = condition_on_row(expr, judgement.table, row);
    if (program::is_open(into)) open = into;
  };
  question.low_open = judgement.low_open;
  question.high_open = judgement.high_open;
  read(judgement.low, question.low);
  read(judgement.high, question.high);
  read(judgement.grain, question.grain);
  Value label;
  read(judgement.range_label, label);
  std::string asked = judgement.name + "\n" + subject + "\n" + std::to_string(static_cast<int>(judgement.type.kind)) + " " +
                      judgement.type.shown_name;
  for (const program::LabelRange& range : judgement.label_ranges) {
    const auto* chosen = std::get_if<program::Label>(&label);
    if (chosen == nullptr || chosen->index != range.label) continue;
    question.low_open = range.low_open;
    question.high_open = range.high_open;
    read(range.low, question.low);
    read(range.high, question.high);
  }
  if (judgement.type.enumeration.valid()) {
    for (const std::string& name : program_.at(judgement.type.enumeration).labels) asked += ";" + name;
  }
  asked += "\n" + std::string(question.low_open ? "(" : "[") + bound_text(question.low) + "," + bound_text(question.high) +
           (question.high_open ? ")" : "]") + " " + bound_text(question.grain);
  question.fingerprint = base::sha256_hex(asked);
  return question;
}

Value Evaluator::read_answers(program::JudgementId id, const std::string& subject, const Question& question,
                              const results::Place& place) {
  const Judgement& judgement = program_.at(id);
  Value open = true;
  const std::vector<uint32_t>& rows = answer_rows(judgement, subject, open);
  if (open != Value(true)) return open;
  std::vector<population::GivenAnswer> answers;
  for (const uint32_t row : rows) {
    const Value text = fresh_answer(judgement, row, question.fingerprint);
    if (program::is_open(text)) return text;
    if (program::is_absent(text)) continue;
    Value value = read_answer(judgement, question, std::get<std::string>(text), place);
    if (!program::is_known(value)) return value;
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf({.kind = results::StepKind::Answer,
                       .definition = judgement.definition,
                       .table = judgement.answers,
                       .row = row,
                       .detail = std::get<std::string>(text),
                       .value = value});
    }
    answers.push_back({level_of(judgement, row), std::move(value)});
  }
  population::CombinedAnswer combined = population::combine_answers(judgement, answers);
  switch (combined.state) {
    case population::Combined::Decided: return std::move(combined.value);
    case population::Combined::Undecided:
      return ask(id, subject, question.fingerprint, static_cast<uint32_t>(answers.size()), place);
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
  const Question question = pose(judgement, row, subject, open);
  if (open != Value(true)) return open;
  const results::Place place{.kind = PlaceKind::JudgementPending, .definition = id, .table = judgement.table, .row = row};
  return read_answers(by.judgement, subject, question, place);
}

}  // namespace plumb::eval
