// Parameters: a type, and values in time that neither overlap nor leave a gap (law L12).
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "check/resolve/declare.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_structure.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::DatedValue;
using program::Type;

namespace {

struct Complete {
  Context& context;
  const syntax::Tree& tree;
  const syntax::ParameterItem& item;
  Type type;      // of the values together
  Type declared;  // Unknown: to be told from the values
  std::vector<DatedValue> values;

  program::ExprId value(syntax::ExprId id, const std::vector<program::Basis>& bases) {
    if (const program::ExprId other = other_reading(context, bases); other.valid()) {
      const Type& found = context.program.at(other).type;
      if (is_unknown(type))
        type = found;
      else if (is_same_kind(type, found))
        type = join(type, found);
      return other;
    }
    if (!id.valid()) return {};
    Scope scope;
    const Typed found = infer_value(context, tree, id, scope, declared);
    if (!found.expr.valid() || is_unknown(found.type)) return {};
    if (is_unknown(type))
      type = found.type;
    else if (is_same_kind(type, found.type))
      type = join(type, found.type);
    else
      require_fit(context, found, type, tree.at(id).span);
    return found.expr;
  }

  // A value that is nowhere must say so, and then needs a type.
  void check_given(const DatedValue& made, bool is_written) {
    if (is_written || worst_basis(made.bases) == program::BasisKind::NotGiven) return;
    context.sink.report(diag::ParameterWithoutValue{item.name.name.text}, made.span);
  }

  void take_single() {
    DatedValue made;
    made.span = item.name.name.span;
    made.bases = lower_bases(context, tree, item.bases, declared);
    made.value = value(item.value, made.bases);
    check_given(made, item.value.valid());
    values.push_back(std::move(made));
  }

  void take_period(const syntax::DatedValue& dated, DatedValue& made) {
    const std::optional<base::Date> from = base::parse_date(dated.from.text);
    switch (dated.kind) {
      case syntax::DatedKind::FromTo: {
        made.from = from;
        const std::optional<base::Date> to = dated.to ? base::parse_date(dated.to->text) : std::nullopt;
        if (to) made.end = base::Date{to->days + 1};
        if (from && to && *from > *to) context.sink.report(diag::PeriodUpsideDown{}, dated.span);
        break;
      }
      case syntax::DatedKind::Since: made.from = from; break;
      case syntax::DatedKind::Before: made.end = from; break;
    }
  }

  void take_dated() {
    const std::vector<program::Basis> shared = lower_bases(context, tree, item.bases, declared);
    for (const syntax::DatedValue& dated : item.dated) {
      DatedValue made;
      made.span = dated.span;
      take_period(dated, made);
      made.bases = lower_bases(context, tree, dated.bases, declared);
      made.bases.insert(made.bases.end(), shared.begin(), shared.end());
      made.value = value(dated.value, made.bases);
      if (!dated.same_as) check_given(made, dated.value.valid());
      values.push_back(std::move(made));
    }
    take_same();
    std::stable_sort(values.begin(), values.end(), [](const DatedValue& a, const DatedValue& b) {
      return a.from.value_or(base::FirstDate) < b.from.value_or(base::FirstDate);
    });
    check_periods();
  }

  // 同 2020: the value of the entry that is in force when that year begins, or that begins in it.
  void take_same() {
    for (size_t i = 0; i < item.dated.size(); ++i) {
      if (!item.dated[i].same_as) continue;
      const std::string year = *item.dated[i].same_as;
      const std::optional<base::Date> first = base::parse_date(year + "-01-01");
      const std::optional<base::Date> last = base::parse_date(year + "-12-31");
      const DatedValue* same = nullptr;
      for (size_t j = 0; first && last && j < item.dated.size(); ++j) {
        const DatedValue& other = values[j];
        const bool is_met = (!other.from || *other.from <= *last) && (!other.end || *other.end > *first);
        if (is_met && !item.dated[j].same_as) same = &other;
      }
      if (same == nullptr)
        context.sink.report(diag::NoValueOfYear{year}, item.dated[i].span);
      else
        values[i].value = same->value;
    }
  }

  void check_periods() {
    for (size_t i = 1; i < values.size(); ++i) {
      const DatedValue& before = values[i - 1];
      const DatedValue& after = values[i];
      if (!before.end || !after.from || *before.end > *after.from) {
        context.sink.report(diag::PeriodsOverlap{item.name.name.text}, after.span).label(before.span, label::OtherOneHere{});
      } else if (*before.end < *after.from) {
        context.sink
            .report(diag::PeriodsGap{item.name.name.text, base::to_string(*before.end),
                                     base::to_string(base::Date{after.from->days - 1})},
                    after.span)
            .label(before.span, label::OtherOneHere{});
      }
    }
  }

  void take_range() {
    if (!item.range) return;
    Scope scope;
    const auto bound = [&](syntax::ExprId id, bool open) -> std::optional<program::Bound> {
      if (!id.valid()) return std::nullopt;
      const Typed found = infer_value(context, tree, id, scope, declared);
      const auto folded = found.expr.valid() ? fold_constant(context, found.expr) : std::nullopt;
      const auto* number = folded ? std::get_if<program::Number>(&*folded) : nullptr;
      if (number != nullptr) return program::Bound{*number, open};
      if (found.expr.valid()) context.sink.report(diag::ConstantWanted{}, tree.at(id).span);
      return std::nullopt;
    };
    const std::optional<program::Bound> low = bound(item.range->low, item.range->low_open);
    const std::optional<program::Bound> high = bound(item.range->high, item.range->high_open);
    if (!is_unknown(type)) {
      type.low = low;
      type.high = high;
    }
    for (const DatedValue& made : values) {
      const auto folded = made.value.valid() ? fold_constant(context, made.value) : std::nullopt;
      const auto* number = folded ? std::get_if<program::Number>(&*folded) : nullptr;
      if (number == nullptr) continue;
      const bool is_low = low && (*number < low->value || (low->open && *number == low->value));
      const bool is_high = high && (*number > high->value || (high->open && *number == high->value));
      if (is_low || is_high) context.sink.report(diag::ValueOutOfRange{item.name.name.text}, made.span);
    }
  }

  // A test or a study may set another value; that it stays on its side of zero is all that is promised.
  void widen() {
    const bool is_positive_only = is_positive(type);
    const bool is_not_negative = type.low && type.low->value.sign() >= 0;
    type.low.reset();
    type.high.reset();
    if (is_not_negative) type.low = program::Bound{0, is_positive_only};
  }

  void run() {
    if (item.type.is_written()) declared = resolve_type(context, item.type);
    if (item.dated.empty())
      take_single();
    else
      take_dated();
    take_range();
    if (!is_unknown(declared)) type = is_unknown(type) ? declared : narrowed(declared, type);
    type.absence = 0;
    if (!item.range) widen();
    const bool is_failed = std::any_of(values.begin(), values.end(), [](const DatedValue& made) { return made.value.valid(); });
    if (is_unknown(type) && !is_failed && !item.value.valid() && !item.type.is_written()) {
      context.sink.report(diag::TypeWanted{item.name.name.text}, item.name.name.span);
    }
  }
};

}  // namespace

bool require_parameter(Context& context, program::ParameterId id, source::Span use) {
  if (id.value >= context.parameters_of.size()) return true;
  const LazySource source = context.parameters_of[id.value];
  if (source.state == LowerState::Done) return context.program.at(id).type.kind != program::TypeKind::Unknown;
  const std::string name = context.program.at(id).name;
  if (source.state == LowerState::InProgress) {
    report_lazy_cycle(context, name, use);
    return false;
  }
  context.parameters_of[id.value].state = LowerState::InProgress;
  Complete complete{context, *source.tree, std::get<syntax::ParameterItem>(source.item->node), {}, {}, {}};
  context.lazy_stack.push_back(name);
  complete.run();
  context.lazy_stack.pop_back();
  context.program.parameters[id.value].type = complete.type;
  context.program.parameters[id.value].values = std::move(complete.values);
  context.parameters_of[id.value].state = LowerState::Done;
  return complete.type.kind != program::TypeKind::Unknown;
}

void complete_parameters(Context& context) {
  for (uint32_t i = 0; i < context.parameters_of.size(); ++i) {
    require_parameter(context, program::ParameterId{i}, context.program.parameters[i].span);
  }
}

}  // namespace plumb::check
