#include <fmt/format.h>

#include "plan/plan.h"
#include "program/dump_program.h"

namespace plumb::plan {

namespace {

using base::Number;
using source::Language;

namespace word {
#define PLUMB_PLAN_WORD(name, zh, en) \
  constexpr std::string_view name(Language language) { return language == Language::Zh ? zh : en; }
#include "plan/plan_words.def"
#undef PLUMB_PLAN_WORD
}  // namespace word

template <class... Parts>
std::string fill(std::string_view text, const Parts&... parts) {
  return fmt::format(fmt::runtime(text), parts...);
}

class PlanText {
 public:
  PlanText(const program::Program& program, const Plan& plan) : program_(program), plan_(plan), language_(program.spelling) {}

  std::string all() {
    for (const Step& step : plan_.steps) add(step);
    return std::move(text_);
  }

 private:
  using Word = std::string_view (*)(Language);
  [[nodiscard]] std::string_view say(Word word) const { return word(language_); }

  [[nodiscard]] std::string kind_of(program::AggregateKind kind) const {
#define PLUMB_AGGREGATE(value, id, name, least, most, of_nothing, reads) \
  if (kind == program::AggregateKind::value) return std::string(say(word::value));
#include "program/builtins.def"
    return {};
  }
  [[nodiscard]] std::string_view way_of(StepKind kind) const {
    switch (kind) {
      case StepKind::Formula: return say(word::Formula);
      case StepKind::Members: return say(word::Members);
      case StepKind::Judgement: return say(word::Judgement);
      case StepKind::Ranking: return say(word::Ranking);
      case StepKind::Grade: return say(word::Grade);
      case StepKind::Allotment: return say(word::Allotment);
      case StepKind::Spans: return say(word::Spans);
      case StepKind::Checklist: return say(word::Checklist);
    }
    return {};
  }
  // One unit of whole numbers in the units in which the type is shown: "0.1小时".
  [[nodiscard]] std::string unit_of(const Shape& shape, const program::Type& type) const {
    const Number factor = type.shown_factor.is_zero() ? Number(1) : type.shown_factor;
    return shape.unit.divided_by(factor).to_string() + type.shown_name;
  }
  [[nodiscard]] std::string form_of(const Shape& shape, const program::Type& type) const {
    if (type.kind != program::TypeKind::Number) return {};
    if (shape.form == Form::Rational) return std::string(say(word::Fractions));
    return fill(say(word::WholeNumbers), unit_of(shape, type), Number(shape.bound).to_string());
  }
  [[nodiscard]] std::string name_of(const program::SetSource& set) const {
    if (!set.population.valid()) return program_.at(set.table).name;
    const program::Population& population = program_.at(set.population);
    return set.rule == UINT32_MAX ? population.name : population.name + "." + population.rules[set.rule].name;
  }

  // The column or definition that is added, where it is one: ".有效机时".
  [[nodiscard]] std::string member_name(ExprId body) const {
    if (!body.valid()) return {};
    const auto& node = program_.at(body).node;
    if (const auto* column = std::get_if<program::ColumnOf>(&node)) return "." + program_.at(column->column).name;
    if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) return "." + program_.at(definition->definition).name;
    const auto* settled = std::get_if<program::IfAbsent>(&node);
    return settled == nullptr ? std::string() : member_name(settled->operand);
  }

  void add(const Step& step) {
    const program::Definition& definition = program_.at(step.definition);
    for (const uint32_t partial : step.partials) add(plan_.partials[partial]);
    if (!definition.table.valid())
      text_ += fill(say(word::HeadWhole), definition.name);
    else if (step.kind == StepKind::Members)
      text_ += fill(say(word::HeadMembers), definition.name, program_.at(definition.table).name);
    else
      text_ += fill(say(word::HeadRows), definition.name, program_.at(definition.table).name);
    text_ += way_of(step.kind);
    text_ += form_of(plan_.definitions[step.definition.value], definition.type);
    text_ += '\n';
  }
  void add(const Partial& partial) {
    const auto& node = std::get<program::Aggregate>(program_.at(partial.aggregate).node);
    const bool is_group = node.set.mode == program::SetMode::Group;
    const Word whose = partial.is_shared ? (is_group ? word::PerGroup : word::ForAll) : word::PerRow;
    text_ += fill(say(word::Partial), name_of(node.set) + member_name(node.body), fill(say(whose), kind_of(node.kind)));
    if (node.body.valid() && program_.at(node.body).type.kind == program::TypeKind::Number) {
      if (partial.total.form == Form::Int64)
        text_ += fill(say(word::Adds), Number(partial.total.bound).to_string());
      else if (partial.body.form == Form::Rational)
        text_ += say(word::Fractions);
    }
    if (node.filter.valid() && plan_.proofs[node.filter.value] == Proof::AlwaysTrue) text_ += say(word::AlwaysTrue);
    const Proof proof = node.body.valid() ? plan_.proofs[node.body.value] : Proof::None;
    const bool is_zero =
        proof == Proof::ZeroWhereAbsent || (proof == Proof::ZeroInSums && node.kind == program::AggregateKind::Sum);
    if (is_zero) text_ += say(word::ZeroWhereAbsent);
    text_ += '\n';
  }

  const program::Program& program_;
  const Plan& plan_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string dump_plan(const program::Program& program, const Plan& plan) { return PlanText(program, plan).all(); }

}  // namespace plumb::plan
