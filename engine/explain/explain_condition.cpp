#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

// A condition that is one formula with one case is opened; anything else is told by its own course.
ExprId single_formula(const Definition& definition) {
  const auto* by = std::get_if<ByCases>(&definition.by);
  const bool is_single = by != nullptr && by->cases.size() == 1 && !by->cases.front().guard.valid();
  return is_single ? by->cases.front().value.value : ExprId{};
}

// A condition that has no parts which are conditions.
bool is_leaf(const Expr& e) {
  const auto* binary = std::get_if<BinaryExpr>(&e.node);
  const bool is_joined = binary != nullptr && (binary->op == Op::And || binary->op == Op::Or);
  return !is_joined && !std::holds_alternative<NotExpr>(e.node) && !std::holds_alternative<DefinitionOf>(e.node) &&
         !std::holds_alternative<InPopulation>(e.node);
}

std::string leaf_text(const Teller& t, ExprId id, const Where& where) {
  const std::string written = words_at(t, t.program.at(id).span);
  const Expr& e = t.program.at(id);
  const bool says_enough = is_read(t.program, id) || std::holds_alternative<HasValue>(e.node);
  const std::string filled = says_enough ? std::string() : with_values(t, id, where);
  return filled.empty() || filled == written ? written : t.say(word::WithValues, {written, filled});
}

// A condition on one cell or one set carries that value itself instead of a line below it.
void take_only_read(const Teller& t, ExprId id, Line& line) {
  if (line.children.size() != 1) {
    return;
  }
  const bool is_bare = is_read(t.program, id) || std::holds_alternative<HasValue>(t.program.at(id).node);
  Line& read = line.children.front();
  const bool is_cell = read.kind == LineKind::Cell && read.children.empty();
  if (!is_bare && !is_cell) {
    return;
  }
  if (is_bare) {
    line.value = std::move(read.value);
    add_bases(line.bases, std::move(read.bases));
  }
  line.origin = std::move(read.origin);
  Lines below = std::move(read.children);
  line.children = std::move(below);
}

Line leaf_line(Teller& t, ExprId id, const Where& where, bool holds) {
  Line line = line_of(LineKind::Condition, t.say(holds ? word::PartHolds : word::PartFails, {leaf_text(t, id, where)}));
  append_reads(t, id, where, line.children);
  take_only_read(t, id, line);
  return line;
}

void append_definition(Teller& t, const DefinitionOf& e, const Where& where, bool holds, ExprId id, Lines& lines) {
  const Value row = e.row.valid() ? evaluate(t, e.row, where.rows) : Value(RowRef{});
  const auto* ref = std::get_if<RowRef>(&row);
  const ExprId formula = single_formula(t.program.at(e.definition));
  if (ref == nullptr || !formula.valid() || where.depth >= t.options.depth_limit) {
    lines.push_back(leaf_line(t, id, where, holds));
    return;
  }
  const Definition& definition = t.program.at(e.definition);
  Line line = line_of(LineKind::Condition, t.say(holds ? word::PartHolds : word::PartFails, {name_of(t, e.definition)}));
  line.bases = show_bases(t, definition.bases);
  Where inside{e.definition, ref->row, {}, where.depth + 1, where.nesting};
  if (definition.table.valid()) {
    inside.rows.push_back(*ref);
  }
  append_reasons(t, formula, inside, holds, line.children);
  lines.push_back(std::move(line));
}

}  // namespace

void append_reasons(Teller& t, ExprId id, const Where& where, bool holds, Lines& lines) {
  const Expr& e = t.program.at(id);
  const Value value = evaluate(t, id, where.rows);
  if (is_open(value)) {
    lines.push_back(open_line(t, value));
    return;
  }
  if (const auto* negation = std::get_if<NotExpr>(&e.node)) {
    // 缺 x, x 不为 甲: one word that denies, and the words say so already.
    const Expr& denied = t.program.at(negation->operand);
    const bool is_one_word = denied.span.begin == e.span.begin && denied.span.end == e.span.end && is_leaf(denied);
    if (is_one_word) {
      lines.push_back(leaf_line(t, negation->operand, where, holds));
      return;
    }
    return append_reasons(t, negation->operand, where, !holds, lines);
  }
  const auto* binary = std::get_if<BinaryExpr>(&e.node);
  if (binary != nullptr && (binary->op == Op::And || binary->op == Op::Or)) {
    // One side decides a false 且 and a true 或; else both do.
    const bool one_decides = (binary->op == Op::And) != holds;
    const Value left = evaluate(t, binary->left, where.rows);
    const bool left_decides = std::holds_alternative<bool>(left) && is_true(left) == holds;
    if (!one_decides || left_decides) {
      append_reasons(t, binary->left, where, holds, lines);
    }
    if (!one_decides || !left_decides) {
      append_reasons(t, binary->right, where, holds, lines);
    }
    return;
  }
  if (const auto* read = std::get_if<DefinitionOf>(&e.node)) {
    return append_definition(t, *read, where, holds, id, lines);
  }
  if (const auto* member = std::get_if<InPopulation>(&e.node)) {
    const Value row = evaluate(t, member->row, where.rows);
    if (const auto* ref = std::get_if<RowRef>(&row)) {
      lines.push_back(scope_line(t, member->population, ref->row, true));
      return;
    }
  }
  lines.push_back(leaf_line(t, id, where, holds));
}

void drop_repeated(const Teller& t, const std::string& words, Line& line) {
  const bool is_single = line.children.size() == 1;
  if (!is_single || words.empty()) {
    return;
  }
  Line& child = line.children.front();
  const bool repeats = !child.value && !child.origin &&
                       (child.text == t.say(word::PartHolds, {words}) || child.text == t.say(word::PartFails, {words}));
  if (repeats) {
    add_bases(line.bases, std::move(child.bases));
    Lines below = std::move(child.children);
    line.children = std::move(below);
  }
}

Line condition_line(Teller& t, ExprId id, const Where& where, const std::string& name) {
  if (!id.valid()) {
    return line_of(LineKind::Rule, t.say(word::RuleHoldsAlways, {name}));
  }
  const Value value = evaluate(t, id, where.rows);
  if (is_open(value)) {
    Line line = line_of(LineKind::Rule, t.say(word::RuleOpen, {name}));
    line.children.push_back(open_line(t, value));
    return line;
  }
  const bool holds = is_true(value);
  const bool is_short = is_leaf(t.program.at(id));
  const std::string written = is_short ? leaf_text(t, id, where) : words_at(t, t.program.at(id).span);
  Line line = line_of(LineKind::Rule, t.say(holds ? word::RuleHolds : word::RuleFails, {name, written}));
  if (is_short) {
    append_reads(t, id, where, line.children);
    take_only_read(t, id, line);
  } else {
    append_reasons(t, id, where, holds, line.children);
    if (line.children.size() == 1 && line.children.front().bases.empty()) {
      drop_repeated(t, written, line);
    }
  }
  return line;
}

}  // namespace plumb::explain
