// What the files of this room share while one comparison is made. Internal to study.
//
// The steps go in this order, and each fills its part of `out`: rules and parameters, definitions, units, moves, stillness.
#pragma once

#include <memory>
#include <vector>

#include "eval/inspector.h"
#include "study/match.h"
#include "study/reads.h"

namespace plumb::study {

// Results of which some values are replaced for a moment, and what asks them.
struct Mixed {
  explicit Mixed(const Side& of) : results(of.results), inspector(of.program, of.data, results) {}
  Mixed(const Mixed&) = delete;
  Mixed& operator=(const Mixed&) = delete;
  ~Mixed() = default;

  results::Results results;
  eval::Inspector inspector;
};

struct SideWork {
  explicit SideWork(const Side& of);

  const Side& side;
  eval::Inspector inspector;
  Reach reach;                               // of the grade, the score and their scope
  std::vector<Reads> reads;                  // by DefinitionId
  std::vector<std::vector<uint32_t>> rules;  // by DefinitionId: what of it says something else, in out.rules
  std::vector<uint32_t> parameters;          // by ParameterId: the one whose value differs, in out.parameters
  std::vector<uint32_t> units;               // by row of the table of units: in out.units
  std::unique_ptr<Mixed> mixed;              // made when it is first wanted
};

struct Work {
  Work(const Side& before, const Side& after);

  SideWork before, after;
  Matching match;
  std::vector<uint64_t> differ;  // by DefinitionId of the first run: rows whose value differs
  Comparison out;

  // Do the values of a definition and of its match differ for a row? A row that only one run has: no.
  [[nodiscard]] bool differs_at(program::DefinitionId before, uint32_t row) const;
};

void compare_rules(Work& work);
void compare_parameters(Work& work);
void compare_definitions(Work& work);
void compare_units(Work& work);
void attribute_moves(Work& work);
void explain_stillness(Work& work);

// Down from a definition through those that differ, to what differs for no other reason.
[[nodiscard]] Origin find_origin(const Work& work, program::DefinitionId before, uint32_t row_before);
// The same from what an expression of each run reads. `is_explained`: it differs itself, so that nothing else need be found.
[[nodiscard]] Origin find_origin(const Work& work, const Reads& before, const Reads& after, uint32_t row_before,
                                 bool is_explained);
// What makes a named rule inside a definition come out differently for a row: the rule itself, or what its condition reads.
struct RuleAt {
  program::DefinitionId owner;
  std::string name;
  program::ExprId condition;  // not valid: this run has no such rule, or it has none
};
[[nodiscard]] Origin find_origin(const Work& work, const RuleAt& before, const RuleAt& after, uint32_t row_before);

// The rank of a class for crossing lines: labels by position, all others behind them.
[[nodiscard]] uint32_t rank_of(const Comparison& out, uint32_t in_class);

}  // namespace plumb::study
