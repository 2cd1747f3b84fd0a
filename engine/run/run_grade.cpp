// Grades: vetoes and findings first, then the cuts of rankings in order, then the rest, then late vetoes (law L10).
#include "run/grade_rows.h"

namespace plumb::run {

using program::GradeEntry;
using program::GradeForm;
using Standing = GradeRow::Standing;

Grader::Grader(EvaluatorPool& evaluators, const RowSets& sets, Rankings& rankings, Questions& questions, DefinitionId id,
               const program::ByGradeEntries& by)
    : evaluators_(evaluators),
      context_(evaluators.context()),
      sets_(sets),
      rankings_(rankings),
      questions_(questions),
      id_(id),
      definition_(context_.program.at(id)),
      by_(by),
      rows_(context_.row_count(definition_.table)) {
  for (const GradeEntry& entry : by.entries) {
    conditions_.emplace_back();
    if (entry.condition.valid()) conditions_.back() = evaluators.eval_rows(entry.condition, definition_.table, id, true);
  }
}

void Grader::enter() {
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    GradeRow& at = rows_[row];
    if (context_.is_taken_out(definition_.table, row)) continue;
    Lane is_in{.integer = 1};
    if (definition_.domain.valid())
      is_in = sets_.members(definition_.domain).lane(row);
    else if (context_.is_row_faulty(definition_.table, row))
      is_in = {.state = state::Open, .open = context_.fault_code(definition_.table, row, {})};
    if (is_in.state != state::Known) {
      at.standing = Standing::Unsure;
      at.open = is_in;
    } else if (is_in.integer != 0) {
      at.standing = context_.is_kept(definition_.table, row) ? Standing::Kept : Standing::In;
    }
  }
  // A pinned grade is a grade that the row already has.
  for (const program::Pins::OfDefinition& pin : context_.pins.definitions) {
    if (pin.definition != id_) continue;
    GradeRow& at = rows_[pin.row];
    if (at.standing != Standing::In && at.standing != Standing::Kept) continue;
    at.is_pinned = true;
    at.has_label = std::holds_alternative<program::Label>(pin.value);
    if (!at.has_label) leave_open(pin.row, context_.pinned_lane(pin, {}));
  }
}

Lane Grader::holds(uint32_t entry, uint32_t row) {
  const Lane found = conditions_[entry].empty() ? Lane{.integer = 1} : conditions_[entry][row];
  if (found.state != state::Known || found.integer == 0 || all_given(entry_at(entry).bases)) return found;
  return {.state = state::Open, .open = context_.not_given_code(id_, row)};
}

void Grader::take(uint32_t row, uint32_t entry, bool is_found) {
  GradeRow& at = rows_[row];
  at.has_label = true;
  at.is_found = is_found;
  at.label = entry_at(entry).label;
  at.entry = static_cast<int32_t>(entry);
}

void Grader::leave_open(uint32_t row, const Lane& why) {
  rows_[row].is_open = true;
  rows_[row].open = why;
}

// A condition in its turn, where the entries go strictly in order.
void Grader::apply_when(uint32_t entry) {
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (!rows_[row].is_free()) continue;
    const Lane met = holds(entry, row);
    if (met.state != state::Known)
      leave_open(row, met);
    else if (met.integer != 0)
      take(row, entry, true);
  }
}

void Grader::apply_rest(uint32_t entry) {
  const bool is_given = all_given(entry_at(entry).bases);
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (!rows_[row].is_free()) continue;
    if (is_given)
      take(row, entry, false);
    else
      leave_open(row, {.state = state::Open, .open = context_.not_given_code(id_, row)});
  }
}

void Grader::grade() {
  enter();
  apply_before();
  for (uint32_t i = 0; i < by_.entries.size(); ++i) {
    const GradeEntry& entry = by_.entries[i];
    if (entry.is_veto) continue;
    if (entry.form == GradeForm::Top || entry.form == GradeForm::Next)
      apply_cut(i);
    else if (by_.in_order && entry.form == GradeForm::When)
      apply_when(i);
    else if (by_.in_order)
      apply_rest(i);
  }
  for (uint32_t i = 0; i < by_.entries.size() && !by_.in_order; ++i) {
    if (by_.entries[i].form == GradeForm::Otherwise) apply_rest(i);
  }
  apply_after();
}

void Grader::finish(Column& column) {
  const bool is_given = all_given(definition_.bases);
  column.fired.assign(column.rows, -1);
  for (uint32_t row = 0; row < column.rows; ++row) {
    const GradeRow& at = rows_[row];
    if (at.is_pinned) continue;
    Lane lane = row_outside(context_, sets_, id_, row);
    if (lane.state == state::Known && context_.is_taken_out(definition_.table, row)) {
      lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    }
    if (lane.state == state::Known) {
      if (at.standing == Standing::Kept)
        lane = context_.quarantined(definition_.table, row);
      else if (!is_given)
        lane = {.state = state::Open, .open = context_.not_given_code(id_, row)};
      else if (at.is_open)
        lane = at.open;
      else if (at.has_label)
        lane.integer = at.label;
      else
        lane = {.state = state::Open,
                .open = context_.interned.open(
                    {.kind = PlaceKind::NoCaseHolds, .definition = id_, .table = definition_.table, .row = row}, false)};
      if (lane.state == state::Known) column.fired[row] = at.entry;
    }
    column.set(row, lane);
  }
}

void compute_grade(EvaluatorPool& evaluators, const RowSets& sets, Rankings& rankings, Questions& questions, DefinitionId id,
                   const program::ByGradeEntries& by, Column& column) {
  Grader grader(evaluators, sets, rankings, questions, id, by);
  grader.grade();
  grader.finish(column);
}

}  // namespace plumb::run
