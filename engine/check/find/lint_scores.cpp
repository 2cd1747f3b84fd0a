// Law L14: what the parts of a score add up to, against what the score promises: marks, weights (for every row that the weights
// tell apart), the most that a line can reach.
#include <algorithm>

#include "check/find/lint.h"
#include "check/find/write_example.h"
#include "check/infer/infer.h"
#include "diagnostics/catalogue_structure.h"

namespace plumb::check {

namespace {

using program::Number;
using program::ScorePart;
using program::Value;

const ScorePart* find_part(const Context& context, program::DefinitionId definition) {
  const auto found =
      std::ranges::find_if(context.program.score_parts, [&](const ScorePart& part) { return part.definition == definition; });
  return found == context.program.score_parts.end() ? nullptr : &*found;
}

// Points are told without their units: the text has it.
std::string points(const Context& context, program::DefinitionId id, const Number& number) {
  const Number& factor = context.program.at(id).type.shown_factor;
  return (factor.is_zero() ? number : number.divided_by(factor)).to_string();
}

const Number* number_in(const std::optional<Value>& value) { return value ? std::get_if<Number>(&*value) : nullptr; }

// The full mark of a part, or what it can reach where that is less; a part without a mark is on the group's scale.
std::optional<Number> most_of(const Context& context, const ScorePart& part, const ScorePart& group) {
  std::optional<Number> mark = part.mark ? part.mark : group.mark;
  const std::optional<program::Bound>& high = context.program.at(part.definition).type.high;
  if (mark && high && high->value < *mark) mark = high->value;
  return mark;
}

struct Group {
  Context& context;
  const ScorePart& group;
  Sweep sweep{context};
  std::vector<program::ExprId> weights = {};

  std::string key_of(program::DefinitionId part) const { return ".d" + std::to_string(part.value); }

  // Every part in full.
  bool fill() {
    for (size_t i = 0; i < sweep.subjects().size(); ++i) {
      const Subject& subject = sweep.subjects()[i];
      const auto is_this = [&](program::DefinitionId part) { return subject.key == key_of(part); };
      const auto part = std::ranges::find_if(group.parts, is_this);
      if (part == group.parts.end()) continue;
      const std::optional<Number> most = most_of(context, *find_part(context, *part), group);
      if (!most) return false;
      sweep.fix(i, *most);
    }
    return true;
  }

  // What the group then is: exactly what the finding says, where nothing else takes part in it.
  std::string example() {
    Example made(context, context.program.at(group.definition));
    if (!fill()) return {};
    const std::optional<Value> total = sweep.value(group.definition, true);
    if (number_in(total) == nullptr) return {};
    made.set(sweep);
    made.expect_value(group.definition, *total);
    return made.text(context.program.at(group.definition).name, example_word::AllFull);
  }

  void show(diagnostics::Diagnostic& found) {
    for (size_t i = 0; i < sweep.subjects().size(); ++i) {
      const Subject& subject = sweep.subjects()[i];
      const bool is_part =
          std::ranges::any_of(group.parts, [&](program::DefinitionId part) { return subject.key == key_of(part); });
      if (!is_part && !subject.is_of_scope && sweep.at(i) != nullptr) show_value_of(context, subject.expr, *sweep.at(i), found);
    }
    if (std::string test = example(); !test.empty()) found.with_example(std::move(test));
  }

  std::optional<Number> sum_of_weights(bool soft) const {
    Number sum;
    for (const program::ExprId weight : weights) {
      const std::optional<Value> one = sweep.value(weight, soft);
      if (number_in(one) == nullptr) return std::nullopt;
      sum += *number_in(one);
    }
    return sum;
  }

  // The values of the parts are left aside: only what the weights read is tried out.
  bool close() {
    sweep.add(group.definition);
    sweep.keep_within(context.program.at(group.definition).domain);
    std::vector<program::DefinitionId> parts = group.parts;
    for (const program::DefinitionId part : parts) sweep.set_values(key_of(part), {Value(Number(0))});
    return sweep.close();
  }

  // True: there was something to say.
  bool lint_weights() {
    const program::Definition& definition = context.program.at(group.definition);
    for (const program::DefinitionId part : group.parts) weights.push_back(find_part(context, part)->weight);
    bool is_decided = close();
    for (bool more = is_decided && sweep.first(); more; more = sweep.next()) {
      const std::optional<Number> possible = sum_of_weights(true);
      if (possible == Number(1)) continue;
      const std::optional<Number> sum = sum_of_weights(false);
      is_decided = false;
      if (!sum) continue;
      show(context.sink.report(diag::WeightsNotWhole{.score = definition.name, .sum = percent(*sum)}, definition.span));
      return true;
    }
    if (!is_decided) context.sink.report(diag::WeightsNotDecided{.score = definition.name}, definition.span);
    return !is_decided;
  }

  bool lint_marks() {
    const program::Definition& definition = context.program.at(group.definition);
    Number sum;
    for (const program::DefinitionId part : group.parts) {
      const ScorePart* one = find_part(context, part);
      if (one == nullptr || !one->mark) return false;
      sum += *one->mark;
    }
    if (!group.mark || sum == *group.mark || group.is_best_of) return false;
    auto& found = context.sink.report(diag::PartsBesideMark{.score = definition.name,
                                                            .sum = points(context, group.definition, sum),
                                                            .mark = points(context, group.definition, *group.mark)},
                                      definition.span);
    if (close() && sweep.first()) show(found);
    return true;
  }

  // Every part is right, and what the group makes of them is not: a cap below the mark, the best of marks above it.
  void lint_reach() {
    const program::Definition& definition = context.program.at(group.definition);
    const std::optional<program::Bound>& high = definition.type.high;
    if (!group.mark || !high || high->value == *group.mark) return;
    for (const program::DefinitionId id : group.parts) {
      const ScorePart* part = find_part(context, id);
      const std::optional<program::Bound>& reach = context.program.at(id).type.high;
      const std::optional<Number> mark = part->mark ? part->mark : group.mark;
      if (!reach || reach->value != *mark) return;
    }
    const std::string mark = points(context, group.definition, *group.mark);
    Group plain{context, group};
    bool is_decided = plain.close();
    if (high->value < *group.mark) {
      auto& found = context.sink.report(
          diag::MarkNotReachable{
              .part = definition.name, .reachable = points(context, group.definition, high->value), .mark = mark},
          definition.span);
      if (is_decided && plain.sweep.first()) plain.show(found);
      return;
    }
    // Weights that depend on a category are never at their most together: a row has to show it.
    for (bool more = is_decided && plain.sweep.first(); more; more = plain.sweep.next()) {
      plain.fill();
      const std::optional<Value> total = plain.sweep.value(group.definition, true);
      is_decided = is_decided && number_in(total) != nullptr;
      if (number_in(total) == nullptr || *number_in(total) <= *group.mark) continue;
      plain.show(context.sink.report(
          diag::MarkExceeded{
              .part = definition.name, .reachable = points(context, group.definition, *number_in(total)), .mark = mark},
          definition.span));
      return;
    }
    if (!is_decided) context.sink.report(diag::MarkNotDecided{.part = definition.name, .mark = mark}, definition.span);
  }

  void run() {
    const ScorePart* first = find_part(context, group.parts.front());
    const bool is_weighted = first != nullptr && first->weight.valid();
    if (!(is_weighted ? lint_weights() : lint_marks())) lint_reach();
  }
};

// --- the most that a line can reach

struct Line {
  Context& context;
  const ScorePart& line;
  const program::Definition& definition = context.program.at(line.definition);
  Sweep sweep{context};
  std::optional<Number> most = {};  // of the rows that are certain
  std::vector<Value> row = {};

  // Beside the points that cut a domain: just below each, where something in proportion is at its most; and round numbers
  // where there is no end, up to where a mark is surely passed.
  void add_probes() {
    for (const Subject& subject : std::vector<Subject>(sweep.subjects())) {
      if (subject.type.kind != program::TypeKind::Number) continue;
      std::vector<Number> probes;
      for (const Number& point : subject.points) {
        const Number step = !subject.grid.is_zero() ? subject.grid
                            : subject.type.is_whole ? Number(1)
                                                    : point.abs().divided_by(100);
        probes.push_back(point - step);
      }
      const Number unit = subject.type.shown_factor.is_zero() ? Number(1) : subject.type.shown_factor;
      for (int power = 0; power <= 9 && !subject.type.high; ++power) probes.push_back(unit * Number::power_of_ten(power));
      sweep.add_points(subject.key, probes);
    }
  }

  // The first row above the mark, else the one that reaches most.
  void search() {
    sweep.add(line.definition);
    sweep.keep_within(definition.domain);
    add_probes();
    if (!sweep.close()) return;
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const std::optional<Value> value = sweep.value(line.definition, false);
      const Number* number = number_in(value);
      if (number == nullptr || (most && *number <= *most)) continue;
      most = *number;
      row.clear();
      for (size_t i = 0; i < sweep.subjects().size(); ++i)
        row.push_back(sweep.at(i) == nullptr ? Value(program::LeftOut{}) : *sweep.at(i));
      if (*most > *line.mark) return;
    }
  }

  // Proved on every piece of what it reads: 若 共享率 50% 以上 则 100% 否则 共享率 / 50% never passes 100 %.
  bool is_within_mark() {
    const auto* by = std::get_if<program::ByCases>(&definition.by);
    if (by == nullptr || by->cases.size() != 1 || !by->cases[0].value.value.valid() || sweep.combinations() > Sweep::Limit)
      return false;
    for (bool more = sweep.first(); more; more = sweep.next()) {
      const std::optional<Number> ceiling = sweep.ceiling(by->cases[0].value.value);
      if (!ceiling || *ceiling > *line.mark) return false;
    }
    return true;
  }

  void show(diagnostics::Diagnostic& found) {
    if (!most) return;
    Example example(context, definition);
    for (size_t i = 0; i < row.size(); ++i) {
      const Subject& subject = sweep.subjects()[i];
      if (subject.is_of_scope) continue;
      if (std::holds_alternative<program::LeftOut>(row[i])) {
        example.give_up();
        continue;
      }
      show_value_of(context, subject.expr, row[i], found);
      example.set(subject.expr, subject.kind, row[i]);
    }
    example.expect_value(line.definition, *most);
    if (std::string test = example.text(definition.name, example_word::MostPoints); !test.empty())
      found.with_example(std::move(test));
  }

  void run() {
    const std::optional<program::Bound>& high = definition.type.high;
    if (high && high->value == *line.mark) return;
    search();
    const std::string mark = points(context, line.definition, *line.mark);
    if (high && high->value < *line.mark) {
      show(context.sink.report(
          diag::MarkNotReachable{
              .part = definition.name, .reachable = points(context, line.definition, high->value), .mark = mark},
          definition.span));
    } else if (most && *most > *line.mark && high) {
      show(context.sink.report(
          diag::MarkExceeded{.part = definition.name, .reachable = points(context, line.definition, high->value), .mark = mark},
          definition.span));
    } else if (most && *most > *line.mark) {
      show(context.sink.report(
          diag::MarkUnlimited{.part = definition.name, .reachable = points(context, line.definition, *most), .mark = mark},
          definition.span));
    } else if (!is_within_mark()) {
      context.sink.report(diag::MarkNotDecided{.part = definition.name, .mark = mark}, definition.span);
    }
  }
};

}  // namespace

void lint_scores(Context& context) {
  const std::vector<ScorePart>& parts = context.program.score_parts;
  for (const ScorePart& part : parts) {
    const bool is_known =
        std::ranges::all_of(part.parts, [&](program::DefinitionId one) { return find_part(context, one) != nullptr; });
    if (!part.parts.empty() && is_known) {
      Group{context, part}.run();
    } else if (part.parts.empty() && part.mark) {
      Line{context, part}.run();
    }
  }
}

}  // namespace plumb::check
