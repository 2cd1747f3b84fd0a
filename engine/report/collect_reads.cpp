#include "report/collect_reads.h"

#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::report {

namespace {

using namespace program;

// A walk over the graph of definitions. Expressions are shared between definitions (expanded functions), so
// each one is visited once.
class Collector {
 public:
  explicit Collector(const Program& program)
      : program_(program), seen_exprs_(program.exprs.size(), false), seen_rankings_(program.rankings.size(), false) {
    reads.definitions.resize(program.definitions.size(), false);
    reads.parameters.resize(program.parameters.size(), false);
  }

  Reads reads;
  std::vector<const Lookup*> lookups;  // of the expressions that were met

  void operator()(DefinitionId id) {
    if (!id.valid() || reads.definitions[id.value]) return;
    reads.definitions[id.value] = true;
    waiting_.push_back(id);
  }
  // Definitions wait in a list, so that a long chain of them does not deepen the stack.
  void follow_all() {
    while (!waiting_.empty()) {
      const DefinitionId id = waiting_.back();
      waiting_.pop_back();
      follow(id);
    }
  }
  void follow(DefinitionId id) {
    walk_reads(program_, id, [this](Read read) { std::visit(*this, read); });
    walk_formulas(program_, id, [this](ExprId formula) { expr(formula); });
    for (const Norm& norm : program_.norms) {
      if (norm.definition != id) continue;
      for (const ExprId part : {norm.deadline, norm.fulfilled, norm.amount}) expr(part);
    }
  }

  void operator()(PopulationId id) { (*this)(program_.at(id).definition); }
  void operator()(ParameterId id) {
    if (reads.parameters[id.value]) return;
    reads.parameters[id.value] = true;
    for (const DatedValue& value : program_.at(id).values) expr(value.value);
  }
  void operator()(RankingId id) {
    if (seen_rankings_[id.value]) return;
    seen_rankings_[id.value] = true;
    const Ranking& ranking = program_.at(id);
    (*this)(ranking.definition);
    walk_formulas(ranking, [this](ExprId formula) { expr(formula); });
    if (ranking.judgement.valid()) (*this)(ranking.judgement);
  }
  // That of a tie has no definition of its own.
  void operator()(JudgementId id) {
    (*this)(program_.at(id).definition);
    walk_formulas(program_.at(id), [this](ExprId formula) { expr(formula); });
  }
  void operator()(ColumnId) {}

 private:
  void expr(ExprId id) {
    if (!id.valid() || seen_exprs_[id.value]) return;
    seen_exprs_[id.value] = true;
    const Expr& node = program_.at(id);
    if (const auto* lookup = std::get_if<Lookup>(&node.node)) lookups.push_back(lookup);
    walk_reads(node, [this](Read read) { std::visit(*this, read); });
    walk_operands(node, [this](Operand operand) { expr(operand.id); });
  }

  const Program& program_;
  std::vector<bool> seen_exprs_;
  std::vector<bool> seen_rankings_;
  std::vector<DefinitionId> waiting_;
};

void add_bases(const std::vector<Basis>& bases, std::vector<const Basis*>& out) {
  for (const Basis& basis : bases) out.push_back(&basis);
}

}  // namespace

Reads collect_reads(const Program& program, const std::vector<DefinitionId>& roots) {
  Collector collector(program);
  for (const DefinitionId root : roots) collector(root);
  collector.follow_all();
  return std::move(collector.reads);
}

std::vector<const Basis*> bases_of(const Program& program, DefinitionId id) {
  const Definition& definition = program.at(id);
  std::vector<const Basis*> out;
  add_bases(definition.bases, out);
  if (const auto* cases = std::get_if<ByCases>(&definition.by)) {
    for (const Case& one : cases->cases) add_bases(one.bases, out);
  }
  if (const auto* population = std::get_if<ByPopulation>(&definition.by)) {
    for (const PopulationRule& rule : program.at(population->population).rules) add_bases(rule.bases, out);
  }
  if (const auto* judgement = std::get_if<ByJudgement>(&definition.by)) {
    add_bases(program.at(judgement->judgement).bases, out);
  }
  if (const auto* grade = std::get_if<ByGradeEntries>(&definition.by)) {
    for (const GradeEntry& entry : grade->entries) add_bases(entry.bases, out);
  }
  for (const Norm& norm : program.norms) {
    if (norm.definition == id) add_bases(norm.bases, out);
  }
  // Rows of tables carry their own; only this definition's expressions are walked, not what they read.
  Collector own(program);
  own.follow(id);
  for (const Lookup* lookup : own.lookups) {
    for (const LookupRow& row : lookup->rows) add_bases(row.bases, out);
  }
  return out;
}

}  // namespace plumb::report
