#include <fmt/format.h>

#include "syntax/dump.h"

namespace plumb::syntax {

namespace {

std::string_view sign_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add: return "+";
    case BinaryOp::Subtract: return "-";
    case BinaryOp::Multiply: return "*";
    case BinaryOp::Divide: return "/";
    case BinaryOp::Power: return "^";
    case BinaryOp::And: return "and";
    case BinaryOp::Or: return "or";
    case BinaryOp::Equal: return "=";
    case BinaryOp::NotEqual: return "<>";
    case BinaryOp::Less: return "<";
    case BinaryOp::LessEqual: return "<=";
    case BinaryOp::Greater: return ">";
    case BinaryOp::GreaterEqual: return ">=";
    case BinaryOp::StartsWith: return "starts with";
  }
  return "";
}

std::string_view negated(bool is_negated, std::string_view positive, std::string_view negative) {
  return is_negated ? negative : positive;
}

std::string_view name_of(HitPolicy of) {
#define PLUMB_HIT_POLICY(value, name) \
  if (of == HitPolicy::value) return name;
#include "syntax/tree_kinds.def"
  return {};
}

struct ExprDumper {
  Dumper& out;
  Span span;

  void operator()(const InvalidExpr&) { out.line("invalid", span); }
  void operator()(const LiteralExpr& e) {
    switch (e.kind) {
      case LiteralKind::Number: out.line("number " + e.text, span); break;
      case LiteralKind::Quantity: out.line("quantity " + e.text, span); break;
      case LiteralKind::Date: out.line("date " + e.text, span); break;
      case LiteralKind::Text: out.line("text \"" + e.text + "\"", span); break;
      case LiteralKind::Truth: out.line(e.text, span); break;
    }
  }
  void operator()(const RunContextExpr& e) { out.line(word_of(e.word), span); }
  void operator()(const ModeExpr& e) { out.line("mode " + word_of(e.word), span); }
  void operator()(const ReferenceExpr& e) { out.line("ref " + out.shown(e.path), span); }
  void operator()(const SetExpr& e) { out.line("set " + out.shown(e.set), span); }
  void operator()(const RowExpr& e) { out.line(word_of(e.word) + " " + out.shown(e.path), span); }
  void operator()(const ChooseExpr& e) {
    out.line("if", span);
    const Dumper::Level level(out);
    out.expr(e.condition);
    out.expr(e.then);
    out.expr(e.otherwise);
  }
  void operator()(const UnaryExpr& e) {
    out.line(e.op == UnaryOp::Negate ? "negate" : "not", span);
    const Dumper::Level level(out);
    out.expr(e.operand);
  }
  void operator()(const BinaryExpr& e) {
    out.line(e.word ? fmt::format("{} ({})", sign_of(e.op), word_of(*e.word)) : std::string(sign_of(e.op)), span);
    const Dumper::Level level(out);
    out.expr(e.left);
    out.expr(e.right);
    out.answer("if divided by zero", e.if_zero);
  }
  void operator()(const OneOfExpr& e) {
    out.line(negated(e.negated, "is", "is not"), span);
    const Dumper::Level level(out);
    out.expr(e.subject);
    for (const ExprId alternative : e.alternatives) out.expr(alternative);
  }
  void operator()(const WithinExpr& e) {
    out.line(negated(e.negated, "within", "not within"), span);
    const Dumper::Level level(out);
    out.expr(e.subject);
    out.interval("interval", e.interval);
  }
  void operator()(const MemberExpr& e) {
    out.line(fmt::format("{} {}", negated(e.negated, "in", "not in"), out.shown(e.set)), span);
    const Dumper::Level level(out);
    out.expr(e.subject);
  }
  void operator()(const InForceExpr& e) {
    out.line(fmt::format("{} {}", negated(e.negated, "in force", "not in force"), out.shown(e.path)), span);
  }
  void operator()(const PresenceExpr& e) {
    std::string text = fmt::format("{} {}", negated(e.lacks, "has", "lacks"), out.shown(e.path));
    if (!e.kinds.empty()) text += fmt::format(" ({})", out.shown_words(BuiltinKind::AbsenceKind, e.kinds));
    out.line(text, span);
  }
  void operator()(const AtDateExpr& e) {
    out.line("at", span);
    const Dumper::Level level(out);
    out.expr(e.operand);
    out.expr(e.date);
  }
  void operator()(const IfAbsentExpr& e) {
    out.line("settled", span);
    const Dumper::Level level(out);
    out.expr(e.operand);
    out.answer("if absent", e.all);
    out.kind_answers("if absent", e.by_kind);
  }
  void operator()(const IfNoneExpr& e) {
    out.line("settled", span);
    const Dumper::Level level(out);
    out.expr(e.operand);
    out.answer("if none", e.answer);
  }
  void operator()(const CallExpr& e) {
    out.line("call " + (e.mode ? word_of(*e.mode) : out.shown_word(BuiltinKind::Function, e.name)), span);
    const Dumper::Level level(out);
    for (const Argument& argument : e.arguments) dump(argument);
  }
  void operator()(const LookupExpr& e) {
    out.line(fmt::format("lookup {}", name_of(e.hits)), span);
    const Dumper::Level level(out);
    for (const ExprId input : e.inputs) out.expr(input);
    for (const TableRow& row : e.rows) dump(row);
  }
  void operator()(const JudgementExpr& e) {
    out.line("judgement " + out.shown(e.name), span);
    const Dumper::Level level(out);
    out.type(e.type);
    out.judgement_body(e.body);
  }

  void dump(const Argument& argument) {
    out.line("argument", argument.span);
    const Dumper::Level level(out);
    out.expr(argument.value);
    out.part("each", argument.each);
    out.answer("if absent", argument.absent_all);
    out.kind_answers("if absent", argument.absent_by_kind);
    out.part("when", argument.filter);
    if (argument.key) {
      out.part(argument.key->direction ? "ordered by " + word_of(*argument.key->direction) : "ordered by", argument.key->value);
    }
  }

  void dump(const TableRow& row) {
    out.line(row.is_otherwise ? "otherwise" : "row", row.span);
    const Dumper::Level level(out);
    for (const Cell& cell : row.cells) dump(cell);
    out.answer("value", row.value);
    out.bases(row.bases);
  }

  void dump(const Cell& cell) {
    switch (cell.kind) {
      case CellKind::Any: out.line("any", cell.span); return;
      case CellKind::Absent:
        out.line("absent " + out.shown_words(BuiltinKind::AbsenceKind, cell.absence_kinds), cell.span);
        return;
      case CellKind::Interval: out.interval("interval", cell.interval); return;
      case CellKind::Values: out.line("one of", cell.span); break;
      case CellKind::Compare:
        out.line(cell.word ? fmt::format("{} ({})", sign_of(cell.op), word_of(*cell.word)) : std::string(sign_of(cell.op)),
                 cell.span);
        break;
    }
    const Dumper::Level level(out);
    for (const ExprId value : cell.values) out.expr(value);
  }
};

}  // namespace

void Dumper::expr(ExprId id) {
  if (!id.valid()) return;
  const Expr& expr = tree_.at(id);
  std::visit(ExprDumper{*this, expr.span}, expr.node);
}

void Dumper::judgement_body(const JudgementBody& body) {
  if (!body.judges.empty()) line("by " + shown_names(body.judges));
  interval("range", body.range);
  part("range by", body.range_label);
  for (const LabelRange& range : body.label_ranges) {
    interval("range of " + range.label.text, range.interval);
    const Level level(*this);
    bases(range.bases);
  }
  part("grain", body.grain);
  if (body.combine) line("taking " + shown_word(BuiltinKind::Combine, *body.combine), body.combine->span);
  if (body.least_answers) line("at least " + *body.least_answers);
  if (!body.labels.empty()) line("labels " + shown_names(body.labels));
  if (!body.reasons.empty()) line("reasons " + shown_names(body.reasons));
  path("recorded in", body.recorded_in);
  part("when", body.when);
}

}  // namespace plumb::syntax
