#include "run/keep_promise.h"

#include <mutex>
#include <vector>

namespace plumb::run {

using base::Number;

namespace {

// A declared range of numbers of one shape.
class DeclaredRange {
 public:
  DeclaredRange(const program::Type& type, const Shape& shape) : type_(type), shape_(shape) {
    if (shape.form != Form::Int64) return;
    // Whole numbers: only one beyond the bounds, as they are counted in the unit, is looked at as a number.
    const auto clamped = [](const Number& whole) { return whole.to_int64().value_or(whole.sign() > 0 ? INT64_MAX : INT64_MIN); };
    if (type.low) low_ = clamped(type.low->value.divided_by(shape.unit).ceiling());
    if (type.high) high_ = clamped(type.high->value.divided_by(shape.unit).floor());
    low_ += type.low && type.low->open && low_ != INT64_MAX ? 1 : 0;
    high_ -= type.high && type.high->open && high_ != INT64_MIN ? 1 : 0;
  }
  // The plan has proved that every number lies in it.
  [[nodiscard]] bool is_proved() const { return shape_.form == Form::Int64 && low_ <= -shape_.bound && shape_.bound <= high_; }
  [[nodiscard]] bool is_left(const Column& column, uint32_t row) const {
    if (shape_.form == Form::Rational) return breaks_range(type_, column.numbers[row]);
    return (column.ints[row] < low_ || column.ints[row] > high_) && breaks_range(type_, Number(column.ints[row]) * shape_.unit);
  }

 private:
  const program::Type& type_;
  const Shape& shape_;
  int64_t low_ = INT64_MIN, high_ = INT64_MAX;
};

}  // namespace

void keep_promise(EvaluatorPool& evaluators, DefinitionId id, Column& column) {
  const RunContext& context = evaluators.context();
  const program::Definition& definition = context.program.at(id);
  if (definition.type.kind != TypeKind::Number || (!definition.type.low && !definition.type.high)) return;
  const DeclaredRange range(definition.type, column.shape);
  if (range.is_proved()) return;
  std::mutex mutex;
  std::vector<uint32_t> outside;
  evaluators.for_batches(column.rows, column.rows, [&](Evaluator&, uint32_t first, uint32_t count) {
    for (uint32_t row = first; row < first + count; ++row) {
      if (column.state(row) != state::Known || !range.is_left(column, row)) continue;
      const std::lock_guard lock(mutex);
      outside.push_back(row);
    }
  });
  for (const uint32_t row : outside) {
    const Number number = number_of(column.lane(row), column.shape);
    column.set(row, context.faulty({.kind = PlaceKind::BrokenPromise,
                                    .definition = id,
                                    .table = definition.table,
                                    .row = row,
                                    .detail = number.to_string()}));
  }
}

}  // namespace plumb::run
