// Judgements: the question put for each row, its answers, and how several become one (law L9).
#include <algorithm>

#include "base/digest.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;
using program::CombineKind;
using program::Judgement;
using program::Role;

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

enum class Outcome : uint8_t { Decided, Undecided, Clash };
struct Decision {
  Outcome outcome = Outcome::Undecided;
  Value value;
};

Decision mean_of(const std::vector<Value>& values, size_t left_out_at_each_end) {
  Number sum;
  for (size_t i = left_out_at_each_end; i + left_out_at_each_end < values.size(); ++i) sum += std::get<Number>(values[i]);
  return {Outcome::Decided, sum.divided_by(Number(values.size() - 2 * left_out_at_each_end))};
}

Decision decide(CombineKind kind, std::vector<Value> values) {
  const bool is_one = std::all_of(values.begin(), values.end(), [&](const Value& value) { return value == values.front(); });
  switch (kind) {
    case CombineKind::Single:
    case CombineKind::LastLevel:
      if (values.empty()) return {};
      return is_one ? Decision{Outcome::Decided, values.front()} : Decision{Outcome::Clash, {}};
    case CombineKind::Average: return mean_of(values, 0);
    case CombineKind::Trimmed:
      if (values.size() < 3) return {};
      std::sort(values.begin(), values.end(),
                [](const Value& a, const Value& b) { return std::get<Number>(a) < std::get<Number>(b); });
      return mean_of(values, 1);
    case CombineKind::Majority:
      for (const Value& one : values) {
        if (2 * static_cast<size_t>(std::count(values.begin(), values.end(), one)) > values.size())
          return {Outcome::Decided, one};
      }
      return {};
    case CombineKind::Unanimous: {
      if (std::holds_alternative<bool>(values.front())) {
        return {Outcome::Decided,
                std::all_of(values.begin(), values.end(), [](const Value& value) { return std::get<bool>(value); })};
      }
      return is_one ? Decision{Outcome::Decided, values.front()} : Decision{};
    }
  }
  return {};
}

}  // namespace

const AnswerBook& Runner::answer_book(TableId table) {
  const auto [entry, is_new] = answer_books_.try_emplace(table.value);
  AnswerBook& book = entry->second;
  if (!is_new || !table.valid()) return book;
  const auto column_with = [&](Role role) -> program::ColumnId {
    for (const program::ColumnId id : program_.at(table).columns) {
      const std::vector<Role>& roles = program_.at(id).roles;
      if (std::find(roles.begin(), roles.end(), role) != roles.end()) return id;
    }
    return {};
  };
  const program::ColumnId question = column_with(Role::Question), subject = column_with(Role::Subject);
  const program::ColumnId assessment = column_with(Role::Assessment);
  // The cell as it stands, whatever becomes of its row.
  const auto raw_text = [&](program::ColumnId id, uint32_t row) -> const std::string* {
    if (!id.valid()) return nullptr;
    const data::ColumnData& cells = data_.tables[table.value].columns[data::column_position(program_, id)];
    if (!cells.states.empty() && cells.states[row] != data::CellPresent) return nullptr;
    return &cells.texts[static_cast<size_t>(cells.ints[row])];
  };
  const auto value_with = [&](Role role, uint32_t row) -> Value {
    const program::ColumnId id = column_with(role);
    return id.valid() ? data::cell_value(program_, data_, table, id, row) : Value(program::Absent{});
  };
  const auto text_of = [&](Role role, uint32_t row, bool& is_open, uint32_t& open) -> std::optional<std::string> {
    const Value value = value_with(role, row);
    is_open = program::is_open(value);
    if (is_open) open = fault_code(table, row, column_with(role));
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::nullopt : std::optional(*text);
  };
  for (uint32_t row = 0; row < row_count(table); ++row) {
    if (is_taken_out(table, row)) continue;
    // Answers to another assessment's questions are none to ours.
    if (assessment.valid() && !is_row_faulty(table, row)) {
      const Value number = data::cell_value(program_, data_, table, assessment, row);
      if (program::is_known(number) && number != Value(Number(inputs_.assessment))) continue;
    }
    const std::string *asked = raw_text(question, row), *about = raw_text(subject, row);
    if (asked == nullptr || about == nullptr) {
      if (book.is_open) continue;
      const program::ColumnId column = asked == nullptr ? question : subject;
      book.is_open = true;
      book.open = interned_.open({.kind = PlaceKind::TableBlocked,
                               .table = table,
                               .row = row,
                               .fault = column.valid() ? data::find_fault(data_, table, row, column) : UINT32_MAX},
                              false);
      continue;
    }
    GivenAnswer answer;
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

// Open (true), absent (neither), or the text of an answer to this very question.
bool Runner::read_text(const Judgement& judgement, const GivenAnswer& answer, const std::string& fingerprint, uint32_t& open) {
  if (answer.has_open_print) {
    open = answer.open_print;
    return true;
  }
  if (answer.fingerprint && !answer.fingerprint->empty() && *answer.fingerprint != fingerprint) {
    open = interned_.open({.kind = PlaceKind::StaleAnswer,
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

Lane Runner::ask(program::JudgementId id, const std::string& subject, const std::string& fingerprint, uint32_t answers,
                 results::Place place) {
  if (asked_.emplace(id.value, subject).second) {
    questions_.push_back({id, subject, fingerprint, answers, static_cast<uint32_t>(std::max(1, program_.at(id).least_answers))});
  }
  return {.state = state::Open, .open = interned_.open(std::move(place), true)};
}

// The answer to one row's question, in the judgement's own type.
Lane Runner::judge_row(program::JudgementId id, DefinitionId definition, uint32_t row, Value& value) {
  const Judgement& judgement = program_.at(id);
  const auto open_here = [&](PlaceKind kind, std::string detail) -> Lane {
    return {
        .state = state::Open,
        .open = interned_.open(
            {.kind = kind, .definition = definition, .table = judgement.table, .row = row, .detail = std::move(detail)}, false)};
  };
  Lane open;
  const auto read = [&](ExprId expr, Value& into) {
    if (!expr.valid() || open.state == state::Open) return;
    const Lane lane = workers_.front()->eval_one(expr, judgement.table, row, definition, row);
    if (lane.state == state::Open)
      open = lane;
    else
      into = to_value(lane, program_.at(expr).type, plan_.exprs[expr.value]);
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
  const std::string subject = judgement.table.valid() ? key_of(judgement.table, row) : "";
  std::string asked = judgement.name + "\n" + subject + "\n" + std::to_string(static_cast<int>(judgement.type.kind)) + " " +
                      judgement.type.shown_name;
  if (judgement.type.enumeration.valid()) {
    for (const std::string& name : program_.at(judgement.type.enumeration).labels) asked += ";" + name;
  }
  asked +=
      "\n" + std::string(low_open ? "(" : "[") + shown(low) + "," + shown(high) + (high_open ? ")" : "]") + " " + shown(grain);
  const std::string fingerprint = base::sha256_hex(asked);

  std::vector<Value> values;
  uint32_t count = 0;
  const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
  if (judgement.answers.valid()) {
    const AnswerBook& book = answer_book(judgement.answers);
    if (book.is_open) return {.state = state::Open, .open = book.open};
    const auto found = book.by_question.find({judgement.name, subject});
    for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
      const GivenAnswer& answer = found->second[i];
      uint32_t code = 0;
      if (read_text(judgement, answer, fingerprint, code)) return {.state = state::Open, .open = code};
      if (!answer.text) continue;
      const std::optional<Value> parsed = parse_answer(program_, judgement.type, *answer.text);
      bool is_good = parsed.has_value();
      is_good = is_good && !(program::is_known(low) && is_less(*parsed, low, low_open));
      is_good = is_good && !(program::is_known(high) && is_less(high, *parsed, high_open));
      if (is_good && program::is_known(grain) && std::get<Number>(grain).sign() > 0) {
        is_good = std::get<Number>(*parsed).divided_by(std::get<Number>(grain)).is_integer();
      }
      if (!is_good) return open_here(PlaceKind::AnswerOutOfBounds, *answer.text);
      ++count;
      if (judgement.combine != CombineKind::LastLevel || level_of(judgement, answer) == last) values.push_back(*parsed);
    }
  }
  results::Place waiting{.kind = PlaceKind::JudgementPending, .definition = definition, .table = judgement.table, .row = row};
  if (count == 0 || static_cast<int>(count) < judgement.least_answers)
    return ask(id, subject, fingerprint, count, std::move(waiting));
  Decision decision = decide(judgement.combine, std::move(values));
  if (decision.outcome == Outcome::Undecided) return ask(id, subject, fingerprint, count, std::move(waiting));
  if (decision.outcome == Outcome::Clash) return open_here(PlaceKind::ExceptionClash, subject);
  value = std::move(decision.value);
  return {};
}

void Runner::compute_judgement(DefinitionId id, const program::ByJudgement& by) {
  const Judgement& judgement = program_.at(by.judgement);
  for (const ExprId expr : {judgement.low, judgement.high, judgement.range_label, judgement.grain, judgement.when})
    prepare(expr, id);
  for (const program::LabelRange& range : judgement.label_ranges) prepare(range.low, id), prepare(range.high, id);
  Column& column = definitions_[id.value];
  const bool is_given_at_all = is_given(judgement.bases);
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (is_pinned(id, row)) continue;  // nobody is asked
    Lane lane = row_outside(id, row);
    if (lane.state == state::Known && !is_given_at_all) lane = {.state = state::Open, .open = not_given_code(id, row)};
    if (lane.state == state::Known && judgement.when.valid()) {
      const Lane is_asked = workers_.front()->eval_one(judgement.when, judgement.table, row, id, row);
      if (is_asked.state != state::Known)
        lane = is_asked;
      else if (is_asked.integer == 0)
        lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable));
    }
    Value value;
    if (lane.state == state::Known) {
      lane = judge_row(by.judgement, id, row, value);
      if (lane.state == state::Known) lane = own_lane(value, column.shape);
      if (lane.state == state::Known) lane = kept_promise(id, row, std::move(lane), column.shape);
    }
    column.set(row, lane);
  }
}

// What stands for a row that a definition does not look at: faulty as a whole, or out of its scope. Known: it looks.
Lane Runner::row_outside(DefinitionId id, uint32_t row) {
  const program::Definition& definition = program_.at(id);
  if (!definition.table.valid()) return {};
  if (!is_taken_out(definition.table, row) && is_row_faulty(definition.table, row)) {
    return {.state = state::Open, .open = fault_code(definition.table, row, {})};
  }
  if (!definition.domain.valid()) return {};
  Lane member = populations_[definition.domain.value]->member.lane(row);
  if (member.state == state::Known && member.integer == 0)
    member.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
  return member;
}

// Texts and sets are kept by the run, since the value does not outlive its row.
Lane Runner::own_lane(const Value& value, const Shape& shape) {
  if (const auto* text = std::get_if<std::string>(&value)) return {.integer = interned_.keep(*text)};
  if (const auto* set = std::get_if<program::NameSet>(&value)) return {.integer = interned_.keep(*set)};
  return to_lane(value, shape);
}

// A declared range is enforced (law L11).
Lane Runner::kept_promise(DefinitionId id, uint32_t row, Lane lane, const Shape& shape) {
  const program::Type& type = program_.at(id).type;
  if (type.kind != TypeKind::Number || (!type.low && !type.high)) return lane;
  const Number number = number_of(lane, shape);
  if (!breaks_range(type, number)) return lane;
  return {.state = state::Open,
          .open = interned_.open({.kind = PlaceKind::BrokenPromise,
                               .definition = id,
                               .table = program_.at(id).table,
                               .row = row,
                               .detail = number.to_string()},
                              false)};
}

// --- ties (law L10) ---

// The rows in the order that the last level gave; empty: `open` says why.
std::vector<uint32_t> Runner::decide_tie(program::JudgementId id, TableId table, const std::vector<uint32_t>& tied,
                                         const std::string& line, results::Place place, uint32_t& open) {
  const Judgement& judgement = program_.at(id);
  std::map<std::string, uint32_t> row_of;
  std::vector<std::string> keys;
  for (const uint32_t row : tied) {
    keys.push_back(key_of(table, row));
    row_of[keys.back()] = row;
  }
  const std::string subject = join_keys(keys) + "@" + line;
  const std::string fingerprint = base::sha256_hex(tie_question(judgement.name, subject));
  std::optional<std::string> text;
  if (judgement.answers.valid()) {
    const AnswerBook& book = answer_book(judgement.answers);
    if (book.is_open) {
      open = book.open;
      return {};
    }
    const int last = std::max(0, static_cast<int>(judgement.judges.size()) - 1);
    const auto found = book.by_question.find({judgement.name, subject});
    for (size_t i = 0; found != book.by_question.end() && i < found->second.size(); ++i) {
      const GivenAnswer& answer = found->second[i];
      if (level_of(judgement, answer) != last) continue;
      if (read_text(judgement, answer, fingerprint, open)) return {};
      if (!answer.text) continue;
      if (text && *text != *answer.text) {
        open = interned_.open(
            {.kind = PlaceKind::ExceptionClash, .definition = place.definition, .table = judgement.answers, .row = answer.row},
            false);
        return {};
      }
      text = answer.text;
    }
  }
  if (!text) {
    open = ask(id, subject, fingerprint, 0, std::move(place)).open;
    return {};
  }
  std::vector<uint32_t> ordered;
  const std::vector<std::string> named = separate_keys(*text);
  for (const std::string& key : named) {
    const auto row = row_of.find(key);
    if (row == row_of.end()) break;
    ordered.push_back(row->second);
    row_of.erase(row);
  }
  if (ordered.size() == tied.size() && named.size() == tied.size()) return ordered;
  place.kind = PlaceKind::AnswerOutOfBounds;
  place.detail = *text;
  open = interned_.open(std::move(place), false);
  return {};
}

}  // namespace plumb::run
