// Spans in time and what is in force on a day: half-open, first <= day < end (law L12).
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Expr;
using program::SpanSet;

Value Evaluator::compute_by(const program::BySpans& by, DefinitionId id, uint32_t, DefinitionMemo&) {
  const Value given = not_given(program_.at(id).bases);
  if (given != Value(true)) return given;
  const Members members = members_of(by.from, by.start);
  if (members.open != Value(true)) return members.open;
  SpanSet spans;
  for (const uint32_t row : members.rows) {
    const Value holds = condition_on_row(by.condition, by.from.table, row);
    if (std::holds_alternative<program::LeftOut>(holds)) continue;
    if (!program::is_known(holds)) return holds;
    if (!std::get<bool>(holds)) continue;
    const Value start = condition_on_row(by.start, by.from.table, row);
    if (std::holds_alternative<program::LeftOut>(start)) continue;
    if (!program::is_known(start)) return start;
    const Value length = condition_on_row(by.length, by.from.table, row);
    if (!program::is_known(length)) return length;
    const base::Date first = std::get<base::Date>(start);
    const std::optional<base::Date> end = base::add(first, std::get<base::Span>(length), by.month_end);
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf({.kind = results::StepKind::Member, .expr = by.start, .table = by.from.table, .row = row, .value = start});
    }
    if (!end) return faulty_here(PlaceKind::DateOutOfRange, base::to_string(first));
    spans.entries.push_back({first, *end});
  }
  std::sort(spans.entries.begin(), spans.entries.end(), [](const SpanSet::Entry& a, const SpanSet::Entry& b) {
    return a.first != b.first ? a.first < b.first : a.end < b.end;
  });
  return spans;
}

const Value& Evaluator::eval_node(const program::InForce& node, const Expr&, ExprId id, Value& slot) {
  RowRef row;
  if (node.row.valid()) {
    if (const Value* instead = eval_row(node.row, row, slot)) return *instead;
  }
  base::Date date = inputs_.reference;
  if (node.date.valid()) {
    const Value& at = eval(node.date, slot);
    if (!program::is_known(at)) return at;
    date = std::get<base::Date>(at);
  } else {
    note_read(RunFact::Reference);
  }
  const Value& value = definition_value(node.spans, row.row);
  if (recorder_ != nullptr) [[unlikely]] {
    recorder_->leaf({.kind = results::StepKind::Definition,
                     .definition = node.spans,
                     .expr = id,
                     .table = row.table,
                     .row = row.row,
                     .value = value});
  }
  if (!program::is_known(value)) return value;
  const std::vector<SpanSet::Entry>& spans = std::get<SpanSet>(value).entries;
  return slot = std::any_of(spans.begin(), spans.end(),
                            [date](const SpanSet::Entry& span) { return span.first <= date && date < span.end; });
}

}  // namespace plumb::eval
