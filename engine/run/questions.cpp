#include "run/questions.h"

#include <algorithm>
#include <optional>

namespace plumb::run {

using program::Role;

const AnswerBook& Questions::answers_in(TableId table) {
  const auto [entry, is_new] = books_.try_emplace(table.value);
  AnswerBook& book = entry->second;
  if (!is_new || !table.valid()) return book;
  const auto column_with = [&](Role role) -> program::ColumnId {
    for (const program::ColumnId id : context_.program.at(table).columns) {
      const std::vector<Role>& roles = context_.program.at(id).roles;
      if (std::find(roles.begin(), roles.end(), role) != roles.end()) return id;
    }
    return {};
  };
  const program::ColumnId question = column_with(Role::Question), subject = column_with(Role::Subject);
  const program::ColumnId assessment = column_with(Role::Assessment);
  // The cell as it stands, whatever becomes of its row.
  const auto raw_text = [&](program::ColumnId id, uint32_t row) -> const std::string* {
    if (!id.valid()) return nullptr;
    const data::ColumnData& cells = context_.data.tables[table.value].columns[data::column_position(context_.program, id)];
    if (!cells.states.empty() && cells.states[row] != data::CellPresent) return nullptr;
    return &cells.texts[static_cast<size_t>(cells.ints[row])];
  };
  const auto value_with = [&](Role role, uint32_t row) -> Value {
    const program::ColumnId id = column_with(role);
    return id.valid() ? data::cell_value(context_.program, context_.data, table, id, row) : Value(program::Absent{});
  };
  const auto text_of = [&](Role role, uint32_t row, bool& is_open, uint32_t& open) -> std::optional<std::string> {
    const Value value = value_with(role, row);
    is_open = program::is_open(value);
    if (is_open) open = context_.fault_code(table, row, column_with(role));
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::nullopt : std::optional(*text);
  };
  for (uint32_t row = 0; row < context_.row_count(table); ++row) {
    if (context_.is_taken_out(table, row)) continue;
    // Answers to another assessment's questions are none to ours.
    if (assessment.valid() && !context_.is_row_faulty(table, row)) {
      const Value number = data::cell_value(context_.program, context_.data, table, assessment, row);
      if (program::is_known(number) && number != Value(base::Number(context_.inputs.assessment))) continue;
    }
    const std::string *asked = raw_text(question, row), *about = raw_text(subject, row);
    if (asked == nullptr || about == nullptr) {
      if (book.is_open) continue;
      const program::ColumnId column = asked == nullptr ? question : subject;
      book.is_open = true;
      book.open =
          context_.interned.open({.kind = PlaceKind::TableBlocked,
                                  .table = table,
                                  .row = row,
                                  .fault = column.valid() ? data::find_fault(context_.data, table, row, column) : UINT32_MAX},
                                 false);
      continue;
    }
    AnswerRow answer;
    answer.row = row;
    bool has_open_judge = false;
    uint32_t open_judge = 0;
    answer.judge = text_of(Role::Judge, row, has_open_judge, open_judge);
    answer.fingerprint = text_of(Role::Fingerprint, row, answer.has_open_print, answer.open_print);
    answer.text = text_of(Role::Answer, row, answer.has_open_text, answer.open_text);
    book.by_question[{*asked, *about}].push_back(std::move(answer));
  }
  return book;
}

Lane Questions::ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
                    results::Place place) {
  if (asked_.emplace(id.value, subject).second) {
    questions_.push_back(
        {id, subject, fingerprint, answers, static_cast<uint32_t>(std::max(1, context_.program.at(id).least_answers))});
  }
  return context_.pending(std::move(place));
}

bool read_text(const RunContext& context, const program::Judgement& judgement, const AnswerRow& answer,
               const std::string& fingerprint, uint32_t& open) {
  if (answer.has_open_print) {
    open = answer.open_print;
    return true;
  }
  if (answer.fingerprint && !answer.fingerprint->empty() && *answer.fingerprint != fingerprint) {
    open = context.interned.open({.kind = PlaceKind::StaleAnswer,
                                  .definition = judgement.definition,
                                  .table = judgement.answers,
                                  .row = answer.row,
                                  .detail = *answer.fingerprint},
                                 false);
    return true;
  }
  if (answer.has_open_text) open = answer.open_text;
  return answer.has_open_text;
}

bool Questions::is_asked(program::JudgementId id) const {
  const auto asked = asked_.lower_bound({id.value, ""});
  return asked != asked_.end() && asked->first == id.value;
}

std::vector<results::Question> Questions::take() {
  std::sort(questions_.begin(), questions_.end(), [](const results::Question& a, const results::Question& b) {
    return a.judgement != b.judgement ? a.judgement < b.judgement : a.subject < b.subject;
  });
  return std::move(questions_);
}

}  // namespace plumb::run
