#include "plan/infer_shapes.h"

#include <algorithm>

#include "program/builtins.h"

namespace plumb::plan {

using base::Number;
using program::Answer;
using program::AnswerKind;
using program::TypeKind;

namespace {

Range known(Shape shape) {
  Range range{std::move(shape), {}};
  if (range.shape.form == Form::Int64) range.size = range.shape.unit * Number(range.shape.bound);
  return range;
}

Range join(const Range& a, const Range& b) {
  Range both{join(a.shape, b.shape), {}};
  if (a.size && b.size) both.size = std::max(*a.size, *b.size);
  return both;
}

// What a value is worth whose number is never asked for: it fits every shape.
Range nothing() { return known(whole(0)); }

}  // namespace

ShapeInference::ShapeInference(const program::Program& program, const data::Data& data,
                               const std::vector<data::ColumnFacts>& facts, const program::Subject& subject)
    : program_(program), data_(data), facts_(facts), subject_(subject) {
  exprs_.resize(program.exprs.size());
  definitions_.resize(program.definitions.size());
  parameters_.resize(program.parameters.size());
}

const Range& ShapeInference::of(ExprId id) {
  if (!exprs_[id.value]) {
    Range found = infer(program_.at(id));
    exprs_[id.value] = std::move(found);
  }
  return *exprs_[id.value];
}

const Range& ShapeInference::of(DefinitionId id) {
  if (!definitions_[id.value]) {
    Range found = infer(program_.at(id));
    for (const program::Pins::OfDefinition& pin : subject_.pins.definitions) {
      const auto* number = pin.definition == id ? std::get_if<Number>(&pin.value) : nullptr;
      if (number != nullptr) found = join(found, known(shape_of_number(*number)));
    }
    definitions_[id.value] = std::move(found);
  }
  return *definitions_[id.value];
}

// Every value that can be in force at some day, since a use may name a day of its own.
const Range& ShapeInference::of(program::ParameterId id) {
  if (!parameters_[id.value]) {
    Range found = nothing();
    for (const program::DatedValue& dated : program_.at(id).values) {
      if (dated.value.valid()) found = join(found, of(dated.value));
    }
    for (const program::Pins::OfParameter& pin : subject_.pins.parameters) {
      const auto* number = pin.parameter == id ? std::get_if<Number>(&pin.value) : nullptr;
      if (number != nullptr) found = join(found, known(shape_of_number(*number)));
    }
    parameters_[id.value] = std::move(found);
  }
  return *parameters_[id.value];
}

Range ShapeInference::of_column(program::ColumnId id) const {
  const program::Column& column = program_.at(id);
  const data::ColumnFacts& facts = facts_[id.value];
  if (column.type.kind != TypeKind::Number) return nothing();
  if (facts.is_wide || facts.min == INT64_MIN) return {rational(), {}};
  const int64_t bound = std::max(std::abs(facts.min), std::abs(facts.max));
  if (bound > IntegerLimit) return {rational(), {}};
  Number unit = column.stored_factor * Number::power_of_ten(-column.scale);
  return known({Form::Int64, std::move(unit), bound});
}

uint64_t ShapeInference::rows_of(const program::SetSource& set) const { return data_.tables[set.table.value].row_count; }

void ShapeInference::join_answer(Range& range, const Answer& answer) {
  if (answer.kind == AnswerKind::Value) range = join(range, of(answer.value));
}

Range ShapeInference::infer_binary(const program::BinaryExpr& node) {
  using program::Op;
  if (node.op < Op::Add || node.op > Op::Power) return nothing();
  const Range left = of(node.left), right = of(node.right);
  Range result{rational(), {}};
  if (node.op == Op::Add || node.op == Op::Subtract) {
    result.shape = shape_of_sum(left.shape, right.shape);
    if (left.size && right.size) result.size = *left.size + *right.size;
  } else if (node.op == Op::Multiply) {
    result.shape = shape_of_product(left.shape, right.shape);
    if (left.size && right.size) result.size = *left.size * *right.size;
  } else if (node.op == Op::Divide) {
    // A divisor that is not zero is at least one unit.
    if (left.size && right.shape.form == Form::Int64) result.size = left.size->divided_by(right.shape.unit);
    const auto* literal = std::get_if<program::Literal>(&program_.at(node.right).node);
    const auto* divisor = literal == nullptr ? nullptr : std::get_if<Number>(&literal->value);
    if (divisor != nullptr && !divisor->is_zero() && left.shape.form == Form::Int64) {
      Number unit = left.shape.unit.divided_by(divisor->abs());
      if (unit.is_small()) result = known({Form::Int64, std::move(unit), left.shape.bound});
    }
    join_answer(result, node.if_zero);
  }
  return result;
}

// The multiple is a literal in almost every rule; where it is not, the result stays a fraction.
Range ShapeInference::infer_rounded(ExprId operand, ExprId multiple) {
  const auto* literal = std::get_if<program::Literal>(&program_.at(multiple).node);
  const auto* unit = literal == nullptr ? nullptr : std::get_if<Number>(&literal->value);
  const Range& of_operand = of(operand);
  if (unit == nullptr || unit->sign() <= 0 || !unit->is_small() || !of_operand.size) return {rational(), {}};
  const std::optional<int64_t> most = (of_operand.size->divided_by(*unit).ceiling() + Number(1)).to_int64();
  if (!most || *most > IntegerLimit) return {rational(), {}};
  return known({Form::Int64, *unit, *most});
}

Range ShapeInference::infer_call(const program::CallExpr& node) {
  const std::optional<int64_t> magnitude = program::builtins::signature_of(node.function).magnitude;
  if (magnitude) return known(whole(*magnitude));
  Range result = of(node.operands.front());
  for (const ExprId operand : node.operands) result = join(result, of(operand));
  return result;
}

Range ShapeInference::infer_aggregate(const program::Aggregate& node) {
  using program::AggregateKind;
  const uint64_t rows = rows_of(node.set);
  const auto body = [&]() -> Range { return node.body.valid() ? of(node.body) : nothing(); };
  Range result = nothing();
  switch (node.kind) {
    case AggregateKind::Count:
    case AggregateKind::Distinct:
    case AggregateKind::EndingRun: return known(whole(static_cast<int64_t>(rows)));
    case AggregateKind::Sum: {
      const Range each = body();
      result.shape = shape_of_total(each.shape, rows);
      result.size.reset();
      if (each.size) result.size = *each.size * Number(std::max<uint64_t>(rows, 1));
      return result;
    }
    case AggregateKind::Average: result = {rational(), body().size}; break;
    case AggregateKind::Median: result = {rational(), body().size}; break;
    case AggregateKind::Share: result = {rational(), Number(1)}; break;
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Percentile:
    case AggregateKind::First:
    case AggregateKind::Last: result = body(); break;
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast: return result;
  }
  join_answer(result, node.if_none);
  return result;
}

Range ShapeInference::infer(const program::Expr& expr) {
  if (expr.type.kind != TypeKind::Number) return nothing();
  struct Visit {
    ShapeInference& self;
    Range operator()(const program::Literal& node) const {
      const auto* number = std::get_if<Number>(&node.value);
      return number == nullptr ? nothing() : known(shape_of_number(*number));
    }
    Range operator()(const program::RunAssessment&) const { return known(shape_of_number(Number(self.subject_.assessment))); }
    Range operator()(const program::ColumnOf& node) const { return self.of_column(node.column); }
    Range operator()(const program::DefinitionOf& node) const { return self.of(node.definition); }
    Range operator()(const program::ParameterAt& node) const { return self.of(node.parameter); }
    Range operator()(const program::NegateExpr& node) const { return self.of(node.operand); }
    Range operator()(const program::BinaryExpr& node) const { return self.infer_binary(node); }
    Range operator()(const program::ChooseExpr& node) const { return join(self.of(node.then), self.of(node.otherwise)); }
    Range operator()(const program::IfAbsent& node) const {
      Range result = self.of(node.operand);
      for (const auto& [kinds, answer] : node.answers) self.join_answer(result, answer);
      return result;
    }
    Range operator()(const program::RoundExpr& node) const { return self.infer_rounded(node.operand, node.multiple); }
    Range operator()(const program::SquareRoot&) const { return {rational(), {}}; }
    Range operator()(const program::StepExpr& node) const {
      const Range& operand = self.of(node.operand);
      const Range& step = self.of(node.step);
      if (!operand.size || step.shape.form != Form::Int64) return {rational(), {}};
      const Number most = operand.size->divided_by(step.shape.unit).ceiling() + Number(1);
      if (node.kind == program::StepKind::Proportional) return {rational(), most};
      const std::optional<int64_t> bound = most.to_int64();
      return bound && *bound <= IntegerLimit ? known(whole(*bound)) : Range{rational(), {}};
    }
    Range operator()(const program::CallExpr& node) const { return self.infer_call(node); }
    Range operator()(const program::PlaceOf& node) const {
      const program::Ranking& ranking = self.program_.at(node.ranking);
      return known(whole(self.data_.tables[ranking.table.value].row_count));
    }
    Range operator()(const program::Aggregate& node) const { return self.infer_aggregate(node); }
    Range operator()(const program::Lookup& node) const {
      if (node.hits == program::HitPolicy::AllHits) return {rational(), {}};
      Range result = nothing();
      for (const program::LookupRow& row : node.rows) self.join_answer(result, row.value);
      return result;
    }
    // The rest has no number.
    Range operator()(const program::RunDate&) const { return nothing(); }
    Range operator()(const program::FrameRow&) const { return nothing(); }
    Range operator()(const program::RowByKey&) const { return nothing(); }
    Range operator()(const program::NotExpr&) const { return nothing(); }
    Range operator()(const program::OneOfExpr&) const { return nothing(); }
    Range operator()(const program::WithinExpr&) const { return nothing(); }
    Range operator()(const program::InPopulation&) const { return nothing(); }
    Range operator()(const program::RuleHolds&) const { return nothing(); }
    Range operator()(const program::InForce&) const { return nothing(); }
    Range operator()(const program::HasValue&) const { return nothing(); }
    Range operator()(const program::MetNames&) const { return nothing(); }
  };
  return std::visit(Visit{*this}, expr.node);
}

Range ShapeInference::infer(const program::Definition& definition) {
  if (definition.type.kind != TypeKind::Number) return nothing();
  if (const auto* cases = std::get_if<program::ByCases>(&definition.by)) {
    Range result = nothing();
    for (const program::Case& one : cases->cases) join_answer(result, one.value);
    return result;
  }
  if (const auto* ranking = std::get_if<program::ByRanking>(&definition.by)) {
    return known(whole(data_.tables[program_.at(ranking->ranking).table.value].row_count));
  }
  return {rational(), {}};  // judgements and allotments: few rows
}

}  // namespace plumb::plan
