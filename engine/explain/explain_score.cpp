#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

const ScorePart* find_part(const Program& program, DefinitionId id) {
  const auto found = std::find_if(program.score_parts.begin(), program.score_parts.end(),
                                  [&](const ScorePart& part) { return part.definition == id; });
  return found == program.score_parts.end() ? nullptr : &*found;
}

// The one case that a part has.
const Case* only_case(const Program& program, const ScorePart& part) {
  const auto* by = std::get_if<ByCases>(&program.at(part.definition).by);
  return by == nullptr || by->cases.size() != 1 || !by->cases.front().value.value.valid() ? nullptr : &by->cases.front();
}

// The value behind the rules about what does not apply and the precondition. One that decided stands in a line of its own
// instead, and nothing is left; an open one leaves the whole. What these rules add has the place of the part's name.
ExprId append_rules(Teller& t, const Case& only, const Where& where, Lines& lines) {
  ExprId id = only.value.value;
  for (;;) {
    const Expr& e = t.program.at(id);
    const auto* choice = std::get_if<ChooseExpr>(&e.node);
    if (choice == nullptr || !(e.span == only.span)) {
      return id;
    }
    const Value holds = evaluate(t, choice->condition, where.rows);
    if (!is_known(holds)) {
      return only.value.value;
    }
    const Expr& then = t.program.at(choice->then);
    const bool is_inapplicable = std::holds_alternative<Literal>(then.node) && then.span == only.span;
    if (std::get<bool>(holds) == is_inapplicable) {
      const Phrase& phrase = is_inapplicable ? word::PartInapplicable : word::PreconditionFails;
      Line line = line_of(LineKind::Statement, t.say(phrase, {words_at(t, t.program.at(choice->condition).span)}));
      append_reads(t, choice->condition, where, line.children);
      lines.push_back(std::move(line));
      return {};
    }
    id = is_inapplicable ? choice->otherwise : choice->then;
  }
}

// Points of parts that do not apply, given to the others: the group is a product with full / (full - those points).
void append_sharing(Teller& t, const ScorePart& part, const Case& only, ExprId total, const Where& where, Lines& lines) {
  const auto* product = std::get_if<BinaryExpr>(&t.program.at(total).node);
  if (product == nullptr || product->op != Op::Multiply || !part.mark || !(t.program.at(product->right).span == only.span)) {
    return;
  }
  const auto* quotient = std::get_if<BinaryExpr>(&t.program.at(product->right).node);
  if (quotient == nullptr || quotient->op != Op::Divide) {
    return;
  }
  const Value rest = evaluate(t, quotient->right, where.rows);
  const auto* left = std::get_if<base::Number>(&rest);
  if (left == nullptr || *left == *part.mark || left->is_zero()) {
    return;
  }
  const Type& type = t.program.at(part.definition).type;
  lines.push_back(line_of(
      LineKind::Statement,
      t.say(word::PointsSharedOut, {plain(t, type, *part.mark - *left), plain(t, type, *part.mark), plain(t, type, *left)})));
}

// The share that a part's mark is multiplied by; not valid if the formula gives points itself.
ExprId share_of_mark(const Program& program, const ScorePart& part, ExprId value) {
  if (!part.mark) {
    return {};
  }
  const auto* product = std::get_if<BinaryExpr>(&program.at(value).node);
  if (product == nullptr || product->op != Op::Multiply) {
    return {};
  }
  const auto is_mark = [&](ExprId id) {
    const auto* literal = std::get_if<Literal>(&program.at(id).node);
    return literal != nullptr && literal->value == Value(*part.mark);
  };
  const ExprId share = is_mark(product->left) ? product->right : is_mark(product->right) ? product->left : ExprId{};
  return share.valid() && program.at(share).type.is_ratio ? share : ExprId{};
}

void append_formula(Teller& t, const ScorePart& part, const Where& where, const Value& value, Lines& lines) {
  const Case* only = only_case(t.program, part);
  const ExprId formula = only == nullptr || !is_known(value) ? ExprId{} : append_rules(t, *only, where, lines);
  if (!formula.valid() && !lines.empty() && is_known(value)) {
    return;
  }
  const ExprId share = formula.valid() ? share_of_mark(t.program, part, formula) : ExprId{};
  const Type& type = t.program.at(part.definition).type;
  if (formula.valid() && !share.valid() && formula != only->value.value) {
    lines.push_back(formula_line(t, formula, where, plain(t, type, value)));
    return;
  }
  if (!share.valid() || !is_known(value)) {
    append_course(t, part.definition, where, lines);
    return;
  }
  // The share is computed from the points, so that no set is counted twice for one line.
  const auto* points = std::get_if<base::Number>(&value);
  const bool divides = points != nullptr && !part.mark->is_zero();
  const Value ratio = divides ? Value(points->divided_by(*part.mark)) : evaluate(t, share, where.rows);
  Line line = formula_line(t, share, where, plain(t, t.program.at(share).type, ratio));
  line.text += t.say(word::TimesMark, {plain(t, type, *part.mark), plain(t, type, value)});
  lines.push_back(std::move(line));
}

}  // namespace

bool is_score(const Program& program, DefinitionId id) { return find_part(program, id) != nullptr; }

Line score_line(Teller& t, DefinitionId id, uint32_t row, uint32_t depth) {
  const ScorePart& part = *find_part(t.program, id);
  const Definition& definition = t.program.at(id);
  const Value value = value_at(t, id, row);
  Line line = line_of(LineKind::Part, name_of(t, id));
  if (part.mark) {
    line.text = t.say(word::PartOutOf, {line.text, plain(t, definition.type, *part.mark)});
  }
  line.value = show(t, definition.type, value);
  line.bases = show_bases(t, definition.bases);
  append_open(t, value, line.children);
  if (definition.domain.valid() && !is_member(t, definition.domain, row)) {
    line.children.push_back(scope_line(t, definition.domain, row, false));
    return line;
  }
  if (!t.told.insert({id.value, row}).second) {
    return line;
  }
  Where where{id, row, {}, depth, 0};
  if (definition.table.valid()) {
    where.rows.push_back({definition.table, row});
  }
  if (part.weight.valid()) {
    line.children.push_back(
        formula_line(t, part.weight, where,
                     t.say(word::Weight, {plain(t, t.program.at(part.weight).type, evaluate(t, part.weight, where.rows))})));
  }
  const Case* only = part.parts.empty() || !is_known(value) ? nullptr : only_case(t.program, part);
  if (only != nullptr) {
    const ExprId total = append_rules(t, *only, where, line.children);
    if (total.valid()) {
      append_sharing(t, part, *only, total, where, line.children);
    }
  }
  for (const DefinitionId child : part.parts) {
    line.children.push_back(score_line(t, child, row, depth + 1));
  }
  if (part.parts.empty()) {
    append_formula(t, part, where, value, line.children);
  }
  return line;
}

}  // namespace plumb::explain
