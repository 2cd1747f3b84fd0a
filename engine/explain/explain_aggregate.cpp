#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;
using results::Step;
using results::Trace;

namespace {

const Trace& trace_of(Teller& t, DefinitionId definition, uint32_t row) {
  const std::pair key{definition.value, row};
  const auto known = t.traces.find(key);
  if (known != t.traces.end()) {
    return known->second;
  }
  return t.traces.emplace(key, t.inspector.trace(definition, row)).first->second;
}

// The aggregate's own step: below the root, not inside another definition's steps, and below the member that it is seen from.
const Step* search(const Trace& trace, const Step& from, ExprId id, const Where& where, const Step* member) {
  for (const uint32_t child : from.children) {
    const Step& step = trace.steps[child];
    const bool is_seen_from = where.rows.size() < 2 || (member != nullptr && member->row == where.rows.front().row);
    if (step.kind == results::StepKind::Aggregate && step.expr == id && is_seen_from) {
      return &step;
    }
    if (step.kind == results::StepKind::Definition) {
      continue;
    }
    const bool is_member = step.kind == results::StepKind::Member;
    if (const Step* found = search(trace, step, id, where, is_member ? &step : member)) {
      return found;
    }
  }
  return nullptr;
}

bool is_left_out(const Trace& trace, const Step& step) {
  return step.kind == results::StepKind::LeftOut || std::holds_alternative<LeftOut>(step.value) ||
         std::any_of(step.children.begin(), step.children.end(),
                     [&](uint32_t child) { return trace.steps[child].kind == results::StepKind::LeftOut; });
}

// The column that a body is, seen through its settlements; not valid if it is a formula.
ColumnId column_of(const Program& program, ExprId id) {
  while (id.valid()) {
    const Expr& e = program.at(id);
    if (const auto* settled = std::get_if<IfAbsent>(&e.node)) {
      id = settled->operand;
    } else {
      const auto* column = std::get_if<ColumnOf>(&e.node);
      const bool is_own = column != nullptr && std::holds_alternative<FrameRow>(program.at(column->row).node);
      return is_own ? column->column : ColumnId{};
    }
  }
  return {};
}

// Sets whose answer is about single members: their condition is told for each.
bool tells_condition(AggregateKind kind) {
  switch (kind) {
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast:
    case AggregateKind::EndingRun:
    case AggregateKind::First:
    case AggregateKind::Last:
      return true;
    case AggregateKind::Count:
    case AggregateKind::Sum:
    case AggregateKind::Average:
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Share:
    case AggregateKind::Distinct:
      return false;
  }
  return false;
}

struct Members {
  Teller& t;
  const Aggregate& set;
  const Where& where;
  const Trace& trace;

  [[nodiscard]] Line tell(const Step& step) const {
    const RowRef row{step.table.valid() ? step.table : set.set.table, step.row};
    Line line = line_of(is_left_out(trace, step) ? LineKind::LeftOut : LineKind::Member, row_name(t, row.table, row.row));
    const ExprId body = set.body.valid() ? set.body : set.filter;
    const ColumnId column = set.body.valid() ? column_of(t.program, set.body) : ColumnId{};
    line.origin = origin_of(t, row.table, row.row, column);
    if (line.kind == LineKind::Member && body.valid() && !std::holds_alternative<LeftOut>(step.value)) {
      line.value = show(t, t.program.at(body).type, step.value);
    }
    Where inside = where;
    inside.rows.insert(inside.rows.begin(), row);
    inside.nesting = where.nesting + 1;
    inside.depth = where.depth + 1;
    if (column.valid()) {
      tell_settlement(step, column, row, line);
    } else if (set.body.valid()) {
      append_reads(t, set.body, inside, line.children);
    }
    if (set.filter.valid() && tells_condition(set.kind)) {
      append_reads(t, set.filter, inside, line.children);
    }
    return line;
  }

  // An absent cell behind a member's value: which kind it was, and what was taken for it.
  void tell_settlement(const Step& step, ColumnId column, RowRef row, Line& line) const {
    const Value cell = data::cell_value(t.program, t.data, row.table, column, row.row);
    if (!is_absent(cell)) {
      return;
    }
    const Type& type = t.program.at(column).type;
    const std::string kind = show(t, type, cell).text;
    const bool left_out = line.kind == LineKind::LeftOut;
    line.children.push_back(line_of(LineKind::Settled, left_out ? t.say(word::SettledLeftOut, {name_of(t, column), kind})
                                                                : t.say(word::SettledAs, {name_of(t, column), kind, plain(t, type, step.value)})));
  }
};

}  // namespace

const Step* find_aggregate_step(Teller& t, ExprId id, const Where& where, const Trace*& trace) {
  if (!where.definition.valid()) {
    return nullptr;
  }
  trace = &trace_of(t, where.definition, where.row);
  return trace->steps.empty() ? nullptr : search(*trace, trace->steps.front(), id, where, nullptr);
}

Line aggregate_line(Teller& t, ExprId id, const Where& where) {
  const Expr& e = t.program.at(id);
  const Aggregate& set = std::get<Aggregate>(e.node);
  Line line = line_of(LineKind::Aggregate, words_at(t, e.span));
  if (line.text.empty()) {
    line.text = t.say(word::SetOf, {name_of(t, set.set.table)});
  }
  line.value = show(t, e.type, evaluate(t, id, where.rows));
  const Trace* trace = nullptr;
  const Step* step = where.depth < t.options.depth_limit ? find_aggregate_step(t, id, where, trace) : nullptr;
  if (step == nullptr) {
    return line;
  }
  const Members members{t, set, where, *trace};
  const uint32_t limit = t.options.all_rows ? UINT32_MAX : std::max(1U, t.options.row_limit >> where.nesting);
  Lines counted, left_out;
  uint64_t counted_total = 0, left_out_total = 0;
  for (const uint32_t child : step->children) {
    const Step& member = trace->steps[child];
    if (member.kind != results::StepKind::Member && member.kind != results::StepKind::LeftOut) {
      continue;
    }
    const bool is_out = is_left_out(*trace, member);
    uint64_t& total = is_out ? left_out_total : counted_total;
    if (++total <= limit) {
      (is_out ? left_out : counted).push_back(members.tell(member));
    }
  }
  counted_total = std::max(counted_total, step->member_count);
  left_out_total = std::max(left_out_total, step->left_out_count);
  const auto tell_group = [&](const Phrase& phrase, Lines lines, uint64_t total) {
    Line group = line_of(LineKind::Statement, t.say(phrase, {std::to_string(total), name_of(t, set.set.table)}));
    const uint64_t shown = lines.size();
    group.children = std::move(lines);
    if (shown < total) {
      group.children.push_back(line_of(LineKind::More, t.say(word::MoreRows, {std::to_string(total - shown)})));
    }
    line.children.push_back(std::move(group));
  };
  tell_group(word::RowsCounted, std::move(counted), counted_total);
  if (left_out_total > 0) {
    tell_group(word::RowsLeftOut, std::move(left_out), left_out_total);
  }
  if (counted_total == 0 && set.if_none.kind == AnswerKind::Value) {
    line.children.push_back(line_of(LineKind::Settled, t.say(word::NothingInSet, {plain(t.options.language, *line.value)})));
  }
  return line;
}

}  // namespace plumb::explain
