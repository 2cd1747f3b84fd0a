#include <algorithm>

#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

const ScorePart* find_part(const Program& program, DefinitionId id) {
  const auto found = std::find_if(program.score_parts.begin(), program.score_parts.end(), [&](const ScorePart& part) { return part.definition == id; });
  return found == program.score_parts.end() ? nullptr : &*found;
}

// The share that a part's mark is multiplied by; not valid if the formula gives points itself.
ExprId share_of_mark(const Program& program, const ScorePart& part) {
  const auto* by = std::get_if<ByCases>(&program.at(part.definition).by);
  if (by == nullptr || by->cases.size() != 1 || !part.mark || !by->cases.front().value.value.valid()) {
    return {};
  }
  const auto* product = std::get_if<BinaryExpr>(&program.at(by->cases.front().value.value).node);
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
  const ExprId share = share_of_mark(t.program, part);
  const Type& type = t.program.at(part.definition).type;
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
    line.children.push_back(formula_line(t, part.weight, where, t.say(word::Weight, {plain(t, t.program.at(part.weight).type, evaluate(t, part.weight, where.rows))})));
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
