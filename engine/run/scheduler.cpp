#include "run/scheduler.h"

#include <type_traits>
#include <utility>
#include <variant>

#include "program/walk_operands.h"

namespace plumb::run {

using program::Answer;
using program::SetMode;

Scheduler::Scheduler(EvaluatorPool& evaluators, FinishedColumns& columns, RowSets& sets, Rankings& rankings, Questions& questions)
    : evaluators_(evaluators),
      context_(evaluators.context()),
      columns_(columns),
      sets_(sets),
      rankings_(rankings),
      questions_(questions),
      is_required_(context_.program.exprs.size(), 0) {}

void Scheduler::require(DefinitionId id) {
  if (columns_.is_computed[id.value] != 0) return;
  columns_.is_computed[id.value] = 1;
  const program::Definition& definition = context_.program.at(id);
  const uint64_t members_of_others = std::exchange(members_read_, 0);
  if (definition.domain.valid()) require(definition.domain);
  std::visit([&](const auto& by) { require_inputs(by, id); }, definition.by);
  const uint64_t members = std::exchange(members_read_, members_of_others);
  compute(id, members);
  apply_pins(id);
}

// --- what definitions read ---

void Scheduler::require_inputs(const program::ByCases& by, DefinitionId id) {
  for (const program::Case& one : by.cases) {
    require(one.guard, id);
    require(one.value.value, id);
  }
}

void Scheduler::require_inputs(const program::ByChecklist& by, DefinitionId id) {
  for (const DefinitionId item : by.items) require(item);
  require(by.at_least, id);
}

void Scheduler::require_inputs(const program::BySpans& by, DefinitionId id) {
  require_set(by.from, by.start, id);
  for (const ExprId expr : {by.start, by.length, by.condition}) require(expr, id);
}

void Scheduler::require_inputs(const program::ByPopulation& by, DefinitionId) { require(by.population); }

void Scheduler::require_inputs(const program::ByRanking& by, DefinitionId) { require(by.ranking); }

void Scheduler::require_inputs(const program::ByGradeEntries& by, DefinitionId id) {
  for (const program::GradeEntry& entry : by.entries) {
    if (entry.ranking.valid()) require(context_.program.at(entry.ranking).definition);
    if (entry.base.valid()) require_whole(all_members(context_.program.at(entry.base).table, entry.base));
    require(entry.size, id);
  }
  for (const program::GradeEntry& entry : by.entries) require(entry.condition, id);
}

void Scheduler::require_inputs(const program::ByAllotment& by, DefinitionId id) {
  const program::Definition& definition = context_.program.at(id);
  if (!all_given(definition.bases)) return;  // nothing of it is read
  require_whole(all_members(definition.table, definition.domain));
  for (const ExprId expr : {by.amount, by.grain, by.weight, by.minimum, by.maximum}) require(expr, id);
  for (const program::SortKey& key : by.remainder_keys) require(key.value, id);
  for (const program::SortKey& key : by.tie_keys) require(key.value, id);
}

void Scheduler::require_inputs(const program::ByJudgement& by, DefinitionId id) {
  const program::Judgement& judgement = context_.program.at(by.judgement);
  for (const ExprId expr : {judgement.low, judgement.high, judgement.range_label, judgement.grain, judgement.when})
    require(expr, id);
  for (const program::LabelRange& range : judgement.label_ranges) require(range.low, id), require(range.high, id);
}

void Scheduler::compute(DefinitionId id, uint64_t members_read) {
  const program::Definition& definition = context_.program.at(id);
  Column& column = columns_.definitions[id.value];
  if (const auto* scope = std::get_if<program::ByPopulation>(&definition.by)) {
    column = sets_.members(scope->population);
    return;
  }
  column.resize(context_.row_count(definition.table), definition.type, context_.plan.definitions[id.value]);
  if (const auto* places = std::get_if<program::ByRanking>(&definition.by))
    compute_places(context_, sets_, rankings_, id, places->ranking, column);
  else if (const auto* grade = std::get_if<program::ByGradeEntries>(&definition.by))
    compute_grade(evaluators_, sets_, rankings_, questions_, id, *grade, column);
  else if (const auto* allotment = std::get_if<program::ByAllotment>(&definition.by))
    compute_allotment(evaluators_, sets_, questions_, id, *allotment, column);
  else if (const auto* judgement = std::get_if<program::ByJudgement>(&definition.by))
    compute_judgement(evaluators_, sets_, questions_, id, *judgement, column);
  else
    compute_rows(evaluators_, id, members_read, column);
}

void Scheduler::apply_pins(DefinitionId id) {
  for (const program::Pins::OfDefinition& pin : context_.pins.definitions) {
    if (pin.definition != id) continue;
    Column& column = columns_.definitions[id.value];
    const Lane lane = context_.pinned_lane(pin, column.shape);
    column.set(pin.row, lane);
    if (!column.fired.empty()) column.fired[pin.row] = -1;
    if (const auto* scope = std::get_if<program::ByPopulation>(&context_.program.at(id).by))
      sets_.populations[scope->population.value]->member.set(pin.row, lane);
  }
}

// --- sets and rankings ---

void Scheduler::require(PopulationId id) {
  if (sets_.populations[id.value] != nullptr) return;
  const program::Population& population = context_.program.at(id);
  if (population.source.valid()) require(population.source);
  for (const program::PopulationRule& rule : population.rules) require(rule.condition, population.definition);
  sets_.populations[id.value] = std::make_unique<PopulationColumns>(compute_population(evaluators_, id));
}

void Scheduler::require_rule(PopulationId id, uint32_t rule) {
  SetSource set = all_members(context_.program.at(id).table, id);
  set.rule = rule;
  if (sets_.subsets.contains(set_key(set))) return;
  require(id);
  // Of members that an earlier run left, nobody has looked at the rules in this one.
  const program::Population& population = context_.program.at(id);
  for (const program::PopulationRule& one : population.rules) require(one.condition, population.definition);
  sets_.subsets.emplace(set_key(set), compute_rule(evaluators_, id, rule));
}

void Scheduler::require(program::RankingId id) {
  std::unique_ptr<FinishedRanking>& finished = rankings_.finished[id.value];
  if (finished != nullptr) return;
  const program::Ranking& ranking = context_.program.at(id);
  require_whole(all_members(ranking.table, ranking.domain));
  require(ranking.without, ranking.definition);
  for (const ExprId expr : ranking.strata) require(expr, ranking.definition);
  for (const program::SortKey& key : ranking.keys) require(key.value, ranking.definition);
  finished = std::make_unique<FinishedRanking>(compute_ranking(evaluators_, sets_, id));
}

void Scheduler::require_membership(const SetSource& set) {
  if (set.population.valid() && set.rule != UINT32_MAX)
    require_rule(set.population, set.rule);
  else if (set.population.valid())
    require(set.population);
  else if (context_.has_faulty_rows(set.table) && !sets_.subsets.contains(set_key(set)))
    sets_.subsets.emplace(set_key(set), mark_readable_rows(context_, set.table));
}

void Scheduler::require_whole(const SetSource& set) {
  require_membership(set);
  if (sets_.whole_sets.contains(set_key(set))) return;
  sets_.whole_sets.emplace(set_key(set), index_whole_set(context_, sets_, set));
}

void Scheduler::require_set(const SetSource& set, ExprId id, DefinitionId reader) {
  require_membership(set);
  switch (set.mode) {
    case SetMode::Members: {
      const PathKey path(set.table.value, set.path);
      if (!sets_.children.contains(path)) sets_.children.emplace(path, index_children(context_, set.table, set.path));
      const TableId owners = context_.program.at(set.path.back()).type.table;
      if (set.inherited && !sets_.lineages.contains(owners.value)) {
        sets_.lineages.emplace(owners.value,
                               data::build_lineage(context_.program, context_.data, owners, context_.inputs.reference));
      }
      break;
    }
    case SetMode::Whole: require_whole(set); break;
    case SetMode::Group:
      for (const ExprId key : set.group_keys) require(key, reader);
      require_whole(set);
      if (!sets_.groups.contains(id.value)) sets_.groups.emplace(id.value, compute_groups(evaluators_.own(), set, reader));
      break;
  }
}

// --- what expressions read ---

void Scheduler::require(ExprId id, DefinitionId reader) {
  if (!id.valid() || is_required_[id.value] != 0) return;
  is_required_[id.value] = 1;
  const auto& node = context_.program.at(id).node;
  // What an aggregate reads of its members is required with its set.
  if (!std::holds_alternative<program::Aggregate>(node))
    walk_operands(context_.program.at(id), [&](program::Operand operand) { require(operand.id, reader); });
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) require_input(column->column);
  if (const auto* parameter = std::get_if<program::ParameterAt>(&node)) require_parameter(parameter->parameter);
  if (const auto* read = std::get_if<program::DefinitionOf>(&node)) require(read->definition);
  if (const auto* read = std::get_if<program::InPopulation>(&node)) require(read->population);
  if (const auto* read = std::get_if<program::InForce>(&node)) require(read->spans);
  if (const auto* read = std::get_if<program::PlaceOf>(&node)) require(context_.program.at(read->ranking).definition);
  if (const auto* read = std::get_if<program::MetNames>(&node)) {
    for (const DefinitionId item : std::get<program::ByChecklist>(context_.program.at(read->checklist).by).items) require(item);
  }
  if (const auto* read = std::get_if<program::RuleHolds>(&node)) require_rule(read->population, read->rule);
  if (const auto* aggregate = std::get_if<program::Aggregate>(&node)) require_aggregate(*aggregate, id, reader);
}

void Scheduler::require_aggregate(const program::Aggregate& node, ExprId id, DefinitionId reader) {
  require_set(node.set, id, reader);
  for (const ExprId expr : {node.filter, node.body, node.key, node.parameter, node.if_none.value}) require(expr, reader);
  members_read_ += context_.row_count(node.set.table);
  if (plan::is_shared(context_.program, node))
    columns_.shared_aggregates[id.value] = compute_shared_aggregate(evaluators_.own(), node, id, reader);
}

void Scheduler::require_input(program::ColumnId id) {
  std::unique_ptr<InputColumn>& input = columns_.inputs[id.value];
  if (input != nullptr) return;
  input = std::make_unique<InputColumn>();
  open_input(context_, id, *input);
}

void Scheduler::require_parameter(program::ParameterId id) {
  std::vector<Lane>& values = columns_.parameters[id.value];
  if (!values.empty()) return;
  for (const program::DatedValue& dated : context_.program.at(id).values) {
    if (all_given(dated.bases)) require(dated.value, {});
  }
  values = compute_parameter(evaluators_.own(), id);
}

}  // namespace plumb::run
