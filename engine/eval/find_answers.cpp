// The table of answers: which rows answer a question, and whether they answer this very question.
#include <algorithm>

#include "eval/evaluator.h"
#include "population/combine_answers.h"

namespace plumb::eval {

using program::Role;

namespace {

program::ColumnId column_with(const program::Program& program, TableId table, Role role) {
  if (!table.valid()) return {};
  for (const program::ColumnId id : program.at(table).columns) {
    const std::vector<Role>& roles = program.at(id).roles;
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return id;
  }
  return {};
}

}  // namespace

Value Evaluator::answer_cell(const program::Judgement& judgement, Role role, uint32_t row) {
  const program::ColumnId column = column_with(program_, judgement.answers, role);
  if (!column.valid()) return program::Absent{};
  Value slot;
  return read_cell(column, row, slot);
}

// A row that does not tell its question may belong to any: it blocks all (law L6).
void Evaluator::index_answers(const program::Judgement& judgement) {
  const TableId table = judgement.answers;
  Value& open = answers_open_[table.value];
  open = true;
  auto& index = answers_[table.value];
  const program::ColumnId assessment = column_with(program_, table, Role::Assessment);
  const auto raw_text = [&](Role role, uint32_t row) -> const std::string* {
    const program::ColumnId id = column_with(program_, table, role);
    if (!id.valid()) return nullptr;
    const data::ColumnData& cells = data_.tables[table.value].columns[data::column_position(program_, id)];
    if (!cells.states.empty() && cells.states[row] != data::CellPresent) return nullptr;
    return &cells.texts[static_cast<size_t>(cells.ints[row])];
  };
  for (uint32_t row = 0; row < row_count(table); ++row) {
    if (is_taken_out(table, row)) continue;
    Value slot;
    // Answers to another assessment's questions are none to ours.
    if (assessment.valid() && !is_row_faulty(table, row)) {
      const Value& number = read_cell(assessment, row, slot);
      if (program::is_known(number) && number != Value(base::Number(inputs_.assessment))) continue;
    }
    const std::string* question = raw_text(Role::Question, row);
    const std::string* subject = raw_text(Role::Subject, row);
    if (question != nullptr && subject != nullptr) {
      index[{*question, *subject}].push_back(row);
    } else if (open == Value(true)) {
      const program::ColumnId column = column_with(program_, table, question == nullptr ? Role::Question : Role::Subject);
      open = faulty({.kind = PlaceKind::TableBlocked,
                     .table = table,
                     .row = row,
                     .fault = column.valid() ? data::find_fault(data_, table, row, column) : UINT32_MAX});
    }
  }
}

const std::vector<uint32_t>& Evaluator::answer_rows(const program::Judgement& judgement, const std::string& subject,
                                                    Value& open) {
  if (!judgement.answers.valid()) return no_rows_;
  if (!answers_open_.contains(judgement.answers.value)) index_answers(judgement);
  open = answers_open_[judgement.answers.value];
  const auto& index = answers_[judgement.answers.value];
  const auto found = index.find({judgement.name, subject});
  return found == index.end() ? no_rows_ : found->second;
}

int Evaluator::level_of(const program::Judgement& judgement, uint32_t row) {
  const Value judge = answer_cell(judgement, Role::Judge, row);
  return population::level_of_judge(judgement, std::get_if<std::string>(&judge));
}

Value Evaluator::fresh_answer(const program::Judgement& judgement, uint32_t row, const std::string& fingerprint) {
  const Value print = answer_cell(judgement, Role::Fingerprint, row);
  if (program::is_open(print)) return print;
  const auto* found = std::get_if<std::string>(&print);
  if (found != nullptr && !found->empty() && *found != fingerprint) {
    return faulty({.kind = PlaceKind::StaleAnswer,
                   .definition = judgement.definition,
                   .table = judgement.answers,
                   .row = row,
                   .detail = *found});
  }
  return answer_cell(judgement, Role::Answer, row);
}

Value Evaluator::ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
                     results::Place place) {
  if (asked_.emplace(id, subject).second) {
    questions_.push_back({id, subject, fingerprint, answers, static_cast<uint32_t>(std::max(1, program_.at(id).least_answers))});
  }
  return pending(std::move(place));
}

}  // namespace plumb::eval
