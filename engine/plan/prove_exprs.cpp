// What the minima, maxima and absences of the data prove of an expression.
#include <algorithm>

#include "plan/infer_shapes.h"

namespace plumb::plan {

using program::TypeKind;

namespace {

struct Reader {
  const program::Program& program;
  const data::Data& data;
  const std::vector<data::ColumnFacts>& facts;
  const program::Subject& subject;

  // A cell of the row that is current; null: something else.
  [[nodiscard]] const program::ColumnOf* own_cell(ExprId id) const {
    const auto* column = std::get_if<program::ColumnOf>(&program.at(id).node);
    if (column == nullptr) return nullptr;
    const auto* row = std::get_if<program::FrameRow>(&program.at(column->row).node);
    return row != nullptr && row->depth == 0 ? column : nullptr;
  }
  [[nodiscard]] bool has_faults(program::ColumnId id) const {
    return facts[id.value].faulty > 0 || !data.tables[program.at(id).table.value].row_faulty.empty();
  }
  [[nodiscard]] std::optional<int64_t> day(ExprId id) const {
    const auto& node = program.at(id).node;
    if (const auto* literal = std::get_if<program::Literal>(&node)) {
      const auto* date = std::get_if<base::Date>(&literal->value);
      return date == nullptr ? std::nullopt : std::optional<int64_t>(date->days);
    }
    const auto* run = std::get_if<program::RunDate>(&node);
    if (run == nullptr) return std::nullopt;
    using Which = program::RunDate::Which;
    if (run->which == Which::Reference) return subject.reference.days;
    const std::optional<base::Date>& date = run->which == Which::PeriodStart ? subject.period_first : subject.period_last;
    return date ? std::optional<int64_t>(date->days) : std::nullopt;
  }
};

// Every day of the column lies within the bounds.
bool is_always_within(const Reader& reader, const program::WithinExpr& node) {
  const program::ColumnOf* cell = reader.own_cell(node.subject);
  if (cell == nullptr || reader.program.at(cell->column).type.kind != TypeKind::Date || reader.has_faults(cell->column))
    return false;
  const data::ColumnFacts& facts = reader.facts[cell->column.value];
  const bool has_absent = std::any_of(facts.absent.begin(), facts.absent.end(), [](uint32_t count) { return count > 0; });
  if (has_absent || facts.present == 0) return false;
  if (node.low.valid()) {
    const std::optional<int64_t> low = reader.day(node.low);
    if (!low || (node.low_open ? facts.min <= *low : facts.min < *low)) return false;
  }
  if (node.high.valid()) {
    const std::optional<int64_t> high = reader.day(node.high);
    if (!high || (node.high_open ? facts.max >= *high : facts.max > *high)) return false;
  }
  return true;
}

bool is_zero(const Reader& reader, const program::Answer& answer) {
  if (answer.kind != program::AnswerKind::Value) return false;
  const auto* literal = std::get_if<program::Literal>(&reader.program.at(answer.value).node);
  const auto* number = literal == nullptr ? nullptr : std::get_if<base::Number>(&literal->value);
  return number != nullptr && number->is_zero();
}

Proof settles_to_zero(const Reader& reader, const program::IfAbsent& node, const Shape& shape) {
  const program::ColumnOf* cell = reader.own_cell(node.operand);
  if (cell == nullptr || shape.form != Form::Int64 || reader.has_faults(cell->column)) return Proof::None;
  const program::Column& column = reader.program.at(cell->column);
  if (column.type.kind != TypeKind::Number) return Proof::None;
  const data::ColumnFacts& facts = reader.facts[cell->column.value];
  Proof proof = Proof::ZeroWhereAbsent;
  for (size_t kind = 0; kind < facts.absent.size(); ++kind) {
    if (facts.absent[kind] == 0) continue;
    if (kind >= column.absence_kinds.size()) return Proof::None;
    const uint64_t bit = uint64_t{1} << column.absence_kinds[kind].value;
    const auto found =
        std::find_if(node.answers.begin(), node.answers.end(), [&](const auto& one) { return (one.first & bit) != 0; });
    if (found == node.answers.end()) return Proof::None;
    if (found->second.kind == program::AnswerKind::LeaveOut)
      proof = Proof::ZeroInSums;
    else if (!is_zero(reader, found->second))
      return Proof::None;
  }
  return proof;
}

}  // namespace

Proof ShapeInference::prove(ExprId id) {
  const Reader reader{program_, data_, facts_, subject_};
  const auto& node = program_.at(id).node;
  if (const auto* within = std::get_if<program::WithinExpr>(&node)) {
    return is_always_within(reader, *within) ? Proof::AlwaysTrue : Proof::None;
  }
  if (const auto* settled = std::get_if<program::IfAbsent>(&node)) {
    return program_.at(id).type.kind == TypeKind::Number ? settles_to_zero(reader, *settled, of(settled->operand).shape)
                                                         : Proof::None;
  }
  return Proof::None;
}

}  // namespace plumb::plan
