// The recorded course of one evaluation: a tree of steps. Data only; made on demand by eval's recorder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "program/program.h"

namespace plumb::results {

enum class StepKind : uint8_t {
  Definition,  // a definition of a row; children: the guards that were tried and the value's reads
  Case,        // a case (index in `detail_index`): value = did its guard hold
  Column,      // a cell that was read
  Parameter,
  Aggregate,
  Member,     // a member of an aggregate: value = its body
  Settled,    // an absent value was settled; detail: its kind
  LeftOut,    // a member that 缺失时 不计 left out
  LookupRow,  // the row of a table that matched (detail_index)
  Population,
  PopulationRule,
  RankPlace,
  Cut,
  Answer,
};
struct Step {
  StepKind kind = StepKind::Definition;
  program::DefinitionId definition{};
  program::ExprId expr{};
  program::TableId table{};
  uint32_t row = UINT32_MAX;
  program::ColumnId column{};
  program::ParameterId parameter{};
  program::PopulationId population{};
  int32_t detail_index = -1;
  std::string detail{};
  program::Value value{};
  std::vector<uint32_t> children{};               // indexes into Trace::steps
  uint64_t member_count = 0, left_out_count = 0;  // Aggregate
};
struct Trace {
  std::vector<Step> steps;  // the root is the first
};

}  // namespace plumb::results
