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

// Rows whose own reasons are told too, where not all rows are wanted.
constexpr size_t FullRows = 2;

// What became of a visited row: a row that its condition keeps out has no step that says so.
enum class Fate : uint8_t { Counted, Unmet, Filtered, LeftOut, Open };

Fate fate_of(const Trace& trace, const Step& step, bool asks) {
  const bool is_settled_out = std::any_of(step.children.begin(), step.children.end(),
                                          [&](uint32_t child) { return trace.steps[child].kind == results::StepKind::LeftOut; });
  if (std::holds_alternative<LeftOut>(step.value)) {
    return is_settled_out ? Fate::LeftOut : Fate::Filtered;
  }
  if (is_open(step.value)) {
    return Fate::Open;
  }
  return asks && step.value == Value(false) ? Fate::Unmet : Fate::Counted;
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

// Sets that ask which members meet a condition: it is told for each of them.
bool asks_condition(const Aggregate& set) {
  const AggregateKind kind = set.kind;
  if (kind == AggregateKind::Count) {
    return set.merging != Merging::None && set.filter.valid();
  }
  return kind == AggregateKind::Any || kind == AggregateKind::All || kind == AggregateKind::AtLeast ||
         kind == AggregateKind::EndingRun || kind == AggregateKind::Share;
}

bool picks_one(AggregateKind kind) { return kind == AggregateKind::First || kind == AggregateKind::Last; }

// The members by what became of them, in key order.
std::vector<const Step*> members_of(const Trace& trace, const Step& step, const Aggregate& set, Fate wanted) {
  std::vector<const Step*> found;
  std::set<uint32_t> seen;
  for (const uint32_t child : step.children) {
    const Step& member = trace.steps[child];
    if (member.kind != results::StepKind::Member) {
      continue;
    }
    const bool is_first = seen.insert(member.row).second;
    const Fate fate = fate_of(trace, member, asks_condition(set));
    // First and last visit every row for its key, and once more the one whose value they give.
    const bool is_told = !picks_one(set.kind) || !is_first || fate == Fate::Filtered;
    if (is_told && fate == wanted) {
      found.push_back(&member);
    }
  }
  return found;
}

struct Members {
  Teller& t;
  const Aggregate& set;
  const Where& where;

  [[nodiscard]] Line tell(const Step& step, Fate fate, bool in_full) const {
    const RowRef row{set.set.table, step.row};
    Line line = line_of(fate == Fate::LeftOut ? LineKind::LeftOut : LineKind::Member, row_name(t, row.table, row.row));
    const ColumnId column = set.body.valid() ? column_of(t.program, set.body) : ColumnId{};
    line.origin = origin_of(t, row.table, row.row, column);
    if ((fate == Fate::Counted || fate == Fate::Open) && set.body.valid()) {
      line.value = show(t, t.program.at(set.body).type, step.value);
    }
    Where inside = where;
    inside.rows.insert(inside.rows.begin(), row);
    inside.nesting = where.nesting + 1;
    inside.depth = where.depth + 1;
    if (column.valid()) {
      tell_settlement(step, column, row, line);
    } else if (set.body.valid() && in_full) {
      append_reads(t, set.body, inside, line.children);
    }
    if (set.filter.valid() && asks_condition(set) && fate != Fate::LeftOut && fate != Fate::Open && in_full) {
      append_reasons(t, set.filter, inside, fate == Fate::Counted, line.children);
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
    line.children.push_back(
        line_of(LineKind::Settled, left_out ? t.say(word::SettledLeftOut, {name_of(t, column), kind})
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
  const Members members{t, set, where};
  const uint32_t limit = t.options.all_rows ? UINT32_MAX : std::max(1U, t.options.row_limit >> where.nesting);
  const auto tell_group = [&](const Phrase& phrase, Fate fate, bool with_rows) {
    const std::vector<const Step*> found = members_of(*trace, *step, set, fate);
    // Where the whole is open, nothing was counted because of that, and not because there is nothing.
    if (found.empty() && (fate != Fate::Counted || is_open(step->value))) {
      return;
    }
    const std::string of =
        set.set.population.valid() ? name_of(t, t.program.at(set.set.population).definition) : name_of(t, set.set.table);
    Line group = line_of(LineKind::Statement, t.say(phrase, {std::to_string(found.size()), of}));
    const size_t shown = with_rows ? std::min<size_t>(limit, found.size()) : 0;
    for (size_t i = 0; i < shown; ++i) {
      group.children.push_back(members.tell(*found[i], fate, t.options.all_rows || i < FullRows));
    }
    if (with_rows && shown < found.size()) {
      group.children.push_back(line_of(LineKind::More, t.say(word::MoreRows, {std::to_string(found.size() - shown)})));
    }
    line.children.push_back(std::move(group));
  };
  const bool asks = asks_condition(set);
  tell_group(asks ? word::RowsMet : picks_one(set.kind) ? word::RowsPicked : word::RowsCounted, Fate::Counted, true);
  tell_group(word::RowsUnmet, Fate::Unmet, true);
  tell_group(word::RowsFiltered, Fate::Filtered, false);
  tell_group(word::RowsLeftOut, Fate::LeftOut, true);
  tell_group(word::RowsOpen, Fate::Open, true);
  if (step->member_count == 0 && !is_open(step->value) && set.if_none.kind == AnswerKind::Value) {
    line.children.push_back(line_of(LineKind::Settled, t.say(word::NothingInSet, {plain(t.options.language, *line.value)})));
  }
  return line;
}

}  // namespace plumb::explain
