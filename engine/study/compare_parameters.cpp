#include "study/work.h"

namespace plumb::study {

namespace {

using namespace program;

const DatedValue* in_force(const Parameter& parameter, base::Date on) {
  for (const DatedValue& value : parameter.values) {
    if ((!value.from || *value.from <= on) && (!value.end || on < *value.end)) return &value;
  }
  return nullptr;
}

Value value_of(SideWork& side, const DatedValue* dated) {
  if (dated == nullptr || !dated->value.valid()) return Absent{};
  return side.inspector.value(dated->value, {});
}

ParameterSide side_of(SideWork& side, ParameterId id) {
  if (!id.valid()) return {id, Absent{}, nullptr};
  const DatedValue* dated = in_force(side.side.program.at(id), side.side.results.inputs.reference);
  return {id, value_of(side, dated), dated == nullptr ? nullptr : &dated->bases};
}

bool same(const Work& work, const Value& left, const Value& right) {
  if (is_absent(left) || is_absent(right)) return is_absent(left) && is_absent(right);
  return same_value(work.before.side, left, work.after.side, right);
}

bool same_periods(Work& work, const Parameter& left, const Parameter& right) {
  if (left.values.size() != right.values.size()) return false;
  for (size_t i = 0; i < left.values.size(); ++i) {
    const DatedValue& mine = left.values[i];
    const DatedValue& theirs = right.values[i];
    if (mine.from != theirs.from || mine.end != theirs.end) return false;
    if (!same(work, value_of(work.before, &mine), value_of(work.after, &theirs))) return false;
  }
  return true;
}

void compare_one(Work& work, ParameterId before, ParameterId after) {
  const Program& first = work.before.side.program;
  const Program& second = work.after.side.program;
  ParameterChange change;
  change.name = after.valid() ? second.at(after).name : first.at(before).name;
  change.before = side_of(work.before, before);
  change.after = side_of(work.after, after);
  change.value_differs = !before.valid() || !after.valid() || !same(work, change.before.value, change.after.value);
  change.is_dated_elsewhere = !change.value_differs && !same_periods(work, first.at(before), second.at(after));
  change.is_reached = (before.valid() && work.before.reach.parameters[before.value]) ||
                      (after.valid() && work.after.reach.parameters[after.value]);
  if (change.value_differs) {
    const auto index = static_cast<uint32_t>(work.out.parameters.size());
    if (before.valid()) work.before.parameters[before.value] = index;
    if (after.valid()) work.after.parameters[after.value] = index;
  }
  if (change.value_differs || change.is_dated_elsewhere) {
    work.out.parameters.push_back(std::move(change));
    return;
  }
  // Only its basis, or how it is written, differs.
  const auto text = [](const Side& side, ParameterId id) {
    return side.rule_text ? side.rule_text(side.program.at(id).span) : "";
  };
  std::string old_text = text(work.before.side, before);
  std::string new_text = text(work.after.side, after);
  if (old_text == new_text) return;
  work.out.rules.push_back({.kind = RuleChangeKind::Reworded,
                            .name = change.name,
                            .before = {},
                            .after = {},
                            .text_before = std::move(old_text),
                            .text_after = std::move(new_text),
                            .is_reached = change.is_reached});
}

}  // namespace

void compare_parameters(Work& work) {
  for (uint32_t i = 0; i < work.match.after_parameter.size(); ++i)
    compare_one(work, ParameterId{i}, work.match.after_parameter[i]);
  for (uint32_t i = 0; i < work.match.before_parameter.size(); ++i) {
    if (!work.match.before_parameter[i].valid()) compare_one(work, {}, ParameterId{i});
  }
}

}  // namespace plumb::study
