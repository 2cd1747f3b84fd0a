#include <algorithm>

#include "explain/teller.h"
#include "program/walk_operands.h"

namespace plumb::explain {

using namespace program;

namespace {

// What stands for one value in a formula: it is read, not computed there.
bool is_put_in(const Expr& e) {
  const auto& node = e.node;
  return std::holds_alternative<ColumnOf>(node) || std::holds_alternative<DefinitionOf>(node) ||
         std::holds_alternative<ParameterAt>(node) || std::holds_alternative<Aggregate>(node) ||
         std::holds_alternative<PlaceOf>(node) || std::holds_alternative<IfAbsent>(node) ||
         std::holds_alternative<RunDate>(node) || std::holds_alternative<RunAssessment>(node);
}

struct Replacement {
  source::Span span;
  std::string text;
};

void collect_replacements(const Teller& t, ExprId id, const Where& where, source::Span whole, std::vector<Replacement>& found) {
  const Expr& e = t.program.at(id);
  // A function of the library was written elsewhere; its inside has no place in this formula.
  const bool is_inside =
      e.span.has_place() && e.span.file == whole.file && e.span.begin >= whole.begin && e.span.end <= whole.end;
  if (is_put_in(e)) {
    if (is_inside) {
      const Value value = evaluate(t, id, where.rows);
      if (!std::holds_alternative<LeftOut>(value)) {
        found.push_back({e.span, plain_near(t.options.language, show(t, e.type, value))});
      }
    }
    return;
  }
  walk_operands(e, [&](Operand operand) { collect_replacements(t, operand.id, where, whole, found); });
}

}  // namespace

std::string with_values(const Teller& t, ExprId id, const Where& where) {
  const source::Span whole = t.program.at(id).span;
  if (!t.options.source_text || !whole.has_place()) {
    return {};
  }
  std::vector<Replacement> found;
  collect_replacements(t, id, where, whole, found);
  std::sort(found.begin(), found.end(), [](const Replacement& a, const Replacement& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::string text;
  uint32_t done = whole.begin;
  for (const Replacement& one : found) {
    if (one.span.begin < done) {
      continue;
    }
    text += t.options.source_text({whole.file, done, one.span.begin});
    text += one.text;
    done = one.span.end;
  }
  text += t.options.source_text({whole.file, done, whole.end});
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

bool is_read(const Program& program, ExprId id) { return is_put_in(program.at(id)); }

Line formula_line(Teller& t, ExprId id, const Where& where, const std::string& value_text) {
  const std::string written = words_at(t, t.program.at(id).span);
  const std::string filled = is_read(t.program, id) ? std::string() : with_values(t, id, where);
  Line line = line_of(LineKind::Formula, written);
  if (!filled.empty() && filled != written && filled != value_text) {
    line.text += t.say(word::Equals) + filled;
  }
  if (!value_text.empty() && value_text != line.text) {
    line.text += line.text.empty() ? value_text : t.say(word::Equals) + value_text;
  }
  append_reads(t, id, where, line.children);
  return line;
}

}  // namespace plumb::explain
