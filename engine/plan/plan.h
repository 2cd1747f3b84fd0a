// A plan: how one program is computed over one body of data, column by column.
//
// In: a program without errors, the facts of the columns that it reads, the inputs of the run. Out: for every column,
// expression and definition the shape in which its values are held; the partials (sums, counts, extremes of rows by the
// row that they belong to) that have to be found before any formula; and the order of all steps. A plan is data: it can
// be printed, and a partial can be computed by anything that adds whole numbers.
// INVARIANT: the shape of an expression holds every value that it can take over this data, whatever row it is asked of;
// values that are absent or open have no number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/column_facts.h"
#include "data/data.h"
#include "plan/shape.h"
#include "program/program.h"
#include "program/subject.h"

namespace plumb::plan {

using program::DefinitionId;
using program::ExprId;

// What the data proves of an expression before it is computed.
enum class Proof : uint8_t {
  None,
  AlwaysTrue,       // in every row of the table that it is asked of
  ZeroWhereAbsent,  // a column whose absent cells count as zero, which is what they hold: no state is looked at
  ZeroInSums,       // likewise, but that some absent cells leave the count of an average
};

// One reduction of the rows of a set: per owner, per group, or of the whole.
struct Partial {
  ExprId aggregate;        // where the program asks for it
  DefinitionId reader;     // the definition that asks first
  bool is_shared = false;  // nothing of the row that asks is read: computed once for all of them
  Shape body, total;       // of what is added or compared, and of the result
  friend bool operator==(const Partial&, const Partial&) = default;
};

enum class StepKind : uint8_t { Formula, Members, Judgement, Ranking, Grade, Allotment, Spans, Checklist };
struct Step {
  StepKind kind = StepKind::Formula;
  DefinitionId definition;
  std::vector<uint32_t> partials;  // indexes into Plan::partials that it needs and no earlier step has found
  friend bool operator==(const Step&, const Step&) = default;
};

struct Plan {
  std::vector<Shape> columns;      // by ColumnId; of numbers, in base units
  std::vector<Shape> exprs;        // by ExprId
  std::vector<Shape> definitions;  // by DefinitionId
  std::vector<Shape> parameters;   // by ParameterId: the values that can be in force
  std::vector<Proof> proofs;       // by ExprId
  std::vector<Partial> partials;
  std::vector<Step> steps;
};

// Facts of every column that was read; by ColumnId, default ones for the rest.
[[nodiscard]] std::vector<data::ColumnFacts> find_all_facts(const program::Program& program, const data::Data& data);

[[nodiscard]] Plan make_plan(const program::Program& program, const data::Data& data, const std::vector<data::ColumnFacts>& facts,
                             const program::Subject& subject);

// Reads like an explanation: one paragraph a step, in the words of the program.
[[nodiscard]] std::string dump_plan(const program::Program& program, const Plan& plan);

// Is the same computed for every row that asks, or for every row of a group?
[[nodiscard]] bool is_shared(const program::Program& program, const program::Aggregate& node);

}  // namespace plumb::plan
