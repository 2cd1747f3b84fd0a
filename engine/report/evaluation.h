// One run and what it is a run of: rules, data, results. Whoever keeps two of them may share the rules and the data.
#pragma once

#include <memory>
#include <string>

#include "check/checked_rules.h"
#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "results/results.h"

namespace plumb::report {

struct Evaluation {
  // Always there, also when the rules have errors or no data was read.
  std::shared_ptr<const check::CheckedRules> rules = std::make_shared<const check::CheckedRules>();
  std::shared_ptr<const data::Data> rows = std::make_shared<const data::Data>();
  results::Results results;
  diagnostics::Sink sink;             // what was found in the rules, then in the data and the wishes
  std::string database;               // as it was named
  std::string root;                   // SHA-256 over the content of a snapshot; empty: there is none
  bool takes_other_readings = false;  // what 另载 says stands in the rules
  bool is_read = false;               // false: an error in the sink stopped it before there were data and inputs
  bool is_whole = false;              // … before there were results

  [[nodiscard]] const program::Program& program() const { return rules->program; }
  [[nodiscard]] const data::Data& data() const { return *rows; }
};

}  // namespace plumb::report
