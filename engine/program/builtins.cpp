#include "program/builtins.h"

#include <algorithm>
#include <iterator>

namespace plumb::program::builtins {

namespace {

constexpr Builtin Table[] = {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) {id, AggregateKind::value, least, most},
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) {id, Function::value, least, most},
#define PLUMB_STEP(value, id, name, least, most) {id, StepKind::value, least, most},
#define PLUMB_SPECIAL(value, id, least, most) {id, Special::value, least, most},
#include "program/builtins.def"
};

constexpr std::nullopt_t Open = std::nullopt;

enum class Reads : uint8_t { Body, Condition };

}  // namespace

const Builtin* find(std::string_view id) {
  const auto* row = std::ranges::find(Table, id, &Builtin::id);
  return row == std::end(Table) ? nullptr : row;
}

Signature signature_of(Function function) {
#define PLUMB_FUNCTION(value, id, name, least, most, takes, gives, low, high, magnitude) \
  if (function == Function::value) return {ValueKind::takes, ValueKind::gives, low, high, magnitude};
#include "program/builtins.def"
  return {};
}

OfNothing of_nothing(AggregateKind kind) {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) \
  if (kind == AggregateKind::value) return OfNothing::of_nothing;
#include "program/builtins.def"
  return OfNothing::NeedsAnswer;
}

bool has_body(AggregateKind kind) {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) \
  if (kind == AggregateKind::value) return Reads::reads == Reads::Body;
#include "program/builtins.def"
  return false;
}

}  // namespace plumb::program::builtins
