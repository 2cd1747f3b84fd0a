#include <algorithm>
#include <optional>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

struct AnswerColumns {
  ColumnId question, subject, judge, answer, reason, date;
};

AnswerColumns find_columns(const Program& program, const Table& table) {
  AnswerColumns found;
  for (const ColumnId id : table.columns) {
    for (const Role role : program.at(id).roles) {
      if (role == Role::Question) found.question = id;
      if (role == Role::Subject) found.subject = id;
      if (role == Role::Judge) found.judge = id;
      if (role == Role::Answer) found.answer = id;
      if (role == Role::Reason) found.reason = id;
      if (role == Role::AnswerDate) found.date = id;
    }
  }
  return found;
}

// The rows whose text columns say these two words. The dictionary is asked once, the rows by number.
std::vector<uint32_t> rows_saying(const Teller& t, TableId table, ColumnId a, const std::string& a_text, ColumnId b,
                                  const std::string& b_text) {
  const data::TableData& rows = t.data.tables[table.value];
  const data::ColumnData& first = rows.columns[data::column_position(t.program, a)];
  const data::ColumnData& second = rows.columns[data::column_position(t.program, b)];
  const auto index_of = [](const data::ColumnData& column, const std::string& text) {
    return std::find(column.texts.begin(), column.texts.end(), text) - column.texts.begin();
  };
  const auto first_index = index_of(first, a_text);
  const auto second_index = index_of(second, b_text);
  std::vector<uint32_t> found;
  for (uint32_t row = 0; row < rows.row_count && row < first.ints.size() && row < second.ints.size(); ++row) {
    if (first.ints[row] == first_index && second.ints[row] == second_index) {
      found.push_back(row);
    }
  }
  return found;
}

std::string cell_text(const Teller& t, TableId table, ColumnId column, uint32_t row) {
  if (!column.valid()) {
    return {};
  }
  const Value value = data::cell_value(t.program, t.data, table, column, row);
  return is_known(value) ? plain(t, t.program.at(column).type, value) : std::string();
}

// Answers are stored as plain decimals; the reader wants the units beside them.
std::string answer_text(const Teller& t, const Judgement& judgement, const std::string& stored) {
  const auto number = judgement.type.kind == TypeKind::Number ? base::Number::parse(stored) : std::nullopt;
  if (!number) {
    return stored;
  }
  const bool converts = !judgement.type.shown_factor.is_zero();
  return plain(t, judgement.type, converts ? *number * judgement.type.shown_factor : *number);
}

// One answer needs no words about it; of several the value alone does not tell what was made of them.
void append_combination(const Teller& t, const Judgement& judgement, size_t answers, Lines& lines) {
  const Phrase* phrase = nullptr;
  switch (judgement.combine) {
    case CombineKind::Single: return;
    case CombineKind::Average: phrase = &word::CombineAverage; break;
    case CombineKind::Trimmed: phrase = &word::CombineTrimmed; break;
    case CombineKind::Majority: phrase = &word::CombineMajority; break;
    case CombineKind::Unanimous: phrase = &word::CombineUnanimous; break;
    case CombineKind::LastLevel: phrase = &word::CombineLastLevel; break;
  }
  if (answers > 1) {
    lines.push_back(line_of(LineKind::Statement, t.say(*phrase, {std::to_string(answers)})));
  }
}

}  // namespace

Lines answer_lines(const Teller& t, JudgementId id, const std::string& subject) {
  const Judgement& judgement = t.program.at(id);
  Lines lines;
  if (!judgement.answers.valid()) {
    return lines;
  }
  const Table& table = t.program.at(judgement.answers);
  const AnswerColumns columns = find_columns(t.program, table);
  if (columns.question.valid() && columns.subject.valid()) {
    const std::vector<uint32_t> rows =
        rows_saying(t, judgement.answers, columns.question, judgement.name, columns.subject, subject);
    append_combination(t, judgement, rows.size(), lines);
    for (const uint32_t row : rows) {
      const std::string answer = answer_text(t, judgement, cell_text(t, judgement.answers, columns.answer, row));
      const std::string reason = cell_text(t, judgement.answers, columns.reason, row);
      const std::string date = cell_text(t, judgement.answers, columns.date, row);
      Line line = line_of(LineKind::Answer, t.say(word::Answered, {cell_text(t, judgement.answers, columns.judge, row), answer}));
      if (!date.empty()) line.text += t.say(word::AnsweredOn, {date});
      if (!reason.empty()) line.text += t.say(word::AnsweredBecause, {reason});
      line.origin = origin_of(t, judgement.answers, row, columns.answer);
      lines.push_back(std::move(line));
    }
  }
  const auto asked = std::find_if(t.results.questions.begin(), t.results.questions.end(),
                                  [&](const results::Question& q) { return q.judgement == id && q.subject == subject; });
  if (asked != t.results.questions.end()) {
    std::string judges;
    for (const std::string& judge : judgement.judges) {
      judges += (judges.empty() ? "" : t.say(word::ListJoint)) + judge;
    }
    lines.push_back(line_of(LineKind::Open, t.say(word::AnswersMissing, {judgement.name, judges, std::to_string(asked->answers),
                                                                         std::to_string(asked->least)})));
  } else if (lines.empty()) {
    lines.push_back(line_of(LineKind::Answer, t.say(word::NoAnswers, {judgement.name})));
  }
  return lines;
}

}  // namespace plumb::explain
