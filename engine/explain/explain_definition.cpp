#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

struct Course {
  Teller& t;
  DefinitionId id;
  const Where& where;
  Lines& lines;

  [[nodiscard]] const Definition& definition() const { return t.program.at(id); }
  [[nodiscard]] std::string value_text() const {
    const ShownValue value = show(t, definition().type, value_at(t, id, where.row));
    return value.state == ValueState::Known || value.state == ValueState::Absent ? plain(t.options.language, value)
                                                                                 : plain_near(t.options.language, value);
  }

  void formula(ExprId expr) const {
    if (!expr.valid() || std::holds_alternative<Literal>(t.program.at(expr).node)) {
      return;
    }
    if (is_read(t.program, expr)) {
      append_reads(t, expr, where, lines);
      return;
    }
    Line line = formula_line(t, expr, where, value_text());
    if (line.text.empty()) {  // without the file's words only what was read is told
      for (Line& read : line.children) lines.push_back(std::move(read));
      return;
    }
    lines.push_back(std::move(line));
  }

  void tell_case(const Case& one) const {
    if (!one.rule.empty() || one.guard.valid()) {
      Line line = condition_line(t, one.guard, where, one.rule.empty() ? t.say(word::CaseUnnamed) : one.rule);
      put_bases_first(t, one.bases, line);
      lines.push_back(std::move(line));
    }
    if (one.value.kind == AnswerKind::SelfAbsent) {
      const std::string kind =
          one.value.absent_kind.valid() ? show(t, definition().type, Absent{one.value.absent_kind}).text : "";
      lines.push_back(line_of(LineKind::Settled, t.say(word::SelfAbsent, {kind, one.value.reason})));
    }
    formula(one.value.value);
  }

  void operator()(const ByCases& by) const {
    const std::vector<int32_t>& fired = t.results.definitions[id.value].fired;
    const uint32_t index = definition().table.valid() ? where.row : 0;
    const int32_t chosen = by.mode == CaseMode::Single ? 0 : index < fired.size() ? fired[index] : -1;
    if (chosen < 0 || static_cast<size_t>(chosen) >= by.cases.size()) {
      lines.push_back(line_of(LineKind::Statement, t.say(word::NoCaseHeld)));
      return;
    }
    tell_case(by.cases[static_cast<size_t>(chosen)]);
  }
  void operator()(const ByPopulation& by) const { lines.push_back(scope_line(t, by.population, where.row, true)); }
  void operator()(const ByJudgement& by) const {
    const Judgement& judgement = t.program.at(by.judgement);
    if (judgement.when.valid()) {
      lines.push_back(condition_line(t, judgement.when, where, t.say(word::AskedWhen)));
    }
    const std::string subject =
        definition().table.valid() ? data::key_text(t.program, t.data, definition().table, where.row) : "";
    for (Line& answer : answer_lines(t, by.judgement, subject)) {
      lines.push_back(std::move(answer));
    }
  }
  void operator()(const ByRanking& by) const { lines.push_back(ranking_line(t, by.ranking, where.row)); }
  void operator()(const BySpans& by) const {
    const results::Trace* trace = nullptr;
    (void)find_aggregate_step(t, {}, where, trace);
    std::set<uint32_t> rows;
    for (size_t i = 0; trace != nullptr && i < trace->steps.size(); ++i) {
      const results::Step& step = trace->steps[i];
      const bool is_member = step.kind == results::StepKind::Member && step.row != UINT32_MAX;
      if (is_member && rows.insert(step.row).second) {
        Line line = line_of(LineKind::Member, row_name(t, by.from.table, step.row));
        line.origin = origin_of(t, by.from.table, step.row);
        Where inside = where;
        inside.rows.insert(inside.rows.begin(), RowRef{by.from.table, step.row});
        for (const ExprId part : {by.condition, by.start, by.length}) {
          if (part.valid()) append_reads(t, part, inside, line.children);
        }
        lines.push_back(std::move(line));
      }
    }
    if (rows.empty()) {
      lines.push_back(line_of(LineKind::Statement, t.say(word::NoSpan, {name_of(t, by.from.table)})));
    }
  }
  void operator()(const ByChecklist& by) const {
    for (const DefinitionId item : by.items) {
      lines.push_back(definition_line(t, item, where.row, where.depth + 1, where.nesting));
    }
  }
  void operator()(const ByGradeEntries&) const {
    for (Line& line : grade_section(t, id, where.row).lines) {
      lines.push_back(std::move(line));
    }
  }
  void operator()(const ByAllotment& by) const {
    for (const ExprId part : {by.amount, by.grain, by.weight, by.minimum, by.maximum}) {
      if (part.valid()) {
        lines.push_back(formula_line(t, part, where, plain(t, t.program.at(part).type, evaluate(t, part, where.rows))));
      }
    }
  }
};

}  // namespace

void append_course(Teller& t, DefinitionId id, const Where& where, Lines& lines) {
  std::visit(Course{t, id, where, lines}, t.program.at(id).by);
}

Line definition_line(Teller& t, DefinitionId id, uint32_t row, uint32_t depth, uint32_t nesting) {
  if (is_score(t.program, id)) {
    return score_line(t, id, row, depth);
  }
  const Definition& definition = t.program.at(id);
  const Value value = value_at(t, id, row);
  Line line = line_of(LineKind::Value, name_of(t, id));
  line.value = show(t, definition.type, value);
  line.bases = show_bases(t, definition.bases);
  append_open(t, value, line.children);
  if (definition.domain.valid() && !is_member(t, definition.domain, row)) {
    line.children.push_back(scope_line(t, definition.domain, row, false));
    return line;
  }
  const bool is_first = t.told.insert({id.value, row}).second;
  if (!is_first || depth > t.options.depth_limit) {
    return line;
  }
  Where where{id, row, {}, depth, nesting};
  if (definition.table.valid()) {
    where.rows.push_back({definition.table, row});
  }
  append_course(t, id, where, line.children);
  return line;
}

}  // namespace plumb::explain
