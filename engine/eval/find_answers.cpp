// The table of answers: which rows answer a question, and whether they answer this very question.
#include <algorithm>

#include "base/digest.h"
#include "eval/evaluator.h"

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
      open = faulty({.kind = PlaceKind::TableBlocked, .table = table, .row = row,
                     .fault = column.valid() ? data::find_fault(data_, table, row, column) : UINT32_MAX});
    }
  }
}

const std::vector<uint32_t>& Evaluator::answer_rows(const program::Judgement& judgement, const std::string& subject, Value& open) {
  if (!judgement.answers.valid()) return no_rows_;
  if (!answers_open_.contains(judgement.answers.value)) index_answers(judgement);
  open = answers_open_[judgement.answers.value];
  const auto& index = answers_[judgement.answers.value];
  const auto found = index.find({judgement.name, subject});
  return found == index.end() ? no_rows_ : found->second;
}

int Evaluator::level_of(const program::Judgement& judgement, uint32_t row) {
  const Value judge = answer_cell(judgement, Role::Judge, row);
  const auto* name = std::get_if<std::string>(&judge);
  const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
  if (last == 0 || name == nullptr) return last;
  const auto found = std::find(judgement.judges.begin(), judgement.judges.end(), *name);
  return found == judgement.judges.end() ? -1 : static_cast<int>(found - judgement.judges.begin());
}

Value Evaluator::fresh_answer(const program::Judgement& judgement, uint32_t row, const std::string& fingerprint) {
  const Value print = answer_cell(judgement, Role::Fingerprint, row);
  if (program::is_open(print)) return print;
  const auto* found = std::get_if<std::string>(&print);
  if (found != nullptr && !found->empty() && *found != fingerprint) {
    return faulty({.kind = PlaceKind::StaleAnswer, .definition = judgement.definition, .table = judgement.answers, .row = row,
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

// --- ties ---

// The text that the last level gave; Pending and asked where there is none.
Value Evaluator::tie_answer(program::JudgementId id, const std::string& subject, const results::Place& place) {
  const program::Judgement& judgement = program_.at(id);
  const std::string fingerprint = base::sha256_hex(judgement.name + "\n" + subject + "\ntie");
  Value open = true;
  const std::vector<uint32_t>& rows = answer_rows(judgement, subject, open);
  if (open != Value(true)) return open;
  const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
  Value text = program::Absent{};
  for (const uint32_t row : rows) {
    if (level_of(judgement, row) != last) continue;
    const Value answer = fresh_answer(judgement, row, fingerprint);
    if (program::is_open(answer)) return answer;
    if (program::is_absent(answer)) continue;
    if (program::is_known(text) && text != answer) {
      return faulty({.kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = row});
    }
    text = answer;
  }
  if (program::is_known(text)) return text;
  return ask(id, subject, fingerprint, 0, place);
}

std::vector<uint32_t> Evaluator::decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                            const std::string& line, results::Place place, Value& open) {
  std::map<std::string, uint32_t> row_of;  // by key, in code point order
  for (const uint32_t row : tied) row_of[key_of(table, row)] = row;
  std::string subject;
  for (const auto& [key, row] : row_of) subject += (subject.empty() ? "" : ";") + key;
  subject += "@" + line;
  const Value answer = tie_answer(id, subject, place);
  const auto* text = std::get_if<std::string>(&answer);
  if (text == nullptr) {
    open = answer;
    return {};
  }
  std::vector<uint32_t> ordered;
  for (size_t start = 0; start <= text->size();) {
    const size_t end = std::min(text->find(';', start), text->size());
    const auto found = row_of.find(text->substr(start, end - start));
    if (found == row_of.end()) break;
    ordered.push_back(found->second);
    row_of.erase(found);
    start = end + 1;
  }
  if (ordered.size() == tied.size()) return ordered;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *text;
  open = faulty(std::move(place));
  return {};
}

}  // namespace plumb::eval
