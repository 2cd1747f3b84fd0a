// Broken invariants of a program without errors. Names what is wrong and where, for a report of our own mistakes.
#include <set>

#include <fmt/format.h>

#include "program/dump_program.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::program {

namespace {

// Definitions that formulas read, also through scopes, rankings and checklists; each once.
struct DefinitionsRead {
  const Program& program;
  std::set<ExprId> seen;
  std::set<DefinitionId> definitions;

  void expr(ExprId id) {
    if (!seen.insert(id).second) return;
    walk_reads(program.at(id), [this](Read read) { std::visit(*this, read); });
    walk_operands(program.at(id), [this](Operand operand) { expr(operand.id); });
  }
  void operator()(DefinitionId id) {
    if (id.valid()) definitions.insert(id);
  }
  void operator()(PopulationId id) { (*this)(program.at(id).definition); }
  void operator()(RankingId id) { (*this)(program.at(id).definition); }
  void operator()(JudgementId id) { (*this)(program.at(id).definition); }
  void operator()(ParameterId) {}
  void operator()(ColumnId) {}
};

struct Verify {
  const Program& program;
  std::vector<std::string> broken;

  template <class... Args>
  void say(fmt::format_string<Args...> text, Args&&... args) {
    broken.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  void exprs() {
    for (uint32_t i = 0; i < program.exprs.size(); ++i) {
      walk_operands(program.exprs[i], [&](Operand operand) {
        if (operand.id.value >= i) say("expression {} has the operand {} that does not come before it", i, operand.id.value);
      });
      ids_of(i);
    }
  }

  void ids_of(uint32_t i) {
    const Expr& expr = program.exprs[i];
    if (const auto* column = std::get_if<ColumnOf>(&expr.node)) {
      if (column->column.value >= program.columns.size() || !column->row.valid()) say("expression {} reads no column", i);
    }
    if (const auto* value = std::get_if<DefinitionOf>(&expr.node)) {
      if (value->definition.value >= program.definitions.size())
        say("expression {} reads no definition", i);
      else if (value->row.valid() != program.at(value->definition).table.valid())
        say("expression {} reads {} without its row", i, program.at(value->definition).name);
    }
    if (const auto* value = std::get_if<ParameterAt>(&expr.node)) {
      if (value->parameter.value >= program.parameters.size()) say("expression {} reads no parameter", i);
    }
    if (const auto* set = std::get_if<Aggregate>(&expr.node)) {
      if (set->set.table.value >= program.tables.size()) say("expression {} is over no table", i);
    }
  }

  void need(ExprId id, const std::string& owner) {
    if (!id.valid() || id.value >= program.exprs.size()) say("{} lacks an expression", owner);
  }

  void body(const Definition& definition) {
    if (const auto* by = std::get_if<ByCases>(&definition.by)) {
      if (by->cases.empty()) say("{} has no case", definition.name);
      for (const Case& one : by->cases) {
        if (one.value.kind == AnswerKind::Value) need(one.value.value, definition.name);
        if (one.exception_to >= static_cast<int32_t>(by->cases.size())) say("{} has an exception to no case", definition.name);
      }
    }
    if (const auto* by = std::get_if<BySpans>(&definition.by)) {
      need(by->start, definition.name);
      need(by->length, definition.name);
    }
    if (const auto* by = std::get_if<ByAllotment>(&definition.by)) {
      need(by->amount, definition.name);
      need(by->weight, definition.name);
      need(by->grain, definition.name);
    }
    if (const auto* by = std::get_if<ByGradeEntries>(&definition.by)) {
      for (const GradeEntry& entry : by->entries) {
        const bool is_cut = entry.form == GradeForm::Top || entry.form == GradeForm::Next;
        if (is_cut) need(entry.size, definition.name);
        if (is_cut && entry.ranking.value >= program.rankings.size()) say("{} cuts no ranking", definition.name);
        if (entry.form == GradeForm::When || entry.is_veto) need(entry.condition, definition.name);
      }
    }
  }

  // Every definition once, after those that its arms read.
  void order() {
    std::vector<uint32_t> place(program.definitions.size(), UINT32_MAX);
    for (uint32_t i = 0; i < program.order.size(); ++i) {
      const uint32_t id = program.order[i].value;
      if (id >= place.size())
        say("the order names no definition at {}", i);
      else if (place[id] != UINT32_MAX)
        say("{} is twice in the order", program.definitions[id].name);
      else
        place[id] = i;
    }
    for (uint32_t i = 0; i < place.size(); ++i) {
      if (place[i] == UINT32_MAX) {
        say("{} is not in the order", program.definitions[i].name);
        continue;
      }
      DefinitionsRead reads{program, {}, {}};
      walk_formulas(program, DefinitionId{i}, [&](ExprId formula) { reads.expr(formula); });
      for (const DefinitionId read : reads.definitions) {
        const bool is_before = read.value < place.size() && place[read.value] < place[i];
        if (!is_before) say("{} comes before a definition that it reads", program.definitions[i].name);
      }
    }
  }

  void run() {
    exprs();
    for (const Definition& definition : program.definitions) {
      if (definition.type.kind == TypeKind::Unknown) say("{} has no type", definition.name);
      body(definition);
    }
    if (broken.empty()) order();
  }
};

}  // namespace

std::vector<std::string> verify_program(const Program& program) {
  Verify verify{program, {}};
  verify.run();
  return std::move(verify.broken);
}

}  // namespace plumb::program
