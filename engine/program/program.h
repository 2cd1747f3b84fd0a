// The typed program: what a rule set means, ready for any evaluator. Data only.
//
// Made by check from trees, read by eval, plan and explain. The kernel is definitions (a typed value of
// every row of a table, by guarded cases with a basis) and population operators over a finished set
// (aggregate, rank, cut, run, allot); the words of the language come back only as ConstructWord, for
// explanations. Everything is id-indexed; ids are stable for one program.
// INVARIANTS (verify_program): ids in range; operands before their expression; the graph of definitions
// is acyclic; every definition has a type; frames stay within their aggregates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/dimension.h"
#include "program/basis.h"
#include "program/definition.h"
#include "program/expr.h"
#include "program/ids.h"
#include "program/rule.h"
#include "program/table.h"
#include "program/test_case.h"
#include "program/type.h"
#include "program/value.h"
#include "source/language.h"
#include "source/source.h"

namespace plumb::program {

struct Program {
  std::string title;
  source::Language spelling = source::Language::Zh;
  int64_t assessment = 0;
  std::optional<base::Date> period_first, period_last;  // both included
  std::optional<base::Date> reference;                  // default: period_last
  std::vector<Units> units;
  std::vector<std::string> base_dimensions;  // names by Dimension base id
  std::vector<AbsenceKind> absence_kinds;
  std::vector<Enumeration> enumerations;
  std::vector<Authority> authorities;
  std::vector<Table> tables;
  std::vector<Column> columns;
  std::vector<Parameter> parameters;
  std::vector<Expr> exprs;
  std::vector<Definition> definitions;
  std::vector<DefinitionId> order;  // every definition after those that it reads
  std::vector<Population> populations;
  std::vector<Ranking> rankings;
  std::vector<Judgement> judgements;
  std::vector<ScorePart> score_parts;
  std::vector<Norm> norms;
  std::vector<DefinitionId> verifies;
  std::vector<TestCase> tests;

  [[nodiscard]] const Expr& at(ExprId id) const { return exprs[id.value]; }
  [[nodiscard]] const Definition& at(DefinitionId id) const { return definitions[id.value]; }
  [[nodiscard]] const Population& at(PopulationId id) const { return populations[id.value]; }
  [[nodiscard]] const Ranking& at(RankingId id) const { return rankings[id.value]; }
  [[nodiscard]] const Judgement& at(JudgementId id) const { return judgements[id.value]; }
  [[nodiscard]] const Parameter& at(ParameterId id) const { return parameters[id.value]; }
  [[nodiscard]] const Table& at(TableId id) const { return tables[id.value]; }
  [[nodiscard]] const Column& at(ColumnId id) const { return columns[id.value]; }
  [[nodiscard]] const Enumeration& at(EnumId id) const { return enumerations[id.value]; }
};

}  // namespace plumb::program
