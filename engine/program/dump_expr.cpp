#include "program/dump_writer.h"

namespace plumb::program {

namespace {

struct DumpNode {
  DumpWriter& out;
  const Expr& expr;
  std::string lead;  // the role of the node, with a blank behind it

  [[nodiscard]] const Program& program() const { return out.program; }
  template <class... Args>
  [[nodiscard]] std::string head(fmt::format_string<Args...> words, Args&&... args) const {
    return lead + fmt::format(words, std::forward<Args>(args)...) + " : " + dump_type(program(), expr.type);
  }

  void operator()(const Literal& e) const {
    out.line(head("literal {}", show_value(program(), expr.type, e.value, source::Language::En)));
  }
  void operator()(const RunDate& e) const { out.line(head("{}", name_of(e.which))); }
  void operator()(const RunAssessment&) const { out.line(head("assessment")); }
  void operator()(const FrameRow& e) const { out.line(head("row {}", static_cast<int>(e.depth))); }
  void operator()(const RowByKey& e) const { out.line(head("row {} of {}", e.key, program().at(e.table).name)); }
  void operator()(const ColumnOf& e) const {
    const Column& column = program().at(e.column);
    out.block(head("column {}.{}", program().at(column.table).name, column.name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const DefinitionOf& e) const {
    out.block(head("value {}", program().at(e.definition).name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const ParameterAt& e) const {
    out.block(head("parameter {}", program().at(e.parameter).name), [&] { dump_expr(out, e.date, "at"); });
  }
  void operator()(const NotExpr& e) const {
    out.block(head("not"), [&] { dump_expr(out, e.operand); });
  }
  void operator()(const NegateExpr& e) const {
    out.block(head("negate"), [&] { dump_expr(out, e.operand); });
  }
  void operator()(const BinaryExpr& e) const {
    out.block(head("{}", name_of(e.op)), [&] {
      dump_expr(out, e.left);
      dump_expr(out, e.right);
      dump_answer(out, e.if_zero, "if_zero");
    });
  }
  void operator()(const ChooseExpr& e) const {
    out.block(head("choose"), [&] {
      dump_expr(out, e.condition, "if");
      dump_expr(out, e.then, "then");
      dump_expr(out, e.otherwise, "otherwise");
    });
  }
  void operator()(const OneOfExpr& e) const {
    out.block(head("one_of"), [&] {
      dump_expr(out, e.subject);
      for (const ExprId one : e.alternatives) dump_expr(out, one, "is");
    });
  }
  void operator()(const WithinExpr& e) const {
    out.block(head("within"), [&] {
      dump_expr(out, e.subject);
      dump_expr(out, e.low, e.low_open ? "above" : "from");
      dump_expr(out, e.high, e.high_open ? "below" : "to");
    });
  }
  void operator()(const InPopulation& e) const {
    out.block(head("member_of {}", program().at(e.population).name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const RuleHolds& e) const {
    const Population& population = program().at(e.population);
    out.block(head("rule_holds {}.{}", population.name, population.rules[e.rule].name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const InForce& e) const {
    out.block(head("in_force {}", program().at(e.spans).name), [&] {
      dump_expr(out, e.row);
      dump_expr(out, e.date, "at");
    });
  }
  void operator()(const HasValue& e) const {
    const std::string kinds = e.kinds == ~0ull ? std::string() : " not " + dump_absence(program(), e.kinds);
    out.block(head("has_value{}", kinds), [&] { dump_expr(out, e.operand); });
  }
  void operator()(const IfAbsent& e) const {
    out.block(head("if_absent"), [&] {
      dump_expr(out, e.operand);
      for (const auto& [kinds, answer] : e.answers) dump_answer(out, answer, dump_absence(program(), kinds));
    });
  }
  void operator()(const RoundExpr& e) const {
    out.block(head("round {}", name_of(e.mode)), [&] {
      dump_expr(out, e.operand);
      dump_expr(out, e.multiple, "to");
    });
  }
  void operator()(const StepExpr& e) const {
    out.block(head("{}", name_of(e.kind)), [&] {
      dump_expr(out, e.operand);
      dump_expr(out, e.step, "step");
    });
  }
  void operator()(const SquareRoot& e) const {
    out.block(head("square_root {}", name_of(e.mode)), [&] {
      dump_expr(out, e.operand);
      dump_expr(out, e.multiple, "to");
    });
  }
  void operator()(const CallExpr& e) const {
    const bool has_end = e.function == Function::After || e.function == Function::Earlier;
    const std::string end = has_end ? fmt::format(" {}", name_of(e.month_end)) : std::string();
    out.block(head("{}{}", name_of(e.function), end), [&] {
      for (const ExprId one : e.operands) dump_expr(out, one);
    });
  }
  void operator()(const PlaceOf& e) const {
    out.block(head("place_in {}", program().at(e.ranking).name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const MetNames& e) const {
    out.block(head("met {}", program().at(e.checklist).name), [&] { dump_expr(out, e.row); });
  }
  void operator()(const Aggregate& e) const {
    out.block(head("{}{}", name_of(e.kind), e.descending ? " descending" : ""), [&] {
      dump_set(out, e.set);
      dump_expr(out, e.filter, "when");
      dump_expr(out, e.body, "each");
      dump_expr(out, e.key, "by");
      if (e.merging != Merging::None) {
        out.line(fmt::format("merged {}{}", e.own_first ? "own first " : "", name_of(e.merging)));
      }
      dump_expr(out, e.parameter, "with");
      dump_answer(out, e.if_none, "if_none");
    });
  }

  void dump_cell(const Cell& cell) const {
    switch (cell.kind) {
      case CellKind::Any: out.line("any"); return;
      case CellKind::Absent: out.line("absent " + dump_absence(program(), cell.absence)); return;
      case CellKind::Interval:
        out.block("interval", [&] {
          dump_expr(out, cell.low, cell.low_open ? "above" : "from");
          dump_expr(out, cell.high, cell.high_open ? "below" : "to");
        });
        return;
      case CellKind::Values:
      case CellKind::Compare:
        out.block(cell.kind == CellKind::Values ? "values" : name_of(cell.op), [&] {
          for (const ExprId value : cell.values) dump_expr(out, value);
        });
        return;
    }
  }
  void operator()(const Lookup& e) const {
    out.block(head("lookup {}", name_of(e.hits)), [&] {
      for (const ExprId input : e.inputs) dump_expr(out, input, "input");
      for (const LookupRow& row : e.rows) {
        out.block((row.is_otherwise ? "otherwise" : "row") + dump_bases(program(), row.bases), [&] {
          for (const Cell& cell : row.cells) dump_cell(cell);
          dump_answer(out, row.value, "gives");
        });
      }
    });
  }
};

}  // namespace

void dump_expr(DumpWriter& out, ExprId id, std::string_view role) {
  if (!id.valid()) return;
  const Expr& expr = out.program.at(id);
  std::visit(DumpNode{out, expr, role.empty() ? std::string() : std::string(role) + " "}, expr.node);
}

void dump_answer(DumpWriter& out, const Answer& answer, std::string_view role) {
  switch (answer.kind) {
    case AnswerKind::None: return;
    case AnswerKind::Value: dump_expr(out, answer.value, role); return;
    case AnswerKind::LeaveOut: out.line(fmt::format("{} left_out", role)); return;
    case AnswerKind::SelfAbsent: {
      const auto kind = answer.absent_kind.value;
      const std::string name = kind < out.program.absence_kinds.size() ? out.program.absence_kinds[kind].name : std::string();
      out.line(fmt::format("{} itself_absent {}", role, name));
      return;
    }
  }
}

void dump_set(DumpWriter& out, const SetSource& set) {
  std::string words = fmt::format("{} of {}", name_of(set.mode), out.program.at(set.table).name);
  if (set.population.valid()) words += " in " + out.program.at(set.population).name;
  if (set.rule != UINT32_MAX) words += " by rule " + out.program.at(set.population).rules[set.rule].name;
  if (set.inherited) words += " with predecessors";
  for (const ColumnId column : set.path) words += " via " + out.program.at(column).name;
  out.block(words, [&] {
    for (const ExprId key : set.group_keys) dump_expr(out, key, "same");
  });
}

void dump_keys(DumpWriter& out, const std::vector<SortKey>& keys, std::string_view role) {
  for (const SortKey& key : keys) {
    dump_expr(out, key.value,
              fmt::format("{} {}{}", role, key.descending ? "descending" : "ascending", key.exact ? " exact" : ""));
  }
}

}  // namespace plumb::program
